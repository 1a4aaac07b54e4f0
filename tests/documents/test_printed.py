"""Letters of real kinds of agencies in layouts the generator does not have, printed by a browser: every value right."""

from __future__ import annotations

import io
import random
import re
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from parsers.pages.columns import Word
from parsers.pages.pdftext import pdf_text
from parsers.reading import read_document
from tests.documents.producers import WIDTH, by_words
from tests.documents.scoring import CERTAIN, outcomes, tally

HERE = Path(__file__).parent / "printed"
EXPECTED = (
    *("notation", "number", "symbol", "issued_on", "kind", "secrecy"),
    *("urgency", "issuer", "abstract", "signatory"),
)
"""Compared in every letter; the others where the table has them."""


@dataclass(frozen=True, slots=True)
class Printed:
    name: str
    pdf: bytes
    truth: Mapping[str, str | None]


@cache
def letters() -> tuple[Printed, ...]:
    table = tomllib.loads((HERE / "letters.toml").read_text(encoding="utf-8"))["document"]
    book = pdfium.PdfDocument(HERE / "letters.pdf")
    return tuple(_parted(book, table))


def _parted(book: pdfium.PdfDocument, table: list[Mapping[str, Mapping[str, str]]]) -> Iterator[Printed]:
    at = 0
    for letter in table:
        truth = dict(letter["truth"])
        pages = int(truth.pop("pages", 1))
        alone = pdfium.PdfDocument.new()
        alone.import_pages(book, list(range(at, at + pages)))
        at += pages
        out = io.BytesIO()
        alone.save(out)
        yield Printed(str(letter["name"]), out.getvalue(), {**dict.fromkeys(EXPECTED), **_parts(truth), **truth})


def _parts(truth: Mapping[str, str]) -> Mapping[str, str]:
    found = re.fullmatch(r"(\d+\w?)(?:/(?:19|20)\d\d)?[-/](.*)", truth.get("notation", ""))
    return {"number": found[1], "symbol": found[2]} if found else {}


@cache
def read() -> tuple[tuple[str, Mapping[str, str]], ...]:
    return tuple((letter.name, outcomes(read_document(letter.pdf), letter.truth)) for letter in letters())


def redrawn(letter: Printed, order: Callable[[list[Word]], list[Word]]) -> bytes:
    return by_words([page.words for page in pdf_text(letter.pdf).words], order)


def test_seventy_letters_are_printed() -> None:
    assert len(letters()) == 70


@pytest.mark.parametrize("name", sorted({*EXPECTED, "place", "parent_issuer", "position", "due_on"}))
def test_value_of_a_printed_letter_is_right(name: str, record_property: pytest.RecordProperty) -> None:
    found = {letter: result[name] for letter, result in read() if name in result}
    record_property(name, dict(Counter(found.values())))
    assert {letter: result for letter, result in found.items() if result != "right"} == {}


ORDERS: Mapping[str, Callable[[list[Word]], list[Word]]] = {
    "shuffled": lambda words: random.Random(7).sample(words, len(words)),
    "right column first": lambda words: sorted(words, key=lambda w: (w.x0 < WIDTH / 2, w.y0)),
}


@pytest.mark.parametrize(("order", "first"), [("shuffled", 0), ("right column first", 1)])
def test_no_certain_value_is_wrong_whatever_the_order_words_are_drawn_in(order: str, first: int) -> None:
    chosen = letters()[first::2]
    found = tally([outcomes(read_document(redrawn(letter, ORDERS[order])), letter.truth) for letter in chosen])
    assert {name: found[name]["wrong"] for name in CERTAIN} == dict.fromkeys(CERTAIN, 0)
    assert all(found[name]["right"] >= 0.95 * found[name].total() for name in CERTAIN)
