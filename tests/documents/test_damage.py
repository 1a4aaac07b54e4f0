"""Damaged text layers: the right value or none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import cache

import pytest

from parsers.fields.letterhead import read_letterhead
from parsers.pages.pdftext import pdf_text
from tests.documents.damage import HARMFUL, HARMLESS, Damage
from tests.documents.layouts import SEEN, Sheet
from tests.documents.paper import paper
from tests.documents.producers import by_hand
from tests.documents.scoring import CERTAIN, outcomes, tally


@cache
def layers() -> tuple[tuple[Sheet, str], ...]:
    sheets = [layout(paper(300 + i)) for layout in SEEN.values() for i in range(5)]
    return tuple((sheet, pdf_text(by_hand(sheet)).text) for sheet in sheets)


def read_all(damage: Damage) -> Mapping[str, Counter[str]]:
    return tally([outcomes(read_letterhead(damage(text)), sheet.truth) for sheet, text in layers()])


@pytest.mark.parametrize("name", HARMLESS)
def test_harmless_damage_costs_nothing(name: str) -> None:
    found = read_all(HARMLESS[name])
    assert {field: count["right"] for field, count in found.items()} == dict.fromkeys(found, 25)


@pytest.mark.parametrize("name", HARMFUL)
def test_harmful_damage_never_makes_a_value_up(name: str) -> None:
    found = read_all(HARMFUL[name])
    assert {field: found[field]["wrong"] for field in CERTAIN} == dict.fromkeys(CERTAIN, 0)


def test_symbol_without_its_hyphens_stays_empty_but_the_number_is_kept() -> None:
    sheet, text = layers()[0]
    fields = read_letterhead(text.replace("-", ""))
    assert (fields.number, fields.symbol, fields.notation) == (sheet.truth["number"], None, None)
    assert "hyphens_lost" in fields.flags
