"""Revocation lists that say "not on me" at once: a national authority's list may name a hundred thousand certificates.

asn1crypto needs 6 s and 430 MB to read such a list whole and pyHanko 0.3 s to look for one certificate, for each
signature again. Upstream is where the index belongs; `tests/signing/revocation/` compares both and fails when the
originals change. When an original is not the one known here, it stays in place.
"""

from __future__ import annotations

import hashlib
import inspect
from collections.abc import Callable
from datetime import datetime
from typing import Final, cast

from asn1crypto import x509
from asn1crypto.crl import CertificateList
from asn1crypto.keys import PublicKeyInfo
from cryptography.x509 import load_der_x509_crl
from pyhanko_certvalidator.revinfo import validate_crl

from signing.asn1 import decode, encode

Found = tuple[datetime | None, object]
"""When and why a certificate was revoked; twice None when it is not on the list."""

KNOWN: Final = {
    "find_cert_in_list": "440272e218a4c3f6565008bdf7b147ee3af144e1b2cd330ee66dfe9e98d3b336",
    "_verify_crl_signature": "db4fb398274dc4fd657eef1f4951899323179d6089e9fb11bb03580a0bb6bfa6",
}
"""SHA-256 of the source of the originals these shortcuts were written for (pyhanko-certvalidator 0.33.0)."""

original_find: Final = cast(Callable[..., Found], validate_crl.find_cert_in_list)
original_verify: Final = cast(Callable[..., None], validate_crl._verify_crl_signature)


class RevocationList(CertificateList):
    """A list with an index of what it names and a memory of whose signature was found good."""

    _named: frozenset[int] | None = None
    _signers: tuple[bytes, ...] = ()

    def may_name(self, serial: int) -> bool:
        """False when no certificate with this serial number, of whichever issuer, is on the list."""
        if self._named is None:
            self._named = frozenset(entry.serial_number for entry in load_der_x509_crl(encode(self)))
        return serial in self._named

    def was_signed_with(self, key: bytes) -> bool:
        """True when the signature was found good with this public key (DER) before: neither changes any more."""
        return key in self._signers

    def remember_signer(self, key: bytes) -> None:
        """The signature was found good with this public key (DER)."""
        self._signers = (*self._signers, key)


def read_list(der: bytes) -> RevocationList:
    """One list, checked whole without making an object of every entry. Raises ValueError."""
    parsed = load_der_x509_crl(der)
    value = decode(RevocationList, der)
    for name in ("issuer", "this_update", "next_update", "signature"):
        value["tbs_cert_list"][name].native  # noqa: B018  # asn1crypto parses lazily: reading is the check
    len(parsed)
    return value


def find_in_list(
    certificate: x509.Certificate, issuer: x509.Name, listed: CertificateList, authority: x509.Name
) -> Found:
    """pyHanko's `find_cert_in_list`, which is asked only about certificates that may be there."""
    is_plain = isinstance(listed, RevocationList) and isinstance(certificate, x509.Certificate)
    if is_plain and not cast(RevocationList, listed).may_name(certificate.serial_number):
        return None, None
    return original_find(certificate, issuer, listed, authority)


def verify_signature(listed: CertificateList, key: PublicKeyInfo, validator: object) -> None:
    """pyHanko's `_verify_crl_signature`, once for each list and key instead of once for each document."""
    if not isinstance(listed, RevocationList):
        original_verify(listed, key, validator)
        return
    der = encode(key)
    if not listed.was_signed_with(der):
        original_verify(listed, key, validator)
        listed.remember_signer(der)


def apply() -> None:
    """Put the shortcuts in place of the originals they were written for; repeating it changes nothing."""
    if is_known(original_find):
        validate_crl.find_cert_in_list = find_in_list  # type: ignore[assignment]  # on purpose
    if is_known(original_verify):
        validate_crl._verify_crl_signature = verify_signature  # type: ignore[assignment]  # on purpose


def is_known(original: Callable[..., object]) -> bool:
    """True when the source of `original` is the one its shortcut was written for."""
    try:
        source = inspect.getsource(original)
    except OSError:
        return False
    return KNOWN.get(original.__name__) == hashlib.sha256(source.encode()).hexdigest()


apply()
