"""Who has opened a document in the portal, and when first and last (HH 8.2)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from mailbot.storage.base import Base, insert_if_absent


class ReadingRow(Base):
    """One person has read one document."""

    __tablename__ = "reading"
    __table_args__ = (UniqueConstraint("document_id", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[str] = mapped_column(ForeignKey("agency.id"))
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    first_at: Mapped[datetime]
    last_at: Mapped[datetime]


@dataclass(frozen=True, slots=True)
class Reading:
    """One reader of a document."""

    person_id: int
    first_at: datetime
    last_at: datetime


def note(session: Session, agency_id: str, document_id: int, person_id: int, at: datetime) -> None:
    """This person has the document open now."""
    key = {"agency_id": agency_id, "document_id": document_id, "person_id": person_id}
    if not insert_if_absent(session, ReadingRow, **key, first_at=at, last_at=at):
        session.execute(
            update(ReadingRow)
            .where(ReadingRow.document_id == document_id, ReadingRow.person_id == person_id)
            .values(last_at=at)
        )


def last_read(session: Session, document_id: int, person_id: int) -> datetime | None:
    """When this person last opened it; None when never."""
    return session.scalar(
        select(ReadingRow.last_at).where(ReadingRow.document_id == document_id, ReadingRow.person_id == person_id)
    )


def of_document(session: Session, agency_id: str, document_id: int) -> tuple[Reading, ...]:
    """Who has read a document, the first reader first."""
    rows = session.scalars(
        select(ReadingRow)
        .where(ReadingRow.agency_id == agency_id, ReadingRow.document_id == document_id)
        .order_by(ReadingRow.first_at)
    )
    return tuple(Reading(row.person_id, row.first_at, row.last_at) for row in rows)


def read_by(session: Session, agency_id: str, person_id: int) -> dict[int, datetime]:
    """Documents this person has opened, with the moment of the first time."""
    rows = session.execute(
        select(ReadingRow.document_id, ReadingRow.first_at).where(
            ReadingRow.agency_id == agency_id, ReadingRow.person_id == person_id
        )
    )
    return dict(rows.all())
