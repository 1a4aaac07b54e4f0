"""Writing a document into the book (Decree 30/2020, Article 22)."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy.orm import Session

from mailbot.bootstrap import App
from mailbot.domain.calendar import VIETNAM
from mailbot.domain.deadlines import limit_of
from mailbot.domain.people import Actor
from mailbot.failpoints import failpoint
from mailbot.storage import documents, history
from mailbot.storage.documents import DocumentRow

BOOK_IN = "in"


def enter_in_book(session: Session, app: App, document: DocumentRow, actor: Actor, now: datetime) -> int:
    """Give the next arrival number to a document that waited; part of the caller's transaction."""
    number = give_number(session, app, document, actor, now)
    note_number(session, document, actor, now)
    return number


def give_number(session: Session, app: App, document: DocumentRow, actor: Actor, now: datetime) -> int:
    """Take the next arrival number of the year; `note_number` follows as soon as the document has its row."""
    arrived_on = document.paper_on or document.legal_received_at.astimezone(VIETNAM).date()
    year = now.astimezone(VIETNAM).year
    number = documents.next_number(session, document.agency_id, BOOK_IN, year)
    failpoint("after-number")
    document.book, document.year, document.arrived_on, document.arrival_number = BOOK_IN, year, arrived_on, number
    document.registered_at, document.registered_by = now, actor.name
    if document.due_on is None:
        document.due_on = due_date(app, document, arrived_on)
    document.route_wanted = True
    return number


def note_number(session: Session, document: DocumentRow, actor: Actor, now: datetime) -> None:
    """Write the number into the journal."""
    history.append(
        session,
        document.agency_id,
        now,
        actor,
        "numbered",
        ("document", document.id),
        number=str(document.arrival_number),
        year=str(document.year),
        rule=actor.rule or "",
    )


def due_date(app: App, document: DocumentRow, arrived_on: date) -> date | None:
    """The time limit of the agency for this urgency and kind, in working days; None when none is set."""
    limits = app.in_force.of(document.agency_id).limits
    days = limit_of(document.urgency, document.kind, limits.urgencies, limits.kinds)
    if days is None:
        return None
    return app.calendar(document.agency_id).add_working_days(arrived_on, days)
