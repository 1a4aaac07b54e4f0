"""Scans, with the system's tesseract where it is installed."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import pytest
from PIL import Image

from mailbot.domain.errors import DomainError, TemporaryError
from mailbot.ocr import read_scan
from parsers.pages.pdftext import render_page
from parsers.reading import read_document
from tests.parsers.papers import pdf, picture_pdf

needs_tesseract = pytest.mark.skipif(shutil.which("tesseract") is None, reason="tesseract is not installed")


def scanned() -> bytes:
    """A document as a picture in a PDF."""
    out = io.BytesIO()
    with Image.open(io.BytesIO(render_page(pdf(), 0, dpi=200))) as picture:
        picture.convert("L").save(out, "PDF", resolution=200)
    return out.getvalue()


@needs_tesseract
def test_scan_is_recognised_and_marked_as_recognised() -> None:
    data = scanned()
    assert read_document(data).flags == ("no_text_layer",)
    fields = read_scan(data)
    assert (fields.source, fields.pages) == ("ocr", 1)
    assert "read_by_ocr" in fields.flags
    assert fields.notation == "123/STTTT-CNTT"
    assert max(fields.confidence.values()) < 0.75


@needs_tesseract
def test_slow_recognition_is_given_up() -> None:
    with pytest.raises(TemporaryError) as caught:
        read_scan(picture_pdf(), timeout=0.0001)
    assert caught.value.code == "ocr_timed_out"


def test_missing_program_says_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(DomainError) as caught:
        read_scan(picture_pdf())
    assert caught.value.code == "ocr_not_installed"
