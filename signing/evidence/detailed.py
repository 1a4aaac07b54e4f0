"""The specialist's view of signatures as frozen values (standard library only)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from signing.model import SignatureKind


class Source(StrEnum):
    """Where a certificate was found."""

    FILE = "file"
    STORE = "store"


class Standing(StrEnum):
    """What a list or answer says about one certificate."""

    GOOD = "good"
    REVOKED = "revoked"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class RevocationDetails:
    """One list or answer that speaks about a certificate (RFC 5280, 5; RFC 6960)."""

    kind: str
    """`crl` or `ocsp`."""
    source: str
    """Who published it."""
    this_update: datetime | None
    next_update: datetime | None
    sha256: str
    standing: Standing
    revoked_at: datetime | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class CertificateDetails:
    """One certificate of a chain, the signer's first."""

    subject: str
    issuer: str
    serial: str
    """Hexadecimal."""
    sha256: str
    not_before: datetime
    not_after: datetime
    key: str
    """`rsa 2048`."""
    algorithm: str
    """What its issuer signed it with."""
    source: Source
    provenance: str = ""
    """Of a trusted root: what it is good for; empty otherwise."""
    revocation: tuple[RevocationDetails, ...] = ()


@dataclass(frozen=True, slots=True)
class TimestampDetails:
    """A time somebody else vouches for (RFC 3161)."""

    at: datetime
    authority: str
    digest: str
    chain: tuple[CertificateDetails, ...]


@dataclass(frozen=True, slots=True)
class SignatureDetails:
    """One signature, taken apart."""

    field: str
    kind: SignatureKind
    format: str
    """`ETSI.CAdES.detached`, `adbe.pkcs7.detached` …"""
    digest: str
    mechanism: str
    """`rsassa_pkcs1v15`, `rsassa_pss`, `ecdsa` …"""
    key: str
    chain: tuple[CertificateDetails, ...] = ()
    timestamps: tuple[TimestampDetails, ...] = ()
    revision: int = 0
    """Which revision of the file it signed, counted from 1; 0 when that could not be told."""
    byte_range: tuple[int, ...] = ()
    claimed_reason: str = ""
    claimed_place: str = ""


@dataclass(frozen=True, slots=True)
class Details:
    """All signatures of one file in the order they were made."""

    size: int
    """Bytes of the file."""
    revisions: int
    signatures: tuple[SignatureDetails, ...] = ()

    def ends(self) -> tuple[int, ...]:
        """Where each signed revision ends, in bytes; 0 where that could not be told."""
        return tuple(sum(one.byte_range[2:]) if len(one.byte_range) == 4 else 0 for one in self.signatures)
