"""The specialist's view: chains, times, sources, revisions."""

from __future__ import annotations

from datetime import timedelta

import pytest

from signing.detached import read_signature
from signing.evidence.detailed import Details, Source, Standing
from signing.evidence.details import details_of, details_of_mail
from signing.model import SignatureKind
from signing.trust import trust_store
from tests import pki
from tests.pki import AGENCY, LEADER, NOW, SIGNED_AT
from tests.signing import envelopes


def details(pdf: bytes) -> Details:
    return details_of(pdf, pki.pki().trust())


def test_the_chain_goes_up_to_the_root() -> None:
    (one,) = details(pki.signed()).signatures
    seal, sub, root = one.chain
    assert (seal.subject, seal.source, seal.provenance) == (AGENCY, Source.FILE, "")
    assert (sub.source, sub.issuer) == (Source.STORE, root.subject)
    assert (root.provenance, root.revocation) == ("official", ())
    assert seal.not_after == pki.pki().seal.certificate.not_valid_after_utc
    assert seal.serial == f"{pki.pki().seal.certificate.serial_number:x}"
    assert root.sha256 == pki.pki().trust().roots[0].fingerprint


def test_each_certificate_names_the_list_that_speaks_about_it() -> None:
    (one,) = details(pki.signed()).signatures
    assert [c.revocation[0].source if c.revocation else "" for c in one.chain] == [
        one.chain[0].issuer,
        one.chain[1].issuer,
        "",
    ]
    (crl,) = one.chain[0].revocation
    assert (crl.kind, crl.standing, crl.this_update) == ("crl", Standing.GOOD, NOW - timedelta(hours=1))
    assert crl.next_update is not None and crl.next_update > NOW


def test_a_revoked_certificate_says_since_when() -> None:
    (one,) = details(pki.signed(party=pki.pki().revoked)).signatures
    (crl,) = one.chain[0].revocation
    assert (crl.standing, crl.revoked_at) == (Standing.REVOKED, NOW - timedelta(days=2))


def test_a_stranger_s_chain_ends_where_nobody_is_known() -> None:
    (one,) = details(pki.signed(party=pki.pki().foreign_seal)).signatures
    assert [(c.source, c.provenance, c.revocation) for c in one.chain] == [(Source.FILE, "", ())]


def test_a_timestamp_names_its_authority_and_time() -> None:
    (one,) = details(pki.signed(stamped=True)).signatures
    (stamp,) = one.timestamps
    assert (stamp.at, stamp.digest) == (SIGNED_AT, "sha256")
    assert "dấu thời gian" in stamp.authority
    assert stamp.chain[-1].provenance == "official"


def test_revisions_and_ranges_are_told_in_order() -> None:
    pdf = pki.signed_by_both()
    found = details(pdf)
    leader, seal = found.signatures
    assert (leader.chain[0].subject, seal.chain[0].subject) == (LEADER, AGENCY)
    assert leader.revision < seal.revision == found.revisions
    assert found.ends() == (sum(leader.byte_range[2:]), len(pdf))


def test_a_document_timestamp_is_its_own_kind() -> None:
    found = details(pki.with_document_timestamp(pki.signed(), pki.pki().authority))
    assert [one.kind for one in found.signatures] == [SignatureKind.SIGNATURE, SignatureKind.DOCUMENT_TIMESTAMP]
    assert found.signatures[1].timestamps[0].at == SIGNED_AT


def test_algorithms_and_format_are_named() -> None:
    (one,) = details(pki.signed()).signatures
    assert (one.digest, one.mechanism, one.key, one.format) == (
        "sha256",
        "rsassa_pkcs1v15",
        "rsa 2048",
        "ETSI.CAdES.detached",
    )


@pytest.mark.parametrize(
    "data", [b"", b"xin chao /ByteRange", b"%PDF-1.7 /ByteRange", pki.a_pdf(), pki.encrypted()],
    ids=["nothing", "text", "broken", "unsigned", "encrypted"],
)  # fmt: skip
def test_a_file_without_readable_signatures_has_no_details(data: bytes) -> None:
    assert details(data).signatures == ()


def test_an_altered_signature_is_taken_apart_as_well() -> None:
    assert len(details(pki.altered(pki.signed())).signatures) == 1


def test_without_a_store_the_certificates_of_the_file_remain() -> None:
    found = details_of(pki.signed(stamped=True), trust_store([]))
    assert [c.source for c in found.signatures[0].chain] == [Source.FILE]


def test_a_signed_mail_is_taken_apart_too() -> None:
    (one,) = details_of_mail(pki.mail(), pki.pki().trust()).signatures
    assert (one.field, one.chain[0].subject, one.chain[-1].provenance) == ("S/MIME", LEADER, "official")


@pytest.mark.parametrize("data", [b"", b"Subject: xin chao\r\n\r\n", b"Content-Type: multipart/signed\r\n\r\n"])
def test_an_unsigned_mail_has_nothing_to_take_apart(data: bytes) -> None:
    assert details_of_mail(data, pki.pki().trust()).signatures == ()


def test_a_signature_file_beside_is_taken_apart_with_the_file() -> None:
    pdf = pki.signed()
    beside = read_signature(envelopes.signature_of(pdf, pki.pki().seal), "van-ban.p7s")
    inside, outside = details_of(pdf, pki.pki().trust(), [beside]).signatures
    assert (inside.field, outside.field) == ("Seal", "van-ban.p7s")
    assert outside.chain[-1].provenance == "official"
    assert outside.byte_range == ()
