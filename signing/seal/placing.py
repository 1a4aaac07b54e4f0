"""Where the agency's seal goes: over a third of the leader's signature, at its left (Decree 30/2020, Annex I, II.8)."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from PIL import ImageFont
from pyhanko.pdf_utils.generic import DictionaryObject, IndirectObject
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader

from signing.errors import SigningError
from signing.seal.appearance import Layout, Stamp, words_height

POINTS_PER_MILLIMETRE = 72 / 25.4
_SHARE_COVERED = 1 / 3
_WORDS_END = 0.4
"""The words end under this share of the seal's width: right of it stands the signatory's name."""
_WORDS_WIDTH = 96
_WORDS_SIZE = 6
_CORNER_RIGHT, _CORNER_TOP = 24, 8
"""Points from the edges: above the first line of the document, which begins 20 mm below (Decree 30/2020, Annex I)."""
_CORNER_WIDTH = 190
_A_TIME = "2026-11-20T08:00:00+07:00"
_CORNER_SIZE = 10
"""Circular 01/2019, Article 8: size 10 at the upper right."""

_FINER = 10

Box = tuple[float, float, float, float]
"""Left, bottom, right, top in points."""


@dataclass(frozen=True, slots=True)
class Seal:
    """What a seal shows."""

    name: str
    """The agency."""
    picture: bytes
    """Transparent PNG."""
    millimetres: float
    """Its true diameter."""
    font: bytes


def over_signature(pdf: bytes, seal: Seal) -> Stamp:
    """The seal at the last signature people can see, name and time below it.

    Raises SigningError `no_place_for_seal` when nobody signed visibly or the page is turned.
    """
    page, (left, bottom, right, top) = _last_visible(pdf)
    size = seal.millimetres * POINTS_PER_MILLIMETRE
    edge = left + (right - left) * _SHARE_COVERED
    middle = (bottom + top) / 2
    lines = _lines(seal.name, seal.font, _WORDS_SIZE, _WORDS_WIDTH)
    strip = words_height(len(lines) + 1, _WORDS_SIZE)
    start = min(edge - size, edge - size * (1 - _WORDS_END) - _WORDS_WIDTH)
    box = (start, middle - size / 2 - strip, edge, middle + size / 2)
    return Stamp(_whole(box), seal.font, "\n".join(lines), seal.picture, page, _WORDS_SIZE, Layout.BELOW)


def upper_right(pdf: bytes, words: str, font: bytes) -> Stamp:
    """Words and time without a picture on page 1: a separate annex, a certified copy (Circular 01/2019, Article 8)."""
    try:
        _left, _bottom, right, top = _upright_box(_open(pdf), 0)
    except (PdfError, ValueError, TypeError, LookupError, AttributeError) as error:
        raise SigningError("no_place_for_seal", str(error)) from error
    lines = _lines(words, font, _CORNER_SIZE, _CORNER_WIDTH)
    edge, upper = right - _CORNER_RIGHT, top - _CORNER_TOP
    width = max(_measured(line, font, _CORNER_SIZE) for line in (*lines, _A_TIME)) + 6
    box = (edge - width, upper - words_height(len(lines) + 1, _CORNER_SIZE), edge, upper)
    return Stamp(_whole(box), font, "\n".join(lines), font_size=_CORNER_SIZE)


def _open(pdf: bytes) -> PdfFileReader:
    try:
        return PdfFileReader(io.BytesIO(pdf))
    except (PdfError, ValueError) as error:
        raise SigningError("cannot_sign", str(error)) from error


def _last_visible(pdf: bytes) -> tuple[int, Box]:
    """Page index and box of the last signature that is shown."""
    reader = _open(pdf)
    try:
        signatures = reversed(reader.embedded_signatures)
        shown = (widget for signature in signatures for widget in _widgets(signature.sig_field) if _area(widget) > 0)
        widget = next(shown)
        page = _page_of(reader, widget)
        _upright_box(reader, page)
        return page, _numbers(widget["/Rect"])
    except StopIteration as error:
        raise SigningError("no_place_for_seal", "no visible signature") from error
    except (PdfError, ValueError, TypeError, LookupError, AttributeError) as error:
        raise SigningError("no_place_for_seal", str(error)) from error


def _widgets(field: DictionaryObject) -> Iterator[DictionaryObject]:
    """A field and its one widget are usually the same dictionary (ISO 32000-1, 12.5.6.19)."""
    if "/Rect" in field:
        yield field
    for kid in field.get("/Kids", ()):
        yield kid.get_object()


def _area(widget: DictionaryObject) -> float:
    left, bottom, right, top = _numbers(widget["/Rect"])
    return (right - left) * (top - bottom)


def _page_of(reader: PdfFileReader, widget: DictionaryObject) -> int:
    wanted = widget.raw_get("/P").reference
    count = int(reader.root["/Pages"]["/Count"])
    return next(number for number in range(count) if _page(reader, number).reference == wanted)


def _page(reader: PdfFileReader, number: int) -> IndirectObject:
    found: IndirectObject = reader.find_page_for_modification(number)[0]  # type: ignore[no-untyped-call]  # pyHanko
    return found


def _upright_box(reader: PdfFileReader, number: int) -> Box:
    """The page as it lies; raises ValueError for a turned one, on which every box would lie elsewhere."""
    page = _page(reader, number).get_object()  # type: ignore[no-untyped-call]  # pyHanko
    if int(_inherited(page, "/Rotate") or 0) % 360:
        raise ValueError("turned page")
    return _numbers(_inherited(page, "/MediaBox") or ())


def _inherited(page: DictionaryObject, name: str) -> Any:  # Any: what a PDF holds there
    """ISO 32000-1, 7.7.3.4: also said by a node above."""
    node: DictionaryObject | None = page
    while node is not None and name not in node:
        node = node.get("/Parent")
    return node[name] if node is not None else None


def _numbers(values: Iterable[Any]) -> Box:
    """Corners in order, whichever two opposite ones are named (ISO 32000-1, 7.9.5)."""
    x, y, other_x, other_y = (float(value) for value in values)
    return min(x, other_x), min(y, other_y), max(x, other_x), max(y, other_y)


def _lines(words: str, font: bytes, size: int, width: float) -> list[str]:
    """The words broken at spaces so that no line is longer than `width` points."""
    lines: list[str] = []
    for word in words.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and _measured(longer, font, size) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _measured(line: str, font: bytes, size: int) -> float:
    """Width in points."""
    return ImageFont.truetype(io.BytesIO(font), size * _FINER).getlength(line) / _FINER


def _whole(box: Box) -> tuple[int, int, int, int]:
    left, bottom, right, top = (round(one) for one in box)
    return left, bottom, right, top
