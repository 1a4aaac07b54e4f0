"""Recognised text of a scanned PDF by the system's tesseract; suggestions for a clerk, never facts."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass, replace

from mailbot.domain.errors import DomainError, TemporaryError
from parsers.fields.letterhead import read_letterhead
from parsers.model import DocumentFields
from parsers.pages.pdftext import page_count, render_straight
from parsers.pages.recognised import Picture, Recognised, recognised, upper_part, without_doubt

DPI = 220
"""Of 136 degraded scans more is read right than at 300 dpi, nothing wrong more often, in three quarters of the time."""
TIMEOUT_SECONDS = 60.0
"""For one page; a clean page takes about a second."""
HEAD = 0.5
"""Share of the first page a letterhead with a long subject takes (Decree 30/2020, Appendix I)."""


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
    return _understood([_recognise(picture, picture.content, n, timeout) for n, picture in pages], count).fields


def read_first_page(data: bytes, timeout: float) -> Scan:
    """The first page of a scan, whole. Like `read_scan`, in half the time for a document of several pages."""
    number, picture = _straight(data, 0)
    return _understood([_recognise(picture, picture.content, number, timeout)], page_count(data))


def read_head(data: bytes, timeout: float = TIMEOUT_SECONDS) -> DocumentFields:
    """The letterhead alone, the upper half of the first page: enough to find a document by. Raises like `read_scan`."""
    number, picture = _straight(data, 0)
    return _understood([_recognise(picture, upper_part(picture, HEAD), number, timeout)], page_count(data)).fields


def _straight(data: bytes, page: int) -> tuple[int, Picture]:
    return page, render_straight(data, page, DPI)


def _understood(seen: Sequence[Recognised], count: int) -> Scan:
    text = "\n".join(page.text for page in seen)
    fields = without_doubt(read_letterhead(text, source="ocr"), seen)
    return Scan(replace(fields, pages=count, flags=(*fields.flags, "read_by_ocr")), text)


def _recognise(picture: Picture, content: bytes, page: int, timeout: float) -> Recognised:
    command = ["tesseract", "stdin", "stdout", "-l", "vie", "--psm", "4", "--dpi", str(DPI), "tsv"]
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
    return recognised(done.stdout.decode("utf-8", "replace"), picture, page)
