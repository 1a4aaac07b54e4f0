"""Printed dates."""

from __future__ import annotations

from datetime import date

import pytest

from parsers.fields.dates import place_dates, printed_date


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("ngày 05 tháng 3 năm 2026", date(2026, 3, 5)),
        ("từ ngày 5/3/2026", date(2026, 3, 5)),
        ("05-03-2026", date(2026, 3, 5)),
        ("ngày 31 tháng 4 năm 2026", None),
        ("ngày 5 tháng 3 năm 1944", None),
        ("ngày 5 tháng 3 năm 1945", date(1945, 3, 5)),
        ("không có ngày", None),
    ],
)
def test_printed_dates_are_read(text: str, value: date | None) -> None:
    assert printed_date(text) == value


@pytest.mark.parametrize(
    ("line", "place", "value"),
    [
        ("Hà Nội, ngày 20 tháng 04 năm 2009", "Hà Nội", date(2009, 4, 20)),
        ("Hà Nội, Ngày 20 Tháng 04 Năm 2009", "Hà Nội", date(2009, 4, 20)),
        ("Phan Rang-Tháp Chàm, ngày 05 tháng 3 năm 2007", "Phan Rang-Tháp Chàm", date(2007, 3, 5)),
        ("Bà Rịa - Vũng Tàu, ngày 1 tháng 12 năm 2020", "Bà Rịa - Vũng Tàu", date(2020, 12, 1)),
        ("TP. Hồ Chí Minh, ngày 5 tháng 9 năm 2018", "TP. Hồ Chí Minh", date(2018, 9, 5)),
        ("Thành phố Hồ Chí Minh, ngày 5 tháng 9 năm 2018", "Thành phố Hồ Chí Minh", date(2018, 9, 5)),
        ("Số: 454/UBND-NCTH Vị Thanh, ngày 6 tháng 4 năm 2011", "Vị Thanh", date(2011, 4, 6)),
        ("Quảng Nam, ngày\n13 tháng 7 năm 2023", "Quảng Nam", date(2023, 7, 13)),
        ("Hoa Sen, ngày 8/8/2022", "Hoa Sen", date(2022, 8, 8)),
        ("Hoa Sen, ngày 0 5 tháng 3 năm 2 025", "Hoa Sen", date(2025, 3, 5)),
        ("Hoa Sen, ngày      tháng     năm 2016", "Hoa Sen", None),
    ],
)
def test_place_and_date_are_read_together(line: str, place: str, value: date | None) -> None:
    assert [(found.place, found.day) for found in place_dates(line)] == [(place, value)]


def test_a_date_inside_a_sentence_is_no_date_line() -> None:
    assert place_dates("Thực hiện Nghị quyết số 01/NQ-CP ngày 07 tháng 01 năm 2016 của Chính phủ") == ()
