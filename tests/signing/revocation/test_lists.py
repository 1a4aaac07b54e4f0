"""The index of a revocation list says exactly what pyHanko's search says."""

from __future__ import annotations

import hashlib
import inspect
from datetime import timedelta

import pytest
from asn1crypto.crl import CertificateList
from asn1crypto.x509 import Certificate
from pyhanko_certvalidator.errors import CRLValidationError
from pyhanko_certvalidator.revinfo import validate_crl
from pyhanko_certvalidator.sig_validate import DefaultSignatureValidator

from mailbot.demo.authority import Party
from signing import chain
from signing.asn1 import decode
from signing.revocation import shortcuts
from signing.revocation.lists import read_list
from signing.revocation.shortcuts import find_in_list, verify_signature
from tests.pki import NOW, pki


def certificate(party: Party) -> Certificate:
    return decode(Certificate, party.der)


def sub_list() -> bytes:
    assert pki().revoked  # puts it on the list
    return pki().authority.crls(NOW)[1]


def test_the_shortcuts_are_those_for_the_installed_originals() -> None:
    for original in (shortcuts.original_find, shortcuts.original_verify):
        source = inspect.getsource(original)
        assert shortcuts.KNOWN[original.__name__] == hashlib.sha256(source.encode()).hexdigest()
    assert chain.REVOCATION  # importing it puts them in place
    assert validate_crl.find_cert_in_list is find_in_list
    assert validate_crl._verify_crl_signature is verify_signature


@pytest.mark.parametrize("name", ["revoked", "seal", "leader", "expired"])
def test_index_and_search_agree(name: str) -> None:
    sought = certificate(getattr(pki(), name))
    issuer = certificate(pki().authority.sub).subject
    plain = shortcuts.original_find(sought, issuer, CertificateList.load(sub_list()), issuer)
    quick = find_in_list(sought, issuer, read_list(sub_list()), issuer)
    assert (quick[0], getattr(quick[1], "native", None)) == (plain[0], getattr(plain[1], "native", None))
    assert (quick[0] is not None) == (name == "revoked")


def test_a_list_of_another_kind_is_left_to_the_original() -> None:
    issuer = certificate(pki().authority.sub).subject
    when, _why = find_in_list(certificate(pki().revoked), issuer, CertificateList.load(sub_list()), issuer)
    assert when == NOW - timedelta(days=2)


def test_a_good_signature_is_remembered_for_its_key_only() -> None:
    listed, own, validator = read_list(sub_list()), pki().authority, DefaultSignatureValidator()
    key, other = certificate(own.sub).public_key, certificate(own.root).public_key
    verify_signature(listed, key, validator)
    assert listed.was_signed_with(key.dump())
    with pytest.raises(CRLValidationError):
        verify_signature(listed, other, validator)
    assert not listed.was_signed_with(other.dump())


def test_a_list_cut_short_is_refused() -> None:
    with pytest.raises(ValueError):
        read_list(sub_list()[:-1])
