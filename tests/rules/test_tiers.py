"""What each order takes, and what each proof carries."""

from __future__ import annotations

import itertools

import pytest

from parsers.model import Verb
from rules.tiers import FOR_ASKED, FOR_HOLDERS, FOR_LEADERS, NEEDS, Proved, Tier, needed_tier, proved_tier

PLAIN = frozenset({Proved.TOKEN, Proved.EXACT_FROM, Proved.VOUCHED})


def test_plain_mail_carries_work_and_no_authority() -> None:
    assert proved_tier(PLAIN) is Tier.WORK


def test_a_pinned_signature_on_top_carries_authority() -> None:
    assert proved_tier(PLAIN | {Proved.PINNED_SIGNATURE}) is Tier.AUTHORITY


@pytest.mark.parametrize("missing", sorted(PLAIN))
def test_without_any_one_proof_nothing_is_carried(missing: Proved) -> None:
    assert proved_tier(frozenset(Proved) - {missing}) is Tier.NOTHING


def test_each_tier_takes_all_that_the_one_below_takes() -> None:
    tiers = sorted(NEEDS)
    assert all(NEEDS[low] <= NEEDS[high] for low, high in itertools.pairwise(tiers))


@pytest.mark.parametrize("verb", [Verb.EXTEND, Verb.IN_PROGRESS])
def test_a_verb_of_no_table_takes_the_most(verb: Verb) -> None:
    assert needed_tier(verb, holder=False) is Tier.AUTHORITY


def test_finishing_is_the_holders_by_plain_mail_and_the_leaders_by_signature() -> None:
    assert needed_tier(Verb.DONE, holder=True) is Tier.WORK
    assert needed_tier(Verb.DONE, holder=False) is Tier.AUTHORITY


def test_who_passes_on_an_assignment_orders_like_a_leader() -> None:
    assert needed_tier(Verb.ASSIGN, holder=True) is Tier.WORK


def test_every_verb_is_somebodys() -> None:
    assert {*FOR_LEADERS, *FOR_HOLDERS, *FOR_ASKED} == set(Verb)
