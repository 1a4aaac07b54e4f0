"""The life of a document: every state against every event, as docs/architecture.md draws it."""

from __future__ import annotations

import itertools

import pytest

from mailbot.domain.errors import IllegalTransition
from mailbot.domain.states import TRANSITIONS, Event, State, after

TABLE = """
           PAPER_ARRIVED PROVED     REFUSE  SUBMIT    DIRECT   UNDO      COMPLETE REOPEN   ARCHIVE  TAKE_BACK RECALL
HELD       REGISTERED    REGISTERED REFUSED -         -        -         -        -        -        -         RECALLED
REGISTERED -             -          -       SUBMITTED ASSIGNED -         -        -        -        HELD      RECALLED
SUBMITTED  -             -          -       -         ASSIGNED -         -        -        -        -         RECALLED
ASSIGNED   -             -          -       -         ASSIGNED SUBMITTED DONE     -        -        -         RECALLED
DONE       -             -          -       -         -        -         -        ASSIGNED ARCHIVED -         RECALLED
REFUSED    -             -          -       -         -        -         -        -        -        HELD      -
RECALLED   -             -          -       -         -        -         -        -        -        -         -
ARCHIVED   -             -          -       -         -        -         -        -        -        -         -
DUPLICATE  -             -          -       -         -        -         -        -        -        -         -
"""


def _expected() -> dict[tuple[State, Event], State | None]:
    head, *rows = [line.split() for line in TABLE.strip("\n").splitlines()]
    return {
        (State[row[0]], Event[event]): None if cell == "-" else State[cell]
        for row in rows
        for event, cell in zip(head, row[1:], strict=True)
    }


EXPECTED = _expected()


@pytest.mark.parametrize(("state", "event"), [*itertools.product(State, Event)], ids=str)
def test_every_event_in_every_state_leads_where_the_table_says(state: State, event: Event) -> None:
    expected = EXPECTED[state, event]
    if expected is not None:
        assert after(state, event) is expected
        return
    with pytest.raises(IllegalTransition) as refused:
        after(state, event)
    assert refused.value.values == {"state": state.value, "event": event.value}


def test_the_program_knows_no_step_outside_the_table() -> None:
    assert {key: to for key, to in EXPECTED.items() if to is not None} == TRANSITIONS


def test_a_refused_document_only_waits_again_when_its_refusal_is_taken_back() -> None:
    left = {(event, to) for (start, event), to in TRANSITIONS.items() if start is State.REFUSED}

    assert left == {(Event.TAKE_BACK, State.HELD)}


def test_a_duplicate_never_gets_into_the_book() -> None:
    assert not [to for (start, _), to in TRANSITIONS.items() if start is State.DUPLICATE]
