"""When, where and under whose chair a document invites to meet; what is told twice, differently, stays None."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, time

from parsers.fields.dates import day
from parsers.model import DocumentKind, Meeting
from parsers.pages.pagetext import LOWER, squeeze

_BULLET = r"[ ]*(?:[-+•*]|\d{1,2}[.)]|[a-zđ]\)|[IVX]+\.)?[ ]*"
_TIME = re.compile(rf"^{_BULLET}(?:Thời gian(?:(?:,| và) địa điểm)?|Thời điểm)(?:[ ]\w+){{0,3}}[ ]*:[ ]*(.*)$", re.I)
_PLACE = re.compile(rf"^{_BULLET}(?:Địa điểm|Nơi họp|Tại)(?:[ ]\w+){{0,3}}[ ]*:[ ]*(.*)$", re.I)
_CHAIR = re.compile(rf"^{_BULLET}(?:Chủ trì|Chủ tọa|Chủ toạ|Người chủ trì)(?:[ ]\w+){{0,3}}[ ]*:[ ]*(.*)$", re.I)
_HOUR = re.compile(
    r"(?<![\d/])(?P<h>\d{1,2})[ ]*(?:giờ|h|g(?=\d)|:)[ ]*(?P<m>[0-5]\d)?(?![\d/])"
    r"(?:['’]|[ ]*(?:phút|p\b))?(?:[ ]*(?P<half>sáng|chiều|tối))?",
    re.I,
)
_DAY = re.compile(
    r"(?:ngày[ ]*)?(?<![\d/.:hg-])(?P<d>\d{1,2})(?:[ ]*[/.-][ ]*(?P<m>\d{1,2})(?:[ ]*[/.-][ ]*(?P<y>\d{4}))?"
    r"|[ ]+tháng[ ]+(?P<m2>\d{1,2})(?:[ ]*(?:năm|/)[ ]*(?P<y2>\d{4}))?)(?![\d/:hg])",
    re.I,
)
_WEEKDAY = re.compile(r"\bthứ[ ]+(hai|ba|tư|năm|sáu|bảy|[2-7])\b|\b(chủ[ ]+nhật)\b", re.I)
_WEEKDAYS = {
    word: i for i, pair in enumerate(("hai 2", "ba 3", "tư 4", "năm 5", "sáu 6", "bảy 7")) for word in pair.split()
}
_RANGE = re.compile(r"^[^.;]{0,12}(?:đến|tới|-)[^.;]{0,6}$")
_NEXT_ENTRY = re.compile(rf"^{_BULLET}[^:]{{2,40}}:|^[ ]*(?:[-+•*]|\d{{1,2}}[.)])|^[ ]*(?:Đề nghị|Trân trọng|Nơi nhận)")
_FROM_DAY = re.compile(r"\bngày[ ]*(\d{1,2})[ ]*(?:đến|tới|và|[-–,])[ ]*(?:hết[ ]*)?(?:ngày[ ]*)?$", re.I)
"""Before the day on which a meeting of several days ends: "từ ngày 12 đến ngày 13/11/2026"."""
_TOLD = re.compile(
    r"\b(?:lúc|hồi|vào|từ)[ ]+(?P<when>\d{1,2}[ ]*(?:giờ|h|g|:)[^.;:]{0,40}?\bngày[ ]\d[^.;:]{4,30}?)"
    r",?[ ]+tại[ ]+(?P<place>[^.;:]{4,150}?)(?=[.;]|[ ]*$)",
    re.I,
)
"""In a sentence: "vào lúc 14 giờ 30 phút, ngày 05/11/2026 tại phòng họp số 2"."""
_AT = re.compile(r"\btại[ ]+(.{3,150})$", re.I)
_LATER = re.compile(r"\b(?:sẽ |được )?(?:thông )?báo sau\b", re.I)
_INVITES = re.compile(r"\bmời\b", re.I)
_LONGEST = 200
_LINES = 60


def meeting_in(kind: DocumentKind | None, abstract: str | None, body: str, issued_on: date | None) -> Meeting | None:
    """Day, hour, place and chair named behind their labels ("Thời gian:", "Địa điểm:", "Chủ trì:").

    None unless the document is an invitation (Giấy mời, or an abstract that invites) and names one of them.
    """
    if kind is not DocumentKind.INVITATION and not _INVITES.search(abstract or ""):
        return None
    lines = body.split("\n")[:_LINES]
    when, place = _named(lines) or _told(lines)
    found = Meeting(_day(when, issued_on), _hour(when), place, _only(_entries(lines, _CHAIR)))
    return found if found != Meeting() else None


def _named(lines: list[str]) -> tuple[str, str | None] | None:
    """Time and place behind their labels, or both behind one; None where neither is labelled."""
    whens, place = list(_entries(lines, _TIME)), _only(_entries(lines, _PLACE))
    if not whens and place is None:
        return None
    when = _only(iter(whens)) or ""
    at = _AT.search(when) if place is None else None
    return when, at[1] if at else place


def _told(lines: list[str]) -> tuple[str, str | None]:
    """Time and place of the one sentence that tells both."""
    found = list(_TOLD.finditer(squeeze(" ".join(lines))))
    return (found[0]["when"], found[0]["place"]) if len(found) == 1 else ("", None)


def _entries(lines: list[str], label: re.Pattern[str]) -> Iterator[str]:
    """What stands behind each such label, with the lines that go on with it."""
    for i, line in enumerate(lines):
        if match := label.match(line):
            yield _whole(squeeze(match[1]), lines[i + 1 :])


def _whole(first: str, following: list[str]) -> str:
    text = first
    for line in following[:3]:
        if text.endswith((".", ";")) or not line.strip() or _NEXT_ENTRY.match(line):
            break
        if text and not re.match(rf"[ ]*[{LOWER}(\d]", line) and not text.endswith((",", "-")):
            break
        text = f"{text} {squeeze(line)}".strip()
    return text.strip(" .;,")[:_LONGEST]


def _only(values: Iterator[str]) -> str | None:
    different = {value for value in values if value and not _LATER.search(value)}
    return different.pop() if len(different) == 1 else None


def _day(text: str, issued_on: date | None) -> date | None:
    """The one day named; without a year the next such day after the issue. A weekday that is not its own refutes it."""
    days = {value for match in _DAY.finditer(text) if (value := _dated(match, issued_on))}
    if len(days) != 1:
        return None
    found = days.pop()
    named = _WEEKDAY.search(text)
    weekday = (_WEEKDAYS[named[1].casefold()] if named[1] else 6) if named else found.weekday()
    return found if weekday == found.weekday() else None


def _dated(match: re.Match[str], issued_on: date | None) -> date | None:
    month, year = match["m"] or match["m2"], match["y"] or match["y2"]
    first = _FROM_DAY.search(match.string[: match.start()])
    number = first[1] if first and int(first[1]) < int(match["d"]) else match["d"]
    if year or issued_on is None:
        return day(number, month, year)
    value = day(number, month, str(issued_on.year))
    return value if value is None or value >= issued_on else day(number, month, str(issued_on.year + 1))


def _hour(text: str) -> time | None:
    """The hour of the beginning: the only one, or the first of "từ … đến …"."""
    found = list(_HOUR.finditer(text))
    ranged = len(found) == 2 and _RANGE.match(text[found[0].end() : found[1].start()])
    return _clock(found[0]) if len(found) == 1 or ranged else None


def _clock(match: re.Match[str]) -> time | None:
    hour = int(match["h"])
    late = (match["half"] or "").casefold() in ("chiều", "tối")
    hour += 12 if late and hour < 12 else 0
    return time(hour, int(match["m"] or 0)) if hour < 24 else None
