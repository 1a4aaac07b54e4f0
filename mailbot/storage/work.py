"""Work that is not finished: who holds which part of which document, and until when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from mailbot.domain.directive import AssignmentState, Part
from mailbot.domain.states import State
from mailbot.storage.directives import AssignmentRow, DirectiveRow
from mailbot.storage.documents import DocumentRow

ACTIVE = (AssignmentState.OPEN.value, AssignmentState.IN_PROGRESS.value)
_WORKED_ON = (Part.LEAD.value, Part.CO_HANDLER.value)


@dataclass(frozen=True, slots=True)
class OpenWork:
    """One part somebody still works on, with the rows it stands in."""

    assignment: AssignmentRow
    document: DocumentRow
    directive: DirectiveRow


def due_until(session: Session, agency_id: str, last: date) -> tuple[OpenWork, ...]:
    """Parts with a deadline up to and including `last`, the earliest first."""
    return _open(session, agency_id, AssignmentRow.due_on <= last)


def held_by(session: Session, agency_id: str, person_id: int) -> tuple[OpenWork, ...]:
    """Everything a person works on; what is due first comes first, what has no deadline last."""
    return _open(session, agency_id, AssignmentRow.person_id == person_id)


def _open(session: Session, agency_id: str, which: ColumnElement[bool]) -> tuple[OpenWork, ...]:
    rows = session.execute(
        select(AssignmentRow, DocumentRow, DirectiveRow)
        .join(DocumentRow, DocumentRow.id == AssignmentRow.document_id)
        .join(DirectiveRow, DirectiveRow.id == AssignmentRow.directive_id)
        .where(
            AssignmentRow.agency_id == agency_id,
            AssignmentRow.state.in_(ACTIVE),
            AssignmentRow.part.in_(_WORKED_ON),
            DocumentRow.state == State.ASSIGNED.value,
            which,
        )
        .order_by(AssignmentRow.due_on.is_(None), AssignmentRow.due_on, AssignmentRow.id)
    )
    return tuple(OpenWork(*row) for row in rows)


def awaiting_order(session: Session, agency_id: str, person_id: int) -> tuple[DocumentRow, ...]:
    """Documents laid before a leader who has not answered yet."""
    rows = session.scalars(
        select(DocumentRow)
        .where(
            DocumentRow.agency_id == agency_id,
            DocumentRow.state == State.SUBMITTED.value,
            DocumentRow.routed_to_id == person_id,
        )
        .order_by(DocumentRow.due_on.is_(None), DocumentRow.due_on, DocumentRow.id)
    )
    return tuple(rows)
