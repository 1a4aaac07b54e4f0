"""What ties one person to documents, gathered from documents, directives and assignments."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import ColumnElement, and_, func, or_, select, union
from sqlalchemy.orm import Session

from mailbot.domain.asking import RequestState
from mailbot.domain.directive import AssignmentState, Part
from mailbot.domain.mywork import GivenPart, Ordered, Tie
from mailbot.domain.states import State
from mailbot.storage import documents, handovers, opinions, readings, requests
from mailbot.storage.directives import AssignmentRow, DirectiveRow
from mailbot.storage.documents import DocumentRow
from mailbot.storage.opinions import OpinionRow, RoundRow
from mailbot.storage.readings import ReadingRow
from mailbot.storage.requests import RequestRow

NEWEST = 300
"""Of each kind of tie; whoever looks for older papers looks into the book."""
_WORKED_ON = (
    AssignmentState.OPEN.value,
    AssignmentState.IN_PROGRESS.value,
    AssignmentState.PASSED_ON.value,
    AssignmentState.DONE.value,
)


def ties(session: Session, agency_id: str, person_id: int) -> tuple[Tie, ...]:
    """Everything that was laid before a person, given to them or ordered by them."""
    seen = frozenset(readings.read_by(session, agency_id, person_id))
    return (
        *_laid_before(session, agency_id, person_id, seen),
        *_given_to(session, agency_id, person_id, seen),
        *_ordered_by(session, agency_id, person_id, seen),
        *_asked_of(session, agency_id, person_id, seen),
        *_to_opine(session, agency_id, person_id, seen),
    )


def waiting(session: Session, agency_id: str, person_id: int) -> int:
    """How many documents wait for this person's word, work or eyes."""
    laid = select(DocumentRow.id).where(
        DocumentRow.agency_id == agency_id,
        DocumentRow.state == State.SUBMITTED.value,
        DocumentRow.routed_to_id == person_id,
    )
    seen = select(ReadingRow.document_id).where(ReadingRow.person_id == person_id)
    given = (
        select(AssignmentRow.document_id)
        .join(DocumentRow, DocumentRow.id == AssignmentRow.document_id)
        .where(
            AssignmentRow.agency_id == agency_id,
            AssignmentRow.person_id == person_id,
            AssignmentRow.state == AssignmentState.OPEN.value,
            DocumentRow.state == State.ASSIGNED.value,
            or_(AssignmentRow.part != Part.INFORM.value, AssignmentRow.document_id.not_in(seen)),
        )
    )
    asked = select(RequestRow.document_id).where(
        RequestRow.agency_id == agency_id,
        RequestRow.decider_id == person_id,
        RequestRow.state == RequestState.WAITING.value,
    )
    opinion = (
        select(RoundRow.document_id)
        .join(OpinionRow, OpinionRow.round_id == RoundRow.id)
        .where(
            OpinionRow.agency_id == agency_id,
            OpinionRow.person_id == person_id,
            OpinionRow.answered_at.is_(None),
            RoundRow.closed_at.is_(None),
        )
    )
    return session.scalar(select(func.count()).select_from(union(laid, given, asked, opinion).subquery())) or 0


def _laid_before(session: Session, agency_id: str, person_id: int, seen: frozenset[int]) -> Iterator[Tie]:
    rows = session.scalars(
        select(DocumentRow)
        .where(
            DocumentRow.agency_id == agency_id,
            DocumentRow.state == State.SUBMITTED.value,
            DocumentRow.routed_to_id == person_id,
        )
        .order_by(DocumentRow.id.desc())
        .limit(NEWEST)
        .options(*documents.SLIM)
    )
    return (Tie(documents.line(row), seen=row.id in seen) for row in rows)


def _given_to(session: Session, agency_id: str, person_id: int, seen: frozenset[int]) -> Iterator[Tie]:
    rows = session.execute(
        select(AssignmentRow, DirectiveRow, DocumentRow)
        .join(DirectiveRow, DirectiveRow.id == AssignmentRow.directive_id)
        .join(DocumentRow, DocumentRow.id == AssignmentRow.document_id)
        .where(AssignmentRow.agency_id == agency_id, AssignmentRow.person_id == person_id)
        .order_by(AssignmentRow.id.desc())
        .limit(NEWEST)
        .options(*documents.SLIM)
    )
    for part, directive, document in rows:
        given = GivenPart(
            Part(part.part), AssignmentState(part.state), part.due_on, directive.person_id, directive.words
        )
        yield Tie(documents.line(document), given, seen=document.id in seen)


def _ordered_by(session: Session, agency_id: str, person_id: int, seen: frozenset[int]) -> Iterator[Tie]:
    rows = session.scalars(
        select(DocumentRow)
        .where(
            DocumentRow.agency_id == agency_id,
            DocumentRow.state.in_((State.ASSIGNED.value, State.DONE.value, State.ARCHIVED.value)),
            DocumentRow.id.in_(
                select(DirectiveRow.document_id).where(
                    DirectiveRow.agency_id == agency_id,
                    or_(*_given_by(session, agency_id, person_id)),
                    DirectiveRow.undone_at.is_(None),
                )
            ),
        )
        .order_by(DocumentRow.id.desc())
        .limit(NEWEST)
        .options(*documents.SLIM)
    ).all()
    after = _after(session, [row.id for row in rows], person_id)
    for row in rows:
        yield Tie(documents.line(row), ordered=after.get(row.id, Ordered.NOTED), seen=row.id in seen)


def _given_by(session: Session, agency_id: str, person_id: int) -> Iterator[ColumnElement[bool]]:
    """Directives of the person, and those of whoever handed over to them, given before that (HH 9.4)."""
    yield DirectiveRow.person_id == person_id
    for earlier_id, at in handovers.taken_over(session, agency_id, person_id):
        yield and_(DirectiveRow.person_id == earlier_id, DirectiveRow.given_at <= at)


def _asked_of(session: Session, agency_id: str, person_id: int, seen: frozenset[int]) -> Iterator[Tie]:
    waiting = {one.document_id for one in requests.waiting_for(session, agency_id, person_id)}
    rows = session.scalars(select(DocumentRow).where(DocumentRow.id.in_(waiting)).options(*documents.SLIM))
    return (Tie(documents.line(row), asked=True, seen=row.id in seen) for row in rows)


def _to_opine(session: Session, agency_id: str, person_id: int, seen: frozenset[int]) -> Iterator[Tie]:
    waiting = {round_.document_id for _, round_ in opinions.waiting_for(session, agency_id, person_id)}
    rows = session.scalars(select(DocumentRow).where(DocumentRow.id.in_(waiting)).options(*documents.SLIM))
    return (Tie(documents.line(row), opine=True, seen=row.id in seen) for row in rows)


def _after(session: Session, document_ids: list[int], person_id: int) -> dict[int, Ordered]:
    """What became of these: somebody's work counts before a part this person gave that came back."""
    found = session.execute(
        select(AssignmentRow.document_id, AssignmentRow.state, DirectiveRow.person_id)
        .join(DirectiveRow, DirectiveRow.id == AssignmentRow.directive_id)
        .where(AssignmentRow.document_id.in_(document_ids), AssignmentRow.part != Part.INFORM.value)
    ).all()
    back = {
        document_id: Ordered.CAME_BACK
        for document_id, state, giver_id in found
        if state == AssignmentState.RETURNED.value and giver_id == person_id
    }
    return back | {document_id: Ordered.AT_WORK for document_id, state, _ in found if state in _WORKED_ON}
