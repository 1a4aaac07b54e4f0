"""Replies nobody of ours wrote: not one is obeyed, every one is recorded, and no stranger gets a letter.

They all go through one desk: an attack that is not obeyed leaves everything as it was for the next.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from sqlalchemy import func, select

from mailbot.children.pool import Children
from mailbot.domain.states import State
from mailbot.letters.words import reasons
from mailbot.storage import history
from mailbot.storage.outbox import LetterRow
from tests.mailbot.workflow.desk import Desk, Letter, a_reply, open_desk
from tests.mailbot.workflow.senders.attacks import (
    asked,
    binding,
    identity,
    machines,
    relays,
    senders,
    signatures,
    unseen,
    words,
)
from tests.mailbot.workflow.senders.attacks.kit import ORDER, Attack
from tests.story.town import AGENCY, CLERK, DEPUTY, HEAD, OFFICER, SENDER, UNIT_HEAD

ATTACKS = [
    attack
    for room in (identity, senders, binding, machines, words, asked, signatures, unseen, relays)
    for attack in room.ATTACKS
]
OURS = {HEAD, DEPUTY, OFFICER, CLERK, UNIT_HEAD}


@dataclass(frozen=True)
class Target:
    """A desk with one document before the head."""

    desk: Desk
    letter: Letter

    def sent(self) -> int:
        """How many letters there are."""
        with self.desk.app.db.reading() as session:
            return session.scalar(select(func.count()).select_from(LetterRow)) or 0


@pytest.fixture(scope="module")
def target(tmp_path_factory: pytest.TempPathFactory, shared_children: Children) -> Iterator[Target]:
    desk = open_desk(tmp_path_factory.mktemp("hostile"), shared_children)
    yield Target(desk, desk.submitted())
    desk.app.db.close()


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.name)
def test_a_hostile_reply_is_recorded_and_not_obeyed(target: Target, attack: Attack) -> None:
    desk = target.desk
    before = target.sent()

    message = desk.receive(attack.make(target.letter))

    assert message.reason == attack.reason
    assert message.outcome in ("quarantined", "ignored")
    assert message.decision is not None
    assert message.decision.reason.code in reasons()
    assert not desk.directives()
    assert desk.document().state is State.SUBMITTED
    new = desk.letters(after=before)
    assert {letter.kind for letter in new} <= {"not-accepted", "ask-back", "clerk-alert"}
    assert {letter.recipient for letter in new} <= OURS


def test_there_are_enough_attacks_and_each_has_a_name() -> None:
    assert len({attack.name for attack in ATTACKS}) == len(ATTACKS) >= 430


def test_what_waits_for_the_clerk_stands_in_the_journal(target: Target) -> None:
    message = target.desk.receive(identity.ATTACKS[0].make(target.letter))
    with target.desk.app.db.reading() as session:
        (line,) = history.of(session, AGENCY, "message", message.id)
    assert line.action == "left_for_clerk"


def test_an_honest_reply_is_obeyed_so_that_the_table_proves_something(target: Target) -> None:
    """After all of them: the letter they attacked still answers."""
    assert target.desk.receive(a_reply(target.letter, HEAD, ORDER)).outcome == "directive"
    assert target.desk.letters("receipt-04", SENDER)
