"""Opinion rounds (CB 10.7): what was asked, whom, and what they said."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, Text, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from mailbot.domain.document import DocumentLine
from mailbot.domain.errors import NotFound
from mailbot.domain.opinions import OpinionLine, RoundLine
from mailbot.storage import documents
from mailbot.storage.base import Base
from mailbot.storage.documents import DocumentRow

NEWEST = 100
"""Rounds on one list; a document's own are on its page."""


class RoundRow(Base):
    """One round about one document."""

    __tablename__ = "opinion_round"
    __table_args__ = (Index("ix_opinion_round_document", "agency_id", "document_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[str] = mapped_column(ForeignKey("agency.id"))
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    """Who asked, and hears the answers."""
    words: Mapped[str] = mapped_column(Text)
    due_on: Mapped[date | None]
    opened_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]
    closed_by: Mapped[str | None]


class OpinionRow(Base):
    """One unit, person or agency that was asked."""

    __tablename__ = "opinion"
    __table_args__ = (Index("ix_opinion_round", "round_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[str] = mapped_column(ForeignKey("agency.id"))
    round_id: Mapped[int] = mapped_column(ForeignKey("opinion_round.id"))
    name: Mapped[str] = mapped_column(Text)
    """Of the unit, person or agency, as it was known then."""
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    """Who answers; None for another agency, and for a unit nobody answers for."""
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    address: Mapped[str | None]
    """Where another agency was asked; None when it has no known address."""
    words: Mapped[str] = mapped_column(Text, default="")
    answered_at: Mapped[datetime | None]
    message_id: Mapped[int | None] = mapped_column(ForeignKey("message.id"))
    answer_document_id: Mapped[int | None] = mapped_column(ForeignKey("document.id"))
    """The document another agency answered with."""


def get(session: Session, agency_id: str, round_id: int) -> RoundRow:
    """One round of this agency; raises NotFound."""
    row = session.get(RoundRow, round_id)
    if row is None or row.agency_id != agency_id:
        raise NotFound("round_not_found", id=str(round_id))
    return row


def opinion(session: Session, agency_id: str, opinion_id: int) -> OpinionRow:
    """One line of a round; raises NotFound."""
    row = session.get(OpinionRow, opinion_id)
    if row is None or row.agency_id != agency_id:
        raise NotFound("round_not_found", id=str(opinion_id))
    return row


def of_document(session: Session, agency_id: str, document_id: int) -> tuple[RoundLine, ...]:
    """Every round about a document, oldest first."""
    rows = session.scalars(
        select(RoundRow)
        .where(RoundRow.agency_id == agency_id, RoundRow.document_id == document_id)
        .order_by(RoundRow.id)
    )
    return tuple(line(session, row) for row in rows)


def open_rounds(session: Session, agency_id: str) -> tuple[RoundLine, ...]:
    """Rounds that still wait for answers, oldest first."""
    rows = session.scalars(
        select(RoundRow).where(RoundRow.agency_id == agency_id, RoundRow.closed_at.is_(None)).order_by(RoundRow.id)
    )
    return tuple(line(session, row) for row in rows)


def recent(session: Session, agency_id: str) -> tuple[RoundLine, ...]:
    """The newest rounds first, open ones before those that are over."""
    rows = session.scalars(
        select(RoundRow)
        .where(RoundRow.agency_id == agency_id)
        .order_by(RoundRow.closed_at.is_not(None), RoundRow.id.desc())
        .limit(NEWEST)
    )
    return tuple(line(session, row) for row in rows)


def answered_by(session: Session, agency_id: str, document_id: int) -> tuple[RoundLine, ...]:
    """Rounds this document answers: the other agency's letter, seen from itself."""
    asked = select(OpinionRow.round_id).where(
        OpinionRow.agency_id == agency_id, OpinionRow.answer_document_id == document_id
    )
    rows = session.scalars(select(RoundRow).where(RoundRow.id.in_(asked)).order_by(RoundRow.id))
    return tuple(line(session, row) for row in rows)


def waiting_for(session: Session, agency_id: str, person_id: int) -> tuple[tuple[OpinionRow, RoundRow], ...]:
    """What a person is asked and has not answered, oldest first."""
    rows = session.execute(
        select(OpinionRow, RoundRow)
        .join(RoundRow, RoundRow.id == OpinionRow.round_id)
        .where(
            OpinionRow.agency_id == agency_id,
            OpinionRow.person_id == person_id,
            OpinionRow.answered_at.is_(None),
            RoundRow.closed_at.is_(None),
        )
        .order_by(OpinionRow.id)
    )
    return tuple((row[0], row[1]) for row in rows)


def documents_of(session: Session, agency_id: str, ids: Collection[int]) -> dict[int, DocumentLine]:
    """The documents rounds are about, or are answered with, by id, asked for at once."""
    query = select(DocumentRow).where(DocumentRow.agency_id == agency_id, DocumentRow.id.in_(ids))
    return {row.id: documents.line(row) for row in session.scalars(query.options(*documents.SLIM))}


def line(session: Session, row: RoundRow) -> RoundLine:
    """A round as shown."""
    asked = session.scalars(select(OpinionRow).where(OpinionRow.round_id == row.id).order_by(OpinionRow.id))
    opinions = tuple(
        OpinionLine(o.id, o.name, o.person_id, o.address, o.words, o.answered_at, o.answer_document_id, o.unit_id)
        for o in asked
    )
    return RoundLine(
        row.id, row.document_id, row.person_id, row.words, row.due_on, row.opened_at, row.closed_at, opinions
    )
