"""Numbers that were given and taken back: struck through in the book, never given again (Decree 30/2020, 22.2)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ForeignKey, Text, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from mailbot.storage.base import Base


class StruckRow(Base):
    """One line of the book that was struck through."""

    __tablename__ = "struck_number"

    agency_id: Mapped[str] = mapped_column(ForeignKey("agency.id"), primary_key=True)
    book: Mapped[str] = mapped_column(primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), index=True)
    arrived_on: Mapped[date | None]
    issuer: Mapped[str | None] = mapped_column(Text)
    notation: Mapped[str | None]
    abstract: Mapped[str | None] = mapped_column(Text)
    struck_at: Mapped[datetime]
    struck_by: Mapped[str]
    reason: Mapped[str]
    """Code of the sentence that says why."""


@dataclass(frozen=True, slots=True)
class StruckLine:
    """A struck line as the book shows it: what stood there, who struck it, when and why."""

    number: int
    year: int
    document_id: int
    arrived_on: date | None
    issuer: str | None
    notation: str | None
    abstract: str | None
    struck_at: datetime
    struck_by: str
    reason: str


def strike(session: Session, agency_id: str, book: str, line: StruckLine) -> None:
    """Write a struck line; part of the transaction that takes the number from its document."""
    session.add(
        StruckRow(
            agency_id=agency_id, book=book, year=line.year, number=line.number, document_id=line.document_id,
            arrived_on=line.arrived_on, issuer=line.issuer, notation=line.notation, abstract=line.abstract,
            struck_at=line.struck_at, struck_by=line.struck_by, reason=line.reason,
        )
    )  # fmt: skip


def numbers(session: Session, agency_id: str, book: str, year: int) -> tuple[int, ...]:
    """Struck numbers of one book."""
    query = select(StruckRow.number).where(
        StruckRow.agency_id == agency_id, StruckRow.book == book, StruckRow.year == year
    )
    return tuple(session.scalars(query.order_by(StruckRow.number)))


def between(session: Session, agency_id: str, year: int, first: int, last: int) -> tuple[StruckLine, ...]:
    """Struck lines of the incoming book between two numbers, both included, highest first: for a page of the book."""
    query = select(StruckRow).where(
        StruckRow.agency_id == agency_id, StruckRow.book == "in", StruckRow.year == year,
        StruckRow.number.between(first, last),
    )  # fmt: skip
    return tuple(_line(row) for row in session.scalars(query.order_by(StruckRow.number.desc())))


def of_document(session: Session, agency_id: str, document_id: int) -> tuple[StruckLine, ...]:
    """Numbers a document once had, oldest first."""
    query = select(StruckRow).where(StruckRow.agency_id == agency_id, StruckRow.document_id == document_id)
    return tuple(_line(row) for row in session.scalars(query.order_by(StruckRow.struck_at)))


def _line(row: StruckRow) -> StruckLine:
    return StruckLine(
        row.number, row.year, row.document_id, row.arrived_on, row.issuer, row.notation, row.abstract,
        row.struck_at, row.struck_by, row.reason,
    )  # fmt: skip
