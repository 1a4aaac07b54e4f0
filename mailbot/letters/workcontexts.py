"""What letters about work in hand tell: reminders, summaries, digests, requests, opinions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from mailbot.domain.asking import RequestKind, RequestState
from mailbot.domain.digests import Section
from mailbot.domain.directive import Duty
from mailbot.domain.document import AgencyCard, DocumentLine
from mailbot.domain.opinions import RoundLine
from mailbot.domain.people import Person
from parsers.model import Question
from rules.engine import Reason


@dataclass(frozen=True, slots=True)
class Reminder:
    """To who works on a document, or to the head of the unit: it is due, or late."""

    agency: AgencyCard
    document: DocumentLine
    person: Person
    duty: Duty
    holder: Person | None
    """Who works on it, when the reader does not."""
    due_on: date | None
    late: bool
    words: str
    """The instruction."""
    portal_url: str


@dataclass(frozen=True, slots=True)
class LateWork:
    """One line of the weekly summary."""

    document: DocumentLine
    person: str
    unit: str
    due_on: date


@dataclass(frozen=True, slots=True)
class WeeklySummary:
    """To clerk and head of office: what is late (BD 4.3)."""

    agency: AgencyCard
    person: Person
    late: tuple[LateWork, ...]
    count: int
    """Of everything late; `late` may hold the first ones only."""
    portal_url: str


@dataclass(frozen=True, slots=True)
class WorkRequest:
    """To who gave the work: more time or help is asked for."""

    agency: AgencyCard
    document: DocumentLine
    person: Person
    asker: Person
    duty: Duty
    wish: RequestKind
    due_on: date | None
    """The deadline as it stands."""
    until: date | None
    """The day asked for."""
    helpers: tuple[str, ...]
    words: str
    portal_url: str
    own_until: date | None = None
    """The reader's own deadline, when the day asked for is later: a plain yes would not be accepted."""
    warnings: tuple[Reason, ...] = ()
    """What the reader should know before saying yes."""


@dataclass(frozen=True, slots=True)
class RequestEcho:
    """To who asked: the request was passed on, granted or declined."""

    agency: AgencyCard
    document: DocumentLine
    person: Person
    decider: Person
    wish: RequestKind
    state: RequestState
    until: date | None
    helpers: tuple[str, ...]
    words: str
    """The request while it waits, then the decider's words."""


@dataclass(frozen=True, slots=True)
class DigestLine:
    """A numbered line."""

    number: int
    section: Section
    document: DocumentLine
    due_on: date | None
    asks: str
    """Code of what the reader is asked; empty for work of their own."""
    who: str
    """Who gave the work, or asks."""
    words: str


@dataclass(frozen=True, slots=True)
class NewsLine:
    """Something that happened since the last digest."""

    document: DocumentLine
    news: str
    """Value of `News`."""
    who: str
    words: str


@dataclass(frozen=True, slots=True)
class Digest:
    """To one person: what is new, due, overdue or waits for them, answered by number."""

    agency: AgencyCard
    person: Person
    at: datetime
    lines: tuple[DigestLine, ...]
    left_out: int
    """Lines too many for one letter."""
    news: tuple[NewsLine, ...]
    portal_url: str


@dataclass(frozen=True, slots=True)
class Unclear:
    """One item of an answered digest that nothing was done about."""

    number: int
    words: str
    reason: Reason
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class DigestEcho:
    """To who answered a digest: which numbers were carried out, and what must be said again."""

    agency: AgencyCard
    person: Person
    words: str
    done: tuple[int, ...]
    unclear: tuple[Unclear, ...]
    questions: tuple[Question, ...]
    """Doubts about the answer as a whole."""
    settled: str = ""
    """Code of what was settled about the digests themselves."""


@dataclass(frozen=True, slots=True)
class OpinionRequest:
    """To who is asked what they think (CB 10.7); every word of the answer counts."""

    agency: AgencyCard
    document: DocumentLine
    name: str
    """Of the unit or person asked."""
    person: Person
    asker: Person
    words: str
    due_on: date | None
    again: bool
    portal_url: str
    attached: bool = False


@dataclass(frozen=True, slots=True)
class OpinionEcho:
    """To who gave an opinion."""

    agency: AgencyCard
    document: DocumentLine
    person: Person
    name: str
    words: str


@dataclass(frozen=True, slots=True)
class OpinionSummary:
    """To who asked: the table of answers, with the summary document when the round is over."""

    agency: AgencyCard
    document: DocumentLine
    person: Person
    round: RoundLine
    closed: bool
    portal_url: str
