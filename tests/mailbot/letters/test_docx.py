"""The summary opens as a Word document, says what it was given, and is the same each time."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

from defusedxml.ElementTree import fromstring

from mailbot.letters.docx import table_document

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
HEADING = ("TỔNG HỢP Ý KIẾN", "1234/UBND-VX\nXin ý kiến")
ROWS = [("Phòng Nội vụ", "Thống nhất <b>&\x00\u202e"), ("Công an xã", "Bổ sung khoản 2.\nSửa Điều 3.")]


def test_heading_and_every_cell_stand_in_the_document() -> None:
    with ZipFile(BytesIO(table_document(HEADING, ("Đơn vị", "Ý kiến"), ROWS))) as archive:
        assert archive.testzip() is None
        root = fromstring(archive.read("word/document.xml"))
        fromstring(archive.read("[Content_Types].xml"))
    words = ["".join(text.text or "" for text in one.iter(f"{WORD}t")) for one in root.iter(f"{WORD}p")]
    assert words == [
        "TỔNG HỢP Ý KIẾN", "1234/UBND-VX", "Xin ý kiến", "Đơn vị", "Ý kiến", "Phòng Nội vụ", "Thống nhất <b>&",
        "Công an xã", "Bổ sung khoản 2.", "Sửa Điều 3.", "",
    ]  # fmt: skip
    assert len(list(root.iter(f"{WORD}tr"))) == 3


def test_the_same_words_give_the_same_bytes() -> None:
    assert table_document(HEADING, ("a", "b"), ROWS) == table_document(HEADING, ("a", "b"), ROWS)
