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


class Part(StrEnum):
    """What of a mail was judged."""

    DOCUMENT = "document"
    ANNEX = "annex"
    """A file that is no document of its own, by its own signatures and those beside it."""
    MAIL = "mail"
    """The mail as it was received, by its S/MIME signature (RFC 8551)."""


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
    """SHA-256 of the file, of the whole mail for its own signature."""
    received_at: datetime
    """The time the verdict was reached for; what a claimed time is compared with."""
    judged_at: datetime
    policy: PolicyUsed | None
    """None when no rules could be applied: the file could not be read at all."""
    software: tuple[Software, ...]
    items: tuple[Item, ...]
    report: SignatureReport
    part: Part = Part.DOCUMENT
    name: str = ""
    """File name of an annex."""
    beside: tuple[Evidence, ...] = ()
    """Of what came with the document and had a say in its fate: signed annexes, the mail's own signature."""

    @property
    def all_items(self) -> frozenset[str]:
        """SHA-256 of every piece named here, for the document and what is beside it."""
        return frozenset(item.sha256 for one in (self, *self.beside) for item in one.items)
