"""A clerk takes back what was just done: within seconds, before a letter has left and before the leader heard of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from mailbot.bootstrap import App
from mailbot.domain.errors import DomainError
from mailbot.domain.people import Actor
from mailbot.domain.states import Event, State
from mailbot.storage import documents, history, outbox, struck
from mailbot.storage.documents import DocumentRow
from mailbot.storage.struck import StruckLine
from mailbot.workflow.arrival.number import due_date
from mailbot.workflow.clerk.conflict import must_be
from mailbot.workflow.clerk.scan import detach
from mailbot.workflow.transition import transition

AT_ONCE = timedelta(0)
"""No time to take anything back: letters may leave with the next breath."""


@dataclass(frozen=True, slots=True)
class TakenBack:
    """What was undone."""

    document_id: int
    struck_number: int | None
    """The number that stays in the book, struck through; None when none had been given."""


def keep_quiet(document: DocumentRow, now: datetime, quiet: timedelta) -> None:
    """Letters about this document and its way to the leader wait so long; what was quiet before no longer counts."""
    document.quiet_until = now + quiet if quiet > AT_ONCE else None


def take_back(app: App, agency_id: str, document_id: int, version: int, actor: Actor) -> TakenBack:
    """Undo a registration, refusal or question; the document waits for paper as before.

    Raises Conflict when somebody changed it since, DomainError `too_late_to_take_back`, NotFound.
    """
    with app.db.transaction() as session:
        document = documents.get(session, agency_id, document_id)
        must_be(session, document, version)
        now = app.clock()  # after the lock: a letter that is due by now may be on its way
        until = document.quiet_until
        if until is None or now >= until or not outbox.take_back(session, agency_id, document_id, until):
            raise DomainError("too_late_to_take_back")
        number = document.arrival_number
        _undo(session, app, document, actor, now)
        document.quiet_until = None
    return TakenBack(document_id, number)


def _undo(session: Session, app: App, document: DocumentRow, actor: Actor, now: datetime) -> None:
    if document.state == State.HELD.value:  # a question changed no state
        document.version += 1
        history.append(session, document.agency_id, now, actor, "question_withdrawn", ("document", document.id))
        return
    number = str(document.arrival_number or "")
    if document.arrival_number is not None:
        _strike(session, app, document, actor, now)
    transition(session, document, Event.TAKE_BACK, actor, now, **({"struck_number": number} if number else {}))


def _strike(session: Session, app: App, document: DocumentRow, actor: Actor, now: datetime) -> None:
    """The number stays in the book with a line through it: auditors read a gap as a removed page."""
    line = StruckLine(
        document.arrival_number or 0, document.year or 0, document.id, document.arrived_on, document.issuer,
        document.notation, document.abstract, now, actor.name, "struck_taken_back",
    )  # fmt: skip
    struck.strike(session, document.agency_id, document.book or "", line)
    if document.arrived_on is not None and document.due_on == due_date(app, document, document.arrived_on):
        document.due_on = None  # counted from the day it arrived; it is counted anew with the next number
    document.book = document.year = document.arrival_number = document.arrived_on = document.paper_on = None
    document.registered_at, document.registered_by, document.route_wanted = None, None, False
    detach(session, document)
