"""The incoming book as people read it: any view of it, newest line first."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sqlalchemy import ColumnElement, Select, or_, select, tuple_, union
from sqlalchemy.orm import Session

from mailbot.domain.bookview import OPEN, SOON_DAYS, BookView, Due, Origin
from mailbot.domain.directive import AssignmentState, Part
from mailbot.domain.document import DocumentLine
from mailbot.domain.folding import fold
from mailbot.storage.directives import AssignmentRow
from mailbot.storage.documents import SLIM, DocumentRow, line
from mailbot.storage.search import NEWEST, Span, having, readings
from parsers.model import Urgency

BOOK = "in"
_EVERY_YEAR = (1, 4000)
_WITHDRAWN = (AssignmentState.WITHDRAWN.value, AssignmentState.RETURNED.value)
_CHUNK = 500


def lines(session: Session, agency_id: str, view: BookView, today: date, limit: int) -> tuple[DocumentLine, ...]:
    """At most `limit` lines of a view; `today` decides what is late."""
    return tuple(_found(session, agency_id, view, today, limit))


def pieces(
    session: Session, agency_id: str, view: BookView, today: date, most: int
) -> Iterator[tuple[DocumentLine, ...]]:
    """The whole view in pieces, newest first: for print and export; ends after `most` lines."""
    given = 0
    while given < most:
        chunk = lines(session, agency_id, view, today, min(_CHUNK, most - given))
        if chunk:
            yield chunk
        given += len(chunk)
        if len(chunk) < _CHUNK:
            return
        view = replace(view, before=(chunk[-1].year or 0, chunk[-1].arrival_number or 0))


@dataclass(frozen=True, slots=True)
class Holder:
    """Who was given a document to lead; ids of person and unit, None where there is none."""

    person_id: int | None
    unit_id: int | None


def holders(session: Session, agency_id: str, ids: Collection[int]) -> dict[int, tuple[Holder, ...]]:
    """Who leads each of these documents now, by document."""
    query = select(AssignmentRow.document_id, AssignmentRow.person_id, AssignmentRow.unit_id).where(
        AssignmentRow.agency_id == agency_id,
        AssignmentRow.document_id.in_(ids),
        AssignmentRow.part == Part.LEAD.value,
        AssignmentRow.state.not_in(_WITHDRAWN),
    )
    found: dict[int, tuple[Holder, ...]] = {}
    for document_id, person_id, unit_id in session.execute(query.order_by(AssignmentRow.id)):
        found[document_id] = (*found.get(document_id, ()), Holder(person_id, unit_id))
    return found


def years(session: Session, agency_id: str) -> tuple[int, ...]:
    """Years that have a book, newest first; found step by step, not by reading every line."""
    found: list[int] = []
    newest = _newest_year(session, agency_id, _EVERY_YEAR[1])
    while newest is not None:
        found.append(newest)
        newest = _newest_year(session, agency_id, newest)
    return tuple(found)


def _newest_year(session: Session, agency_id: str, before: int) -> int | None:
    query = select(DocumentRow.year).where(
        DocumentRow.agency_id == agency_id, DocumentRow.book == BOOK, DocumentRow.year < before
    )
    return session.scalar(query.order_by(DocumentRow.year.desc()).limit(1))


def _found(session: Session, agency_id: str, view: BookView, today: date, limit: int) -> list[DocumentLine]:
    query = _book(agency_id, view, today).limit(limit).options(*SLIM)
    if not fold(view.words):
        return [line(row) for row in session.scalars(query.order_by(*NEWEST))]
    span = Span(*(view.year, view.year) if view.year is not None else _EVERY_YEAR, view.before)
    for words in readings(view.words):
        found = [line(row) for row in session.scalars(having(session, query, agency_id, words, span))]
        if found:
            return found
    return []


def _book(agency_id: str, view: BookView, today: date) -> Select[DocumentRow]:
    query = select(DocumentRow).where(
        DocumentRow.agency_id == agency_id, DocumentRow.book == BOOK, DocumentRow.arrival_number.is_not(None)
    )
    if view.year is not None:
        query = query.where(DocumentRow.year == view.year)
    if view.before is not None:
        query = query.where(tuple_(DocumentRow.year, DocumentRow.arrival_number) < view.before)
    return _of_time(_of_kind(_of_people(query, view), view), view, today)


def _of_kind(query: Select[DocumentRow], view: BookView) -> Select[DocumentRow]:
    if view.states:
        query = query.where(DocumentRow.state.in_([state.value for state in view.states]))
    if view.urgency is Urgency.NORMAL:
        query = query.where(or_(DocumentRow.urgency.is_(None), DocumentRow.urgency == Urgency.NORMAL.value))
    elif view.urgency is not None:
        query = query.where(DocumentRow.urgency == view.urgency.value)
    if view.kind is not None:
        query = query.where(DocumentRow.kind == view.kind)
    if view.origin is Origin.PAPER:
        query = query.where(DocumentRow.paper_on.is_not(None))
    elif view.origin is Origin.SIGNED:
        query = query.where(DocumentRow.paper_on.is_(None))
    return query


def _of_time(query: Select[DocumentRow], view: BookView, today: date) -> Select[DocumentRow]:
    if view.first is not None:
        query = query.where(DocumentRow.arrived_on >= view.first)
    if view.last is not None:
        query = query.where(DocumentRow.arrived_on <= view.last)
    is_open = DocumentRow.state.in_([state.value for state in OPEN])
    if view.due is Due.LATE:
        return query.where(is_open, DocumentRow.due_on < today)
    if view.due is Due.SOON:
        return query.where(is_open, DocumentRow.due_on.between(today, today + timedelta(days=SOON_DAYS)))
    return query.where(DocumentRow.due_on.is_not(None)) if view.due is Due.LIMITED else query


def _of_people(query: Select[DocumentRow], view: BookView) -> Select[DocumentRow]:
    if view.person_id is not None:
        laid = select(DocumentRow.id).where(DocumentRow.routed_to_id == view.person_id)
        query = query.where(DocumentRow.id.in_(union(laid, _given(AssignmentRow.person_id == view.person_id))))
    if view.unit_id is not None:
        query = query.where(DocumentRow.id.in_(_given(AssignmentRow.unit_id == view.unit_id)))
    return query


def _given(to: ColumnElement[bool]) -> Select[int]:
    return select(AssignmentRow.document_id).where(to, AssignmentRow.state.not_in(_WITHDRAWN))
