"""A view of the book as the address of its page, and back."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from werkzeug.datastructures import MultiDict

from mailbot.domain.bookview import BookView, Due, Origin
from mailbot.domain.errors import DomainError
from mailbot.domain.states import State
from parsers.model import DocumentKind, Urgency
from portal.numbers import plain_number
from portal.registerline import day

ALL_YEARS = "tat-ca"
STATES = {
    "da-vao-so": State.REGISTERED,
    "da-trinh": State.SUBMITTED,
    "da-giao": State.ASSIGNED,
    "hoan-thanh": State.DONE,
    "da-luu": State.ARCHIVED,
    "da-thu-hoi": State.RECALLED,
}
URGENCIES = {
    "hoa-toc": Urgency.FLASH,
    "thuong-khan": Urgency.VERY_URGENT,
    "khan": Urgency.URGENT,
    "thuong": Urgency.NORMAL,
}
DUES = {"qua-han": Due.LATE, "sap-han": Due.SOON, "co-han": Due.LIMITED}
ORIGINS = {"ky-so": Origin.SIGNED, "ban-giay": Origin.PAPER}
_KINDS = frozenset(kind.value for kind in DocumentKind)
_FIRST_YEAR, _LAST_YEAR = 2000, 3000
_LONGEST = 200
_LINE = re.compile(r"(\d{4})-(\d{1,9})")

Args = MultiDict[str, str]
Address = dict[str, str | list[str]]


def view_of(args: Args, this_year: int) -> BookView:
    """What an address asks for; anything it cannot mean is left out, so that an old link still shows a book."""
    return BookView(
        year=_year(args.get("nam", ""), this_year),
        words=args.get("q", "")[:_LONGEST],
        states=tuple(STATES[word] for word in dict.fromkeys(args.getlist("tt")) if word in STATES),
        urgency=URGENCIES.get(args.get("khan", "")),
        kind=args["loai"] if args.get("loai", "") in _KINDS else None,
        due=DUES.get(args.get("han", "")),
        origin=ORIGINS.get(args.get("nguon", "")),
        person_id=plain_number(args.get("nguoi", "")),
        unit_id=plain_number(args.get("don-vi", "")),
        first=_day(args.get("tu", "")),
        last=_day(args.get("den", "")),
        before=_line(args.get("truoc", "")),
    )


def address_of(view: BookView, columns: tuple[str, ...] = (), *, year_too: bool = True) -> Address:
    """Values of the address of a view; what narrows nothing is left out."""
    values: dict[str, str | list[str]] = {
        "nam": (str(view.year) if view.year is not None else ALL_YEARS) if year_too else "",
        "q": view.words,
        "tt": [word for word, state in STATES.items() if state in view.states],
        "khan": _word(URGENCIES, view.urgency),
        "loai": view.kind or "",
        "han": _word(DUES, view.due),
        "nguon": _word(ORIGINS, view.origin),
        "nguoi": str(view.person_id or ""),
        "don-vi": str(view.unit_id or ""),
        "tu": view.first.isoformat() if view.first else "",
        "den": view.last.isoformat() if view.last else "",
        "truoc": f"{view.before[0]}-{view.before[1]}" if view.before else "",
        "cot": list(columns),
    }
    return {name: value for name, value in values.items() if value}


def _year(word: str, this_year: int) -> int | None:
    if word == ALL_YEARS:
        return None
    year = plain_number(word)
    return min(max(year, _FIRST_YEAR), _LAST_YEAR) if year else this_year


def _day(word: str) -> date | None:
    try:
        return day(word)
    except DomainError:
        return None


def _line(word: str) -> tuple[int, int] | None:
    match = _LINE.fullmatch(word)
    return (int(match[1]), int(match[2])) if match else None


def _word(words: Mapping[str, object], value: object) -> str:
    return next((word for word, known in words.items() if known is value), "")
