"""A day no calendar has ("31/11", "29/2/2027", "11/25"): the days that were probably meant."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

from parsers.replies.days.daycounts import FARTHEST
from parsers.vietnamese.fold import fold

_NUMBERS = re.compile(
    r"(?P<day>\d{1,2})\s*(?:[/.-]|\bthang\b)\s*(?P<month>\d{1,2}|nay|sau|toi)(?:\s*(?:[/.-]|\bnam\b)\s*(?P<year>\d{4}|\d{2})\b)?"
)
_AHEAD = {"nay": 0, "sau": 1, "toi": 1}
_LONGEST_MONTH, _MONTHS = 31, 12


def put_right(words: str, today: date) -> tuple[str, ...]:
    """The words with each day that may be meant: the last of that month, the one after it; none gone by."""
    found = tuple(_NUMBERS.finditer(fold(words)))
    if not found:
        return ()
    match = found[-1]  # an hour stands before the day
    start, end = match.span()
    return tuple(f"{words[:start]}{day:%d/%m/%Y}{words[end:]}" for day in _likely(match, today))


def _likely(match: re.Match[str], today: date) -> tuple[date, ...]:
    """Of a month that is none, day and month the other way round; without a year, none that is far."""
    day = int(match["day"])
    year, month = _month(match, today)
    if month > _MONTHS:
        turned = _day(year, day, month) if match["year"] else _coming(today, day, month)
        return (turned,) if turned is not None and turned >= today else ()
    last = _day(year, month, calendar.monthrange(year, month)[1]) if month and 0 < day <= _LONGEST_MONTH else None
    farthest = date.max if match["year"] else today + FARTHEST
    return () if last is None else tuple(one for one in (last, last + timedelta(days=1)) if today <= one <= farthest)


def _month(match: re.Match[str], today: date) -> tuple[int, int]:
    """Year and month as written; without a year, the one whose month has not ended."""
    if match["month"] in _AHEAD:
        index = today.year * _MONTHS + today.month - 1 + _AHEAD[match["month"]]
        return index // _MONTHS, index % _MONTHS + 1
    month = int(match["month"])
    if match["year"]:
        return int(match["year"]) + (2000 if len(match["year"]) == 2 else 0), month
    return today.year + (month < today.month), month


def _coming(today: date, month: int, day: int) -> date | None:
    this = _day(today.year, month, day)
    return this if this is None or this >= today else _day(today.year + 1, month, day)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
