"""A document's text cut into letterhead, abstract and body; what the letterhead is known to hold is struck out."""

from __future__ import annotations

import re
from dataclasses import dataclass

from parsers.fields import issuers
from parsers.fields.dates import PlaceDate, place_dates
from parsers.fields.kinds import Title, find_title
from parsers.fields.marks import without_marks
from parsers.fields.numbers import Printed, blank_number, header_numbers, lone_number
from parsers.pages.pagetext import squeeze

_MOTTO = re.compile(
    r"C[ỘO]NG\s+H\S{1,3}\s+X\S{0,2}\s*H[ỘO]I(?:\s+CH[ỦU])?(?:\s+NGH\S{1,2}A)?(?:\s+VI[ỆE]T\s+NAM)?"
    r"|(?:CH[ỦU]\s+)?NGH[ĨI]A\s+VI[ỆE]T\s+NAM"
    r"|(?<=[ ]{2})VI[ỆE]T\s+NAM[ ]*$"
    r"|Đ[ộo]c\s+l[ậa]p\W{0,6}T[ựu]\s+do\W{0,6}H[ạa]nh\s+ph[úu]c"
    r"|ĐẢNG\s+C[ỘO]NG\s+S[ẢA]N\s+VI[ỆE]T\s+NAM",
    re.I | re.M,
)
_YOUTH = re.compile(r"ĐOÀN\s+(?:TNCS|THANH\s+NIÊN\s+CỘNG\s+SẢN)\s+HỒ\s+CHÍ\s+MINH")
"""Stands in the place of the motto in documents of the Youth Union; beside a motto it is part of a name."""
_ALONE = re.compile(r"(?:^|[ ]{2})[ ]*\Z", re.M)
_OWN_NUMBER = re.compile(r"[ (]*S[ốỐ]\b")
_FREEDOM = re.compile(r"l[ậa]p(\W{0,6})T[ựu]\s+do(\W{0,6})H[ạa]nh", re.I)
_BODY = re.compile(r"^[ ]*(?:K[ÍI]NH\s+G[ỬU]I|Căn cứ|CĂN CỨ)\b", re.M | re.I)
_DRAFT = re.compile(r"^[ (\[]*DỰ THẢO(?:\s+LẦN\s+\w+|[ ]*\d*)[ )\].]*$", re.M)
_STAMP_IN = re.compile(
    r"^[ ]*(?:CÔNG VĂN ĐẾN|ĐẾN)\s*\n\s*(?:Số|Ngày)\s*:?.*$(?:\n\s*(?:Ngày|Chuyển|Giờ)\s*:?.*?(?=[ ]Số[ :]|$))*", re.M
)
_ABOUT = re.compile(r"(?:^|(?<=[ ]{2}))[ ]*(?:V/[vV]|[Vv]/v|Về việc|VỀ VIỆC)\b\s*[:.]?", re.M)
_HEADER_LINES, _LOOSE_LINES, _STAMP_LINES, _UNDER_TITLE = 45, 8, 12, 4


@dataclass(frozen=True, slots=True)
class Zones:
    """Parts of the text; `left` is the letterhead with everything recognised taken out: agencies and stamps remain."""

    header: str
    left: str
    top: str
    """The letterhead and the lines just below it: where stamps of urgency and secrecy stand."""
    titled: bool
    """Behind number and day stands a line in capitals: a title, perhaps of a type this reader does not know."""
    about: str
    """What follows "V/v" in the letterhead of a công văn; empty when there is none."""
    title: Title | None
    after: tuple[str, ...]
    """Lines behind the title, or from "Kính gửi" on."""
    numbers: tuple[Printed, ...]
    """More than one only when they differ."""
    blank: bool
    """`Số:` is printed and nothing stands behind it."""
    dates: tuple[PlaceDate, ...]
    draft: bool
    motto: bool

    @property
    def number(self) -> Printed | None:
        """The one notation of the letterhead; None when there is none, or several that differ."""
        return self.numbers[0] if len(self.numbers) == 1 else None


@dataclass(frozen=True, slots=True)
class _Struck:
    """A letterhead without what was recognised in it, and where its number stood."""

    left: str
    number_at: int
    dates: tuple[PlaceDate, ...]
    numbers: tuple[Printed, ...]
    blank: bool


def split(text: str) -> Zones:
    """Zones of a cleaned text (see `pagetext.clean`)."""
    text = _without_stamp(text)
    lines = text.split("\n")
    limit = _first_body_line(lines)
    floor = _floor(lines[:limit])
    title = find_title(lines[:limit], floor)
    # Without a title and without "Kính gửi" the letterhead ends soon behind its last mark: what follows is body.
    open_end = limit == len(lines) or not _BODY.match(lines[limit])
    end = title.line if title else min(limit, floor + _LOOSE_LINES) if open_end else limit
    header = "\n".join(lines[:end])
    struck = _strike(header)
    left, numbers = struck.left, struck.numbers
    named, behind = _parted(left, struck.number_at)
    after = lines[end + 1 :] if title else lines[end:]
    if title and not numbers and not struck.blank:
        numbers, after = _below(after, _hyphens_lost(header))
    about = _ABOUT.search(left)
    return Zones(
        header=header,
        top="\n".join(lines[: end + _STAMP_LINES]),
        left=named[: about.start()] if about else named,
        titled=bool(issuers.capitals(behind)),
        about=left[about.end() :] if about else "",
        title=title,
        after=tuple(after),
        numbers=numbers,
        blank=struck.blank,
        dates=struck.dates,
        draft=_DRAFT.search(header) is not None,
        motto=_MOTTO.search(header) is not None,
    )


def _without_stamp(text: str) -> str:
    """Without the stamp ĐẾN of whoever received it, nor its name above (Decree 30/2020, Appendix IV).

    A letterhead names two agencies at most: the third, right above ĐẾN, is the receiver's.
    """
    stamp = _STAMP_IN.search(text)
    if stamp is None:
        return text
    above = text[: stamp.start()].rstrip("\n").split("\n")
    third = len(above) > 2 and all(issuers.starts_agency(squeeze(line)) for line in above[-3:])
    return "\n".join([*(above[:-1] if third else above), text[stamp.end() :]])


def _first_body_line(lines: list[str]) -> int:
    """Index of the first "Kính gửi" or "Căn cứ", at most 45 non-blank lines down."""
    seen = 0
    for i, line in enumerate(lines):
        seen += bool(line.strip())
        if _BODY.match(line) or seen > _HEADER_LINES:
            return i
    return len(lines)


def _floor(lines: list[str]) -> int:
    """The line behind the first motto, number and date: a title with words behind it cannot stand above."""
    head = "\n".join(lines)
    numbers = header_numbers(head, hyphens_lost=False)
    dates = place_dates(head)
    mottos = [m.end() for m in list(_MOTTO.finditer(head))[:2]]
    ends = [*mottos, *(n.end for n in numbers[:1]), *(d.end for d in dates[:1])]
    near = [e for e in ends if e < 1500]
    return head.count("\n", 0, max(near)) + 1 if near else 0


def _below(lines: list[str], hyphens_lost: bool) -> tuple[tuple[Printed, ...], list[str]]:
    """The number alone on its line under the title, where contracts and some companies print it; the other lines."""
    for i, line in enumerate(lines[:_UNDER_TITLE]):
        found = header_numbers(line, hyphens_lost) if _OWN_NUMBER.match(line) else ()
        if found and squeeze(line).rstrip(" )").endswith(found[0].number.raw):
            return found, lines[:i] + lines[i + 1 :]
    return (), lines


def _strike(header: str) -> _Struck:
    hyphens_lost = _hyphens_lost(header)
    left = without_marks(_DRAFT.sub("", _without_motto(header)))
    dates = place_dates(left)
    for found in reversed(dates):
        left = left[: found.start] + "   " + left[found.end :]
    numbers = header_numbers(left, hyphens_lost) or (() if hyphens_lost else lone_number(left))
    gap = None if numbers else blank_number(left)
    spans = [(n.start, n.end) for n in numbers] + ([gap] if gap else [])
    for start, end in reversed(spans):
        left = left[:start] + "\n" + left[end:]
    number_at = spans[0][0] if spans else len(left)
    return _Struck(left, number_at, dates, tuple({n.notation: n for n in numbers}.values()), gap is not None)


def _hyphens_lost(header: str) -> bool:
    """The motto itself has none: a damaged text layer."""
    freedom = _FREEDOM.search(header)
    return freedom is not None and "-" not in freedom[1] + freedom[2]


def _parted(left: str, number_at: int) -> tuple[str, str]:
    """What stands before the number and, when a title stands behind it, what is there: no agency any more."""
    before, behind = left[:number_at], left[number_at:]
    title = not all(issuers.starts_agency(line) for line in issuers.capitals(behind))
    return (before, behind) if title and issuers.agencies(before) else (left, "")


def _without_motto(header: str) -> str:
    """The motto struck out; the same words in small letters inside a sentence are part of the abstract."""
    if not _MOTTO.search(header):
        return _YOUTH.sub("  ", header)
    return _MOTTO.sub(lambda m: m[0] if _in_prose(m, header) else "  ", header)


def _in_prose(motto: re.Match[str], header: str) -> bool:
    named = motto[0].isupper() or motto[0].casefold().startswith("độc")
    return not named and not _ALONE.search(header[: motto.start()])
