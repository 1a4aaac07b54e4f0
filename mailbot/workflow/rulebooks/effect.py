"""What a draft would have changed over the last month; nothing is changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import singledispatch

from sqlalchemy.orm import Session

from mailbot.bootstrap import App
from mailbot.domain.calendar import VIETNAM, WorkingCalendar
from mailbot.domain.deadlines import limit_of
from mailbot.domain.folding import fold
from mailbot.domain.people import Role
from mailbot.domain.rulebooks.values import CalendarBook, Exclusions, Limits, Routes, Rulebook
from mailbot.domain.states import State
from mailbot.inforce import Tables, excluding, folded
from mailbot.storage import people, recent
from mailbot.storage.recent import Recent
from rules.exclusions import Excludable, ExclusionRow, excluded
from rules.routing import Routable, RoutingRow, match

MONTH = timedelta(days=30)
BATCH = 500
SHOWN = 100
"""More changes than these are counted, not listed."""
_NEVER_ROUTED = frozenset({State.DUPLICATE.value, State.REFUSED.value})
Said = str | date | None


@dataclass(frozen=True, slots=True)
class Change:
    """A document that would be treated otherwise: whom it goes to, when it is due, or what keeps it out."""

    document: Recent
    before: Said
    after: Said


@dataclass(frozen=True, slots=True)
class Effect:
    """Counts over the documents looked at so far."""

    seen: int
    changed: int
    changes: tuple[Change, ...]
    """The first of them."""
    last_id: int
    """Go on after this document; 0 when nothing was left."""


Judge = Callable[[Recent], Said]


def part_of_effect(app: App, agency_id: str, draft: Rulebook, after: int) -> Effect:
    """Over the next documents of the last month: a page can show how far it is."""
    tables = app.in_force.of(agency_id)
    with app.db.reading() as session:
        lines = recent.since(session, agency_id, app.clock() - MONTH, after, BATCH)
        now, then = judges(draft, tables, _head(session, agency_id))
    changes = tuple(changes_of(lines, now, then))
    last = lines[-1].id if len(lines) == BATCH else 0
    return Effect(len(lines), len(changes), changes[:SHOWN], last)


def month_count(app: App, agency_id: str) -> int:
    """How many documents there are to look at."""
    with app.db.reading() as session:
        return recent.count_since(session, agency_id, app.clock() - MONTH)


@singledispatch
def judges(draft: Rulebook, tables: Tables, head: str) -> tuple[Judge, Judge]:
    """What a document gets now, and what it would get."""
    return _nothing, _nothing


@judges.register
def _routes(draft: Routes, tables: Tables, head: str) -> tuple[Judge, Judge]:
    return _routed(tables.routing, head), _routed(folded(draft), head)


@judges.register
def _limits(draft: Limits, tables: Tables, head: str) -> tuple[Judge, Judge]:
    return _due(tables.limits, tables.calendar), _due(draft, tables.calendar)


@judges.register
def _calendar(draft: CalendarBook, tables: Tables, head: str) -> tuple[Judge, Judge]:
    return _due(tables.limits, tables.calendar), _due(tables.limits, draft.calendar())


@judges.register
def _exclusions(draft: Exclusions, tables: Tables, head: str) -> tuple[Judge, Judge]:
    return _kept_out(tables.exclusions), _kept_out(excluding(draft))


def changes_of(lines: Iterable[Recent], now: Judge, then: Judge) -> Iterable[Change]:
    """Documents two judges judge differently."""
    for line in lines:
        before, after = now(line), then(line)
        if before != after:
            yield Change(line, before, after)


def _nothing(line: Recent) -> Said:
    return None


def _routed(rows: tuple[RoutingRow, ...], head: str) -> Judge:
    def judge(line: Recent) -> Said:
        if line.state in _NEVER_ROUTED:
            return None
        looked_at = (line.issuer, line.kind, line.abstract, line.urgency)
        return match(rows, Routable(*(fold(value or "") for value in looked_at)), head).to.lower()

    return judge


def _due(limits: Limits, calendar: WorkingCalendar) -> Judge:
    def judge(line: Recent) -> Said:
        days = limit_of(line.urgency, line.kind, limits.urgencies, limits.kinds)
        return None if days is None else calendar.add_working_days(_arrived(line, calendar), days)

    return judge


def _arrived(line: Recent, calendar: WorkingCalendar) -> date:
    return line.arrived_on or _day(calendar.legal_receipt(line.received_at))


def _day(moment: datetime) -> date:
    return moment.astimezone(VIETNAM).date()


def _kept_out(rows: tuple[ExclusionRow, ...]) -> Judge:
    def judge(line: Recent) -> Said:
        words = (fold(line.abstract or ""), fold(line.subject))
        found = excluded(rows, Excludable(line.sender.lower(), fold(line.kind or ""), words))
        return f"excluded_{found.then.value}" if found else None

    return judge


def _head(session: Session, agency_id: str) -> str:
    heads = people.with_role(session, agency_id, Role.HEAD)
    return heads[0].email if heads else ""
