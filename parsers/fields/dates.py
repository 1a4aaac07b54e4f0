"""Dates as Vietnamese documents print them: `ngày 05 tháng 3 năm 2026`, `5/3/2026`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from parsers.pages.pagetext import LOWER, UPPER, squeeze

OLDEST, NEWEST = 1945, 2100
_BLANK = r"[\s.…_]*"
LONG = r"ngày\s*(?P<d>\d{1,2})\s*tháng\s*(?P<m>\d{1,2})\s*năm\s*(?P<y>\d{4})"
SHORT = r"(?P<d>\d{1,2})\s*[/.\-]\s*(?P<m>\d{1,2})\s*[/.\-]\s*(?P<y>\d{4})(?!\d)"
_LONG = re.compile(LONG, re.I)
_SHORT = re.compile(r"(?<![\d/.\-])" + SHORT)
_TITLE_WORD = rf"(?!Số\b)(?:[{UPPER}][{LOWER}’']+|TP|TX|TT|[{UPPER}])(?!\w)\.?"
_RANKED = r"(?:(?:Thành phố|Thị xã|Thị trấn|Đặc khu)[ ])?"
_PLACE = rf"(?<![\w/-])(?<![/-] ){_RANKED}{_TITLE_WORD}(?:(?:[ ]?-[ ]?|[ ]|(?<=\.)){_TITLE_WORD}){{0,5}}"
_TWO = r"\d(?:[ ]?\d)?"
_YEAR = r"\d(?:[ ]?\d){3}"
_LINE = re.compile(
    rf"(?:(?P<place>{_PLACE})[ ]*,\s*(?:(?:hồi|lúc)\s+\d{{1,2}}\s*(?:giờ|h|g)\s*(?:\d\d)?(?:\s*phút)?[, ]*)?[Nn]"
    rf"|(?:^[ ]*|[ ]{{2,}})n)gày{_BLANK}(?P<d>{_TWO})?{_BLANK}[Tt]háng{_BLANK}"
    rf"(?P<m>{_TWO})?{_BLANK}[Nn]ăm{_BLANK}(?P<y>{_YEAR}|\d{{0,3}})[.]?"
    rf"|(?P<place2>{_PLACE})[ ]*,\s*(?:ngày\s*)?"
    rf"(?P<d2>\d{{1,2}})\s*[/.-]\s*(?P<m2>\d{{1,2}})\s*[/.-]\s*(?P<y2>\d{{4}})",
    re.M,
)


@dataclass(frozen=True, slots=True)
class PlaceDate:
    """The line `Hà Nội, ngày 05 tháng 3 năm 2026`; `day` is None when a part was left blank."""

    place: str | None
    day: date | None
    start: int
    end: int


def day(d: str | None, m: str | None, y: str | None) -> date | None:
    """The date of three printed numbers; None when a part is missing or no such day exists."""
    if not (d and m and y):
        return None
    try:
        value = date(*(int(part.replace(" ", "")) for part in (y, m, d)))
    except ValueError:
        return None
    return value if OLDEST <= value.year <= NEWEST else None


def printed_date(text: str) -> date | None:
    """The first complete printed date in `text`."""
    found = _LONG.search(text) or _SHORT.search(text)
    return day(found["d"], found["m"], found["y"]) if found else None


def place_dates(text: str) -> tuple[PlaceDate, ...]:
    """Every place-and-date line in a letterhead (Decree 30/2020, Article 8 and Appendix I)."""
    found = []
    for m in _LINE.finditer(text):
        place = m["place"] or m["place2"]
        value = day(m["d"], m["m"], m["y"]) if m["place2"] is None else day(m["d2"], m["m2"], m["y2"])
        found.append(PlaceDate(squeeze(place) if place else None, value, m.start(), m.end()))
    return tuple(found)
