"""The index of a revocation list says exactly what pyHanko's search says."""

from __future__ import annotations

import hashlib
import inspect
from datetime import timedelta

import pytest
from asn1crypto.crl import CertificateList
from asn1crypto.x509 import Certificate
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from pyhanko_certvalidator.errors import CRLValidationError
from pyhanko_certvalidator.revinfo import validate_crl
from pyhanko_certvalidator.sig_validate import DefaultSignatureValidator

from mailbot.demo.authority import Party
from signing import chain
from signing.asn1 import decode
from signing.revocation import shortcuts
from signing.revocation.lists import read_list
from signing.revocation.shortcuts import find_in_list, verify_signature
from signing.trust import trust_store
from tests.pki import NOW, pki


def certificate(party: Party) -> Certificate:
    return decode(Certificate, party.der)


def sub_list() -> bytes:
    assert pki().revoked  # puts it on the list
    return pki().authority.crls(NOW)[1]


def test_the_shortcuts_are_those_for_the_installed_originals() -> None:
    for original in (shortcuts.original_find, shortcuts.original_status, shortcuts.original_verify):
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


def a_list(*entries: x509.RevokedCertificate) -> bytes:
    """A list of the sub CA with these entries."""
    own = pki().authority.sub
    builder = x509.CertificateRevocationListBuilder(revoked_certificates=list(entries))
    builder = builder.issuer_name(own.certificate.subject).last_update(NOW).next_update(NOW + timedelta(days=1))
    return builder.sign(own.key, hashes.SHA256()).public_bytes(serialization.Encoding.DER)


def an_entry(serial: int, reason: x509.ReasonFlags | None = None, days: int = 1) -> x509.RevokedCertificate:
    builder = x509.RevokedCertificateBuilder().serial_number(serial).revocation_date(NOW - timedelta(days=days))
    return (builder.add_extension(x509.CRLReason(reason), critical=False) if reason else builder).build()


@pytest.mark.parametrize("place", ["alone", "first", "last", "twice", "with reason", "removed"])
def test_what_is_on_the_list_is_told_as_pyhanko_tells_it(place: str) -> None:
    sought = certificate(pki().seal)
    serial = sought.serial_number
    others = [an_entry(number) for number in (1, 127, 128, 255, 256, 2**63, serial - 1, serial + 1, 2**159 - 1)]
    own = an_entry(serial, days=3)
    der = {
        "alone": a_list(own),
        "first": a_list(own, *others),
        "last": a_list(*others, own),
        "twice": a_list(*others, own, an_entry(serial, x509.ReasonFlags.superseded)),
        "with reason": a_list(*others, an_entry(serial, x509.ReasonFlags.key_compromise, 3)),
        "removed": a_list(an_entry(serial, x509.ReasonFlags.remove_from_crl, 3)),
    }[place]
    issuer = certificate(pki().authority.sub).subject
    plain = shortcuts.original_find(sought, issuer, CertificateList.load(der), issuer)
    quick = find_in_list(sought, issuer, read_list(der), issuer)
    assert quick[0] == plain[0] == NOW - timedelta(days=3)
    assert getattr(quick[1], "native", None) == getattr(plain[1], "native", None)


def test_entries_that_depend_on_each_other_are_left_to_pyhanko() -> None:
    """An indirect list: the entry speaks for certificates of another issuer, so ours is not on it."""
    serial = pki().seal.certificate.serial_number
    foreign = x509.CertificateIssuer([x509.DirectoryName(pki().stranger.sub.certificate.subject)])
    builder = x509.RevokedCertificateBuilder().serial_number(serial).revocation_date(NOW)
    der = a_list(builder.add_extension(foreign, critical=True).build())
    issuer = certificate(pki().authority.sub).subject
    listed = read_list(der)
    assert listed.may_name(serial) and listed.entries(serial) is None
    assert find_in_list(certificate(pki().seal), issuer, listed, issuer) == (None, None)


def test_a_list_is_dumped_as_it_was_read() -> None:
    der = sub_list()
    listed = read_list(der)
    listed["tbs_cert_list"]["revoked_certificates"].native  # noqa: B018 - parses the children
    assert listed.dump() == der


def test_a_forged_list_with_a_genuine_signature_is_left_out() -> None:
    """pyHanko would believe it: it remembers whose signature it saw, not on what."""
    own = pki().authority
    genuine = sub_list()
    changed = bytearray(genuine)
    at = genuine.index(pki().revoked.certificate.serial_number.to_bytes(20, "big").lstrip(b"\0"))
    changed[at + 4] ^= 1
    store = trust_store([own.root.pem], [own.sub.pem], [genuine, bytes(changed)])
    assert [one.dump() for one in store.crls] == [genuine]
    assert read_list(bytes(changed))["signature"].native == read_list(genuine)["signature"].native


def test_a_list_of_an_authority_we_do_not_hold_is_kept_for_pyhanko_to_judge() -> None:
    own = pki().authority
    assert len(trust_store([own.root.pem], [], own.crls(NOW)).crls) == 2
