"""Which lines of the incoming book somebody wants to see."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from mailbot.domain.states import State
from parsers.model import Urgency


class Due(StrEnum):
    """Open documents by their time limit."""

    LATE = "late"
    SOON = "soon"
    """Within the next three days, today included."""
    LIMITED = "limited"
    """Has a time limit, whatever became of it."""


class Origin(StrEnum):
    """How a document came into the book."""

    SIGNED = "signed"
    """By its signature, no paper awaited."""
    PAPER = "paper"
    """When its paper copy came."""


OPEN = (State.REGISTERED, State.SUBMITTED, State.ASSIGNED)
"""In the book and not finished: these can be late."""
SOON_DAYS = 3


@dataclass(frozen=True, slots=True)
class BookView:
    """Every given value narrows the view; None, empty and () narrow nothing."""

    year: int | None = None
    """None: every year's book."""
    words: str = ""
    """As typed; every word must occur, with or without accents."""
    states: tuple[State, ...] = ()
    urgency: Urgency | None = None
    kind: str | None = None
    due: Due | None = None
    origin: Origin | None = None
    person_id: int | None = None
    """Laid before this person, or given to them."""
    unit_id: int | None = None
    """Given to this unit or to one of its people."""
    first: date | None = None
    last: date | None = None
    """Days of arrival, both included."""
    before: tuple[int, int] | None = None
    """Continue after this (year, number), newest first."""

    @property
    def is_whole_book(self) -> bool:
        """True when nothing but year and page narrows it: struck lines are shown among the others."""
        narrowing = (self.words.strip(), self.states, self.urgency, self.kind, self.due, self.origin)
        return not any(narrowing) and not any((self.person_id, self.unit_id, self.first, self.last))
