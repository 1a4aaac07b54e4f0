"""What a person may say about a document now: in their own name, or in the place of whoever lent them power."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from mailbot.domain.document import DocumentLine
from mailbot.domain.people import Person
from mailbot.storage import requests
from mailbot.storage.documents import DocumentRow
from mailbot.storage.requests import RequestLine
from mailbot.workflow.orders.instruct import lent_power, living_part, may_direct


@dataclass(frozen=True, slots=True)
class Powers:
    """Asked before a page offers anything; `instruct` asks again when it is done."""

    directs: bool
    part_id: int | None
    """The assignment that may still be reported on."""
    giver: Person | None = None
    """In whose place; None in one's own name."""
    requests: tuple[RequestLine, ...] = ()
    """What others ask of this person about the document."""


def powers(session: Session, document: DocumentLine, person: Person, now: datetime) -> Powers:
    """What this person may say; nothing about a document that is closed."""
    row = session.get_one(DocumentRow, document.id)
    asked = tuple(
        one for one in requests.waiting_for(session, document.agency_id, person.id) if one.document_id == document.id
    )
    part = living_part(session, row, person.id)
    directs = may_direct(row, person, part)
    if directs or part is not None:
        return Powers(directs, part, requests=asked)
    borrowed = lent_power(session, row, person, now)
    if borrowed is None:
        return Powers(False, None, requests=asked)
    return Powers(True, borrowed.part_id, borrowed.giver, asked)
