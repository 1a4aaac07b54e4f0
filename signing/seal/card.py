"""What a certificate says of the key that signs for us."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from asn1crypto.x509 import Certificate

from signing.asn1 import decode
from signing.errors import BadCertificate
from signing.subjects import emails_of, subject_of


@dataclass(frozen=True, slots=True)
class OwnCertificate:
    """The parts an administrator asks about."""

    name: str
    issuer: str
    begins: datetime
    """Aware."""
    ends: datetime
    """Aware."""
    emails: tuple[str, ...]
    """Lower case; letters are signed from one of these only (RFC 8550, 3)."""


def own_certificate(der: bytes) -> OwnCertificate:
    """Raises BadCertificate."""
    try:
        certificate = decode(Certificate, der)
        return OwnCertificate(
            name=subject_of(certificate).name,
            issuer=str(certificate.issuer.native.get("common_name", "")),
            begins=certificate.not_valid_before,
            ends=certificate.not_valid_after,
            emails=emails_of(certificate),
        )
    except ValueError as error:
        raise BadCertificate("key_unreadable", str(error)) from error
