"""What a person holds open at this moment: counted before they may leave, moved when they hand over (HH 9.4)."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from mailbot.domain.directive import AssignmentState, Part
from mailbot.domain.states import State
from mailbot.storage.directives import AssignmentRow
from mailbot.storage.documents import DocumentRow

_OPEN = (AssignmentState.OPEN.value, AssignmentState.IN_PROGRESS.value, AssignmentState.PASSED_ON.value)


@dataclass(frozen=True, slots=True)
class Load:
    """Ids of what is open, the oldest first."""

    undecided: tuple[int, ...]
    """Documents laid before the person."""
    parts: tuple[int, ...]
    """Assignments to lead or to help."""
    documents: tuple[int, ...]
    """Documents of either."""

    @property
    def count(self) -> int:
        """How many things somebody else has to take over."""
        return len(self.undecided) + len(self.parts)


def load_of(session: Session, agency_id: str, person_id: int) -> Load:
    """Everything open in this person's name."""
    undecided = session.scalars(
        select(DocumentRow.id)
        .where(
            DocumentRow.agency_id == agency_id,
            DocumentRow.state == State.SUBMITTED.value,
            DocumentRow.routed_to_id == person_id,
            DocumentRow.delegation_id.is_(None),  # borrowed: it goes back to its giver when the delegation ends
        )
        .order_by(DocumentRow.id)
    ).all()
    parts = session.execute(
        select(AssignmentRow.id, AssignmentRow.document_id)
        .join(DocumentRow, DocumentRow.id == AssignmentRow.document_id)
        .where(
            AssignmentRow.agency_id == agency_id,
            AssignmentRow.person_id == person_id,
            AssignmentRow.part != Part.INFORM.value,
            AssignmentRow.state.in_(_OPEN),
            DocumentRow.state == State.ASSIGNED.value,
        )
        .order_by(AssignmentRow.id)
    ).all()
    documents = dict.fromkeys([*undecided, *(document_id for _, document_id in parts)])
    return Load(tuple(undecided), tuple(part for part, _ in parts), tuple(documents))
