"""Every shape of số, ký hiệu (facts/domain.md 1.4)."""

from __future__ import annotations

import pytest

from parsers.fields.letterhead import read_letterhead
from parsers.fields.numbers import header_numbers
from tests.parsers.papers import dispatch


@pytest.mark.parametrize(
    ("printed", "notation", "number", "symbol"),
    [
        ("Số: 132/QĐ-STTTT", "132/QĐ-STTTT", "132", "QĐ-STTTT"),
        ("Số: 15/2016/QĐ-UBND", "15/2016/QĐ-UBND", "15", "QĐ-UBND"),
        ("Số: 06 /2016/TT-BXD", "06/2016/TT-BXD", "06", "TT-BXD"),
        ("Số: 4396/BYT-KH-TC", "4396/BYT-KH-TC", "4396", "BYT-KH-TC"),
        ("Số: 06/QC-TT.HĐND-UBND", "06/QC-TT.HĐND-UBND", "06", "QC-TT.HĐND-UBND"),
        ("Số 37-CT/TW", "37-CT/TW", "37", "CT/TW"),
        ("Số: 15-BTC/TT", "15-BTC/TT", "15", "BTC/TT"),
        ("Số : 2917 /SGDĐT-VP", "2917/SGDĐT-VP", "2917", "SGDĐT-VP"),
        ("Số: 425/VTLTNN - NVTW", "425/VTLTNN-NVTW", "425", "VTLTNN-NVTW"),
        ("Số 04/BC-PCGD", "04/BC-PCGD", "04", "BC-PCGD"),
        ("Số: 12/CĐ.UBND", "12/CĐ.UBND", "12", "CĐ.UBND"),
        ("Số: 3887/TTr- UBND", "3887/TTr-UBND", "3887", "TTr-UBND"),
        ("Số: 36a/NQ-CP", "36a/NQ-CP", "36a", "NQ-CP"),
        ("Số: 12 3/UBND - VX", "123/UBND-VX", "123", "UBND-VX"),
        ("Số: 77/SGD&ĐT-VP", "77/SGD&ĐT-VP", "77", "SGD&ĐT-VP"),
        ("Số: 24/2014/QH13", "24/2014/QH13", "24", "QH13"),
        ("Luật số: 20/2023/QH15", "20/2023/QH15", "20", "QH15"),
        ("Số:\n06/2024/QĐ-UBND", "06/2024/QĐ-UBND", "06", "QĐ-UBND"),
        ("Số: 123/PNV", "123/PNV", "123", "PNV"),
        ("Số: 7/QÐ-UBND", "7/QĐ-UBND", "7", "QĐ-UBND"),
    ],
)
def test_every_shape_is_read(printed: str, notation: str, number: str, symbol: str) -> None:
    fields = read_letterhead(dispatch(number=printed))
    assert (fields.notation, fields.number, fields.symbol) == (notation, number, symbol)


def test_lost_hyphen_is_put_back_and_flagged() -> None:
    fields = read_letterhead(dispatch(number="Số: 1961/QĐUBND"))
    assert fields.notation == "1961/QĐ-UBND"
    assert "notation_repaired" in fields.flags


@pytest.mark.parametrize(("lost", "symbol"), [(True, "UBND-NCTH"), (False, "UBNDNCTH")])
def test_less_certain_hyphen_is_put_back_only_where_the_whole_text_lost_them(lost: bool, symbol: str) -> None:
    assert header_numbers("Số: 454/UBNDNCTH", lost)[0].number.symbol == symbol


def test_printed_string_is_kept() -> None:
    printed = header_numbers("Số : 2917 /SGDĐT-VP", hyphens_lost=False)[0]
    assert str(printed.number) == "2917 /SGDĐT-VP"


@pytest.mark.parametrize(
    "text", ["Số: 1234", "Số: 12-34", "Số: 05/03/2025", "Mã số: 12/AB", "Hồ sơ số 12/AB", "Số điện thoại: 024/123"]
)
def test_other_numbers_are_no_notation(text: str) -> None:
    assert header_numbers(text, hyphens_lost=False) == ()
