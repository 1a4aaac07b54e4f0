"""Photos of papers: one upright page each, and nothing that only calls itself a photo."""

from __future__ import annotations

import io
import zlib

import pytest
from PIL import Image

from parsers.errors import LimitExceeded, ParseError
from parsers.pages.pdftext import page_count, render_page
from parsers.pages.photos import MAX_PIXELS, as_pdf, photo_type

_ORIENTATION = 0x0112


def a_picture(form: str, size: tuple[int, int] = (300, 400), turned: int | None = None) -> bytes:
    out, exif = io.BytesIO(), Image.Exif()
    if turned is not None:
        exif[_ORIENTATION] = turned
    Image.new("RGB", size, "white").save(out, form, exif=exif)
    return out.getvalue()


def shape(pdf: bytes) -> tuple[int, int]:
    return Image.open(io.BytesIO(render_page(pdf, 0, 72))).size


@pytest.mark.parametrize(("form", "kind"), [("JPEG", "image/jpeg"), ("PNG", "image/png")])
def test_a_photo_becomes_one_page_as_wide_as_paper(form: str, kind: str) -> None:
    photo = a_picture(form)

    pdf = as_pdf(photo)

    assert photo_type(photo) == kind
    assert page_count(pdf) == 1
    assert abs(shape(pdf)[0] - 595) <= 1


def test_a_photo_taken_sideways_stands_upright() -> None:
    width, height = shape(as_pdf(a_picture("JPEG", (400, 300), turned=6)))

    assert height > width


def test_a_pdf_stays_as_it_is() -> None:
    assert as_pdf(b"%PDF-1.7 ...") == b"%PDF-1.7 ..."
    assert photo_type(b"%PDF-1.7") is None
    assert photo_type(b"GIF89a") is None


@pytest.mark.parametrize("damage", [slice(0, 12), slice(0, 200)])
def test_a_damaged_photo_is_refused(damage: slice) -> None:
    with pytest.raises(ParseError, match="broken_photo"):
        as_pdf(a_picture("JPEG")[damage])


def test_a_photo_that_would_fill_the_memory_is_refused_unread() -> None:
    side = int(MAX_PIXELS**0.5) + 10
    header = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + side.to_bytes(4, "big") * 2 + b"\x08\x02\x00\x00\x00"
    bomb = header + zlib.crc32(header[12:]).to_bytes(4, "big") + b"\x00\x00\x00\x00IDAT\x35\xaf\x06\x1e"

    with pytest.raises(LimitExceeded, match="photo_too_large"):
        as_pdf(bomb)
