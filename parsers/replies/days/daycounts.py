"""Days counted on a working calendar, from today."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

WorkingDay = Callable[[date], bool]

FARTHEST = timedelta(days=184)
"""A date written without a year is taken silently up to about half a year ahead."""
ABSURD = timedelta(days=731)


@dataclass(frozen=True, slots=True)
class Days:
    """Today and the calendar its working days are counted on."""

    today: date
    is_working_day: WorkingDay

    def last_working(self, first: date, last: date) -> date:
        """The last working day of a stretch; its last day when it has none."""
        day = last
        while day >= first:
            if self.is_working_day(day):
                return day
            day -= timedelta(days=1)
        return last

    def first_working(self, first: date) -> date:
        day = first
        while not self.is_working_day(day) and day < first + timedelta(days=30):
            day += timedelta(days=1)
        return day

    def working_days_ahead(self, count: int) -> date:
        day, left = self.today, count
        while left and day < self.today + ABSURD:
            day += timedelta(days=1)
            left -= self.is_working_day(day)
        return day

    def monday(self, weeks: int) -> date:
        return self.today - timedelta(days=self.today.weekday()) + timedelta(weeks=weeks)
