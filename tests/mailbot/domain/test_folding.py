"""Vietnamese without accents, for search."""

from __future__ import annotations

import unicodedata

import pytest

from mailbot.domain.folding import fold


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Ủy ban nhân dân xã Tân Phú", "uy ban nhan dan xa tan phu"),
        ("Đường Điện Biên Phủ", "duong dien bien phu"),
        ("1234/UBND-VX", "1234 ubnd vx"),
        ("  QĐ–UBND\t(số 5)  ", "qd ubnd so 5"),
        ("PHƢƠNG ÁN", "phuong an"),
        ("ÐỒNG THÁP", "dong thap"),
        ("ƯỚC ước", "uoc uoc"),
        ("", ""),
        ("%_\\'\"", ""),
    ],
)
def test_case_accents_and_separators_do_not_matter(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize("text", ["Hỏa tốc", "HOẢ TỐC", "Nghị quyết về giảm nghèo"])
def test_composed_and_decomposed_letters_are_the_same(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))


def test_folding_twice_changes_nothing() -> None:
    assert fold(fold("Phòng Kinh tế – Hạ tầng")) == fold("Phòng Kinh tế – Hạ tầng")
