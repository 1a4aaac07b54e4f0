"""What people see change between two revisions."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from parsers.errors import ParseError
from parsers.pages.pagechanges import page_changes, picture_of_change
from parsers.pages.pagemarks import WHOLE, PageChange
from tests import pki

PLAIN = pki.a_pdf(pages=3)


def test_the_same_file_has_not_changed() -> None:
    assert page_changes(PLAIN, PLAIN) == ()


def test_a_text_drawn_over_a_page_is_found_where_it_is() -> None:
    (change,) = page_changes(PLAIN, pki.overlaid(PLAIN))
    (box,) = change.boxes
    assert change.page == 1
    # Drawn at 72, 500 points of an A4 sheet, 30 points high.
    assert box.left < 72 / 595 < box.right < 0.6
    assert box.top < (842 - 500 - 15) / 842 < box.bottom


def test_two_places_give_two_boxes() -> None:
    twice = pki.annotated(pki.overlaid(PLAIN))
    (change,) = page_changes(PLAIN, twice)
    assert len(change.boxes) == 2


def test_a_signature_nobody_sees_changes_nothing_visible() -> None:
    assert page_changes(PLAIN, pki.signed(PLAIN)) == ()


def test_added_and_removed_pages_are_whole_changes() -> None:
    longer = pki.a_pdf(pages=4)
    assert page_changes(PLAIN, longer) == (PageChange(4, (WHOLE,)),)
    assert page_changes(longer, PLAIN) == (PageChange(4, (WHOLE,)),)


def test_pages_beyond_the_limit_are_not_drawn() -> None:
    assert page_changes(PLAIN, pki.a_pdf(pages=4), most=3) == ()


def test_the_picture_shows_both_pages_with_frames() -> None:
    picture = Image.open(io.BytesIO(picture_of_change(PLAIN, pki.overlaid(PLAIN), 1, dpi=50)))
    one = Image.open(io.BytesIO(picture_of_change(PLAIN, PLAIN, 1, dpi=50)))
    assert picture.width > picture.height
    colours = {colour for _, colour in picture.getcolors(100_000)}
    assert (190, 18, 34) in colours
    assert (190, 18, 34) not in {colour for _, colour in one.getcolors(100_000)}


def test_the_picture_of_an_added_page_has_an_empty_sheet_beside_it() -> None:
    picture = Image.open(io.BytesIO(picture_of_change(PLAIN, pki.a_pdf(pages=4), 4, dpi=50)))
    half = picture.crop((4, 4, picture.width // 2 - 20, picture.height - 4))
    assert half.getcolors(4) == [(half.width * half.height, (255, 255, 255))]


@pytest.mark.parametrize("page", [0, 4])
def test_a_page_that_is_in_neither_cannot_be_drawn(page: int) -> None:
    with pytest.raises(ParseError):
        picture_of_change(PLAIN, PLAIN, page)


def test_what_cannot_be_drawn_is_an_error_of_ours() -> None:
    with pytest.raises(ParseError):
        page_changes(b"%PDF-1.7 nothing", PLAIN)
