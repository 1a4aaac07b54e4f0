"""A document's text cut into letterhead, abstract and body; what is recognised in the letterhead is struck out of it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from parsers.dates import PlaceDate, place_dates
from parsers.kinds import Title, find_title
from parsers.marks import without_marks
from parsers.numbers import Printed, blank_number, header_number

_MOTTO = re.compile(
    r"C[ỘO]NG\s+H\S{1,3}\s+X\S{0,2}\s*H[ỘO]I(?:\s+CH[ỦU])?(?:\s+NGH\S{1,2}A)?(?:\s+VI[ỆE]T\s+NAM)?"
    r"|(?:CH[ỦU]\s+)?NGH[ĨI]A\s+VI[ỆE]T\s+NAM"
    r"|(?<=[ ]{2})VI[ỆE]T\s+NAM[ ]*$"
    r"|Đ[ộo]c\s+l[ậa]p\W{0,6}T[ựu]\s+do\W{0,6}H[ạa]nh\s+ph[úu]c"
    r"|ĐẢNG\s+C[ỘO]NG\s+S[ẢA]N\s+VI[ỆE]T\s+NAM",
    re.I | re.M,
)
_FREEDOM = re.compile(r"l[ậa]p(\W{0,6})T[ựu]\s+do(\W{0,6})H[ạa]nh", re.I)
_BODY = re.compile(r"^[ ]*(?:K[ÍI]NH\s+G[ỬU]I|Căn cứ|CĂN CỨ)\b", re.M | re.I)
_DRAFT = re.compile(r"^[ (\[]*DỰ THẢO(?:\s+LẦN\s+\w+|[ ]*\d*)[ )\].]*$", re.M)
_STAMP_IN = re.compile(
    r"^[ ]*(?:CÔNG VĂN ĐẾN|ĐẾN)\s*\n\s*(?:Số|Ngày)\s*:?.*$(?:\n\s*(?:Ngày|Chuyển|Giờ)\s*:?.*$)*", re.M
)
_ABOUT = re.compile(r"(?:^|(?<=[ ]{2}))[ ]*(?:V/[vV]|[Vv]/v|Về việc|VỀ VIỆC)\b\s*[:.]?", re.M)
_HEADER_LINES = 45


@dataclass(frozen=True, slots=True)
class Zones:
    """Parts of the text; `left` is the letterhead with everything recognised taken out: agencies and stamps remain."""

    header: str
    left: str
    about: str
    """What follows "V/v" in the letterhead of a công văn; empty when there is none."""
    title: Title | None
    after: tuple[str, ...]
    """Lines behind the title, or from "Kính gửi" on."""
    number: Printed | None
    blank: bool
    """`Số:` is printed and nothing stands behind it."""
    dates: tuple[PlaceDate, ...]
    draft: bool
    motto: bool


def split(text: str) -> Zones:
    """Zones of a cleaned text (see `pagetext.clean`)."""
    text = _STAMP_IN.sub("", text)
    lines = text.split("\n")
    limit = _first_body_line(lines)
    title = find_title(lines[:limit], _floor(lines[:limit]))
    end = title.line if title else limit
    header = "\n".join(lines[:end])
    left, dates, number, blank = _strike(header)
    about = _ABOUT.search(left)
    return Zones(
        header=header,
        left=left[: about.start()] if about else left,
        about=left[about.end() :] if about else "",
        title=title,
        after=tuple(lines[end + 1 :] if title else lines[end:]),
        number=number,
        blank=blank,
        dates=dates,
        draft=_DRAFT.search(header) is not None,
        motto=_MOTTO.search(header) is not None,
    )


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
    number = header_number(head, hyphens_lost=False)
    dates = place_dates(head)
    mottos = [m.end() for m in list(_MOTTO.finditer(head))[:2]]
    ends = [*mottos, *([number.end] if number else []), *([dates[0].end] if dates else [])]
    near = [e for e in ends if e < 1500]
    return head.count("\n", 0, max(near)) + 1 if near else 0


def _strike(header: str) -> tuple[str, tuple[PlaceDate, ...], Printed | None, bool]:
    freedom = _FREEDOM.search(header)
    hyphens_lost = freedom is not None and "-" not in freedom[1] + freedom[2]
    left = without_marks(_DRAFT.sub("", _MOTTO.sub("  ", header)))
    dates = place_dates(left)
    for found in reversed(dates):
        left = left[: found.start] + "   " + left[found.end :]
    number = header_number(left, hyphens_lost)
    gap = (number.start, number.end) if number else blank_number(left)
    if gap:
        left = left[: gap[0]] + "\n" + left[gap[1] :]
    return left, dates, number, gap is not None and number is None
