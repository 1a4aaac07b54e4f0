"""Tesseract's table made into text, boxes and doubt."""

from __future__ import annotations

from datetime import date

import pytest

from parsers.model import DocumentFields
from parsers.pages.recognised import Picture, Recognised, is_misread, recognised, without_doubt

HEAD = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext"
STRAIGHT = Picture(b"", 2000, 3000, angle=0.0, scale=4.0)


def word(text: str, left: int, line: int = 1, paragraph: int = 1, sure: float = 96) -> str:
    return f"5\t1\t1\t{paragraph}\t{line}\t1\t{left}\t{100 * line}\t80\t40\t{sure}\t{text}"


def page(*rows: str, picture: Picture = STRAIGHT) -> Recognised:
    return recognised("\n".join((HEAD, *rows)), picture, 0)


def numbered(sure: float) -> Recognised:
    return page(
        word("Số:", 100), word("12/QĐ-UBND", 200, sure=sure), word("ngày", 100, 2), word("thử", 200, 2, sure=10)
    )


def test_lines_and_paragraphs_are_kept() -> None:
    found = page(word("Hoa", 100), word("Sen", 200), word("hai", 100, 2), word("ba", 100, 3, 2), "4\t1\t1\t1\t1\t0")
    assert found.text == "Hoa Sen\nhai\n\nba\n"


def test_boxes_are_in_points() -> None:
    (found,) = page(word("Hoa", 100)).words.words
    assert (found.x0, found.x1, found.y0, found.y1) == (25, 45, 25, 35)


def test_box_of_a_turned_page_lies_on_the_paper_as_scanned() -> None:
    upside_down = Picture(b"", 2000, 3000, angle=180.0, scale=4.0)
    (found,) = page(word("Hoa", 100), picture=upside_down).words.words
    assert (found.x0, found.y0) == (pytest.approx(455), pytest.approx(715))


def test_quotation_mark_does_not_swallow_the_table() -> None:
    assert page(word('"Hoa', 100), word("Sen", 200)).text == '"Hoa Sen\n'


@pytest.mark.parametrize(("sure", "number"), [(69.9, None), (70, "12")])
def test_doubtful_number_stays_empty_and_keeps_its_place(sure: float, number: str | None) -> None:
    read = DocumentFields("12/QĐ-UBND", "12", "QĐ-UBND", date(2026, 3, 5), confidence={"notation": 0.6})
    fields = without_doubt(read, [numbered(sure)])
    assert (fields.number, "notation" in fields.places, "notation" in fields.confidence) == (number, True, bool(number))
    assert ("ocr_doubtful" in fields.flags) is (number is None)
    assert fields.issued_on == date(2026, 3, 5)


@pytest.mark.parametrize(
    ("symbol", "kept"),
    [("QĐ-UBND", "QĐ-UBND"), ("CV/KHẾU", None), ("CĐĐ-UBND", None), ("TB-TIVA", None), ("QLTT-KVII", "QLTT-KVII")],
)
def test_a_symbol_with_letters_no_abbreviation_has_is_a_smear(symbol: str, kept: str | None) -> None:
    read = DocumentFields(f"12/{symbol}", "12", symbol, date(2026, 3, 5))
    fields = without_doubt(read, [page(word("Số:", 100), word(f"12/{symbol}", 200))])
    assert (fields.symbol, fields.issued_on) == (kept, date(2026, 3, 5))


@pytest.mark.parametrize(
    ("number", "symbol", "issuer", "misread"),
    [
        ("72025", "QH15", "QUỐC HỘI", True),
        ("12345", "QH15", "QUỐC HỘI", False),
        ("7", "SVT-NVD", "SỞ Y TẾ", True),
        ("7", "SYT-NVD", "SỞ Y TẾ", False),
        ("7", "SGDDT-VP", "SỞ GIÁO DỤC VÀ ĐÀO TẠO", True),
        ("7", "SGDĐT-VP", "SỞ GIÁO DỤC VÀ ĐÀO TẠO", False),
        ("7", "STC-QLNS", "SỞ Y TẾ", False),
        ("7", "QĐ-5YT", "", True),
        ("7", "C06-P2", "", False),
        ("57", "NQ/TW", "BỘ CHÍNH TRỊ", False),
        ("57", "NQ/WB", "", True),
    ],
)
def test_what_is_all_but_the_initials_of_its_issuer_is_misread(
    number: str, symbol: str, issuer: str, misread: bool
) -> None:
    assert is_misread(number, symbol, issuer) is misread
