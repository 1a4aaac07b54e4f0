"""Evidence as frozen values: what a verdict rested on when it was reached (standard library only)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from signing.model import SignatureReport

FORMAT = "mailbot-evidence/1"


class ItemKind(StrEnum):
    """What a piece of evidence is good for when the verdict is reached again."""

    ROOT = "root"
    INTERMEDIATE = "intermediate"
    CRL = "crl"
    OCSP = "ocsp"


@dataclass(frozen=True, slots=True)
class Item:
    """One certificate, revocation list or OCSP answer of the trust store, by the SHA-256 of its DER."""

    sha256: str
    kind: ItemKind
    provenance: str = ""
    """Of a root: what it is good for, see `signing.trust.Provenance`."""


@dataclass(frozen=True, slots=True)
class Software:
    """A program that had a part in the verdict."""

    name: str
    version: str


@dataclass(frozen=True, slots=True)
class PolicyUsed:
    """The rules of the verdict: name, limits, and a fingerprint of the table of findings."""

    name: str
    fingerprint: str
    max_bytes: int
    max_signatures: int
    max_revisions: int


@dataclass(frozen=True, slots=True)
class Evidence:
    """Everything one verdict rested on; bytes of the items and of the document are kept beside it, by their SHA-256.

    What the document brought along (certificates, timestamps) lies in the document, whose bytes never change.
    """

    format: str
    document: str
    """SHA-256 of the file."""
    received_at: datetime
    """The time the verdict was reached for; what a claimed time is compared with."""
    judged_at: datetime
    policy: PolicyUsed | None
    """None when no rules could be applied: the file could not be read at all."""
    software: tuple[Software, ...]
    items: tuple[Item, ...]
    report: SignatureReport
