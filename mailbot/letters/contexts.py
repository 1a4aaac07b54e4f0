"""What each family of letters tells, as frozen values; the words themselves are in letters/templates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeAlias

from mailbot.domain.delegation import Delegation
from mailbot.domain.directive import AssignmentState, Duty
from mailbot.domain.document import AgencyCard, DocumentLine
from mailbot.domain.people import Person
from mailbot.domain.recalls import Receiver, SentDocument
from mailbot.domain.states import State
from mailbot.letters.staffcontexts import Handover
from mailbot.letters.workcontexts import (
    Digest,
    DigestEcho,
    OpinionEcho,
    OpinionRequest,
    OpinionSummary,
    Reminder,
    RequestEcho,
    WeeklySummary,
    WorkRequest,
)
from parsers.model import ParsedDirective, Question
from rules.engine import Reason


@dataclass(frozen=True, slots=True)
class Receipt:
    """To the sender, codes 01 to 06 of QCVN 102:2016; for a duplicate, `document` is the first one."""

    agency: AgencyCard
    document: DocumentLine
    reasons: tuple[Reason, ...] = ()
    cure: bool = False
    """True when the sender can mend it: the letter asks for a signed file or the paper."""
    sender_organ_id: str = ""
    """Agency code of the sender, when its edXML told it."""


@dataclass(frozen=True, slots=True)
class AssignmentLetter:
    """To the leader who decides; answered in one sentence."""

    agency: AgencyCard
    document: DocumentLine
    leader: Person
    verdict_words: str
    """One sentence about the signatures."""
    suggestions: tuple[str, ...]
    """Ready sentences the reply parser understands; each becomes a button."""
    portal_url: str | None
    attached: bool
    """False when the file is too large to travel: the letter gives the link instead."""
    proposal: str = ""
    """What the routing table proposes, one sentence."""
    giver: Person | None = None
    """Whose place the reader takes under a delegation."""


@dataclass(frozen=True, slots=True)
class Echo:
    """To the leader: what was understood and done."""

    agency: AgencyCard
    document: DocumentLine
    person: Person
    words: str
    directive: ParsedDirective
    lead: tuple[str, ...]
    co_handlers: tuple[str, ...]
    inform: tuple[str, ...]
    due_on: date | None
    undo_until: datetime | None
    """None when nothing can be undone."""
    not_me_url: str | None = None
    """Where the person can say that it was somebody else."""
    giver: Person | None = None
    """In whose place the instruction was given."""
    follow: tuple[str, ...] = ()
    sharing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Undone:
    """To the leader: the instruction was withdrawn."""

    agency: AgencyCard
    document: DocumentLine
    person: Person
    words: str
    """The withdrawn instruction, or the words that recalled it."""
    recalled: tuple[str, ...] = ()
    """Whose parts were taken back; empty when the whole instruction was."""
    waiting: bool = True
    """False when others work on meanwhile."""


@dataclass(frozen=True, slots=True)
class AskBack:
    """To the leader: nothing was done, these things are unclear."""

    agency: AgencyCard
    document: DocumentLine
    person: Person
    words: str
    questions: tuple[Question, ...]
    readings: tuple[ParsedDirective, ...] = ()
    """What it may have meant; a number is answer enough."""
    files: tuple[str, ...] = ()
    """Names of the files that came with it and would be results of work, had it been understood."""


@dataclass(frozen=True, slots=True)
class WorkOrder:
    """To an officer or head of unit: what a leader ordered."""

    agency: AgencyCard
    document: DocumentLine
    person: Person
    duty: Duty
    leader: Person
    words: str
    lead_names: tuple[str, ...]
    co_names: tuple[str, ...]
    due_on: date | None
    portal_url: str | None
    attached: bool = False
    giver: Person | None = None
    """In whose place `leader` ordered it, under a delegation."""
    holder: Person | None = None
    """Whose place the reader takes under a delegation."""
    news: str = ""
    """Why the letter comes again, one sentence."""
    ready: tuple[str, ...] = ()
    """Sentences by which the reader can give the work on; none for an officer."""
    sharing_names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Returned:
    """To who gave the work: it came back as misrouted (HH 5.3b), or was closed by mistake; answered with one order."""

    agency: AgencyCard
    document: DocumentLine
    person: Person
    by: Person
    words: str
    suggestions: tuple[str, ...]
    portal_url: str
    giver: Person | None = None
    """Whose place the reader takes under a delegation."""


@dataclass(frozen=True, slots=True)
class DelegationNotice:
    """To both and the head of the agency: power was lent, or is back."""

    agency: AgencyCard
    person: Person
    giver: Person
    taker: Person
    delegation: Delegation
    portal_url: str


@dataclass(frozen=True, slots=True)
class DelegatedCopy:
    """To who lent power: a document went to the one who stands in; asks for nothing (CB 6.1b)."""

    agency: AgencyCard
    document: DocumentLine
    person: Person
    taker: Person
    portal_url: str


@dataclass(frozen=True, slots=True)
class WorkEcho:
    """To an officer: the reported state was noted; or to who gave the work, when the agency wants that told at once."""

    agency: AgencyCard
    document: DocumentLine
    person: Person
    state: AssignmentState
    words: str = ""
    due_on: date | None = None
    """Of the reader's own part."""
    files: tuple[str, ...] = ()
    """Names of files kept as the answer to the document."""
    reported_by: str = ""
    """Somebody else than the reader."""
    missing: bool = False
    """The reader's words announce a file, and none came that could be kept."""


@dataclass(frozen=True, slots=True)
class Meanwhile:
    """The last order on a document, and where it stands now."""

    state: State
    by: str = ""
    """Who gave that order; empty when there is none."""
    lies_before: str = ""
    """Whose decision is awaited."""
    at: datetime | None = None
    directive: ParsedDirective | None = None


@dataclass(frozen=True, slots=True)
class NotAccepted:
    """To who wrote: the reply had no effect, and why."""

    agency: AgencyCard
    person: Person | None
    reason: Reason
    document: DocumentLine | None = None
    since: Meanwhile | None = None
    """What became of the document since the question that was answered."""


@dataclass(frozen=True, slots=True)
class ClerkAlert:
    """To the clerk: something waits. Carries no word of the message itself: it may be a state secret."""

    agency: AgencyCard
    reason: Reason
    document_id: int | None
    portal_url: str


@dataclass(frozen=True, slots=True)
class AdministratorAlert:
    """To the administrator: parts of the system need somebody's hand soon."""

    agency: AgencyCard
    reasons: tuple[Reason, ...]
    portal_url: str
    """Of the status page."""


@dataclass(frozen=True, slots=True)
class PaperReminder:
    """To the sender: the paper copy is still awaited."""

    agency: AgencyCard
    document: DocumentLine
    waited_days: int


@dataclass(frozen=True, slots=True)
class SenderQuestion:
    """To the sender: a clerk asks about a document that waits."""

    agency: AgencyCard
    document: DocumentLine
    clerk: str
    words: str


@dataclass(frozen=True, slots=True)
class RecallRequest:
    """To an agency we sent a document to: we ask to have it back, code 13 (Decree 30/2020, 18.4)."""

    agency: AgencyCard
    sent: SentDocument
    receiver: Receiver
    why: str


Context: TypeAlias = (
    Receipt
    | AssignmentLetter
    | Reminder
    | WeeklySummary
    | WorkRequest
    | RequestEcho
    | Digest
    | DigestEcho
    | OpinionRequest
    | OpinionEcho
    | OpinionSummary
    | Echo
    | Undone
    | AskBack
    | WorkOrder
    | WorkEcho
    | Returned
    | DelegationNotice
    | DelegatedCopy
    | Handover
    | NotAccepted
    | ClerkAlert
    | AdministratorAlert
    | PaperReminder
    | SenderQuestion
    | RecallRequest
)
