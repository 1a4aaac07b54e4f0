"""Documents that recall, repeal, replace or amend others; found by number, whichever of the two came first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ForeignKey, Index, Text, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from mailbot.domain.agencies.names import readings, same
from mailbot.domain.document import DocumentLine
from mailbot.domain.folding import fold
from mailbot.domain.states import State
from mailbot.storage.base import Base
from mailbot.storage.documents import DocumentRow, line
from parsers.model import Change


class ChangeRow(Base):
    """One announced change; the document meant is named, not pointed at: it may come later, or never."""

    __tablename__ = "document_change"
    __table_args__ = (Index("ix_document_change_number", "agency_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[str] = mapped_column(ForeignKey("agency.id"))
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), index=True)
    """The document that announces it."""
    kind: Mapped[str]
    notation: Mapped[str]
    number: Mapped[str]
    """Without leading zeros."""
    symbol: Mapped[str]
    issued_on: Mapped[date | None]
    issuer: Mapped[str] = mapped_column(Text)
    """Of the document meant; empty when nobody knows."""


@dataclass(frozen=True, slots=True)
class Linked:
    """A change seen from one of its two documents."""

    kind: str
    """A value of ChangeKind."""
    notation: str
    """Of the document that is changed."""
    other: DocumentLine | None
    """The other document; None while it is not here."""


@dataclass(frozen=True, slots=True)
class Around:
    """What one document changes, and what changes it."""

    announcing: tuple[Linked, ...] = ()
    announced_by: tuple[Linked, ...] = ()


def add(session: Session, document: DocumentRow, change: Change) -> tuple[int, ...]:
    """Keep a change a stored document announces; ids of the documents here that are meant."""
    row = ChangeRow(
        agency_id=document.agency_id, document_id=document.id, kind=change.kind.value, notation=change.notation,
        number=_bare(change.number), symbol=change.symbol, issued_on=change.issued_on,
        issuer=change.issuer or document.issuer or "",
    )  # fmt: skip
    session.add(row)
    return tuple(meant.id for meant in _meant(session, row))


def around(session: Session, document: DocumentLine) -> Around:
    """Changes from and to one document."""
    own = session.scalars(select(ChangeRow).where(ChangeRow.document_id == document.id).order_by(ChangeRow.id))
    return Around(
        tuple(one for row in own for one in _announced(session, row)), tuple(_announced_by(session, document))
    )


def _announced(session: Session, row: ChangeRow) -> Iterator[Linked]:
    found = [Linked(row.kind, row.notation, line(meant)) for meant in _meant(session, row)]
    yield from found or [Linked(row.kind, row.notation, None)]


def _announced_by(session: Session, document: DocumentLine) -> Iterator[Linked]:
    row = session.get_one(DocumentRow, document.id)
    if not row.number:
        return
    query = select(ChangeRow, DocumentRow).join(DocumentRow, DocumentRow.id == ChangeRow.document_id)
    query = query.where(ChangeRow.agency_id == row.agency_id, ChangeRow.number == _bare(row.number))
    for change, by in session.execute(query.order_by(ChangeRow.id)):
        if by.id != row.id and _fits(change, row):
            yield Linked(change.kind, change.notation, line(by))


def _meant(session: Session, change: ChangeRow) -> Iterator[DocumentRow]:
    """Documents with that number; a number below 10 is printed with a zero before it or without."""
    query = select(DocumentRow).where(
        DocumentRow.agency_id == change.agency_id,
        DocumentRow.number.in_([change.number, f"0{change.number}", f"00{change.number}"]),
        DocumentRow.state.not_in([State.DUPLICATE.value, State.REFUSED.value]),
        DocumentRow.id != change.document_id,
    )
    return (row for row in session.scalars(query.order_by(DocumentRow.id)) if _fits(change, row))


def _fits(change: ChangeRow, row: DocumentRow) -> bool:
    """Number and symbol are unique only within one agency and year (Decree 30/2020, Article 15.1)."""
    if fold(change.symbol) != fold(row.symbol or "") or not change.issuer or not row.issuer:
        return False
    if change.issued_on and row.issued_on and change.issued_on != row.issued_on:
        return False
    return any(same(one, other) for one in readings(change.issuer) for other in readings(row.issuer))


def _bare(number: str) -> str:
    return number.lstrip("0").lower()
