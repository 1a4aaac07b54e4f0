"""The road of one document so far, step after step: journal, letters, readers, and the day it is due."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from mailbot.domain import correction
from mailbot.domain.calendar import VIETNAM, WorkingCalendar
from mailbot.domain.correction import Correction
from mailbot.domain.deadlines import TimeLeft, time_left
from mailbot.domain.document import DocumentLine, DocumentPage
from mailbot.domain.states import State
from mailbot.storage.history import HistoryLine
from mailbot.storage.outbox import LetterLine
from mailbot.storage.readings import Reading
from signing.model import SignatureReport

_FINISHED = frozenset({State.DONE, State.ARCHIVED, State.REFUSED, State.DUPLICATE, State.RECALLED})


class Kind(StrEnum):
    """What a step is."""

    ARRIVED = "arrived"
    VERIFIED = "verified"
    ENTRY = "entry"
    CORRECTED = "corrected"
    LETTER = "letter"
    READ = "read"


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that happened; only what its kind needs is there."""

    at: datetime
    kind: Kind
    entry: HistoryLine | None = None
    correction: Correction | None = None
    letter: LetterLine | None = None
    person_id: int | None = None
    report: SignatureReport | None = None


@dataclass(frozen=True, slots=True)
class Ahead:
    """The day an unfinished document is due, and what is left of the time."""

    line: DocumentLine
    left: TimeLeft


def road(
    page: DocumentPage, entries: Iterable[HistoryLine], letters: Iterable[LetterLine], readers: Iterable[Reading]
) -> tuple[Step, ...]:
    """Every step in the order of time; a mail is verified before anything is written about its document."""
    # The journal knows the first reading too; `readers` have the same with what a list of people needs.
    steps = [*_arrival(page), *(_entry(entry) for entry in entries if entry.action != Kind.READ)]
    steps += [Step(one.sent_at or one.created_at, Kind.LETTER, letter=one) for one in letters]
    steps += [Step(one.first_at, Kind.READ, person_id=one.person_id) for one in readers]
    return tuple(sorted(steps, key=lambda step: step.at))  # sorted() keeps the order of equal moments


def ahead(line: DocumentLine, calendar: WorkingCalendar, now: datetime) -> Ahead | None:
    """What is still to come; None when nothing is due."""
    if line.due_on is None or line.state in _FINISHED:
        return None
    return Ahead(line, time_left(line.due_on, now.astimezone(VIETNAM).date(), calendar))


def corrections(entries: Iterable[HistoryLine]) -> tuple[Correction, ...]:
    """Corrections of the register line, oldest first."""
    return tuple(
        correction.correction_of(entry.at, entry.actor, entry.detail)
        for entry in entries
        if entry.action == correction.ACTION
    )


def _arrival(page: DocumentPage) -> Iterator[Step]:
    if page.line.message_id is None:
        return  # entered from paper: no mail came
    yield Step(page.line.received_at, Kind.ARRIVED)
    yield Step(page.line.received_at, Kind.VERIFIED, report=page.report)


def _entry(entry: HistoryLine) -> Step:
    if entry.action == correction.ACTION:
        return Step(entry.at, Kind.CORRECTED, entry, next(iter(corrections([entry]))))
    return Step(entry.at, Kind.ENTRY, entry)
