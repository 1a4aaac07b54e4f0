"""The fonts that ship with mailbot."""

from __future__ import annotations

import hashlib
from io import BytesIO

import pytest
from fontTools.ttLib import TTFont

from mailbot.assets import Font, font_bytes, font_path

VIETNAMESE = "ĂÂĐÊÔƠƯăâđêôơưẮẶẬẾỆỐỘỚỢỨỰỲỶỸỴắặậếệốộớợứựỳỷỹỵ–“”…§₫"


@pytest.mark.parametrize("font", list(Font))
def test_font_holds_vietnamese(font: Font) -> None:
    letters = TTFont(BytesIO(font_bytes(font))).getBestCmap()
    assert [letter for letter in VIETNAMESE if ord(letter) not in letters] == []


@pytest.mark.parametrize("font", list(Font))
def test_font_is_small_and_the_one_listed(font: Font) -> None:
    listed = (font_path(font).parent / "SHA256SUMS.txt").read_text(encoding="utf-8")
    assert f"{hashlib.sha256(font_bytes(font)).hexdigest()}  {font.value}.ttf" in listed
    assert len(font_bytes(font)) < 120_000
