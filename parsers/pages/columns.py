"""Words with positions → lines in reading order, the two columns of letterhead and signature kept apart."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from statistics import median
from typing import NamedTuple

_MOTTO = re.compile(r"C[ỘO]NG\s+H\S{1,3}\s+X|[ĐD][ộo]c\s+l[ậa]p|ĐẢNG\s+C[ỘO]NG\s+S|ĐOÀN\s+TNCS", re.I)
_BODY = re.compile(r"K[íi]nh\s+g[ửu]i|Căn cứ\b", re.I)
_STAMP = re.compile(r"(?:TUYỆT |TỐI )?MẬT|(?:THƯỢNG )?KHẨN|H(?:ỎA|OẢ) TỐC")
"""Pressed anywhere: no sign of where a column begins."""
_RECIPIENTS = re.compile(r"N[ơo]i\s+(?:nhận|gửi)", re.I)
_GAP = 1.6
"""A gap wider than this many line heights parts two cells of one line."""
_PARAGRAPH = 1.9
"""Lines further apart than this many line heights have a blank line between them."""


class Word(NamedTuple):
    """Points; y grows downwards. A tuple: a page has hundreds, and they are made in a quarter of the time."""

    text: str
    x0: float
    x1: float
    y0: float
    y1: float

    @property
    def middle(self) -> float:
        """Vertical centre."""
        return (self.y0 + self.y1) / 2


@dataclass(frozen=True, slots=True)
class Cell:
    """A run of words without a wide gap."""

    text: str
    x0: float
    x1: float


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line, its cells from left to right."""

    cells: tuple[Cell, ...]
    y0: float
    y1: float

    @property
    def text(self) -> str:
        """The cells, three blanks between two."""
        return "   ".join(cell.text for cell in self.cells)


def in_reading_order(words: list[Word], width: float) -> str:
    """The page's text: header block column by column, then lines from top to bottom, then the signature block."""
    lines = lines_of(words)
    head = _header_length(lines, width)
    foot = _footer_start(lines, width, head)
    parts = [_by_columns(lines[:head], width), _plain(lines[head:foot]), _by_columns(lines[foot:], width)]
    return unicodedata.normalize("NFC", "\n".join(part for part in parts if part))


def lines_of(words: list[Word]) -> list[Line]:
    """Words gathered into lines by their height on the page."""
    if not words:
        return []
    height = median(w.y1 - w.y0 for w in words) or 1.0
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda w: w.middle):
        if rows and abs(word.middle - rows[-1][-1].middle) < 0.45 * height:
            rows[-1].append(word)
        else:
            rows.append([word])
    return [_line(sorted(row, key=lambda w: w.x0), height) for row in rows]


def _line(row: list[Word], height: float) -> Line:
    cells: list[list[Word]] = [[row[0]]]
    for word in row[1:]:
        if word.x0 - cells[-1][-1].x1 > _GAP * height:
            cells.append([word])
        else:
            cells[-1].append(word)
    built = tuple(Cell(" ".join(w.text for w in c), c[0].x0, c[-1].x1) for c in cells)
    return Line(built, min(w.y0 for w in row), max(w.y1 for w in row))


def _header_length(lines: list[Line], width: float) -> int:
    """How many lines at the top are two columns: from the motto on, until a line crosses between them."""
    top = lines[:14]
    motto = next((c for line in top for c in line.cells if _MOTTO.match(c.text) and c.x0 > width * 0.3), None)
    if motto is None:
        return 0
    for i, line in enumerate(lines):
        if any(_BODY.match(c.text) for c in line.cells):
            return i
        crossing = any(c.x0 < width * 0.42 and c.x1 > width * 0.58 for c in line.cells)
        title = len(line.cells) == 1 and abs(line.cells[0].x0 + line.cells[0].x1 - width) < width * 0.12
        if (crossing or (title and i > 2)) and not _MOTTO.search(line.text):
            return i
    return len(lines)


def _footer_start(lines: list[Line], width: float, head: int) -> int:
    """The line of "Nơi nhận", with the lines above it that stand in the right column only."""
    found = [i for i in range(head, len(lines)) if any(_RECIPIENTS.match(c.text) for c in lines[i].cells)]
    if not found:
        return len(lines)
    start = found[0]
    while start > head and lines[start - 1].cells[0].x0 > width * 0.42:
        start -= 1
    return start


def _by_columns(lines: list[Line], width: float) -> str:
    """Left column, then right column; a column begins where the cells of these lines begin."""
    split = _split(lines, width)
    left: list[str] = []
    right: list[str] = []
    for line in lines:
        for side, text in ((left, _side(line, split, "left")), (right, _side(line, split, "right"))):
            if text:
                side.append(text)
    return "\n".join([*left, *right])


def _side(line: Line, split: float, side: str) -> str:
    return "   ".join(c.text for c in line.cells if (c.x0 < split) == (side == "left"))


def _split(lines: list[Line], width: float) -> float:
    """The x where the right column begins: left edge of the leftmost second cell."""
    edges = [c.x0 for line in lines for c in line.cells[1:] if c.x0 > width * 0.3 and not _STAMP.fullmatch(c.text)]
    alone = [line.cells[0].x0 for line in lines if len(line.cells) == 1 and line.cells[0].x0 > width * 0.42]
    return min(edges + alone, default=width / 2) - 1


def _plain(lines: list[Line]) -> str:
    out: list[str] = []
    before: Line | None = None
    for line in lines:
        if before is not None and line.y0 - before.y0 > _PARAGRAPH * max(before.y1 - before.y0, 1.0):
            out.append("")
        out.append(line.text)
        before = line
    return "\n".join(out)
