"""The boxes in which the portal shows where a value was read."""

from __future__ import annotations

import time
from datetime import date

import pytest

from parsers.model import DocumentFields, DocumentKind, Secrecy
from parsers.pages.columns import Word
from parsers.pages.places import PageWords, places_of
from parsers.reading import read_document
from tests.documents.layouts import SEEN, Sheet
from tests.documents.paper import paper
from tests.documents.producers import PRODUCERS
from tests.parsers.papers import pdf


def page(*lines: str) -> PageWords:
    """One word of 10 points every 50 points, a line every 14."""
    return PageWords(
        0,
        tuple(
            Word(word, 50.0 * column, 50.0 * column + 45, 14.0 * row, 14.0 * row + 10)
            for row, line in enumerate(lines)
            for column, word in enumerate(line.split())
        ),
    )


def drawn_at(sheet: Sheet, words: str) -> float:
    return next(run.y for run in sheet.runs if words in run.text)


@pytest.mark.parametrize("producer", PRODUCERS)
@pytest.mark.parametrize("layout", ["dispatch", "titled", "party", "with_year"])
def test_box_lies_around_the_printed_words(layout: str, producer: str) -> None:
    for seed in range(3):
        sheet = SEEN[layout](paper(seed))
        fields = read_document(PRODUCERS[producer](sheet))
        for name in ("notation", "place", "signatory"):
            printed = drawn_at(sheet, str(sheet.truth[name]))
            assert fields.places[name].y0 < printed < fields.places[name].y1 + 4, name


def test_box_of_an_abstract_spans_its_lines() -> None:
    place = read_document(pdf()).places["abstract"]
    assert (place.page, place.y1 - place.y0 > 20, place.x1 < 300) == (0, True, True)


def test_signature_is_shown_on_the_page_it_stands_on() -> None:
    assert read_document(pdf(pages=9)).places["signatory"].page == 8


def test_value_that_is_not_printed_has_no_box() -> None:
    assert places_of(DocumentFields(signatory="Nguyễn Văn Thử"), (page("Trần Văn Thử"),)) == {}


def test_secrecy_is_shown_at_its_stamp_and_not_where_the_text_speaks_of_it() -> None:
    found = places_of(DocumentFields(secrecy=Secrecy.CONFIDENTIAL), (page("bí mật", "MẬT"),))
    assert found["secrecy"].y0 == 14.0


def test_the_kind_of_a_dispatch_is_printed_nowhere() -> None:
    assert "kind" not in places_of(DocumentFields(kind=DocumentKind.DISPATCH), (page("công văn số 5"),))


@pytest.mark.parametrize("line", ["ngày 05 tháng 3 năm 2026", "5/3/2026", "ngày 5/3"])
def test_day_is_found_however_it_is_printed(line: str) -> None:
    assert "due_on" in places_of(DocumentFields(due_on=date(2026, 3, 5)), (page("trước", line),))


@pytest.mark.parametrize(("distance", "found"), [(7, True), (9, False)])
def test_words_too_far_apart_are_not_one_value(distance: int, found: bool) -> None:
    first = Word("Hoa", 0, 20, 0, 10)
    second = first._replace(text="Sen", x0=20 + 10 * distance, x1=140 + 10 * distance)
    assert ("place" in places_of(DocumentFields(place="Hoa Sen"), (PageWords(0, (first, second)),))) is found


def test_page_full_of_one_word_costs_little() -> None:
    words = PageWords(0, tuple(Word("a", 5.0 * i, 5.0 * i + 4, 0, 10) for i in range(6_000)))
    started = time.process_time()
    assert places_of(DocumentFields(abstract="a " * 300 + "b"), (words,) * 4) == {}
    assert time.process_time() - started < 5
