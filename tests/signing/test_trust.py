"""The trust store takes PEM and DER, refuses rubbish and knows its own contents."""

from __future__ import annotations

from datetime import timedelta

import pytest

from signing.errors import BadCertificate
from signing.trust import Provenance, forgiving_trust_store, trust_store
from tests.pki import NOW, pki


def test_pem_and_der_are_the_same_certificate() -> None:
    own = pki().authority
    assert trust_store([own.root.pem]).version == trust_store([own.root.der]).version


def test_same_certificate_twice_counts_once() -> None:
    own = pki().authority
    assert len(trust_store([own.root.pem, own.root.der]).roots) == 1


def test_one_pem_file_may_hold_several() -> None:
    own = pki().authority
    assert len(trust_store([own.root.pem + own.sub.pem]).roots) == 2


def test_roots_are_official_and_have_fingerprints() -> None:
    (root,) = trust_store([pki().authority.root.pem]).roots
    assert root.provenance is Provenance.OFFICIAL
    assert len(root.fingerprint) == 64


def test_order_does_not_change_the_version() -> None:
    own = pki().authority
    assert (
        trust_store([own.root.pem], crls=own.crls(NOW)).version
        == trust_store([own.root.pem], crls=tuple(reversed(own.crls(NOW)))).version
    )


def test_sub_ca_as_root_is_another_store() -> None:
    own = pki().authority
    below = trust_store([own.root.pem], [own.sub.pem])
    assert below.version != trust_store([own.root.pem, own.sub.pem]).version


def test_new_list_changes_the_version() -> None:
    own, root = pki().authority, pki().authority.root.pem
    today = trust_store([root], crls=own.crls(NOW))
    assert today.version != trust_store([root], crls=own.crls(NOW + timedelta(days=1))).version


def test_next_update_is_when_the_first_list_grows_stale() -> None:
    assert pki().trust().next_update == NOW + timedelta(days=30)
    assert pki().trust_without_lists().next_update is None


@pytest.mark.parametrize(
    "rubbish",
    [
        b"",
        b"rubbish",
        b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
        b"-----BEGIN CERTIFICATE-----",
    ],
)
def test_rubbish_is_refused(rubbish: bytes) -> None:
    with pytest.raises(BadCertificate) as raised:
        trust_store([rubbish])
    assert raised.value.code == "certificate_unreadable"


def test_cut_certificate_is_refused() -> None:
    with pytest.raises(BadCertificate):
        trust_store([pki().authority.root.der[:-1]])


def test_certificate_is_no_revocation_list() -> None:
    own = pki().authority
    with pytest.raises(BadCertificate) as raised:
        trust_store([own.root.pem], crls=[own.root.der])
    assert raised.value.code == "crl_unreadable"


def test_public_root_is_of_its_own_class() -> None:
    own, other = pki().authority, pki().stranger
    store = trust_store([own.root.pem], public_roots=[other.root.pem])
    assert [root.provenance for root in store.roots] == [Provenance.OFFICIAL, Provenance.PUBLIC]
    assert len(store.anchors(Provenance.PUBLIC)) == 1


def test_root_of_both_classes_is_public_only() -> None:
    own = pki().authority
    (root,) = trust_store([own.root.pem], public_roots=[own.root.der]).roots
    assert root.provenance is Provenance.PUBLIC


def test_class_of_a_root_is_part_of_the_version() -> None:
    root = pki().authority.root.pem
    assert trust_store([root]).version != trust_store([], public_roots=[root]).version


def test_unreadable_files_are_as_if_they_were_not_there() -> None:
    own = pki().authority
    lists = own.crls(NOW)
    store = forgiving_trust_store(
        [b"rubbish", own.root.pem], [own.sub.pem, b""], [lists[0], own.root.der], mirrored=[lists[1], b"<html>"]
    )
    assert store.version == trust_store([own.root.pem], [own.sub.pem], lists).version
