"""Text and pictures of PDF pages."""

from __future__ import annotations

import struct

import pytest

from parsers.errors import NeedsPassword, ParseError
from parsers.pages.pdftext import pdf_text, render_page
from tests.parsers.papers import locked_pdf, pdf, picture_pdf


def test_columns_of_the_letterhead_are_kept_apart() -> None:
    page = pdf_text(pdf()).pages[0]
    assert page.startswith(
        "UBND TỈNH HOA SEN\nSỞ THÔNG TIN\nVÀ TRUYỀN THÔNG\nSố: 123/STTTT-CNTT\n"
        "V/v báo cáo tình hình ứng dụng\nchữ ký số quý I năm 2026\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
    )


def test_columns_of_the_signature_are_kept_apart() -> None:
    page = pdf_text(pdf()).pages[0]
    assert page.endswith("Nơi nhận:\n- Như trên;\n- Lưu: VT, CNTT.\nKT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\nNguyễn Văn Thử")


@pytest.mark.parametrize(("pages", "read"), [(1, (0,)), (4, (0, 1, 2, 3)), (5, (0, 1, 3, 4)), (9, (0, 1, 7, 8))])
def test_first_two_and_last_two_pages_are_read(pages: int, read: tuple[int, ...]) -> None:
    found = pdf_text(pdf(pages))
    assert (found.numbers, found.page_count) == (read, pages)


def test_picture_has_no_text() -> None:
    assert pdf_text(picture_pdf()).text == ""


def test_locked_file_needs_a_password() -> None:
    with pytest.raises(NeedsPassword) as caught:
        pdf_text(locked_pdf())
    assert caught.value.code == "encrypted_pdf"


@pytest.mark.parametrize("data", [b"", b"%PDF-1.4\n", b"no pdf at all", pdf()[:300]])
def test_broken_file_says_so(data: bytes) -> None:
    with pytest.raises(ParseError) as caught:
        pdf_text(data)
    assert caught.value.code == "broken_pdf"


def test_page_is_rendered_at_the_asked_resolution() -> None:
    png = render_page(pdf(), 0, dpi=72)
    assert struct.unpack(">II", png[16:24]) == (595, 842)


def test_picture_of_a_page_never_exceeds_the_pixel_cap() -> None:
    width, height = struct.unpack(">II", render_page(picture_pdf(), 0, dpi=5000)[16:24])
    assert 39_000_000 < width * height < 40_100_000


@pytest.mark.parametrize("page", [-1, 1])
def test_page_that_is_not_there_is_refused(page: int) -> None:
    with pytest.raises(ParseError) as caught:
        render_page(pdf(), page)
    assert caught.value.code == "no_such_page"
