"""Text of the pages of a PDF that matter, columns kept apart, and pictures of pages (pypdfium2)."""

from __future__ import annotations

import ctypes
import io
import math
import re
import threading
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, TypeAlias

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from parsers.errors import LimitExceeded, NeedsPassword, ParseError
from parsers.pages.columns import Word, in_reading_order
from parsers.pages.places import PageWords
from parsers.pages.recognised import Picture
from parsers.vietnamese.fonts import from_font, may_be_legacy

MAX_BYTES = 100 * 1024 * 1024
MAX_CHARS = 30_000
"""Characters of one page; a page of an official document has about 3 000."""
GEOMETRY_CHARS = 12_000
"""Beyond this a page is a table, not a letterhead: its text is taken in file order."""
MAX_PIXELS = 40_000_000
_PASSWORD, _SECURITY = 4, 5
_BILINEAR, _BICUBIC, _BOX = 2, 3, 4
"""Filters of Pillow."""
_TILT_WIDTH = 500
PictureLike: TypeAlias = Any
"""A Pillow image: made by pypdfium2, which is not typed."""
_WORD = re.compile(r"[^\s\x00\x01\x03-\x1f]+")

# Bindings made when the library is loaded: invisible to a type checker.
_get_unicode = getattr(pdfium_c, "FPDFText_GetUnicode")  # noqa: B009
_get_box = getattr(pdfium_c, "FPDFText_GetCharBox")  # noqa: B009
_WITHOUT_SECURITY: int = getattr(pdfium_c, "FPDF_REMOVE_SECURITY")  # noqa: B009
_get_font = getattr(pdfium_c, "FPDFText_GetFontInfo")  # noqa: B009

# pdfium keeps global state: one call at a time per process.
_LOCK = threading.Lock()


@dataclass(frozen=True, slots=True)
class PdfText:
    """Text of the first and the last pages, in page order."""

    pages: tuple[str, ...]
    page_count: int
    numbers: tuple[int, ...] = ()
    """Page numbers of `pages`, from 0."""
    words: tuple[PageWords, ...] = ()
    """Words with their boxes, for pages that stand upright."""

    @property
    def text(self) -> str:
        """All pages read, a form feed between two."""
        return "\f".join(self.pages)


def pdf_text(data: bytes, max_pages: int = 4, last: int = 2) -> PdfText:
    """NFC text of at most `max_pages`: the `last` pages (signature) and the others from the front (letterhead).

    Raises NeedsPassword `encrypted_pdf`, LimitExceeded `pdf_too_large`, ParseError `broken_pdf`.
    """
    with _opened(data) as document:
        count = len(document)
        front = range(min(count, max_pages - last))
        back = range(max(len(front), count - last), count)
        numbers = (*front, *back)
        read = [_page_text(document, n) for n in numbers]
        return PdfText(tuple(text for text, _ in read), count, numbers, tuple(words for _, words in read if words))


def render_page(data: bytes, page: int, dpi: int = 110) -> bytes:
    """A PNG of one page (from 0), smaller than `dpi` asks when the page would exceed 40 megapixels.

    Raises like `pdf_text`, and ParseError `no_such_page`.
    """
    image, _ = _drawn(data, page, dpi)
    return _saved(image, "PNG")


def render_straight(data: bytes, page: int, dpi: int) -> Picture:
    """The page of a scan in grey, turned until its lines are level (up to 5 degrees). Raises like `render_page`."""
    image, scale = _drawn(data, page, dpi)
    grey = image.convert("L")
    angle = _tilt(grey)
    level = grey.rotate(angle, resample=_BICUBIC, fillcolor=255) if angle else grey
    return Picture(_saved(level, "PPM"), level.width, level.height, angle, scale)


def _drawn(data: bytes, page: int, dpi: int) -> tuple[PictureLike, float]:
    with _opened(data) as document:
        if not 0 <= page < len(document):
            raise ParseError("no_such_page", str(page))
        try:
            document.init_forms()  # type: ignore[no-untyped-call]  # seals and signatures are drawn in form fields
            sheet = document[page]
            width, height = sheet.get_size()
            scale = min(dpi / 72, math.sqrt(MAX_PIXELS / max(width * height, 1.0)))
            return sheet.render(scale=scale, may_draw_forms=True).to_pil(), scale
        except pdfium.PdfiumError as error:
            raise ParseError("broken_pdf", str(error)) from error


def _saved(image: PictureLike, form: str) -> bytes:
    out = io.BytesIO()
    image.save(out, form)
    return out.getvalue()


def _tilt(grey: PictureLike) -> float:
    """Degrees to turn against the clock: rows of level lines differ most from their neighbours."""
    small = grey.resize((_TILT_WIDTH, max(1, _TILT_WIDTH * grey.height // grey.width)), _BILINEAR)
    coarse = max(range(-5, 6), key=lambda angle: (_contrast(small, angle), -abs(angle)))
    fine = (coarse + step / 4 for step in range(-4, 5))
    best = max(fine, key=lambda angle: (_contrast(small, angle), -abs(angle)))
    return best if abs(best) >= 0.5 else 0.0


def _contrast(small: PictureLike, angle: float) -> int:
    rows = small.rotate(angle, resample=_BILINEAR, fillcolor=255).resize((1, small.height), _BOX).tobytes()
    return sum((one - other) ** 2 for one, other in pairwise(rows))


def page_count(data: bytes) -> int:
    """How many pages there are. Raises like `pdf_text`."""
    with _opened(data) as document:
        return len(document)


def needs_password(data: bytes) -> bool:
    """Whether nobody can read a PDF without its password; restrictions alone (owner password) keep nobody from it."""
    if b"/Encrypt" not in data:
        return False
    try:
        with _opened(data):
            return False
    except ParseError as error:
        return isinstance(error, NeedsPassword)


def without_password(data: bytes, password: str) -> bytes | None:
    """The same pages as a PDF without encryption, signatures left behind; None for a wrong password, or none needed."""
    if not needs_password(data):
        return None
    plain = io.BytesIO()
    try:
        with _opened(data, password) as document:
            document.save(plain, flags=_WITHOUT_SECURITY)  # type: ignore[no-untyped-call]  # not typed
    except (ParseError, pdfium.PdfiumError):
        return None
    return plain.getvalue()


@contextmanager
def _opened(data: bytes, password: str | None = None) -> Iterator[pdfium.PdfDocument]:
    if len(data) > MAX_BYTES:
        raise LimitExceeded("pdf_too_large", str(len(data)))
    with _LOCK:
        try:
            document = pdfium.PdfDocument(data, password)  # type: ignore[no-untyped-call]  # pypdfium2 is not typed
        except pdfium.PdfiumError as error:
            if getattr(error, "err_code", None) in (_PASSWORD, _SECURITY) or "password" in str(error).lower():
                raise NeedsPassword("encrypted_pdf", str(error)) from error
            raise ParseError("broken_pdf", str(error)) from error
        try:
            yield document
        finally:
            document.close()  # type: ignore[no-untyped-call]  # pypdfium2 is not typed


def _page_text(document: pdfium.PdfDocument, number: int) -> tuple[str, PageWords | None]:
    try:
        page = document[number]
        textpage = page.get_textpage()
        try:
            count = min(textpage.count_chars(), MAX_CHARS)
            if count > GEOMETRY_CHARS:
                return unicodedata.normalize("NFC", textpage.get_text_range(0, count)), None
            words = _words(textpage, count)
            return in_reading_order(words, page.get_width()), _on_page(page, number, words)
        finally:
            textpage.close()
            page.close()
    except pdfium.PdfiumError as error:
        raise ParseError("broken_pdf", f"page {number}: {error}") from error


def _on_page(page: pdfium.PdfPage, number: int, words: list[Word]) -> PageWords | None:
    """The same words measured from the top left corner; None for a turned page, whose axes mean something else."""
    if page.get_rotation():  # type: ignore[no-untyped-call]  # pypdfium2 is not typed
        return None
    left, _, _, top = page.get_cropbox()  # type: ignore[no-untyped-call]  # pypdfium2 is not typed
    moved = (Word(w.text, w.x0 - left, w.x1 - left, w.y0 + top, w.y1 + top) for w in words)
    return PageWords(number, tuple(moved))


def _words(textpage: pdfium.PdfTextPage, count: int) -> list[Word]:
    """Words with their boxes, y measured downwards so that smaller is higher on the page."""
    box = _CharBox(textpage.raw)
    text = _characters(textpage, count)
    legacy = may_be_legacy(text)
    words: list[Word] = []
    for found in _WORD.finditer(text):
        left, _, bottom, top = box(found.start())
        _, right, bottom2, top2 = box(found.end() - 1)
        word = found[0].replace("\x02", "-")
        shown = from_font(word, _font_name(textpage.raw, found.start())) if legacy else word
        words.append(Word(shown, left, max(left, right), -max(top, top2), -min(bottom, bottom2)))
    return words


def _font_name(handle: object, index: int) -> str:
    """Name of the font a character is drawn with; empty when it has none."""
    name = ctypes.create_string_buffer(80)
    _get_font(handle, index, name, len(name), ctypes.byref(ctypes.c_int()))
    return name.value.decode("utf-8", "replace")


def _characters(textpage: pdfium.PdfTextPage, count: int) -> str:
    """One character per index of pdfium's own list, so that boxes can be asked for by position."""
    text: str = textpage.get_text_range(0, count)  # type: ignore[no-untyped-call]  # pypdfium2 is not typed
    if len(text) == count:
        return text
    handle = textpage.raw
    codes = (_get_unicode(handle, i) for i in range(count))
    return "".join(chr(code) if 0 < code < 0x110000 else " " for code in codes)


class _CharBox:
    """Reads character boxes without allocating four doubles per call."""

    def __init__(self, handle: object) -> None:
        self._handle = handle
        self._values = (ctypes.c_double * 4)()
        size = ctypes.sizeof(ctypes.c_double)
        each = (ctypes.c_double.from_buffer(self._values, place * size) for place in range(4))
        self._refs = tuple(map(ctypes.byref, each))

    def __call__(self, index: int) -> list[float]:
        """[left, right, bottom, top] in points from the bottom left."""
        _get_box(self._handle, index, *self._refs)
        return self._values[:]
