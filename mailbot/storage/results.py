"""What came out of the work: the files somebody attached when they reported it finished."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ForeignKey, Index, Text, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from mailbot.domain.errors import NotFound
from mailbot.storage.base import Base


class ResultRow(Base):
    """One file that answers a document; its bytes are cut from the mail it came in, or a blob when it was uploaded."""

    __tablename__ = "result_file"
    __table_args__ = (Index("ix_result_file_document", "agency_id", "document_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[str] = mapped_column(ForeignKey("agency.id"))
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"))
    assignment_id: Mapped[int] = mapped_column(ForeignKey("assignment.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    message_id: Mapped[int | None] = mapped_column(ForeignKey("message.id"))
    digest: Mapped[str]
    name: Mapped[str] = mapped_column(Text)
    type: Mapped[str]
    size: Mapped[int]
    added_at: Mapped[datetime]


@dataclass(frozen=True, slots=True)
class ResultLine:
    """A file as shown."""

    id: int
    assignment_id: int
    person_id: int
    message_id: int | None
    """The mail it came in; None for a file uploaded in the portal."""
    digest: str
    name: str
    type: str
    size: int
    added_at: datetime


def of_document(session: Session, agency_id: str, document_id: int) -> tuple[ResultLine, ...]:
    """Every file that answers a document, oldest first."""
    rows = session.scalars(
        select(ResultRow)
        .where(ResultRow.agency_id == agency_id, ResultRow.document_id == document_id)
        .order_by(ResultRow.id)
    )
    return tuple(_line(row) for row in rows)


def get(session: Session, agency_id: str, document_id: int, result_id: int) -> ResultLine:
    """One of them; raises NotFound."""
    row = session.get(ResultRow, result_id)
    if row is None or row.agency_id != agency_id or row.document_id != document_id:
        raise NotFound("document_not_found", id=str(result_id))
    return _line(row)


def _line(row: ResultRow) -> ResultLine:
    return ResultLine(
        row.id, row.assignment_id, row.person_id, row.message_id, row.digest, row.name, row.type, row.size, row.added_at
    )
