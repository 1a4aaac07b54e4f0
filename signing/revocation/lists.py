"""Revocation lists that say "not on me" at once: a national authority's list may name a hundred thousand certificates.

asn1crypto needs 6 s and 430 MB to make objects of such a list; this one needs 20 ms, and 0.1 s more when first asked.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final, cast

from asn1crypto.crl import CertificateList, RevokedCertificate
from asn1crypto.x509 import Certificate
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.x509 import load_der_x509_certificate, load_der_x509_crl

from signing.asn1 import decode, encode

CERTIFICATE_ISSUER: Final = b"\x06\x03\x55\x1d\x1d"
"""The extension by which one entry speaks for those after it (RFC 5280, 5.3.3)."""


class RevocationList(CertificateList):
    """A list with an index of what it names and a memory of whose signature was found good."""

    _der: bytes = b""
    _named: frozenset[int] | None = None
    _signers: tuple[bytes, ...] = ()

    def dump(self, force: bool = False) -> bytes:
        """As it was read: asn1crypto would ask each of its entries whether it was changed."""
        return self._der or cast(bytes, super().dump(force))  # type: ignore[no-untyped-call]  # asn1crypto

    def may_name(self, serial: int) -> bool:
        """False when no certificate with this serial number, of whichever issuer, is on the list."""
        if self._named is None:
            self._named = frozenset(entry.serial_number for entry in load_der_x509_crl(encode(self)))
        return serial in self._named

    def entries(self, serial: int) -> list[RevokedCertificate] | None:
        """The entries with this serial number; None where entries depend on those before them."""
        contents = self["tbs_cert_list"]["revoked_certificates"].contents or b""
        if CERTIFICATE_ISSUER in contents:
            return None
        found = (decode(RevokedCertificate, one) for one in _values(contents) if _serial(one) == serial)
        return list(found)

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
    value._der = der
    return value


def is_signed_by(listed: CertificateList, issuer: Certificate) -> bool:
    """True when the key of `issuer`, which may sign lists, made the signature (RFC 5280, 6.3.3 f and g)."""
    usage = issuer.key_usage_value
    if usage is not None and "crl_sign" not in usage.native:
        return False
    try:
        key = load_der_x509_certificate(encode(issuer)).public_key()
        return load_der_x509_crl(encode(listed)).is_signature_valid(cast(Any, key))  # Any: of all key kinds
    except (InvalidSignature, UnsupportedAlgorithm, ValueError, TypeError):
        return False


def _values(contents: bytes) -> Iterator[bytes]:
    """The DER values one after the other (X.690, 8.1.3); cryptography has checked that they are well-formed."""
    at = 0
    while at < len(contents):
        length, start = contents[at + 1], at + 2
        if length & 0x80:
            start += length & 0x7F
            length = int.from_bytes(contents[at + 2 : start], "big")
        yield contents[at : start + length]
        at = start + length


def _serial(entry: bytes) -> int:
    """Of one entry, which begins with it (RFC 5280, 5.1)."""
    at = 2 + (entry[1] & 0x7F if entry[1] & 0x80 else 0)
    return int.from_bytes(entry[at + 2 : at + 2 + entry[at + 1]], "big", signed=True)
