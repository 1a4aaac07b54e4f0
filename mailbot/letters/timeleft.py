"""Days left, in words: `còn 3 ngày làm việc`, `quá hạn 2 ngày làm việc`."""

from __future__ import annotations

from datetime import date, datetime

from mailbot.domain.calendar import VIETNAM, WorkingCalendar
from mailbot.domain.deadlines import TimeLeft, time_left
from mailbot.letters.words import sentence


def words_of(left: TimeLeft) -> str:
    """What is left of a deadline, to stand inside a sentence."""
    if left.days == 0:
        words = sentence("overdue_since_days_off" if left.overdue else "due_today")
    else:
        words = sentence("overdue_days" if left.overdue else "days_left", {"days": str(left.days)})
    return words[:1].lower() + words[1:].rstrip(".")


def words_left(due_on: date | None, calendar: WorkingCalendar | None, at: datetime) -> str:
    """The same in brackets, to stand behind a date; empty without deadline or calendar."""
    if due_on is None or calendar is None:
        return ""
    return f" ({words_of(time_left(due_on, at.astimezone(VIETNAM).date(), calendar))})"
