"""Requests for more time or help: who asked, until when or for whom, and what was decided."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, Text, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from mailbot.domain.asking import RequestKind, RequestState
from mailbot.domain.codec import dump_as, loads
from mailbot.domain.errors import NotFound
from mailbot.storage.base import Base
from parsers.model import Party

_PARTIES = tuple[Party, ...]


class RequestRow(Base):
    """One request about one assignment."""

    __tablename__ = "work_request"
    __table_args__ = (Index("ix_work_request_document", "agency_id", "document_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[str] = mapped_column(ForeignKey("agency.id"))
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"))
    assignment_id: Mapped[int] = mapped_column(ForeignKey("assignment.id"))
    kind: Mapped[str]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    decider_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    until: Mapped[date | None]
    parties: Mapped[str] = mapped_column(Text, default="[]")
    """JSON of the parties asked for."""
    words: Mapped[str] = mapped_column(Text)
    asked_at: Mapped[datetime]
    state: Mapped[str] = mapped_column(default=RequestState.WAITING.value)
    granted_until: Mapped[date | None]
    decision: Mapped[str] = mapped_column(Text, default="")
    """The decider's words."""
    decided_at: Mapped[datetime | None]


@dataclass(frozen=True, slots=True)
class RequestLine:
    """A request as shown."""

    id: int
    document_id: int
    assignment_id: int
    kind: RequestKind
    person_id: int
    decider_id: int
    until: date | None
    parties: tuple[Party, ...]
    words: str
    asked_at: datetime
    state: RequestState
    granted_until: date | None
    decision: str
    decided_at: datetime | None


def add(session: Session, row: RequestRow, parties: tuple[Party, ...] = ()) -> int:
    """Keep a request; one still waiting for the same assignment and of the same kind is overtaken by it."""
    for earlier in _waiting(session, row.assignment_id):
        if earlier.kind == row.kind:
            earlier.state = RequestState.OVERTAKEN.value
    row.parties = dump_as(_PARTIES, parties)
    session.add(row)
    session.flush()
    return row.id


def get(session: Session, agency_id: str, request_id: int) -> RequestRow:
    """One request of this agency; raises NotFound."""
    row = session.get(RequestRow, request_id)
    if row is None or row.agency_id != agency_id:
        raise NotFound("request_not_found", id=str(request_id))
    return row


def end(session: Session, assignment_id: int) -> None:
    """The work ended: nothing about it is decided any more."""
    for row in _waiting(session, assignment_id):
        row.state = RequestState.OVERTAKEN.value


def of_document(session: Session, agency_id: str, document_id: int) -> tuple[RequestLine, ...]:
    """Every request about a document, oldest first."""
    rows = session.scalars(
        select(RequestRow)
        .where(RequestRow.agency_id == agency_id, RequestRow.document_id == document_id)
        .order_by(RequestRow.id)
    )
    return tuple(line(row) for row in rows)


def waiting_for(session: Session, agency_id: str, decider_id: int) -> tuple[RequestLine, ...]:
    """What a person has to decide, oldest first."""
    rows = session.scalars(
        select(RequestRow)
        .where(
            RequestRow.agency_id == agency_id,
            RequestRow.decider_id == decider_id,
            RequestRow.state == RequestState.WAITING.value,
        )
        .order_by(RequestRow.id)
    )
    return tuple(line(row) for row in rows)


def line(row: RequestRow) -> RequestLine:
    """A row as shown."""
    return RequestLine(
        row.id, row.document_id, row.assignment_id, RequestKind(row.kind), row.person_id, row.decider_id, row.until,
        loads(_PARTIES, row.parties), row.words, row.asked_at, RequestState(row.state), row.granted_until,
        row.decision, row.decided_at,
    )  # fmt: skip


def _waiting(session: Session, assignment_id: int) -> tuple[RequestRow, ...]:
    rows = session.scalars(
        select(RequestRow).where(
            RequestRow.assignment_id == assignment_id, RequestRow.state == RequestState.WAITING.value
        )
    )
    return tuple(rows)
