"""What a person may say about a document now: whether they may direct it, and which part of theirs is open."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from mailbot.domain.document import DocumentLine
from mailbot.domain.people import Person
from mailbot.storage.documents import DocumentRow
from mailbot.workflow.instruct import living_part, may_direct


@dataclass(frozen=True, slots=True)
class Powers:
    """Asked before a page offers anything; `instruct` asks again when it is done."""

    directs: bool
    part_id: int | None
    """Their assignment that may still be reported on."""


def powers(session: Session, document: DocumentLine, person: Person) -> Powers:
    """What this person may say; raises nothing for a document that is closed, they just may say nothing."""
    row = session.get_one(DocumentRow, document.id)
    part = living_part(session, document.id, person.id)
    return Powers(may_direct(row, person, part), part)
