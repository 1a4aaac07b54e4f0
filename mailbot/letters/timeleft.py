"""Days left, in words: `còn 3 ngày làm việc`, `quá hạn 2 ngày làm việc`."""

from __future__ import annotations

from datetime import date, datetime

from mailbot.domain.calendar import VIETNAM, WorkingCalendar
from mailbot.domain.deadlines import TimeLeft, last_day, time_left
from mailbot.letters.words import sentence

_WEEKEND = {5: "falls_on_saturday", 6: "falls_on_sunday"}


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
    said = (words_of(time_left(due_on, at.astimezone(VIETNAM).date(), calendar)), day_off_words(due_on, calendar))
    return f" ({', '.join(filter(None, said))})"


def day_off_words(due_on: date, calendar: WorkingCalendar) -> str:
    """Whoever set a deadline on a day off hears so, and it stays as it was set; empty for a working day."""
    if calendar.is_working_day(due_on):
        return ""
    words = sentence(_WEEKEND.get(due_on.weekday(), "falls_on_holiday"))
    return words[:1].lower() + words[1:].rstrip(".")


def counted_until(due_on: date | None, calendar: WorkingCalendar | None) -> date | None:
    """The working day after which a deadline on a day off counts as missed; None when it is on a working day."""
    if due_on is None or calendar is None or calendar.is_working_day(due_on):
        return None
    return last_day(due_on, calendar)
