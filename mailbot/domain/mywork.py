"""Văn bản của tôi: what one person has to do with each document, in three piles."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from mailbot.domain.directive import AssignmentState, Part
from mailbot.domain.document import DocumentLine
from mailbot.domain.states import State


class Pile(StrEnum):
    """Waits for the person; goes its way; is over."""

    WAITING = "waiting"
    GOING = "going"
    DONE = "done"


class Why(StrEnum):
    """What a document is to the person; the pile follows from it."""

    TO_DECIDE = "to_decide"
    ASKED = "asked"
    """Somebody who works on it asks the person for more time or help."""
    TO_OPINE = "to_opine"
    """An opinion round asks the person (CB 10.7)."""
    CAME_BACK = "came_back"
    """Whoever was given it says it is not theirs (HH 5.3b)."""
    TO_LEAD = "to_lead"
    TO_HELP = "to_help"
    TO_KNOW = "to_know"
    AT_WORK = "at_work"
    GIVEN_ON = "given_on"
    """Given to others; their result is waited for."""
    FINISHED = "finished"
    KNOWN = "known"


PILE_OF = {
    Why.TO_DECIDE: Pile.WAITING,
    Why.ASKED: Pile.WAITING,
    Why.TO_OPINE: Pile.WAITING,
    Why.CAME_BACK: Pile.WAITING,
    Why.TO_LEAD: Pile.WAITING,
    Why.TO_HELP: Pile.WAITING,
    Why.TO_KNOW: Pile.WAITING,
    Why.AT_WORK: Pile.GOING,
    Why.GIVEN_ON: Pile.GOING,
    Why.FINISHED: Pile.DONE,
    Why.KNOWN: Pile.DONE,
}
_TODO = {Part.LEAD: Why.TO_LEAD, Part.CO_HANDLER: Why.TO_HELP}
_RANK = {why: rank for rank, why in enumerate(Why)}


@dataclass(frozen=True, slots=True)
class GivenPart:
    """An assignment of the person."""

    part: Part
    state: AssignmentState
    due_on: date | None
    giver_id: int
    words: str
    """Of the directive, as its giver wrote them."""


class Ordered(StrEnum):
    """What became of a document the person ordered something about."""

    AT_WORK = "at_work"
    CAME_BACK = "came_back"
    """Everybody who was given it returned it."""
    NOTED = "noted"
    """Nobody was given work."""


_AFTER_ORDER = {Ordered.AT_WORK: Why.GIVEN_ON, Ordered.CAME_BACK: Why.CAME_BACK, Ordered.NOTED: Why.KNOWN}


@dataclass(frozen=True, slots=True)
class Tie:
    """One reason why a document concerns the person: laid before them, given to them, or ordered by them."""

    document: DocumentLine
    given: GivenPart | None = None
    ordered: Ordered | None = None
    asked: bool = False
    """A request about it waits for the person's word."""
    opine: bool = False
    """A round about it waits for the person's opinion."""
    seen: bool = False


@dataclass(frozen=True, slots=True)
class Task:
    """A document as it concerns the person."""

    document: DocumentLine
    why: Why
    given: GivenPart | None
    seen: bool

    @property
    def pile(self) -> Pile:
        """Where it lies."""
        return PILE_OF[self.why]

    @property
    def due_on(self) -> date | None:
        """The person's own limit, else the document's."""
        return self.given.due_on if self.given and self.given.due_on else self.document.due_on


def tasks(ties: Iterable[Tie]) -> tuple[Task, ...]:
    """One task per document, by its most pressing tie; the nearest limit first, then the newest document."""
    found: dict[int, Task] = {}
    for tie in ties:
        why = _why(tie)
        if why is None:
            continue
        task, known = Task(tie.document, why, tie.given, tie.seen), found.get(tie.document.id)
        if known is None or _RANK[why] < _RANK[known.why]:
            found[tie.document.id] = task
    return tuple(sorted(found.values(), key=lambda task: (task.due_on or date.max, -task.document.id)))


def _why(tie: Tie) -> Why | None:
    over = tie.document.state in (State.DONE, State.ARCHIVED)
    if tie.asked and not over:
        return Why.ASKED
    if tie.opine:
        return Why.TO_OPINE
    if tie.given is not None:
        return _of_part(tie.given, over, tie.seen)
    if over:
        return Why.FINISHED
    return _AFTER_ORDER[tie.ordered] if tie.ordered else Why.TO_DECIDE


def _of_part(given: GivenPart, over: bool, seen: bool) -> Why | None:
    """None for what was taken back, or given back by the person."""
    if given.state in (AssignmentState.WITHDRAWN, AssignmentState.RETURNED):
        return None
    if given.part is Part.INFORM:
        return Why.KNOWN if seen or over else Why.TO_KNOW
    if over or given.state is AssignmentState.DONE:
        return Why.FINISHED
    if given.state is AssignmentState.PASSED_ON:
        return Why.GIVEN_ON
    return Why.AT_WORK if given.state is AssignmentState.IN_PROGRESS else _TODO[given.part]
