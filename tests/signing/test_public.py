"""A signature under a public authority is valid, but never enough alone."""

from __future__ import annotations

from datetime import timedelta

from mailbot.demo.authority import Party
from signing.model import SignatureReport, TimeSource, Verdict
from signing.trust import TrustStore, trust_store
from signing.verify import verify
from tests.pki import NOW, altered, pki, signed


def store(*, lists: bool = True) -> TrustStore:
    """Ours is official, the stranger's is public."""
    own, public = pki().authority, pki().stranger
    crls = (*own.crls(NOW), *public.crls(NOW)) if lists else own.crls(NOW)
    return trust_store([own.root.pem], [own.sub.pem, public.sub.pem], crls, public_roots=[public.root.pem])


def judged(pdf: bytes, trust: TrustStore | None = None) -> SignatureReport:
    return verify(pdf, trust or store(), NOW)


def by_public(party: Party | None = None) -> bytes:
    return signed(party=party or pki().foreign_seal)


def test_official_signature_is_valid_beside_public_roots() -> None:
    assert judged(signed()).verdict is Verdict.VALID


def test_public_signature_is_valid_but_not_official() -> None:
    report = judged(by_public())
    assert (report.verdict, report.reason) == (Verdict.UNPROVEN, "valid_not_official")
    assert report.sub_indication == "CHAIN_CONSTRAINTS_FAILURE"


def test_public_signature_beside_an_official_one_spoils_it() -> None:
    assert judged(signed(by_public(), name="Second")).reason == "valid_not_official"


def test_public_certificate_that_was_revoked_is_refused() -> None:
    party = pki().stranger.seal("Công ty", NOW)
    pki().stranger.revoke(party, NOW - timedelta(days=2))
    report = judged(by_public(party))
    assert (report.verdict, report.reason) == (Verdict.INVALID, "certificate_revoked")


def test_public_signature_without_revocation_data_says_so() -> None:
    assert judged(by_public(), store(lists=False)).reason == "revocation_unknown"


def test_altered_file_under_a_public_authority_is_refused() -> None:
    assert judged(altered(by_public())).reason == "altered_after_signing"


def test_authority_of_no_class_stays_unknown() -> None:
    own = pki().authority
    assert judged(by_public(), trust_store([own.root.pem], [own.sub.pem], own.crls(NOW))).reason == "unknown_authority"


def test_public_timestamp_proves_no_time() -> None:
    public = pki().stranger.timestamper(NOW - timedelta(hours=1))
    report = judged(signed(stamper=public))
    (signature,) = report.signatures
    assert (report.verdict, signature.time_source) == (Verdict.VALID, TimeSource.RECEIPT)
    assert "timestamp_unproven" in signature.notes
