"""Our requests to have documents back, and how they were answered."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, Text, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from mailbot.domain.errors import NotFound
from mailbot.domain.recalls import RecallLine, RecallState, Receiver, SentDocument
from mailbot.storage.base import Base

NEWEST = 200


class RecallRow(Base):
    """One request (13) to one receiver; answered by 15 or 16."""

    __tablename__ = "recall"
    __table_args__ = (Index("ix_recall_agency_state", "agency_id", "state"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[str] = mapped_column(ForeignKey("agency.id"))
    notation: Mapped[str]
    issued_on: Mapped[date]
    abstract: Mapped[str] = mapped_column(Text)
    name: Mapped[str] = mapped_column(Text)
    """Of the receiver."""
    address: Mapped[str]
    """Lower case."""
    why: Mapped[str] = mapped_column(Text)
    asked_at: Mapped[datetime]
    asked_by: Mapped[str]
    state: Mapped[str] = mapped_column(default=RecallState.ASKED.value)
    answered_at: Mapped[datetime | None]
    answer: Mapped[str] = mapped_column(Text, default="")
    noted_by: Mapped[str | None]
    message_id: Mapped[int | None] = mapped_column(ForeignKey("message.id"))
    letter_message_id: Mapped[str] = mapped_column(default="")
    """Message-ID of our letter: an answer that names it answers this request."""


def get(session: Session, agency_id: str, recall_id: int) -> RecallRow:
    """One request of this agency; raises NotFound."""
    row = session.get(RecallRow, recall_id)
    if row is None or row.agency_id != agency_id:
        raise NotFound("recall_not_found", id=str(recall_id))
    return row


def listed(session: Session, agency_id: str) -> tuple[RecallLine, ...]:
    """The newest requests first."""
    rows = session.scalars(
        select(RecallRow).where(RecallRow.agency_id == agency_id).order_by(RecallRow.id.desc()).limit(NEWEST)
    )
    return tuple(line(row) for row in rows)


def waiting(session: Session, agency_id: str, sent: SentDocument, address: str) -> RecallRow | None:
    """The unanswered request to this address about this document."""
    return session.scalar(
        select(RecallRow)
        .where(
            RecallRow.agency_id == agency_id,
            RecallRow.notation == sent.notation,
            RecallRow.issued_on == sent.issued_on,
            RecallRow.address == address.lower(),
            RecallRow.state == RecallState.ASKED.value,
        )
        .limit(1)
    )


def named_by(session: Session, agency_id: str, message_ids: tuple[str, ...]) -> RecallRow | None:
    """The request whose letter a mail names."""
    if not message_ids:
        return None
    return session.scalar(
        select(RecallRow).where(RecallRow.agency_id == agency_id, RecallRow.letter_message_id.in_(message_ids)).limit(1)
    )


def line(row: RecallRow) -> RecallLine:
    """A request as shown."""
    return RecallLine(
        row.id,
        SentDocument(row.notation, row.issued_on, row.abstract),
        Receiver(row.name, row.address),
        row.why,
        row.asked_at,
        row.asked_by,
        RecallState(row.state),
        row.answered_at,
        row.answer,
        row.noted_by,
        row.message_id,
    )
