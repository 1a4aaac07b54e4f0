"""The interpreter of the tables."""

from __future__ import annotations

import pytest

from rules.engine import Link, NothingDecided, Outcome, Reason, decide
from rules.facts import Facts
from tests.builders import facts


def always(given: Facts) -> Reason | None:
    """Hits."""
    return Reason("always")


def never(given: Facts) -> Reason | None:
    """Misses."""
    return None


def noted_before(given: Facts) -> Reason | None:
    """Hits when something was noted."""
    return Reason("noted", {"count": str(given.noted)}) if given.noted else None


def test_the_first_hit_with_an_outcome_decides() -> None:
    chain = (Link(never, Outcome.REFUSE), Link(always, Outcome.HOLD), Link(always, Outcome.REGISTER))
    decision = decide(facts(), chain)
    assert (decision.outcome, decision.decided_by) == (Outcome.HOLD, "always")
    assert len(decision.trace) == 2


def test_a_link_without_outcome_only_notes() -> None:
    decision = decide(facts(), (Link(always), Link(noted_before, Outcome.HOLD)))
    assert [reason.code for reason in decision.reasons] == ["always", "noted"]
    assert decision.reason.values == {"count": "1"}


def test_rules_see_what_was_noted_and_nothing_when_nothing_was() -> None:
    assert decide(facts(), (Link(noted_before, Outcome.HOLD), Link(always, Outcome.IGNORE))).outcome is Outcome.IGNORE


def test_the_facts_given_are_not_changed() -> None:
    given = facts()
    decide(given, (Link(always), Link(always, Outcome.HOLD)))
    assert given.noted == 0


@pytest.mark.parametrize("chain", [(Link(never, Outcome.HOLD),), (Link(always),)])
def test_a_chain_that_decides_nothing_is_a_programming_error(chain: tuple[Link, ...]) -> None:
    with pytest.raises(NothingDecided):
        decide(facts(), chain)
