"""Texts with much in common have sketches with much in common, and others have not."""

from __future__ import annotations

import random

import pytest

from parsers.fields.sketch import BINS, FEWEST, resemblance, sketch_of
from parsers.reading import read_document
from tests.story.town import a_document, a_spec

WORDS = [f"tu{number}" for number in range(2_000)]
TEXT = " ".join(WORDS[:400])


def _changed(share: float) -> str:
    dice = random.Random(7)
    return " ".join(f"khac{n}" if dice.random() < share else word for n, word in enumerate(WORDS[:400]))


def test_same_text_has_the_same_sketch_whatever_its_case_and_breaks() -> None:
    assert resemblance(sketch_of(TEXT), sketch_of(TEXT.upper().replace(" ", "\n"))) == 1.0


@pytest.mark.parametrize(
    ("share", "least", "most"), [(0.01, 0.8, 1.0), (0.05, 0.5, 0.98), (0.5, 0.0, 0.4), (1.0, 0.0, 0.1)]
)
def test_resemblance_falls_with_what_was_changed(share: float, least: float, most: float) -> None:
    assert least <= resemblance(sketch_of(TEXT), sketch_of(_changed(share))) <= most


def test_short_texts_tell_nothing() -> None:
    assert sketch_of(" ".join(WORDS[: FEWEST - 1])) == ()
    assert len(sketch_of(" ".join(WORDS[:FEWEST]))) == BINS
    assert resemblance((), sketch_of(TEXT)) == 0.0


def test_one_word_over_and_over_has_a_sketch() -> None:
    assert len(sketch_of("mời " * 500)) == BINS


def test_document_sent_again_with_another_number_and_day_is_alike() -> None:
    once = read_document(a_document(a_spec(number="12")))
    again = read_document(a_document(a_spec(number="98")))
    other = read_document(a_document(a_spec(body=tuple(f"Nội dung khác hẳn về việc {word}" for word in WORDS[:40]))))
    assert resemblance(once.sketch, again.sketch) > 0.7
    assert resemblance(once.sketch, other.sketch) < 0.6
