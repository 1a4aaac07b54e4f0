"""What a request for more time runs up against: the decider's own deadline, and the time limit of the document."""

from __future__ import annotations

from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from mailbot.bootstrap import App
from mailbot.domain.asking import RequestKind
from mailbot.domain.codec import loads
from mailbot.storage import documents
from mailbot.storage.directives import AssignmentRow, DirectiveRow
from mailbot.storage.documents import DocumentRow
from mailbot.storage.requests import RequestLine
from mailbot.workflow.arrival.number import due_date
from mailbot.workflow.delegation.standin import giver_of
from parsers.model import DocumentFields
from rules.engine import Reason


def own_deadline(session: Session, assignment: AssignmentRow) -> date | None:
    """Until when the decider, or who lent them the power, must be ready by whoever gave it to them."""
    given = session.get_one(DirectiveRow, assignment.directive_id)
    lender = giver_of(session, given.agency_id, given.delegation_id)
    return session.scalar(
        select(func.max(AssignmentRow.due_on)).where(
            AssignmentRow.document_id == assignment.document_id,
            AssignmentRow.person_id == (lender.id if lender else given.person_id),
            AssignmentRow.id < assignment.id,
        )
    )


def own_before(session: Session, request: RequestLine) -> date | None:
    """The decider's own deadline when more is asked for than they have themselves."""
    if request.kind is not RequestKind.EXTENSION:
        return None
    return _before(own_deadline(session, session.get_one(AssignmentRow, request.assignment_id)), request.until)


def warnings(session: Session, app: App, request: RequestLine, agency_id: str) -> tuple[Reason, ...]:
    """What the decider should know before saying yes; nothing about a request for help."""
    if request.kind is not RequestKind.EXTENSION:
        return ()
    document = documents.get(session, agency_id, request.document_id)
    found = (
        ("extension_own_deadline", own_before(session, request)),
        ("extension_past_limit", _before(_limit(app, document), request.until)),
    )
    return tuple(Reason(code, {"until": day.strftime("%d/%m/%Y")}) for code, day in found if day is not None)


def _limit(app: App, document: DocumentRow) -> date | None:
    """The day the sender asked for an answer by, else the agency's time limit; whatever was ordered since."""
    asked = loads(DocumentFields, document.fields).due_on
    if asked is not None or document.arrived_on is None:
        return asked
    return due_date(app, document, document.arrived_on)


def _before(deadline: date | None, until: date | None) -> date | None:
    return deadline if deadline is not None and until is not None and deadline < until else None
