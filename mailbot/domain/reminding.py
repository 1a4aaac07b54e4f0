"""When somebody is reminded, and when nobody is to be disturbed."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time

from mailbot.domain.calendar import VIETNAM, WorkingCalendar
from mailbot.domain.deadlines import last_day, time_left


@dataclass(frozen=True, slots=True)
class Stage:
    """One reminder of one deadline; each is told once."""

    name: str
    """Stable, part of the letter's key: `before-2`, `before-0`, `late-1`."""
    late: bool
    holder: bool
    """False when only the head of the unit is told: the first time something is late."""


def stage_of(
    due_on: date, today: date, calendar: WorkingCalendar, days_before: Collection[int], every_days: int
) -> Stage | None:
    """The reminder that belongs to this day; None when there is none.

    Before the deadline by working days; from the day after it the head of the unit hears at once, everybody every
    `every_days` days (BD 4.3: weekly).
    """
    left = time_left(due_on, today, calendar)
    if not left.overdue:
        return Stage(f"before-{left.days}", late=False, holder=True) if left.days in days_before else None
    round_ = (today - last_day(due_on, calendar)).days // every_days
    return Stage(f"late-{round_}", late=True, holder=round_ > 0)


def is_quiet(now: datetime, calendar: WorkingCalendar, quiet_from: time, quiet_until: time) -> bool:
    """Days off, and the hours in which people are not reminded."""
    local = now.astimezone(VIETNAM)
    return not calendar.is_working_day(local.date()) or not quiet_until <= local.time() < quiet_from
