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


def time_left(due_on: date, today: date, calendar: WorkingCalendar) -> TimeLeft:
    """What is left of a deadline; the day itself still counts as in time."""
    return TimeLeft(abs(calendar.working_days_between(today, due_on)), today > due_on)


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
