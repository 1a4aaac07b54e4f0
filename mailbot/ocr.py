"""Recognised text of a scanned PDF by the system's tesseract; suggestions for a clerk, never facts."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass, replace

from mailbot.domain.errors import DomainError, TemporaryError
from parsers.fields.letterhead import read_letterhead
from parsers.fields.numberline import column, ink_alone, line_around, reading_of, with_number
from parsers.model import DocumentFields
from parsers.pages.pdftext import page_count, render_straight
from parsers.pages.recognised import Picture, Recognised, part, recognised, upper_part, without_doubt
from parsers.pages.unreadink import Box

DPI = 220
"""Of 136 degraded scans more is read right than at 300 dpi, nothing wrong more often, in three quarters of the time."""
TIMEOUT_SECONDS = 60.0
"""For one page; a clean page takes about a second."""
HEAD = 0.5
"""Share of the first page a letterhead with a long subject takes (Decree 30/2020, Appendix I)."""


AGAIN = 0.25
"""Share of the time for a page that each second look at its number may take: a fifth of the page, and a line."""
COLUMN, BLOCK, LINE = "4", "6", "7"
"""Tesseract's page segmentation: a page of text in one column, one block of text, one line."""


@dataclass(frozen=True, slots=True)
class Look:
    """One page as a picture, and what tesseract made of it."""

    picture: Picture
    table: str
    seen: Recognised


@dataclass(frozen=True, slots=True)
class Scan:
    """What was read, and the words it was read from."""

    fields: DocumentFields
    text: str


def read_scan(data: bytes, timeout: float = TIMEOUT_SECONDS) -> DocumentFields:
    """Fields of a scan from its first and last page, `source="ocr"`, flag `read_by_ocr`; tilted pages are turned level.

    A number, day or secrecy the recogniser is unsure of stays empty (flag `ocr_doubtful`) and keeps its place.

    Raises DomainError `ocr_not_installed` or `ocr_failed`, TemporaryError `ocr_timed_out`, ParseError for a bad PDF.
    """
    count = page_count(data)
    pages = [_straight(data, page) for page in sorted({0, count - 1}) if count]
    return _understood([_look(picture, n, 1.0, timeout) for n, picture in pages], count, timeout).fields


def read_first_page(data: bytes, timeout: float) -> Scan:
    """The first page of a scan, whole. Like `read_scan`, in half the time for a document of several pages."""
    number, picture = _straight(data, 0)
    return _understood([_look(picture, number, 1.0, timeout)], page_count(data), timeout)


def read_head(data: bytes, timeout: float = TIMEOUT_SECONDS) -> DocumentFields:
    """The letterhead alone, the upper half of the first page: enough to find a document by. Raises like `read_scan`."""
    number, picture = _straight(data, 0)
    return _understood([_look(picture, number, HEAD, timeout)], page_count(data), timeout).fields


def _straight(data: bytes, page: int) -> tuple[int, Picture]:
    return page, render_straight(data, page, DPI)


def _look(picture: Picture, number: int, share: float, timeout: float) -> Look:
    """The upper `share` of page `number`, recognised."""
    table = _tesseract(upper_part(picture, share), COLUMN, timeout)
    return Look(picture, table, recognised(table, picture, number))


def _understood(looks: Sequence[Look], count: int, timeout: float) -> Scan:
    seen = [look.seen for look in looks]
    text = "\n".join(page.text for page in seen)
    fields = without_doubt(read_letterhead(text, source="ocr"), seen)
    if looks and fields.notation is None and "blank_number" not in fields.flags:
        fields = _looked_again(fields, looks[0], timeout * AGAIN)
    return Scan(replace(fields, pages=count, flags=(*fields.flags, "read_by_ocr")), text)


def _looked_again(fields: DocumentFields, first: Look, timeout: float) -> DocumentFields:
    """The number of a page on which none was read for sure; what was read stays when there is no time for it."""
    try:
        return _number_again(fields, first, timeout)
    except TemporaryError:
        return fields


def _number_again(fields: DocumentFields, first: Look, timeout: float) -> DocumentFields:
    """The left column alone, then the ink of its line."""
    picture = first.picture
    within = column(picture)
    whole = reading_of(first.table, picture, Box(0, 0, picture.width, picture.height))
    alone = reading_of(_tesseract(part(picture, within), BLOCK, timeout), picture, within)
    plain = [one for one in (whole, alone) if one]
    if not plain:
        return fields
    line = line_around(plain[-1], picture)
    inked = reading_of(_tesseract(ink_alone(part(picture, line)), LINE, timeout), picture, line)
    return with_number(fields, plain, inked, picture)


def _tesseract(content: bytes, layout: str, timeout: float) -> str:
    """Tesseract's table of a PGM; `layout` is its page segmentation mode."""
    command = ["tesseract", "stdin", "stdout", "-l", "vie", "--psm", layout, "--dpi", str(DPI), "tsv"]
    # One thread: its others spin while they wait and cost three times the work they save.
    alone = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    try:
        done = subprocess.run(command, input=content, capture_output=True, timeout=timeout, check=False, env=alone)
    except FileNotFoundError as error:
        raise DomainError("ocr_not_installed") from error
    except subprocess.TimeoutExpired as error:
        raise TemporaryError("ocr_timed_out", seconds=f"{timeout:.0f}") from error
    if done.returncode != 0:
        detail = done.stderr.decode("utf-8", "replace")
        missing = "vie" in detail and "load" in detail
        raise DomainError("ocr_not_installed" if missing else "ocr_failed", detail=detail[:200])
    return done.stdout.decode("utf-8", "replace")
