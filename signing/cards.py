"""A certificate as an administrator reads it before trusting it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from cryptography.x509 import load_der_x509_certificate

from signing.asn1 import encode
from signing.names import shown_name
from signing.subjects import emails_of
from signing.trust import Certificate, read_certificates


@dataclass(frozen=True, slots=True)
class Card:
    """What is worth comparing; times in UTC, fingerprints in lower-case hex."""

    name: str
    subject: str
    """`CN=…,O=…,C=VN` (RFC 4514)."""
    issuer: str
    sha256: str
    sha1: str
    serial: str
    not_before: datetime
    not_after: datetime
    is_authority: bool
    """False for a certificate that may not issue others: nothing to trust."""
    is_root: bool
    """It signs itself."""
    digest: str
    """Algorithm of the issuer's signature, e.g. `sha256`."""
    der: bytes
    emails: tuple[str, ...] = ()
    """The mail addresses it stands for (RFC 8550, section 3), lower case."""


def cards(data: bytes) -> tuple[Card, ...]:
    """Every certificate of a file, PEM or DER. Raises BadCertificate `certificate_unreadable`."""
    return tuple(_card(one) for one in read_certificates(data))


def cards_of(certificates: Iterable[Certificate]) -> tuple[Card, ...]:
    """The same of certificates already read."""
    return tuple(_card(one) for one in certificates)


def plain_fingerprint(written: str) -> str:
    """A fingerprint however it is written (`AB:CD`, `ab cd`) as lower-case hex."""
    return "".join(char for char in written.lower() if char in "0123456789abcdef")


def _card(certificate: Certificate) -> Card:
    parsed = load_der_x509_certificate(encode(certificate))
    return Card(
        name=shown_name(certificate.subject),
        subject=parsed.subject.rfc4514_string(),
        issuer=parsed.issuer.rfc4514_string(),
        sha256=certificate.sha256.hex(),
        sha1=certificate.sha1.hex(),
        serial=f"{certificate.serial_number:x}",
        not_before=certificate.not_valid_before,
        not_after=certificate.not_valid_after,
        is_authority=bool(certificate.ca),
        is_root=certificate.subject == certificate.issuer,
        digest=_digest(certificate),
        der=encode(certificate),
        emails=_emails(certificate),
    )


def _emails(certificate: Certificate) -> tuple[str, ...]:
    """None when its names cannot be read: it stands for nobody."""
    try:
        return emails_of(certificate)
    except ValueError:
        return ()


def _digest(certificate: Certificate) -> str:
    """`unknown` when it is hidden in parameters we do not read."""
    try:
        return str(certificate["signature_algorithm"].hash_algo)
    except ValueError:
        return "unknown"
