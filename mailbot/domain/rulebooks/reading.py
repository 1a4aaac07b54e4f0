"""The working calendar from its data file: the first version people go on from."""

from __future__ import annotations

import re

from mailbot.domain.calendar import calendar_from
from mailbot.domain.rulebooks.values import CalendarBook, NamedDay

_COMMENT = re.compile(r"(\d{4}-\d\d-\d\d),?\s*#\s*(.+)")
"""The last day of a line and what is said of the line; TOML itself drops it."""


def calendar_book_from(text: str) -> CalendarBook:
    """The file with its comments as the days' names; raises BadCalendar."""
    calendar = calendar_from(text)
    named = {found[1]: found[2].strip() for found in _COMMENT.finditer(text)}
    return CalendarBook(
        sessions=calendar.sessions,
        off=tuple(NamedDay(day, named.get(day.isoformat(), "")) for day in sorted(calendar.off)),
        work=tuple(NamedDay(day, named.get(day.isoformat(), "")) for day in sorted(calendar.work)),
        years=tuple(sorted(calendar.years)),
    )
