"""A derived copy with an archive timestamp lives longer; the original is its beginning."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from asn1crypto import tsp

from signing.asn1 import decode, encode
from signing.errors import SigningError
from signing.evidence.archive import prepare, question, token_of
from signing.evidence.consulted import Piece, index_of
from signing.evidence.lasting import provable_until
from signing.evidence.stampable import Stampable, stamped
from signing.model import SignatureKind, TimeSource, Verdict
from signing.speed import run
from signing.verify import verify
from tests import pki
from tests.pki import NOW

NONCE = 2026


def pieces() -> tuple[Piece, ...]:
    return index_of(pki.pki().trust()).pieces


def answered(prepared: Stampable, at: datetime = NOW, nonce: int = NONCE) -> bytes:
    """What our own authority says to the question."""
    request = decode(tsp.TimeStampReq, question(prepared.digest, nonce))
    return encode(run(pki.pki().authority.timestamper(at).async_request_tsa_response(request)))


def archived(pdf: bytes, at: datetime = NOW) -> bytes:
    prepared = prepare(pdf, pieces())
    return stamped(prepared, token_of(answered(prepared, at), prepared.digest, NONCE))


def test_the_copy_begins_with_the_original() -> None:
    pdf = pki.signed()
    copy = archived(pdf)
    assert copy.startswith(pdf)
    assert b"/DSS" in copy[len(pdf) :]


def test_the_copy_is_valid_and_lasts_longer() -> None:
    trust = pki.pki().trust()
    report = verify(archived(pki.signed()), trust, NOW)
    assert report.verdict is Verdict.VALID
    assert [one.kind for one in report.signatures] == [SignatureKind.SIGNATURE, SignatureKind.DOCUMENT_TIMESTAMP]
    before, after = provable_until(verify(pki.signed(), trust, NOW)), provable_until(report)
    assert before is not None and after is not None and after > before


def test_the_copy_is_valid_after_the_signer_s_certificate_ended() -> None:
    later = NOW + timedelta(days=1500)
    assert verify(pki.signed(), pki.pki().trust(at=later), later).verdict is Verdict.UNPROVEN
    report = verify(archived(pki.signed()), pki.pki().trust(at=later), later)
    assert (report.verdict, report.signatures[0].time_source) == (Verdict.VALID, TimeSource.TIMESTAMP)
    assert report.signatures[0].proved_at == NOW


def test_a_copy_can_be_stamped_again() -> None:
    again = archived(archived(pki.signed()), NOW + timedelta(days=300))
    report = verify(again, pki.pki().trust(at=NOW + timedelta(days=301)), NOW + timedelta(days=301))
    assert (report.verdict, len(report.signatures)) == (Verdict.VALID, 3)


def test_an_answer_to_another_question_is_refused() -> None:
    prepared = prepare(pki.signed(), pieces())
    with pytest.raises(SigningError, match="timestamp_refused"):
        token_of(answered(prepared, nonce=1), prepared.digest, NONCE)
    with pytest.raises(SigningError, match="timestamp_refused"):
        token_of(answered(prepared), bytes(32), NONCE)


def test_an_authority_that_refuses_gives_no_token() -> None:
    refusal = bytes.fromhex("3005 3003 020102")  # only a status: rejection (RFC 3161, 2.4.2)
    with pytest.raises(SigningError, match="timestamp_refused"):
        token_of(refusal, bytes(32), NONCE)


@pytest.mark.parametrize("answer", [b"", b"<html>", bytes(200)])
def test_rubbish_gives_no_token(answer: bytes) -> None:
    with pytest.raises(SigningError, match="timestamp_refused"):
        token_of(answer, bytes(32), NONCE)


def test_a_token_that_does_not_fit_is_refused() -> None:
    prepared = prepare(pki.signed(), pieces())
    with pytest.raises(SigningError):
        stamped(prepared, bytes(20_000))


@pytest.mark.parametrize("pdf", [b"xin chao", pki.encrypted()], ids=["text", "encrypted"])
def test_what_is_no_readable_pdf_cannot_be_archived(pdf: bytes) -> None:
    with pytest.raises(SigningError, match="cannot_archive"):
        prepare(pdf, pieces())
