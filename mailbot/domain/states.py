"""The life of an incoming document, as one table."""

from __future__ import annotations

from enum import StrEnum

from mailbot.domain.errors import IllegalTransition


class State(StrEnum):
    """Where a document stands."""

    HELD = "held"
    REGISTERED = "registered"
    SUBMITTED = "submitted"
    ASSIGNED = "assigned"
    DONE = "done"
    REFUSED = "refused"
    RECALLED = "recalled"
    """Its sender took it back, and a clerk agreed; the number stays."""
    ARCHIVED = "archived"
    DUPLICATE = "duplicate"
    """A second copy, linked to the first."""


class Event(StrEnum):
    """What can happen to it."""

    PAPER_ARRIVED = "paper_arrived"
    PROVED = "proved"
    """A held signature was proved later, when revocation data arrived."""
    REFUSE = "refuse"
    SUBMIT = "submit"
    DIRECT = "direct"
    RECALL = "recall"
    COMPLETE = "complete"
    REOPEN = "reopen"
    UNDO = "undo"
    """The leader took the directive back within the time allowed."""
    ARCHIVE = "archive"
    TAKE_BACK = "take_back"
    """A clerk undid a registration or refusal within seconds, before anybody outside heard of it."""


TRANSITIONS: dict[tuple[State, Event], State] = {
    (State.HELD, Event.PAPER_ARRIVED): State.REGISTERED,
    (State.HELD, Event.PROVED): State.REGISTERED,
    (State.HELD, Event.REFUSE): State.REFUSED,
    (State.REGISTERED, Event.TAKE_BACK): State.HELD,
    (State.REFUSED, Event.TAKE_BACK): State.HELD,
    (State.REGISTERED, Event.SUBMIT): State.SUBMITTED,
    (State.REGISTERED, Event.DIRECT): State.ASSIGNED,
    (State.SUBMITTED, Event.DIRECT): State.ASSIGNED,
    (State.ASSIGNED, Event.DIRECT): State.ASSIGNED,
    (State.ASSIGNED, Event.UNDO): State.SUBMITTED,
    (State.ASSIGNED, Event.COMPLETE): State.DONE,
    (State.HELD, Event.RECALL): State.RECALLED,
    (State.REGISTERED, Event.RECALL): State.RECALLED,
    (State.SUBMITTED, Event.RECALL): State.RECALLED,
    (State.ASSIGNED, Event.RECALL): State.RECALLED,
    (State.DONE, Event.RECALL): State.RECALLED,
    (State.DONE, Event.REOPEN): State.ASSIGNED,
    (State.DONE, Event.ARCHIVE): State.ARCHIVED,
}


def after(state: State, event: Event) -> State:
    """The state that follows; raises IllegalTransition where the table has no entry."""
    following = TRANSITIONS.get((state, event))
    if following is None:
        raise IllegalTransition("illegal_transition", state=state.value, event=event.value)
    return following
