"""One month of delegations as rows of days, for the calendar."""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from mailbot.domain.calendar import VIETNAM
from mailbot.domain.delegation import Delegation
from portal.numbers import plain_number


@dataclass(frozen=True, slots=True)
class Month:
    """The days of a month, and the months around it as `YYYY-MM`."""

    first: date
    days: tuple[date, ...]
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Bar:
    """A delegation within a month: free days, days with power, free days."""

    delegation: Delegation
    lead: int
    length: int
    rest: int


def month_of(day: date) -> Month:
    """The month a day lies in."""
    first = day.replace(day=1)
    count = calendar.monthrange(first.year, first.month)[1]
    days = tuple(first + timedelta(days=n) for n in range(count))
    return Month(first, days, _named(first - timedelta(days=1)), _named(days[-1] + timedelta(days=1)))


def asked_month(words: str, today: date) -> Month:
    """The month `YYYY-MM` names; this month for anything else."""
    year, _, month = words.partition("-")
    in_year, in_month = plain_number(year) or 0, plain_number(month) or 0
    if 2000 <= in_year <= 2100 and 1 <= in_month <= 12:
        return month_of(date(in_year, in_month, 1))
    return month_of(today)


def bars(delegations: Sequence[Delegation], month: Month) -> tuple[Bar, ...]:
    """Those that give power on some day of the month, the first to begin on top."""
    found = [bar for one in delegations if (bar := _bar(one, month)) is not None]
    return tuple(sorted(found, key=lambda bar: (bar.delegation.from_on, bar.delegation.id)))


def last_day(one: Delegation) -> date:
    """The last day it gave or gives power."""
    return min(one.until_on, _day(one.ended_at)) if one.ended_at else one.until_on


def _bar(one: Delegation, month: Month) -> Bar | None:
    begin, end = max(one.from_on, month.days[0]), min(last_day(one), month.days[-1])
    if begin > end:
        return None
    lead, length = (begin - month.days[0]).days, (end - begin).days + 1
    return Bar(one, lead, length, len(month.days) - lead - length)


def _day(moment: datetime) -> date:
    return moment.astimezone(VIETNAM).date()


def _named(day: date) -> str:
    return day.strftime("%Y-%m")
