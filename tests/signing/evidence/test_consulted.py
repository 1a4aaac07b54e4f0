"""What of a trust store had a say in a signature."""

from __future__ import annotations

from dataclasses import replace

import pytest
from asn1crypto.x509 import Name
from cryptography import x509
from cryptography.x509.oid import NameOID

from mailbot.demo.authority import PretendAuthority
from signing.asn1 import decode
from signing.evidence.consulted import items_of, words_of
from signing.evidence.model import ItemKind
from signing.trust import TrustStore, trust_store
from signing.verify import verify
from tests import pki
from tests.pki import NOW


def crowded() -> TrustStore:
    """Our authority among two others with their lists."""
    own, others = pki.pki().authority, (pki.pki().stranger, PretendAuthority.create(NOW, "CA khác"))
    every = (own, *others)
    return trust_store(
        [one.root.pem for one in every],
        [one.sub.pem for one in every],
        [crl for one in every for crl in one.crls(NOW)],
    )


@pytest.mark.parametrize("stamped", [False, True])
def test_only_the_own_authority_and_its_lists_are_consulted(*, stamped: bool) -> None:
    trust = crowded()
    report = verify(pki.signed(stamped=stamped), trust, NOW)
    kinds = [item.kind for item in items_of(trust, report.evidence)]
    assert kinds == [ItemKind.ROOT, ItemKind.INTERMEDIATE, ItemKind.CRL, ItemKind.CRL]


def test_what_refuted_a_signature_is_kept_too() -> None:
    trust = crowded()
    report = verify(pki.signed(party=pki.pki().revoked), trust, NOW)
    assert report.reason == "certificate_revoked"
    assert ItemKind.CRL in {item.kind for item in items_of(trust, report.evidence)}


def test_an_unsigned_file_rests_on_nothing() -> None:
    assert verify(pki.a_pdf(), crowded(), NOW).evidence == ()


def test_a_name_is_known_in_every_encoding() -> None:
    words = words_of(_name("Sở Y tế"))
    assert "Sở Y tế".encode() in words
    assert "Sở Y tế".encode("utf-16-be") in words


def test_a_name_without_a_common_name_is_known_by_its_last_part() -> None:
    assert words_of(_name("Ban Cơ yếu", NameOID.ORGANIZATION_NAME))[0] == "Ban Cơ yếu".encode()


def test_an_empty_name_names_nothing() -> None:
    assert words_of(decode(Name, x509.Name([]).public_bytes())) == ()


def test_a_store_with_other_contents_gives_other_items() -> None:
    trust = pki.pki().trust()
    report = verify(pki.signed(), trust, NOW)
    smaller = trust_store([pki.pki().authority.root.pem])
    assert len(items_of(trust, report.evidence)) == 4
    assert [item.kind for item in items_of(smaller, report.evidence)] == [ItemKind.ROOT]
    assert items_of(replace(trust, version="another"), report.evidence) == items_of(trust, report.evidence)


def _name(text: str, kind: x509.ObjectIdentifier = NameOID.COMMON_NAME) -> Name:
    return decode(Name, x509.Name([x509.NameAttribute(kind, text)]).public_bytes())
