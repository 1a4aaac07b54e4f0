"""From the form of a rule table to its draft; what cannot be read becomes a fault, never a guess."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import TypeVar

from werkzeug.datastructures import MultiDict

from mailbot.domain.codec import dumps, loads
from mailbot.domain.errors import DomainError
from mailbot.domain.rulebooks.values import (
    KINDS,
    BookName,
    CalendarBook,
    Exclusion,
    Exclusions,
    Limit,
    Limits,
    NamedDay,
    RouteRule,
    Routes,
    Rulebook,
    Text,
    Texts,
)
from mailbot.letters.passages import own_words
from parsers.model import Urgency
from portal.numbers import plain_number
from rules.engine import Reason
from rules.exclusions import Then, Where

T = TypeVar("T")
Form = MultiDict[str, str]
_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\b[ \t:,–-]*(.*)")
_SESSION = re.compile(r"(\d{1,2}):(\d\d)\s*[-–]\s*(\d{1,2}):(\d\d)")


@dataclass(frozen=True, slots=True)
class Typed:
    """What the form said, and what of it nobody can read."""

    draft: Rulebook
    faults: tuple[Reason, ...] = ()


def typed(name: BookName, form: Form) -> Typed:
    """The draft in the fields of a table's page."""
    return _READERS[name](form)


def packed(draft: Rulebook) -> str:
    """The draft as it travels in a hidden field; it is checked again when it comes back."""
    return dumps(draft)


def unpacked(name: BookName, text: str) -> Rulebook:
    """The draft again; raises DomainError `form_broken`."""
    try:
        return loads(KINDS[name], text)
    except ValueError as error:
        raise DomainError("form_broken") from error


def _routes(form: Form) -> Typed:
    rows = _rows(form, "issuer", "kind", "words", "urgency", "to")
    return Typed(
        Routes(tuple(RouteRule(r["issuer"], r["kind"], _list(r["words"]), r["urgency"], r["to"]) for r in rows))
    )


def _limits(form: Form) -> Typed:
    faults: list[Reason] = []
    urgencies = [(urgency.value, form.get(f"days {urgency.value}", "")) for urgency in Urgency]
    kinds = [(row["kind"], row["days"]) for row in _rows(form, "kind", "days")]
    by_urgency = tuple(_limit(name, days, faults) for name, days in urgencies if days.strip())
    by_kind = tuple(_limit(name, days, faults) for name, days in kinds)
    return Typed(Limits(by_urgency, by_kind), tuple(faults))


def _limit(name: str, days: str, faults: list[Reason]) -> Limit:
    count = plain_number(days.strip())
    if count is not None:
        return Limit(name, count)
    faults.append(Reason("limit_not_a_number", {"name": name}))
    return Limit(name, 0)


def _exclusions(form: Form) -> Typed:
    rows = _rows(form, "where", "value", "then", "basis", always=("where", "then"))
    try:
        read = tuple(Exclusion(Where(r["where"]), r["value"], Then(r["then"]), r["basis"]) for r in rows)
    except ValueError as error:
        raise DomainError("form_broken") from error
    return Typed(Exclusions(read))


def _calendar(form: Form) -> Typed:
    faults: list[Reason] = []
    sessions = tuple(_read(form.get("sessions", ""), _session, "session_unreadable", faults))
    off = tuple(_read(form.get("off", ""), _day, "calendar_line_unreadable", faults))
    work = tuple(_read(form.get("work", ""), _day, "calendar_line_unreadable", faults))
    years = tuple(_read("\n".join(re.split(r"[\s,;]+", form.get("years", ""))), _year, "year_unreadable", faults))
    book = CalendarBook(sessions, tuple(sorted(off, key=_when)), tuple(sorted(work, key=_when)), tuple(sorted(years)))
    return Typed(book, tuple(faults))


def _texts(form: Form) -> Typed:
    own = own_words()
    words = {code: "\n".join(form.get(code, "").split("\r\n")).strip() for code in own}
    return Typed(Texts(tuple(Text(code, said) for code, said in words.items() if said and said != own[code])))


_READERS: Mapping[BookName, Callable[[Form], Typed]] = {
    BookName.ROUTES: _routes,
    BookName.LIMITS: _limits,
    BookName.EXCLUSIONS: _exclusions,
    BookName.CALENDAR: _calendar,
    BookName.TEXTS: _texts,
}


def _rows(form: Form, *names: str, always: tuple[str, ...] = ()) -> list[dict[str, str]]:
    """Rows of a table in their order, without those marked to go and those left empty."""
    columns = [form.getlist(name) for name in names]
    if len({len(column) for column in columns}) > 1:
        raise DomainError("form_broken")
    gone = set(form.getlist("drop"))
    places = form.getlist("place")
    rows = [dict(zip(names, (cell.strip() for cell in cells), strict=True)) for cells in zip(*columns, strict=True)]
    kept = [
        (_place(places, index), index, row)
        for index, row in enumerate(rows)
        if str(index) not in gone and any(value for name, value in row.items() if name not in always)
    ]
    return [row for _, _, row in sorted(kept, key=lambda one: one[:2])]


def _place(places: list[str], index: int) -> float:
    """The number typed before the row: 1.5 comes between the first and the second."""
    said = places[index].strip().replace(",", ".") if index < len(places) else ""
    try:
        return float(said) if said else float(index + 1)
    except ValueError:
        return float(index + 1)


def _list(words: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in re.split(r"[;,\n]", words) if part.strip())


def _read(text: str, reader: Callable[[str], T], code: str, faults: list[Reason]) -> Iterator[T]:
    for line in filter(None, map(str.strip, text.splitlines())):
        try:
            yield reader(line)
        except ValueError:
            faults.append(Reason(code, {"words": line[:60]}))


def _session(line: str) -> tuple[time, time]:
    found = _SESSION.fullmatch(line)
    if found is None:
        raise ValueError(line)
    start_hour, start_minute, end_hour, end_minute = map(int, found.groups())
    return time(start_hour, start_minute), time(end_hour, end_minute)


def _day(line: str) -> NamedDay:
    found = _DAY.fullmatch(line)
    if found is None:
        raise ValueError(line)
    return NamedDay(date(int(found[3]), int(found[2]), int(found[1])), found[4].strip()[:100])


def _year(word: str) -> int:
    return date(plain_number(word) or 0, 1, 1).year


def _when(one: NamedDay) -> date:
    return one.day
