"""The right reader for every file, by content."""

from __future__ import annotations

import unicodedata
from datetime import date
from pathlib import Path

import pytest

from parsers.errors import NeedsPassword, UnknownFormat
from parsers.model import DocumentFields, Urgency
from parsers.reading import read_document
from tests.parsers.pages.test_office import letter, saved
from tests.parsers.papers import dispatch, locked_pdf, pdf, picture_pdf

EDXML = Path(__file__).parents[1] / "corpus" / "edxml" / "edoc_update.edxml"


def test_pdf_gives_every_field() -> None:
    fields = read_document(pdf(stamp="KHẨN"))
    assert (fields.notation, fields.issued_on, fields.place) == ("123/STTTT-CNTT", date(2026, 3, 5), "Hoa Sen")
    assert (fields.issuer, fields.parent_issuer) == ("SỞ THÔNG TIN VÀ TRUYỀN THÔNG", "UBND TỈNH HOA SEN")
    assert fields.abstract == "báo cáo tình hình ứng dụng chữ ký số quý I năm 2026"
    assert fields.addressee == ("Ủy ban nhân dân các xã, phường", "Các phòng chuyên môn")
    assert fields.recipients == ("Như trên", "Lưu: VT, CNTT")
    assert (fields.capacity, fields.position, fields.signatory) == ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Nguyễn Văn Thử")
    assert (fields.urgency, fields.pages) == (Urgency.URGENT, 1)


@pytest.mark.parametrize("pages", [3, 4, 9, 30])
def test_signature_on_the_last_page_is_found(pages: int) -> None:
    fields = read_document(pdf(pages))
    assert (fields.signatory, fields.pages) == ("Nguyễn Văn Thử", pages)


def test_scan_gives_nothing_but_says_so() -> None:
    assert read_document(picture_pdf()) == DocumentFields(pages=1, flags=("no_text_layer",))


def test_decomposed_text_reads_like_composed_text() -> None:
    text = dispatch()
    assert read_document(unicodedata.normalize("NFD", text).encode()) == read_document(text.encode())


def test_utf16_text_is_read() -> None:
    assert read_document(dispatch().encode("utf-16")).notation == "12/UBND-VX"


def test_name_does_not_decide() -> None:
    assert read_document(saved(letter()), "van-ban.pdf").notation == "12/SYT-NVY"
    assert read_document(EDXML.read_bytes(), "van-ban.txt").source == "edxml"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old_office_format"),
        (b"PK\x03\x04 broken", "unknown_format"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "unknown_format"),
        (b"{\\rtf1 abc}", "unknown_format"),
        (b"<html><body>abc</body></html>", "unknown_format"),
    ],
)
def test_other_formats_are_named(data: bytes, code: str) -> None:
    with pytest.raises(UnknownFormat) as caught:
        read_document(data)
    assert caught.value.code == code


def test_locked_files_need_a_password() -> None:
    with pytest.raises(NeedsPassword, match="encrypted_pdf"):
        read_document(locked_pdf())
    with pytest.raises(NeedsPassword, match="encrypted_office"):
        read_document(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"))
