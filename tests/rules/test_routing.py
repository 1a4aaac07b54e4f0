"""Who gets a document: the first row whose every condition holds."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rules.routing import Routable, Route, RoutingRow, match

DOCUMENT = Routable("so y te tinh soc trang", "cong van", "tiem chung mo rong dot 2", "khan")
ANY = RoutingRow("", "", (), "", "lanhdao@xa.example")


def test_an_empty_row_matches_everything() -> None:
    assert match((ANY,), DOCUMENT, "chutich@xa.example") == Route("lanhdao@xa.example", 1)


def test_without_a_matching_row_the_default_gets_it() -> None:
    assert match((replace(ANY, issuer="so noi vu"),), DOCUMENT, "chutich@xa.example") == Route("chutich@xa.example", 0)
    assert match((), DOCUMENT, "chutich@xa.example") == Route("chutich@xa.example", 0)


def test_the_first_matching_row_wins() -> None:
    rows = (replace(ANY, issuer="so noi vu"), replace(ANY, to="a@xa.example"), replace(ANY, to="b@xa.example"))
    assert match(rows, DOCUMENT, "") == Route("a@xa.example", 2)


@pytest.mark.parametrize(
    ("row", "matches"),
    [
        (replace(ANY, issuer="so y te"), True),
        (replace(ANY, issuer="so y te khac"), False),
        (replace(ANY, kind="cong van"), True),
        (replace(ANY, kind="cong"), False),
        (replace(ANY, urgency="khan"), True),
        (replace(ANY, urgency="thuong"), False),
        (replace(ANY, words=("moi truong", "tiem chung")), True),
        (replace(ANY, words=("moi truong",)), False),
        (replace(ANY, issuer="so y te", kind="cong van", words=("tiem",), urgency="khan"), True),
        (replace(ANY, issuer="so y te", kind="quyet dinh", words=("tiem",), urgency="khan"), False),
    ],
)
def test_every_condition_must_hold(row: RoutingRow, matches: bool) -> None:
    assert (match((row,), DOCUMENT, "").row == 1) is matches
