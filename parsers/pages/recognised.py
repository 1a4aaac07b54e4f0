"""What a recogniser saw on a scanned page: text in its order, words with boxes, and which of them are doubtful."""

from __future__ import annotations

import csv
import io
import math
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TypeAlias

from parsers.model import DocumentFields, Place
from parsers.pages.columns import Word
from parsers.pages.pagetext import words_of
from parsers.pages.places import PageWords, places_of
from parsers.pages.unreadink import Box, Grey, ink_beside

SURE = 70.0
"""Tesseract's own confidence in a word (0 to 100) below which a number, a day or a stamp is left to a person."""
_WORD_LEVEL = "5"
_NUMBERED = re.compile(r"\d|[-/]")
"""Parts of numbers, symbols and days: only there a missing letter makes another document."""
_SMEARED = re.compile("[\u0300\u0301\u0303\u0309\u0323]|ĐĐ|[A-ZĐ]0(?!\\d)|\\d[A-ZĐ]|[FJZ]|(?<!T)W|I")
"""Abbreviations carry no tones (Decree 30/2020, Appendix III); hardly a Vietnamese word begins with F, I, J, W or Z.

"KHẾU" is KHTU under a seal, "ĐĐ" mostly one Đ, "TIVA" TLVA; "TW" is trung ương.
"""
_ROMAN = re.compile(r"(?:I{2,3}|IV|VI{1,3}|IX|X[IV]+)(?![^\W\d])")
"""At the end of a part: of a region, of a term. One I alone may be an L."""
_GLUED_YEAR = re.compile(r"\d+(?:19|20)\d\d")
"""Of "72/2025/QH15" whose first stroke was not seen."""
_ALIKE = ("CG", "DĐ", "HNM", "IL1T", "O0QĐD", "B8R", "S5", "VYU")
"""Letters a recogniser takes for each other."""
_INITIALS = 3
"""Letters an abbreviation must have to be compared."""
Row: TypeAlias = Mapping[str, str]
_HELD = {"notation": ("notation", "number", "symbol"), "issued_on": ("issued_on",), "secrecy": ("secrecy",)}
"""Place → the fields that stay empty when a word there is doubtful."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A page in grey, turned by `angle` degrees against the clock to stand straight; sizes in pixels."""

    content: bytes
    """PGM: packing a PNG would take longer than reading it."""
    width: int
    height: int
    angle: float
    scale: float
    """Pixels per point."""


@dataclass(frozen=True, slots=True)
class Seen:
    """One word a recogniser saw, where (pixels of the straight picture), and how sure it was (0 to 100)."""

    text: str
    box: Box
    sure: float


@dataclass(frozen=True, slots=True)
class Recognised:
    """One page: lines as the recogniser ordered them, and its confidence in each word."""

    text: str
    words: PageWords
    confidence: Mapping[Word, float]


def part(picture: Picture, box: Box) -> bytes:
    """A PGM of one part of a picture."""
    start = len(picture.content) - picture.width * picture.height
    rows = (start + y * picture.width for y in range(box.top, box.bottom))
    points = b"".join(picture.content[row + box.left : row + box.right] for row in rows)
    return b"P5\n%d %d\n255\n" % (box.right - box.left, box.bottom - box.top) + points


def upper_part(picture: Picture, share: float) -> bytes:
    """A PGM of the upper `share` (0 to 1) of a picture; what is seen there has the same coordinates."""
    return part(picture, Box(0, 0, picture.width, max(1, round(share * picture.height))))


def recognised(table: str, picture: Picture, number: int) -> Recognised:
    """Read Tesseract's TSV of a picture of page `number` (from 0); rows it cannot have written are left out."""
    rows = _rows(table)
    words = {_word(row, picture): sure for line in _by_line(rows) for row, sure in _confidences(line, picture)}
    return Recognised("\n".join(_lines(rows)), PageWords(number, tuple(words)), words)


def seen_lines(table: str, picture: Picture, within: Box) -> Iterator[tuple[Seen, ...]]:
    """The lines of Tesseract's TSV of the part `within` a picture, in pixels of the whole picture."""
    for line in _by_line([_moved(row, within) for row in _rows(table)]):
        yield tuple(Seen(row["text"], _box(row), sure) for row, sure in _confidences(line, picture))


def on_paper(box: Box, picture: Picture) -> tuple[float, float, float, float]:
    """x0, x1, y0, y1 in points on the paper as it lies, tilted, from pixels of the picture that was turned level."""
    x, y = (box.left + box.right) / 2, (box.top + box.bottom) / 2
    turn = math.radians(picture.angle)
    dx, dy = x - picture.width / 2, y - picture.height / 2
    # The middle goes back to where it is on the tilted paper.
    x = picture.width / 2 + math.cos(turn) * dx - math.sin(turn) * dy
    y = picture.height / 2 + math.sin(turn) * dx + math.cos(turn) * dy
    half, tall = (box.right - box.left) / 2, (box.bottom - box.top) / 2
    x0, x1, y0, y1 = (value / picture.scale for value in (x - half, x + half, y - tall, y + tall))
    return x0, x1, y0, y1


def _rows(table: str) -> list[Row]:
    return [row for row in csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE) if _is_word(row)]


def _by_line(rows: Sequence[Row]) -> list[list[Row]]:
    return [list(line) for _, line in groupby(rows, key=lambda r: (r["block_num"], r["par_num"], r["line_num"]))]


def _moved(row: Row, within: Box) -> Row:
    return {**row, "left": str(int(row["left"]) + within.left), "top": str(int(row["top"]) + within.top)}


def _confidences(line: Sequence[Row], picture: Picture) -> Iterator[tuple[Row, float]]:
    """Every word of a line with the recogniser's confidence; none where a number may go on in ink nobody read."""
    grey = Grey(picture.content, picture.width, picture.height)
    boxes = [_box(row) for row in line]
    befores = [0, *(box.right for box in boxes)]
    behinds = [*(box.left for box in boxes[1:]), grey.width]
    for row, box, before, behind in zip(line, boxes, befores, behinds, strict=False):
        doubtful = _NUMBERED.search(row["text"]) and ink_beside(grey, box, before, behind)
        yield row, 0.0 if doubtful else float(row["conf"])


def _box(row: Row) -> Box:
    left, top = int(row["left"]), int(row["top"])
    return Box(left, top, left + int(row["width"]), top + int(row["height"]))


def without_doubt(fields: DocumentFields, pages: Sequence[Recognised]) -> DocumentFields:
    """`places` filled; number, day and secrecy emptied where a word of theirs is doubtful, flag `ocr_doubtful`.

    The place of an emptied value stays: a person reads there.
    """
    places = places_of(fields, [page.words for page in pages])
    doubtful = [name for name in _HELD if name in places and _least_sure(places[name], pages) < SURE]
    if is_misread(fields.number or "", fields.symbol or "", fields.issuer or ""):
        doubtful = list(dict.fromkeys(("notation", *doubtful)))
    emptied = {field: None for name in doubtful for field in _HELD[name]}
    flags = (*fields.flags, "ocr_doubtful") if doubtful else fields.flags
    kept = {name: value for name, value in fields.confidence.items() if name not in emptied}
    return replace(fields, places=places, flags=flags, confidence=kept, **emptied)  # type: ignore[arg-type]


def is_misread(number: str, symbol: str, issuer: str) -> bool:
    """This number or symbol can hardly be, or is all but the initials of the `issuer` read beside it."""
    if _SMEARED.search(unicodedata.normalize("NFD", _ROMAN.sub("", symbol))) or _GLUED_YEAR.fullmatch(number):
        return True
    initials = _initials(issuer)
    parts = re.split(r"[-/.&]", symbol)
    return not any(part in initials for part in parts) and any(
        _half_read(part, own) for part in parts for own in initials
    )


def _initials(issuer: str) -> tuple[str, ...]:
    """Of the words of a name, with and without "và": "SGDĐT" and "SGDVĐT"."""
    words = [word for word in words_of(issuer) if word[0].isalpha()]
    bare = (unicodedata.normalize("NFD", word)[0].upper() for word in words)
    every = tuple(bare)
    without = (letter for letter, word in zip(every, words, strict=True) if word != "và")
    return "".join(every), "".join(without)


def _half_read(part: str, own: str) -> bool:
    """As long as the agency's own initials, and each letter that differs is easily taken for the other."""
    differing = [{one, other} for one, other in zip(part, own, strict=False) if one != other]
    if len(part) != len(own) or len(own) < _INITIALS or len(differing) != 1:
        return False
    return any(differing[0] <= set(alike) for alike in _ALIKE)


def _least_sure(place: Place, pages: Sequence[Recognised]) -> float:
    """The lowest confidence in a word of this place."""
    page = next(page for page in pages if page.words.number == place.page)
    inside = (sure for word, sure in page.confidence.items() if _within(word, place))
    return min(inside, default=100.0)


def _within(word: Word, place: Place) -> bool:
    return place.x0 - 0.2 <= word.x0 and word.x1 <= place.x1 + 0.2 and place.y0 <= word.middle <= place.y1


def _is_word(row: Row) -> bool:
    return row.get("level") == _WORD_LEVEL and bool((row.get("text") or "").strip())


def _lines(rows: Sequence[Row]) -> Iterator[str]:
    """Lines, with a blank one between two paragraphs."""
    for _, paragraph in groupby(rows, key=lambda r: (r["block_num"], r["par_num"])):
        for _, line in groupby(paragraph, key=lambda r: r["line_num"]):
            yield " ".join(row["text"] for row in line)
        yield ""


def _word(row: Row, picture: Picture) -> Word:
    return Word(row["text"], *on_paper(_box(row), picture))
