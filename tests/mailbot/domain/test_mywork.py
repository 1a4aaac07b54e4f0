"""Which pile a document lies on for one person."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from mailbot.domain.directive import AssignmentState, Part
from mailbot.domain.document import DocumentLine
from mailbot.domain.mywork import GivenPart, Ordered, Pile, Tie, Why, tasks
from mailbot.domain.states import State
from tests.mailbot.letters.samples import FULL

GIVEN = GivenPart(Part.LEAD, AssignmentState.OPEN, None, 1, "Giao anh Nam.")


def a_document(number: int = 1, state: State = State.ASSIGNED, due_on: date | None = None) -> DocumentLine:
    return replace(FULL, id=number, state=state, due_on=due_on)


@pytest.mark.parametrize(
    ("part", "state", "why"),
    [
        (Part.LEAD, AssignmentState.OPEN, Why.TO_LEAD),
        (Part.CO_HANDLER, AssignmentState.OPEN, Why.TO_HELP),
        (Part.INFORM, AssignmentState.OPEN, Why.TO_KNOW),
        (Part.LEAD, AssignmentState.IN_PROGRESS, Why.AT_WORK),
        (Part.LEAD, AssignmentState.PASSED_ON, Why.GIVEN_ON),
        (Part.LEAD, AssignmentState.DONE, Why.FINISHED),
    ],
)
def test_work_given_to_me_lies_where_its_state_says(part: Part, state: AssignmentState, why: Why) -> None:
    (task,) = tasks([Tie(a_document(), replace(GIVEN, part=part, state=state))])
    assert task.why is why


@pytest.mark.parametrize("state", [AssignmentState.WITHDRAWN, AssignmentState.RETURNED])
def test_work_taken_back_or_given_back_is_no_longer_mine(state: AssignmentState) -> None:
    assert tasks([Tie(a_document(), replace(GIVEN, state=state))]) == ()


def test_what_i_was_told_of_is_over_once_i_have_read_it() -> None:
    told = replace(GIVEN, part=Part.INFORM)
    assert tasks([Tie(a_document(), told)])[0].pile is Pile.WAITING
    assert tasks([Tie(a_document(), told, seen=True)])[0].pile is Pile.DONE


@pytest.mark.parametrize(
    ("ordered", "why"),
    [(Ordered.AT_WORK, Why.GIVEN_ON), (Ordered.CAME_BACK, Why.CAME_BACK), (Ordered.NOTED, Why.KNOWN)],
)
def test_what_i_ordered_is_followed_until_it_is_done(ordered: Ordered, why: Why) -> None:
    assert tasks([Tie(a_document(), ordered=ordered)])[0].why is why
    assert tasks([Tie(a_document(state=State.DONE), ordered=ordered)])[0].why is Why.FINISHED


def test_what_lies_before_me_waits_for_my_word() -> None:
    assert tasks([Tie(a_document(state=State.SUBMITTED))])[0].why is Why.TO_DECIDE


def test_a_request_waits_for_my_word_until_the_document_is_done() -> None:
    assert tasks([Tie(a_document(), ordered=Ordered.AT_WORK), Tie(a_document(), asked=True)])[0].why is Why.ASKED
    assert tasks([Tie(a_document(state=State.DONE), asked=True)])[0].why is Why.FINISHED


def test_a_document_is_shown_once_by_what_presses_most() -> None:
    told = replace(GIVEN, part=Part.INFORM)
    (task,) = tasks([Tie(a_document(), told, seen=True), Tie(a_document(), GIVEN), Tie(a_document(), told)])
    assert task.why is Why.TO_LEAD


def test_the_nearest_limit_comes_first_and_then_the_newest() -> None:
    soon, later = date(2026, 11, 25), date(2026, 11, 30)
    found = tasks(
        [
            Tie(a_document(1, State.SUBMITTED)),
            Tie(a_document(2, State.SUBMITTED)),
            Tie(a_document(3, State.SUBMITTED, later)),
            Tie(a_document(4), replace(GIVEN, due_on=soon)),
        ]
    )
    assert [task.document.id for task in found] == [4, 3, 2, 1]
