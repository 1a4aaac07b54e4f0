"""From counted days to the series that are drawn: by week, by time taken, by unit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from mailbot.domain.calendar import VIETNAM

WEEKS = 26
_WEEK = timedelta(days=7)
LIMITS = (
    timedelta(minutes=5),
    timedelta(hours=1),
    timedelta(hours=8),
    timedelta(days=1),
    timedelta(days=3),
    timedelta(days=7),
)
"""Upper ends of the times to registration; what took longer comes last."""


@dataclass(frozen=True, slots=True)
class Week:
    """One week, named by its Monday."""

    monday: date
    arrived: int
    unfinished: int
    """At its end; of the running week now."""


def first_day(today: date) -> date:
    """The Monday the figures begin with."""
    return today - timedelta(days=today.weekday()) - (WEEKS - 1) * _WEEK


def weeks(
    today: date, arrivals: Mapping[date, int], endings: Iterable[tuple[datetime, int]], unfinished_now: int
) -> tuple[Week, ...]:
    """Arrivals of each week and what was left at its end: today's number, counted back."""
    arrived, ended = Counter[date](), Counter[date]()
    for day, count in arrivals.items():  # what came on a Sunday arrived, by law, on Monday; here it is this week's
        arrived[_monday(min(day, today))] += count
    for at, step in endings:
        ended[_monday(at.astimezone(VIETNAM).date())] += step
    found, left = [], unfinished_now
    for number in range(WEEKS):
        monday = _monday(today) - number * _WEEK
        found.append(Week(monday, arrived[monday], max(left, 0)))
        left += ended[monday] - arrived[monday]
    return tuple(reversed(found))


def times_taken(registrations: Iterable[tuple[datetime, datetime, bool]]) -> tuple[tuple[int, int], ...]:
    """For each limit and beyond: how many were registered by signature, how many by paper, in that time."""
    counted = Counter[tuple[int, bool]]()
    for received, registered, by_paper in registrations:
        taken = registered - received
        place = next((number for number, limit in enumerate(LIMITS) if taken <= limit), len(LIMITS))
        counted[place, by_paper] += 1
    return tuple((counted[place, False], counted[place, True]) for place in range(len(LIMITS) + 1))


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
