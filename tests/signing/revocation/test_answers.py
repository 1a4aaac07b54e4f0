"""OCSP answers count as revocation data: good, revoked, stale, forged, and never against a newer list."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from asn1crypto import ocsp
from cryptography import x509

from mailbot.demo.authority import Party
from signing.asn1 import decode
from signing.errors import BadCertificate
from signing.model import SignatureReport, Verdict
from signing.revocation.answers import is_about, question, singles
from signing.trust import TrustStore, read_answers, read_certificates, trust_store
from signing.verify import verify
from tests.pki import NOW, SIGNED_AT, pki, signed
from tests.signing.revocation.responder import Said, answer, asked_seal, delegate, padded, refusal


def store(*answers: bytes, lists: bool = False) -> TrustStore:
    """The sub CA's own list is missing unless `lists`; the root's is there."""
    own = pki().authority
    root_list, sub_list = own.crls(NOW)
    return trust_store([own.root.pem], [own.sub.pem], [root_list, sub_list] if lists else [root_list], ocsps=answers)


def judged(trust: TrustStore, party: Party | None = None) -> SignatureReport:
    return verify(signed(party=party or asked_seal()), trust, NOW)


def test_without_list_and_answer_nothing_is_proved() -> None:
    assert judged(store()).reason == "revocation_unknown"


def test_a_good_answer_proves_that_the_certificate_is_not_revoked() -> None:
    report = judged(store(answer(asked_seal())))
    assert report.verdict is Verdict.VALID


def test_a_good_answer_signed_with_pss_proves_as_much() -> None:
    assert judged(store(padded(answer(asked_seal()), pki().authority.sub))).verdict is Verdict.VALID
    assert judged(store(padded(answer(asked_seal()), pki().leader))).reason == "revocation_unknown"


def test_the_answer_used_is_part_of_the_evidence() -> None:
    said = answer(asked_seal())
    assert hashlib.sha256(said).hexdigest() in judged(store(said)).evidence


def test_a_delegate_of_the_authority_may_answer() -> None:
    assert judged(store(answer(asked_seal(), signer=delegate()))).verdict is Verdict.VALID


def test_an_answer_by_anybody_else_proves_nothing() -> None:
    assert judged(store(answer(asked_seal(), signer=pki().leader))).reason == "revocation_unknown"


def test_an_answer_about_another_certificate_proves_nothing() -> None:
    assert judged(store(answer(pki().seal))).reason == "revocation_unknown"


def test_a_revoked_certificate_is_refused() -> None:
    report = judged(store(answer(asked_seal(), Said(revoked_at=NOW - timedelta(days=1)))))
    assert (report.verdict, report.reason) == (Verdict.INVALID, "certificate_revoked")
    assert report.values["revoked_on"] == f"{NOW - timedelta(days=1):%d/%m/%Y}"


@pytest.mark.parametrize(
    ("revoked_at", "verdict"),
    [(SIGNED_AT - timedelta(seconds=1), Verdict.INVALID), (SIGNED_AT + timedelta(seconds=1), Verdict.VALID)],
)
def test_revoked_after_the_proved_time_stays_valid(revoked_at: datetime, verdict: Verdict) -> None:
    tsa_listed = pki().authority.crls(NOW)  # the stamp is proved by lists, the signer by the answer alone
    own, said = pki().authority, answer(asked_seal(), Said(at=NOW, revoked_at=revoked_at))
    trust = trust_store([own.root.pem], [own.sub.pem], tsa_listed, ocsps=[said])
    report = verify(signed(party=asked_seal(), stamped=True), trust, NOW)
    assert report.verdict is verdict


def test_revoked_later_without_a_timestamp_is_judged_at_receipt() -> None:
    assert judged(store(answer(asked_seal(), Said(at=NOW, revoked_at=SIGNED_AT)))).verdict is Verdict.INVALID
    later = Said(at=NOW + timedelta(hours=2), revoked_at=NOW + timedelta(hours=1))
    assert judged(store(answer(asked_seal(), later))).verdict is Verdict.VALID


@pytest.mark.parametrize(
    ("age", "verdict"),
    [(timedelta(days=7, seconds=1), Verdict.VALID), (timedelta(days=7, seconds=2), Verdict.UNPROVEN)],
)
def test_an_answer_counts_until_its_next_update_and_a_second(age: timedelta, verdict: Verdict) -> None:
    assert judged(store(answer(asked_seal(), Said(at=NOW - age)))).verdict is verdict


def test_an_answer_given_after_receipt_counts() -> None:
    assert judged(store(answer(asked_seal(), Said(at=NOW + timedelta(hours=6))))).verdict is Verdict.VALID


def test_a_list_that_says_revoked_counts_against_a_good_answer() -> None:
    party = pki().variant(more=asked_extensions())
    pki().authority.revoke(party, NOW - timedelta(days=2))
    try:
        report = judged(store(answer(party), lists=True), party)
    finally:
        del pki().authority.revoked[party.certificate.serial_number]
    assert (report.verdict, report.reason) == (Verdict.INVALID, "certificate_revoked")


def test_with_both_a_list_and_a_good_answer_the_signature_is_valid() -> None:
    assert judged(store(answer(asked_seal()), lists=True)).verdict is Verdict.VALID


@pytest.mark.parametrize(
    "make",
    [lambda: b"", lambda: b"rubbish", refusal, lambda: answer(asked_seal())[:-1]],
    ids=["nothing", "rubbish", "refusal", "cut"],
)
def test_rubbish_is_refused(make: Callable[[], bytes]) -> None:
    rubbish = make()
    with pytest.raises(BadCertificate) as raised:
        trust_store([], ocsps=[rubbish])
    assert raised.value.code == "ocsp_unreadable"


def test_the_question_names_the_certificate_and_nothing_else() -> None:
    own = pki().authority
    (certificate,), (issuer,) = read_certificates(asked_seal().der), read_certificates(own.sub.der)
    asked = decode(ocsp.OCSPRequest, question(certificate, issuer))["tbs_request"]
    (one,) = asked["request_list"]
    assert one["req_cert"]["serial_number"].native == asked_seal().certificate.serial_number
    assert asked["requestor_name"].native is None
    (said,) = read_answers(answer(asked_seal()))
    (single,) = singles(said)
    assert is_about(single, certificate, issuer)
    assert not is_about(single, issuer, issuer)


def asked_extensions() -> tuple[x509.ExtensionType, ...]:
    """Those of a certificate that names a responder."""
    return (asked_seal().certificate.extensions.get_extension_for_class(x509.AuthorityInformationAccess).value,)
