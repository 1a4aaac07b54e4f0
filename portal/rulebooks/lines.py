"""A rule table as lines of text, to compare two versions of it."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import singledispatch

from flask_babel import gettext

from mailbot.domain.rulebooks.values import CalendarBook, Exclusions, Limits, NamedDay, Routes, Rulebook, Texts


@dataclass(frozen=True, slots=True)
class Difference:
    """One line that stands in one of two versions only."""

    sign: str
    """`+` only in the new one, `−` only in the old one."""
    words: str


def differences(old: Rulebook, new: Rulebook, names: Mapping[str, str]) -> tuple[Difference, ...]:
    """Lines taken out and put in, in order; `names`: address -> name of the agency's people."""
    found = difflib.ndiff(list(lines(old, names)), list(lines(new, names)))
    return tuple(Difference("+" if line[0] == "+" else "−", line[2:]) for line in found if line[:2] in ("+ ", "- "))


@singledispatch
def lines(book: Rulebook, names: Mapping[str, str]) -> Iterator[str]:
    """Everything the table says, one rule a line."""
    raise TypeError(type(book))


@lines.register
def _routes(book: Routes, names: Mapping[str, str]) -> Iterator[str]:
    for row in book.rows:
        conditions = [row.issuer, row.kind, row.urgency, ", ".join(row.words)]
        which = " · ".join(filter(None, conditions)) or gettext("mọi văn bản")
        yield f"{which} → {names.get(row.to.lower(), row.to)}"


@lines.register
def _limits(book: Limits, names: Mapping[str, str]) -> Iterator[str]:
    for one in (*book.by_urgency, *book.by_kind):
        yield gettext("%(name)s: %(days)s ngày làm việc", name=one.name, days=one.days)


@lines.register
def _exclusions(book: Exclusions, names: Mapping[str, str]) -> Iterator[str]:
    for row in book.rows:
        then = {"set_aside": gettext("cách ly"), "ask_clerk": gettext("văn thư quyết định")}[row.then.value]
        yield " · ".join(filter(None, (row.value, row.basis))) + f" → {then}"


@lines.register
def _calendar(book: CalendarBook, names: Mapping[str, str]) -> Iterator[str]:
    for start, end in book.sessions:
        yield gettext("Buổi làm việc %(hours)s", hours=f"{start:%H:%M}–{end:%H:%M}")
    for one in book.off:
        yield gettext("Nghỉ %(day)s", day=_named(one))
    for one in book.work:
        yield gettext("Làm bù %(day)s", day=_named(one))
    for year in book.years:
        yield gettext("Đủ ngày nghỉ năm %(year)s", year=year)


@lines.register
def _texts(book: Texts, names: Mapping[str, str]) -> Iterator[str]:
    for text in book.rows:
        yield text.words


def _named(one: NamedDay) -> str:
    return f"{one.day:%d/%m/%Y} {one.words}".strip()
