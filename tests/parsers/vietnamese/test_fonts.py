"""Names of fonts that tell what the codes of a word mean."""

from __future__ import annotations

import pytest

from parsers.vietnamese.fonts import from_font, may_be_legacy, with_lost_horn


@pytest.mark.parametrize(
    ("font", "word", "shown"),
    [
        (".VnTime", "ngµy", "ngày"),
        (".VnTimeH", "quyÕt", "QUYẾT"),
        ("ABCDEF+.VnTimeH,Bold", "nam", "NAM"),
        (".VnHelvetIns", "ngµy", "ngày"),
        ("VNI-Times", "ngaøy", "ngày"),
        ("Times New Roman", "ngµy", "ngµy"),
        ("", "ngµy", "ngµy"),
        (".VnTime", "đã", "đã"),
    ],
)
def test_word_is_read_as_its_font_shows_it(font: str, word: str, shown: str) -> None:
    assert from_font(word, font) == shown


@pytest.mark.parametrize(
    ("word", "mended"),
    [
        ("tr-ờng", "trường"),
        ("Nh-", "Như"),
        ("ph-ờng;", "phường;"),
        ("QĐ-UBND", "QĐ-UBND"),
        ("kinh-tế", "kinh-tế"),
        ("-", "-"),
        ("2011-2015", "2011-2015"),
        ("", ""),
    ],
)
def test_hyphen_becomes_a_letter_only_inside_a_syllable(word: str, mended: str) -> None:
    assert with_lost_horn(word) == mended


@pytest.mark.parametrize(("text", "asked"), [("ngµy", True), ("Ngày 5 tháng 3, Hà Nội", False), ("", False)])
def test_fonts_are_asked_only_about_foreign_letters(text: str, asked: bool) -> None:
    assert may_be_legacy(text) is asked
