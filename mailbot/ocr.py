"""Recognised text of a scanned PDF by the system's tesseract; suggestions for a clerk, never facts."""

from __future__ import annotations

import subprocess
from dataclasses import replace

from mailbot.domain.errors import DomainError, TemporaryError
from parsers.letterhead import read_letterhead
from parsers.model import DocumentFields
from parsers.pdftext import pdf_text, render_straight
from parsers.recognised import Picture, Recognised, recognised, without_doubt

DPI = 300
TIMEOUT_SECONDS = 60.0
"""For one page; a clean page takes about two seconds."""


def read_scan(data: bytes, timeout: float = TIMEOUT_SECONDS) -> DocumentFields:
    """Fields of a scan from its first and last page, `source="ocr"`, flag `read_by_ocr`; tilted pages are turned level.

    A number, day or secrecy the recogniser is unsure of stays empty (flag `ocr_doubtful`) and keeps its place.

    Raises DomainError `ocr_not_installed` or `ocr_failed`, TemporaryError `ocr_timed_out`, ParseError for a bad PDF.
    """
    count = pdf_text(data, max_pages=0, last=0).page_count
    pages = sorted({0, count - 1}) if count else []
    seen = [_recognise(render_straight(data, page, DPI), page, timeout) for page in pages]
    fields = without_doubt(read_letterhead("\n".join(page.text for page in seen), source="ocr"), seen)
    return replace(fields, pages=count, flags=(*fields.flags, "read_by_ocr"))


def _recognise(picture: Picture, page: int, timeout: float) -> Recognised:
    command = ["tesseract", "stdin", "stdout", "-l", "vie", "--psm", "4", "tsv"]
    try:
        done = subprocess.run(command, input=picture.content, capture_output=True, timeout=timeout, check=False)
    except FileNotFoundError as error:
        raise DomainError("ocr_not_installed") from error
    except subprocess.TimeoutExpired as error:
        raise TemporaryError("ocr_timed_out", seconds=f"{timeout:.0f}") from error
    if done.returncode != 0:
        detail = done.stderr.decode("utf-8", "replace")
        missing = "vie" in detail and "load" in detail
        raise DomainError("ocr_not_installed" if missing else "ocr_failed", detail=detail[:200])
    return recognised(done.stdout.decode("utf-8", "replace"), picture, page)
