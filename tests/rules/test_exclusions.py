"""What an agency itself keeps out of its register."""

from __future__ import annotations

import pytest

from rules.acceptance import INTAKE
from rules.engine import Outcome, decide
from rules.exclusions import Excludable, Excluded, ExclusionRow, Then, Where, excluded
from tests.builders import facts

LETTER = Excludable("ban.tin@vnpt.tinh.gov.vn", "giay moi", ("moi hop giao ban thang 11", "v v moi hop"))


def row(where: Where, value: str, then: Then = Then.ASK_CLERK) -> ExclusionRow:
    return ExclusionRow(where, value, then, "QĐ 12")


@pytest.mark.parametrize(
    ("where", "value", "hits"),
    [
        (Where.SENDER, "ban.tin@vnpt.tinh.gov.vn", True),
        (Where.SENDER, "tin@vnpt.tinh.gov.vn", False),
        (Where.SENDER, "@vnpt.tinh.gov.vn", True),
        (Where.SENDER, "@tinh.gov.vn", True),
        (Where.SENDER, "@inh.gov.vn", False),
        (Where.KIND, "giay moi", True),
        (Where.KIND, "giay", False),
        (Where.WORDS, "giao ban", True),
        (Where.WORDS, "ao ban", False),
        (Where.WORDS, "moi hop", True),
    ],
)
def test_a_row_holds_for_whole_words_and_whole_domains_only(where: Where, value: str, hits: bool) -> None:
    assert (excluded((row(where, value),), LETTER) is not None) is hits


def test_the_first_row_that_holds_counts() -> None:
    rows = (row(Where.KIND, "cong van"), row(Where.KIND, "giay moi", Then.SET_ASIDE), row(Where.WORDS, "giao ban"))

    assert excluded(rows, LETTER) == Excluded(2, Then.SET_ASIDE, "QĐ 12")


def test_a_document_without_kind_meets_no_row_of_kinds() -> None:
    assert excluded((row(Where.KIND, ""),), Excludable("a@b.vn", "", ())) is None


def test_what_the_agency_sets_aside_is_isolated_before_anything_is_registered() -> None:
    decision = decide(facts(excluded=Excluded(3, Then.SET_ASIDE, "QĐ 12")), INTAKE)

    assert (decision.outcome, decision.decided_by) == (Outcome.SET_ASIDE, "excluded_set_aside")
    assert decision.reason.values == {"row": "3", "basis": "QĐ 12"}


def test_what_the_agency_leaves_to_the_clerk_is_not_registered() -> None:
    decision = decide(facts(excluded=Excluded(1, Then.ASK_CLERK, "")), INTAKE)

    assert (decision.outcome, decision.decided_by) == (Outcome.ASK_CLERK, "excluded_to_clerk")
    assert decision.reason.values["basis"] == "excluded_by_agency"


def test_without_a_row_that_holds_the_document_is_registered() -> None:
    assert decide(facts(excluded=None), INTAKE).outcome is Outcome.REGISTER
