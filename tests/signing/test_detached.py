"""Signature files prove exactly the bytes beside them, and whoever signed."""

from __future__ import annotations

import base64
from datetime import timedelta

import pytest
from pyhanko.sign.ades.api import CAdESSignedAttrSpec

from signing.combined import combined
from signing.detached import read_signature, verify_detached
from signing.model import Indication, SignatureReport, SignerRole, TimeSource, Verdict
from tests.builders import a_report, an_invalid_report, an_unproven_report, an_unsigned_report
from tests.pki import NOW, SIGNED_AT, pki
from tests.signing.envelopes import pem, signature_of

FILE = b"PK\x03\x04 a file of any kind \x00\xff" * 50


def judged(signature: bytes, content: bytes = FILE) -> SignatureReport:
    trust = pki().trust(older=NOW - timedelta(days=10))
    return verify_detached(content, read_signature(signature, "van-ban.docx.p7s"), trust, NOW)


@pytest.mark.parametrize("form", [bytes, pem, base64.b64encode, base64.encodebytes], ids=["der", "pem", "b64", "lines"])
def test_signature_beside_a_file_is_valid_in_every_spelling(form: object) -> None:
    report = judged(form(signature_of(FILE)))  # type: ignore[operator]
    assert (report.verdict, report.signatures[0].role) == (Verdict.VALID, SignerRole.ORGANISATION)
    assert report.signatures[0].field == "van-ban.docx.p7s"


def test_one_byte_less_is_altered() -> None:
    assert judged(signature_of(FILE), FILE[:-1]).reason == "altered_after_signing"


def test_cades_attributes_are_accepted() -> None:
    assert judged(signature_of(FILE, ades=CAdESSignedAttrSpec())).verdict is Verdict.VALID


def test_cades_timestamp_proves_the_time_of_a_signature_by_an_expired_certificate() -> None:
    then = pki().expired.certificate.not_valid_after_utc - timedelta(days=1)
    stamper = pki().authority.timestamper(then)
    report = judged(signature_of(FILE, pki().expired, stamper=stamper, at=then))
    assert (report.verdict, report.signatures[0].time_source) == (Verdict.VALID, TimeSource.TIMESTAMP)
    assert judged(signature_of(FILE, pki().expired, at=then)).reason == "certificate_expired"


def test_every_signer_counts() -> None:
    both = judged(signature_of(FILE, pki().leader, pki().seal))
    assert (both.verdict, len(both.signatures)) == (Verdict.VALID, 2)
    one_revoked = judged(signature_of(FILE, pki().seal, pki().revoked))
    assert (one_revoked.verdict, one_revoked.reason) == (Verdict.INVALID, "certificate_revoked")
    assert {one.indication for one in one_revoked.signatures} == {Indication.TOTAL_PASSED, Indication.TOTAL_FAILED}


def test_a_stranger_among_the_signers_leaves_all_unproven() -> None:
    assert judged(signature_of(FILE, pki().seal, pki().foreign_seal)).reason == "unknown_authority"


def test_too_many_signers_are_not_examined() -> None:
    few, many = signature_of(FILE, *[pki().seal] * 16), signature_of(FILE, *[pki().seal] * 17)
    assert (judged(few).verdict, judged(many).reason) == (Verdict.VALID, "too_many_signatures")


def test_a_web_servers_certificate_signs_no_files() -> None:
    assert judged(signature_of(FILE, pki().web_server)).reason == "wrong_key_usage"


@pytest.mark.parametrize("rubbish", [b"", b"0", b"\x30\x80" * 40, b"-----BEGIN PGP SIGNATURE-----\n\niQ==\n", FILE])
def test_what_is_no_signature_is_not_supported(rubbish: bytes) -> None:
    report = judged(rubbish)
    assert (report.verdict, report.reason) == (Verdict.UNPROVEN, "unsupported_signature")


def test_a_file_speaks_of_the_bytes_it_signs_and_of_no_others() -> None:
    signature = read_signature(signature_of(FILE), "x.p7s")
    assert signature.speaks_of(FILE)
    assert not signature.speaks_of(FILE + b" ")


def test_content_inside_the_signature_is_found() -> None:
    inside = read_signature(signature_of(FILE, detached=False), "x.p7m")
    assert inside.content == FILE
    assert verify_detached(FILE, inside, pki().trust(), NOW).verdict is Verdict.VALID


@pytest.mark.parametrize("step", range(5, 100, 9))
def test_truncated_signature_is_never_valid(step: int) -> None:
    whole = signature_of(FILE)
    assert judged(whole[: len(whole) * step // 100]).verdict is not Verdict.VALID


def test_signed_before_it_was_received() -> None:
    assert judged(signature_of(FILE)).signatures[0].claimed_at == SIGNED_AT


@pytest.mark.parametrize(
    ("reports", "verdict"),
    [
        ((an_unsigned_report(), a_report()), Verdict.VALID),
        ((a_report(), an_unsigned_report()), Verdict.VALID),
        ((a_report(), an_unproven_report()), Verdict.UNPROVEN),
        ((an_unproven_report(), an_invalid_report(), a_report()), Verdict.INVALID),
        ((an_unsigned_report(), an_unsigned_report()), Verdict.UNSIGNED),
    ],
)
def test_the_worst_report_counts(reports: tuple[SignatureReport, ...], verdict: Verdict) -> None:
    together = combined(reports)
    assert together.verdict is verdict
    assert together.signatures == tuple(one for report in reports for one in report.signatures)
