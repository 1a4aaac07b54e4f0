"""When digests leave, and what a line of one is."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from enum import StrEnum

from mailbot.domain.calendar import VIETNAM, WorkingCalendar


class Section(StrEnum):
    """Under which heading a line stands; a document stands under the first that fits."""

    OVERDUE = "overdue"
    DUE = "due"
    WAITING = "waiting"
    """Somebody waits for the reader's word."""
    NEW = "new"


def slot_at(now: datetime, calendar: WorkingCalendar, minutes_before_end: int) -> datetime | None:
    """The digest that is due at this moment: shortly before the end of each office session (HH 11.1).

    None before the first of the day and on days off; one that was missed is due until the next.
    """
    local = now.astimezone(VIETNAM)
    if not calendar.is_working_day(local.date()):
        return None
    slots = [_leaves(local.date(), end.hour, end.minute, minutes_before_end) for _, end in calendar.sessions]
    return max((slot for slot in slots if slot <= local), default=None)


def _leaves(day: date, hour: int, minute: int, minutes_before_end: int) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=VIETNAM) - timedelta(minutes=minutes_before_end)
