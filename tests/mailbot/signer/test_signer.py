"""Only the signer process opens the keys; it signs what it knows and survives what it does not."""

from __future__ import annotations

import os
import signal
import sys
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from asn1crypto import cms, tsp

from mailbot.children.own import lasting
from mailbot.domain.errors import TemporaryError
from mailbot.signer.client import Signer, SignerFailed
from mailbot.signer.requests import Look, Mark
from signing.model import Indication, TimeSource, Verdict
from signing.verify import verify
from tests.mailbot.signer.conftest import AGENCY, Safe, a_safe
from tests.pki import LETTER, NOW, SIGNED_AT, a_pdf, pki

LOCAL = SIGNED_AT.astimezone(ZoneInfo("Asia/Ho_Chi_Minh"))


def refusal(signer: Signer, content: bytes = LETTER) -> str:
    with pytest.raises(SignerFailed) as raised:
        signer.entity(AGENCY, content, SIGNED_AT)
    signer.close()
    return raised.value.code


def a_stamp(question: bytes) -> bytes:
    """The pretend authority's answer to a real question."""
    asked = tsp.TimeStampReq.load(question)
    stamper = pki().authority.timestamper(SIGNED_AT)
    answer = stamper.request_tsa_response(asked)  # type: ignore[attr-defined]
    return bytes(answer.dump())


def test_key_of_a_pkcs12_file_signs_a_letter(signer: Signer) -> None:
    signed = cms.ContentInfo.load(signer.entity(AGENCY, LETTER, SIGNED_AT))["content"]
    assert {one.chosen.dump() for one in signed["certificates"]} == {pki().leader.der, pki().authority.sub.der}


def test_sealed_document_stands_before_our_judge(signer: Signer) -> None:
    pdf = signer.seal(AGENCY, a_pdf(), LOCAL, Look(Mark.CORNER, "153/UBND-VX"))
    assert verify(pdf, pki().trust(), NOW).verdict is Verdict.VALID


def test_document_is_timestamped_by_whoever_has_the_network(signer: Signer) -> None:
    (one,) = verify(signer.seal(AGENCY, a_pdf(), LOCAL, stamp=a_stamp), pki().trust(), NOW).signatures
    assert one.time_source is TimeSource.TIMESTAMP


def test_authority_that_gives_no_timestamp_leaves_the_signer_ready(signer: Signer) -> None:
    def silent(_question: bytes) -> bytes:
        raise TemporaryError("tsa_unreachable")

    with pytest.raises(TemporaryError, match="tsa_unreachable"):
        signer.seal(AGENCY, a_pdf(), LOCAL, stamp=silent)
    with pytest.raises(SignerFailed, match="timestamp_refused"):
        signer.seal(AGENCY, a_pdf(), LOCAL, stamp=lambda _question: b"rubbish")
    assert signer.entity(AGENCY, LETTER, SIGNED_AT)


def test_missing_timestamp_does_not_cost_a_new_process(signer: Signer) -> None:
    signer.describe(AGENCY, NOW)
    before = signer.process_id
    with pytest.raises(SignerFailed, match="timestamp_refused"):
        signer.seal(AGENCY, a_pdf(), LOCAL, stamp=lambda _question: b"")
    assert signer.process_id == before


def test_seal_without_a_picture_is_told(signer: Signer) -> None:
    with pytest.raises(SignerFailed, match="seal_picture_missing"):
        signer.seal(AGENCY, a_pdf(), LOCAL, Look(Mark.SEAL, "Ủy ban nhân dân xã Tân Phú"))


def test_certificate_is_shown_and_the_key_is_not(signer: Signer) -> None:
    card = signer.describe(AGENCY, NOW)
    assert bytes.fromhex(card.certificate) == pki().leader.der
    assert not card.on_token


def test_no_other_process_opens_the_key(safe: Safe) -> None:
    opened: list[str] = []
    watching = True
    sys.addaudithook(lambda event, args: opened.append(str(args[0])) if event == "open" and watching else None)
    signer = safe.signer()
    signer.entity(AGENCY, LETTER, SIGNED_AT)
    signer.close()
    watching = False
    assert not [path for path in opened if path in (safe.place.file, safe.place.password)]


def test_memory_of_the_signer_is_closed_to_others_of_the_same_user(signer: Signer) -> None:
    signer.describe(AGENCY, NOW)
    # The kernel gives the entries of an undumpable process to root.
    assert Path(f"/proc/{signer.process_id}/mem").stat().st_uid == 0
    assert "NoNewPrivs:\t1" in Path(f"/proc/{signer.process_id}/status").read_text()


def test_key_is_not_in_the_environment_nor_on_the_command_line(signer: Signer) -> None:
    signer.describe(AGENCY, NOW)
    words = Path(f"/proc/{signer.process_id}/cmdline").read_bytes()
    assert words.split(b"\0")[1:4] == [b"-I", b"-m", b"mailbot.signer"]


def test_killed_signer_is_started_again(signer: Signer) -> None:
    signer.describe(AGENCY, NOW)
    assert signer.process_id is not None
    os.kill(signer.process_id, signal.SIGKILL)
    os.waitid(os.P_PID, signer.process_id, os.WEXITED | os.WNOWAIT)
    assert signer.entity(AGENCY, LETTER, SIGNED_AT)


def test_stopped_signer_is_given_up_and_replaced(safe: Safe) -> None:
    signer = safe.signer()
    signer.describe(AGENCY, NOW)
    signer.patience = 0.2
    assert signer.process_id is not None
    os.kill(signer.process_id, signal.SIGSTOP)
    with pytest.raises(SignerFailed, match="signer_timeout"):
        signer.entity(AGENCY, LETTER, SIGNED_AT)
    signer.patience = 60
    assert signer.entity(AGENCY, LETTER, SIGNED_AT)
    signer.close()


def test_bad_document_does_not_end_the_signer(signer: Signer) -> None:
    with pytest.raises(SignerFailed, match="cannot_sign"):
        signer.seal(AGENCY, b"rubbish", SIGNED_AT)
    with pytest.raises(SignerFailed, match="not_a_status_message"):
        signer.status(AGENCY, b"<invoice/>", SIGNED_AT)
    assert signer.entity(AGENCY, LETTER, SIGNED_AT)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"file": "/nowhere/seal.p12"}, "key_file_unreadable"),
        ({"password": ""}, "key_unreadable"),
        ({"password": "/nowhere/password"}, "key_file_unreadable"),
        ({"module": "/nowhere/token.so"}, "signing_token_missing"),
    ],
)
def test_unusable_key_is_told_by_name(safe: Safe, changes: dict[str, str], code: str) -> None:
    assert refusal(safe.signer(**changes)) == code


def test_agency_without_a_key_is_told_so(safe: Safe) -> None:
    signer = Signer(lambda: {"another": safe.place})
    assert refusal(signer) == "signing_not_configured"


def test_broken_key_of_one_agency_does_not_stop_another(safe: Safe, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    other = a_safe(tmp_path / "other", pki().seal)
    Path(other.place.file).write_bytes(b"rubbish")
    signer = Signer(lambda: {AGENCY: safe.place, "other": other.place})
    with pytest.raises(SignerFailed, match="key_unreadable"):
        signer.entity("other", LETTER, SIGNED_AT)
    assert signer.entity(AGENCY, LETTER, SIGNED_AT)
    signer.close()


@pytest.mark.softhsm
def test_token_signs_letters_and_documents(token: Safe) -> None:
    signer = token.signer()
    card = signer.describe(AGENCY, NOW)
    assert card.on_token
    assert bytes.fromhex(card.certificate) == pki().leader.der
    pdf = signer.seal(AGENCY, a_pdf(), LOCAL, Look(Mark.CORNER, "153/UBND-VX"), a_stamp)
    (one,) = verify(lasting(pdf, pki().trust(), NOW), pki().trust(), NOW).signatures
    assert (one.indication, one.time_source) == (Indication.TOTAL_PASSED, TimeSource.TIMESTAMP)
    assert signer.entity(AGENCY, LETTER, SIGNED_AT)
    signer.close()


@pytest.mark.softhsm
def test_certificate_may_lie_beside_the_token(token: Safe) -> None:
    signer = token.signer(certificate=str(token.folder / "leader.der"))
    pdf = signer.seal(AGENCY, a_pdf(), LOCAL)
    assert verify(pdf, pki().trust(), NOW).verdict is Verdict.VALID
    signer.close()


@pytest.mark.softhsm
@pytest.mark.parametrize(
    ("changes", "code"),
    [({"token": "another"}, "signing_token_missing"), ({"key_label": "another"}, "signing_token_key_missing")],
)
def test_what_the_token_lacks_is_told(token: Safe, changes: dict[str, str], code: str) -> None:
    assert refusal(token.signer(**changes)) == code


@pytest.mark.softhsm
def test_refused_pin_is_tried_once(token: Safe) -> None:
    """Tokens lock themselves after a few wrong ones: putting the right one down later changes nothing by itself."""
    pin = Path(token.place.password)
    right = pin.read_text()
    pin.write_text("9999")
    signer = token.signer()
    with pytest.raises(SignerFailed, match="pin_refused"):
        signer.entity(AGENCY, LETTER, SIGNED_AT)
    pin.write_text(right)
    assert refusal(signer) == "pin_refused"
    again = token.signer()
    assert again.entity(AGENCY, LETTER, datetime.now(SIGNED_AT.tzinfo))
    again.close()
