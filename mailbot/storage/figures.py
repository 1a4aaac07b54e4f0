"""Figures over time: counted by the database, drawn elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from mailbot.domain.bookview import OPEN
from mailbot.domain.directive import AssignmentState
from mailbot.domain.states import Event
from mailbot.storage.directives import AssignmentRow
from mailbot.storage.documents import DocumentRow
from mailbot.storage.history import HistoryRow
from mailbot.storage.people import UnitRow

_AT_WORK = (AssignmentState.OPEN.value, AssignmentState.IN_PROGRESS.value)
_ENDS = {Event.COMPLETE.value: 1, Event.REOPEN.value: -1}


def arrivals(session: Session, agency_id: str, first: date) -> dict[date, int]:
    """Documents of the book by day of arrival, from `first` on."""
    query = (
        select(DocumentRow.arrived_on, func.count())
        .where(DocumentRow.agency_id == agency_id, DocumentRow.arrived_on >= first)
        .group_by(DocumentRow.arrived_on)
    )
    return {day: count for day, count in session.execute(query) if day is not None}


def unfinished(session: Session, agency_id: str) -> int:
    """Documents in the book that are not finished now."""
    states = [state.value for state in OPEN]
    query = select(func.count()).where(DocumentRow.agency_id == agency_id, DocumentRow.state.in_(states))
    return session.scalar(query) or 0


def endings(session: Session, agency_id: str, since: datetime) -> Iterator[tuple[datetime, int]]:
    """When documents were finished (1) or opened again (-1), in the order of the journal."""
    query = (
        select(HistoryRow.at, HistoryRow.action)
        .where(HistoryRow.agency_id == agency_id, HistoryRow.at >= since, HistoryRow.action.in_(_ENDS))
        .order_by(HistoryRow.seq)
    )
    return ((at, _ENDS[action]) for at, action in session.execute(query))


def registrations(session: Session, agency_id: str, first: date) -> Iterator[tuple[datetime, datetime, bool]]:
    """(legally received, registered, by paper) of documents that arrived from `first` on."""
    query = select(DocumentRow.legal_received_at, DocumentRow.registered_at, DocumentRow.paper_on).where(
        DocumentRow.agency_id == agency_id, DocumentRow.arrived_on >= first, DocumentRow.registered_at.is_not(None)
    )
    for received, registered, paper in session.execute(query):
        if registered is not None:
            yield received, registered, paper is not None


def overdue_by_unit(session: Session, agency_id: str, today: date) -> tuple[tuple[str, int], ...]:
    """(unit, parts at work after their time limit), the most first."""
    count = func.count().label("late")
    query = (
        select(UnitRow.name, count)
        .join(AssignmentRow, AssignmentRow.unit_id == UnitRow.id)
        .where(AssignmentRow.agency_id == agency_id, AssignmentRow.state.in_(_AT_WORK), AssignmentRow.due_on < today)
        .group_by(UnitRow.id, UnitRow.name)
        .order_by(count.desc(), UnitRow.name)
    )
    return tuple((name, late) for name, late in session.execute(query))
