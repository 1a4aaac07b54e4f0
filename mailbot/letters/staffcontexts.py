"""What letters about the people themselves tell."""

from __future__ import annotations

from dataclasses import dataclass

from mailbot.domain.document import AgencyCard, DocumentLine
from mailbot.domain.people import Person


@dataclass(frozen=True, slots=True)
class Handover:
    """To who handed over and to who took over: how much, and which documents (HH 9.4)."""

    agency: AgencyCard
    person: Person
    """The reader."""
    giver: Person
    taker: Person
    undecided: int
    parts_count: int
    documents: tuple[DocumentLine, ...]
    """The first ones of `count`."""
    count: int
    portal_url: str
