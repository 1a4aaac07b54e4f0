"""How long a document may take, and how much of that is left, in working days."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from mailbot.domain.calendar import WorkingCalendar
from mailbot.domain.folding import fold

ORDINARY = "Thường"
"""The urgency of a document that carries no mark (Decree 30/2020, Article 8)."""


@dataclass(frozen=True, slots=True)
class TimeLeft:
    """Where a deadline stands."""

    days: int
    """Working days: after today up to the day itself, or gone by since then."""
    overdue: bool


def last_day(due_on: date, calendar: WorkingCalendar) -> date:
    """A term that ends on a day off ends with the next working day (Civil Code 2015, Article 148.5)."""
    return due_on if calendar.is_working_day(due_on) else calendar.next_working_day(due_on)


def time_left(due_on: date, today: date, calendar: WorkingCalendar) -> TimeLeft:
    """What is left of a deadline; its last day still counts as in time."""
    last = last_day(due_on, calendar)
    return TimeLeft(abs(calendar.working_days_between(today, last)), today > last)


def limit_of(
    urgency: str | None, kind: str | None, by_urgency: Mapping[str, int], by_kind: Mapping[str, int]
) -> int | None:
    """Working days for a document; None when the agency set no limit.

    A limit of the kind takes the place of the ordinary one; an urgent document has the shorter of the two.
    """
    urgent = by_urgency.get(urgency or ORDINARY)
    own = {fold(name): days for name, days in by_kind.items()}.get(fold(kind or ""))
    if own is None or urgent is None or (urgency or ORDINARY) == ORDINARY:
        return urgent if own is None else own
    return min(own, urgent)
