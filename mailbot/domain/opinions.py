"""An opinion round as shown: who was asked, who answered what (CB 10.7)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class OpinionLine:
    """One line of the table of answers."""

    id: int
    name: str
    person_id: int | None
    address: str | None
    words: str
    answered_at: datetime | None
    answer_document_id: int | None
    unit_id: int | None = None
    """The unit that was asked; its head answers, or whoever is in charge of it."""


@dataclass(frozen=True, slots=True)
class RoundLine:
    """A round with everybody asked."""

    id: int
    document_id: int
    person_id: int
    words: str
    due_on: date | None
    opened_at: datetime
    closed_at: datetime | None
    opinions: tuple[OpinionLine, ...]

    @property
    def waiting(self) -> tuple[OpinionLine, ...]:
        """Who has not answered."""
        return tuple(one for one in self.opinions if one.answered_at is None)
