"""Verdicts on signatures as frozen values (standard library only)."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class Verdict(StrEnum):
    """What the signatures of one file prove together; the worst signature wins."""

    VALID = "valid"
    UNSIGNED = "unsigned"
    UNPROVEN = "unproven"
    INVALID = "invalid"


class Indication(StrEnum):
    """ETSI EN 319 102-1, 5.1.3."""

    TOTAL_PASSED = "TOTAL_PASSED"
    INDETERMINATE = "INDETERMINATE"
    TOTAL_FAILED = "TOTAL_FAILED"


class SignerRole(StrEnum):
    """Who a certificate speaks for, read from its subject."""

    PERSON = "person"
    ORGANISATION = "organisation"
    UNKNOWN = "unknown"


class Coverage(StrEnum):
    """How much of the file a signature covers."""

    WHOLE_FILE = "whole_file"
    REVISION = "revision"
    """A complete earlier revision; something was added later."""
    PARTIAL = "partial"


class TimeSource(StrEnum):
    """What proves the time of signing; a claimed time proves nothing."""

    TIMESTAMP = "timestamp"
    RECEIPT = "receipt"


class SignatureKind(StrEnum):
    """What was put into the file: somebody's will, or only a time (ETSI EN 319 142-1, 5.4.3)."""

    SIGNATURE = "signature"
    DOCUMENT_TIMESTAMP = "document_timestamp"


@dataclass(frozen=True, slots=True)
class FileSignature:
    """One signature or seal in a file."""

    field: str
    signer: str
    """Common name of the certificate."""
    organisation: str
    """The agency the certificate names (O/OU, or CN of a seal)."""
    role: SignerRole
    issuer: str
    indication: Indication
    sub_indication: str | None
    reason: str
    """Code, see letters/reasons.toml."""
    covers: Coverage
    claimed_at: datetime | None
    proved_at: datetime
    time_source: TimeSource
    digest: str
    changes_after: tuple[str, ...] = ()
    """Codes of what later revisions changed."""
    pages_after: tuple[int, ...] = ()
    """Pages, from 1, on which later revisions changed something that can be seen, allowed or not."""
    notes: tuple[str, ...] = ()
    """Codes worth telling that do not change the verdict, e.g. `local_time_as_utc`."""
    certificate_sha256: str = ""
    email: str = ""
    key: str = ""
    """Algorithm and size in bits of the signer's key, e.g. `rsa 2048`."""
    provable_until: datetime | None = None
    """End of the certificate, or of the authority whose timestamp proves the time; algorithms set aside."""
    kind: SignatureKind = SignatureKind.SIGNATURE
    values: Mapping[str, str] = dataclasses.field(default_factory=dict)
    """Values for the sentence of `reason`, but for the signer; empty in records of earlier versions."""
    serials: tuple[str, ...] = ()
    """Serial numbers (hex) of the signer's certificate and of those sent along; empty in earlier records."""

    @property
    def words(self) -> Mapping[str, str]:
        """Everything the sentence of `reason` may name."""
        return {"signer": self.signer, **self.values}


@dataclass(frozen=True, slots=True)
class SignatureReport:
    """Everything the signatures of one file prove."""

    verdict: Verdict
    indication: Indication | None
    sub_indication: str | None
    reason: str
    """Code, see letters/reasons.toml."""
    values: Mapping[str, str] = field(default_factory=dict)
    """Values for the sentence of `reason`."""
    signatures: tuple[FileSignature, ...] = ()
    policy: str = "default"
    evidence: tuple[str, ...] = ()
    """SHA-256 of every certificate and revocation list the verdict rests on."""
    active_content: tuple[str, ...] = ()
    """`javascript`, `launch`, `embedded_file`, `xfa`, `external_reference` found in the file."""

    @property
    def sealed(self) -> bool:
        """True when an organisation's valid signature is among them (Decree 30/2020, Article 5)."""
        return any(
            s.role is SignerRole.ORGANISATION
            and s.indication is Indication.TOTAL_PASSED
            and s.kind is SignatureKind.SIGNATURE
            for s in self.signatures
        )
