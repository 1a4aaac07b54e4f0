"""An incoming document as letters and pages see it, and the agency it came to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from mailbot.domain.states import State
from parsers.model import DocumentFields, Urgency
from rules.engine import Decision
from signing.model import SignatureReport, Verdict


@dataclass(frozen=True, slots=True)
class AgencyCard:
    """What letters say about ourselves."""

    id: str
    name: str
    organ_id: str
    """Agency code (QĐ 20/2020/QĐ-TTg), for edXML status messages; may be empty."""
    address: str
    """The official mailbox."""
    postal_address: str = ""
    phone: str = ""
    texts: Mapping[str, str] = field(default_factory=dict, hash=False)
    """Code -> the agency's own wording of a passage of its letters."""


@dataclass(frozen=True, slots=True)
class DocumentLine:
    """One document in a list, a letter or a page; values None where unknown."""

    id: int
    agency_id: str
    state: State
    version: int
    message_id: int | None
    digest: str | None
    file_name: str
    file_type: str
    sender: str
    received_at: datetime
    legal_received_at: datetime
    verdict: Verdict
    hold_reason: str | None
    hold_values: Mapping[str, str]
    """Values for the sentence of `hold_reason`."""
    arrival_number: int | None
    year: int | None
    arrived_on: date | None
    paper_on: date | None
    issuer: str | None
    notation: str | None
    issued_on: date | None
    kind: str | None
    abstract: str | None
    urgency: Urgency
    signatory: str | None
    signatory_position: str | None
    pages: int | None
    due_on: date | None
    note: str
    duplicate_of_id: int | None
    routed_to_id: int | None
    routed_at: datetime | None
    registered_at: datetime | None
    registered_by: str | None


@dataclass(frozen=True, slots=True)
class Annex:
    """A file that travels with a document."""

    id: int
    digest: str
    name: str
    type: str
    size: int
    is_paper: bool = False
    """True for the scan of the paper copy."""


@dataclass(frozen=True, slots=True)
class DocumentPage:
    """Everything known about one document."""

    line: DocumentLine
    report: SignatureReport
    fields: DocumentFields
    decision: Decision
    annexes: tuple[Annex, ...]
