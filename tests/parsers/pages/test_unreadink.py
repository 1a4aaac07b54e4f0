"""Ink beside a recognised word."""

from __future__ import annotations

import pytest
from PIL import Image, ImageDraw

from parsers.pages.unreadink import Box, Grey, ink_beside

WORD = Box(100, 40, 160, 60)


def grey(*blots: tuple[int, int, int, int], paper: int = 250) -> Grey:
    page = Image.new("L", (300, 100), paper)
    draw = ImageDraw.Draw(page)
    for blot in ((WORD.left, WORD.top, WORD.right, WORD.bottom), *blots):
        draw.rectangle(blot, fill=paper // 3)
    return Grey(b"P5\n300 100\n255\n" + page.tobytes(), 300, 100)


@pytest.mark.parametrize("paper", [250, 180])
def test_a_word_that_ends_in_white_is_whole(paper: int) -> None:
    assert not ink_beside(grey(paper=paper), WORD, 0, 300)


@pytest.mark.parametrize("blot", [(166, 42, 172, 58), (88, 42, 94, 58)])
def test_a_letter_left_out_before_or_behind_a_word_is_seen(blot: tuple[int, int, int, int]) -> None:
    assert ink_beside(grey(blot), WORD, 0, 300)
    assert ink_beside(grey(blot, paper=180), WORD, 0, 300)


def test_ink_of_the_neighbouring_word_is_its_own() -> None:
    assert not ink_beside(grey((172, 40, 220, 60)), WORD, 0, 172)


def test_ink_further_off_than_a_letter_belongs_to_something_else() -> None:
    assert not ink_beside(grey((190, 40, 220, 60)), WORD, 0, 300)


def test_ink_above_the_line_is_no_letter_of_it() -> None:
    assert not ink_beside(grey((162, 10, 180, 38)), WORD, 0, 300)


def test_a_word_at_the_edge_of_the_page_has_nothing_behind_it() -> None:
    assert not ink_beside(grey(), Box(240, 40, 300, 60), 0, 300)
