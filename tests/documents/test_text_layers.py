"""Letterheads of generated documents, split by layout: what holds for layouts nobody looked at while mending."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import cache

import pytest

from parsers.reading import read_document
from tests.documents.layouts import HELD, SEEN, Layout
from tests.documents.paper import paper
from tests.documents.producers import PRODUCERS
from tests.documents.scoring import CERTAIN, outcomes, tally

EACH = 8
"""Papers of one layout and producer: 240 documents in all."""


@cache
def held() -> Mapping[str, Counter[str]]:
    return tally(read_all(HELD, 5_000))


@cache
def seen() -> Mapping[str, Counter[str]]:
    return tally(read_all(SEEN, 0))


def read_all(layouts: Mapping[str, Layout], first: int) -> list[Mapping[str, str]]:
    results: list[Mapping[str, str]] = []
    for number, layout in enumerate(layouts.values()):
        for produce in PRODUCERS.values():
            sheets = [layout(paper(first + 100 * number + i)) for i in range(EACH)]
            results.extend(outcomes(read_document(produce(sheet)), sheet.truth) for sheet in sheets)
    return results


def test_there_are_more_than_two_hundred_documents() -> None:
    assert held()["number"].total() + seen()["number"].total() == 240


@pytest.mark.parametrize("name", CERTAIN)
def test_number_day_and_secrecy_of_a_text_layer_are_never_wrong(
    name: str, record_property: pytest.RecordProperty
) -> None:
    record_property(name, {"seen": dict(seen()[name]), "held": dict(held()[name])})
    assert (seen()[name]["wrong"], held()[name]["wrong"]) == (0, 0)


@pytest.mark.parametrize("name", ["notation", *CERTAIN, "urgency", "place", "kind", "signatory", "issuer"])
def test_nearly_every_value_of_an_unseen_layout_is_found(name: str) -> None:
    assert held()[name]["right"] >= 0.95 * held()[name].total(), dict(held()[name])


def test_an_abstract_of_an_unseen_layout_is_right_or_missing() -> None:
    assert held()["abstract"]["wrong"] <= 0.01 * held()["abstract"].total(), dict(held()["abstract"])


@pytest.mark.parametrize("name", ["abstract", "signatory", "issuer", "kind"])
def test_nearly_every_value_of_a_known_layout_is_found(name: str) -> None:
    assert seen()[name]["right"] >= 0.99 * seen()[name].total(), dict(seen()[name])
