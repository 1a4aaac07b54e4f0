"""The working calendar: sessions, days off, made-up Saturdays; and the legal time of receipt (ST 12.2)."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
_WEEKEND = (5, 6)
_FAR = 60
"""No run of days off is longer than this; a calendar that says so is wrong."""


class BadCalendar(ValueError):
    """The calendar data cannot be used."""


@dataclass(frozen=True, slots=True)
class WorkingCalendar:
    """Office sessions of a working day and the days that differ from the week's pattern."""

    sessions: tuple[tuple[time, time], ...]
    off: frozenset[date]
    work: frozenset[date]
    """Weekend days made up for a swapped day off."""
    years: frozenset[int]
    """Years whose holidays are known; deadlines beyond them are provisional."""

    def is_working_day(self, day: date) -> bool:
        """Monday to Friday unless off; Saturday and Sunday only when made up."""
        if day in self.work:
            return True
        return day.weekday() not in _WEEKEND and day not in self.off

    def knows(self, day: date) -> bool:
        """False when the holidays of that year are not in the data yet."""
        return day.year in self.years

    def legal_receipt(self, arrived_at: datetime) -> datetime:
        """Arrival inside a session counts as it is, otherwise as the start of the next session (ST 12.2)."""
        local = arrived_at.astimezone(VIETNAM)
        for start, end in self._sessions_from(local.date()):
            if local < start:
                return start
            if local < end:
                return local
        raise BadCalendar(f"no working session within {_FAR} days of {local.date()}")

    def add_working_days(self, day: date, count: int) -> date:
        """The date `count` working days after `day`, which itself does not count."""
        current = day
        for _ in range(count):
            current = self.next_working_day(current)
        return current

    def next_working_day(self, day: date) -> date:
        """The first working day after `day`."""
        for step in range(1, _FAR):
            following = day + timedelta(days=step)
            if self.is_working_day(following):
                return following
        raise BadCalendar(f"no working day within {_FAR} days of {day}")

    def working_days_between(self, first: date, last: date) -> int:
        """Working days after `first` up to and including `last`; negative when `last` is earlier."""
        if last < first:
            return -self.working_days_between(last, first)
        days = (last - first).days
        return sum(self.is_working_day(first + timedelta(days=n)) for n in range(1, days + 1))

    def _sessions_from(self, day: date) -> Iterator[tuple[datetime, datetime]]:
        for step in range(_FAR):
            current = day + timedelta(days=step)
            if not self.is_working_day(current):
                continue
            for start, end in self.sessions:
                yield (datetime.combine(current, start, VIETNAM), datetime.combine(current, end, VIETNAM))


def calendar_from(text: str) -> WorkingCalendar:
    """Read calendar data (TOML: sessions, years, off, work); raises BadCalendar."""
    try:
        table = tomllib.loads(text)
        sessions = tuple((time.fromisoformat(start), time.fromisoformat(end)) for start, end in table["sessions"])
        calendar = WorkingCalendar(
            sessions, frozenset(table["off"]), frozenset(table["work"]), frozenset(table["years"])
        )
    except (tomllib.TOMLDecodeError, KeyError, TypeError, ValueError) as error:
        raise BadCalendar(str(error)) from error
    _check(calendar)
    return calendar


def _check(calendar: WorkingCalendar) -> None:
    if not calendar.sessions:
        raise BadCalendar("no sessions")
    moments = [moment for session in calendar.sessions for moment in session]
    if moments != sorted(set(moments)):
        raise BadCalendar("sessions overlap or run backwards")
    if not all(isinstance(day, date) for day in calendar.off | calendar.work):
        raise BadCalendar("off and work must be dates (2026-01-01 without quotes)")
