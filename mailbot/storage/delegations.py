"""Delegations: never changed, only ended; what they gave power for is told by the directives."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, Text, or_, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from mailbot.domain.delegation import Delegation, Proof, Scope, ScopeKind, Wish
from mailbot.domain.document import DocumentLine
from mailbot.domain.errors import NotFound
from mailbot.storage import documents
from mailbot.storage.base import Base
from mailbot.storage.directives import DirectiveRow, TokenRow
from mailbot.storage.documents import DocumentRow


class DelegationRow(Base):
    """One power lent by one person to another."""

    __tablename__ = "delegation"
    __table_args__ = (Index("ix_delegation_giver", "agency_id", "giver_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[str] = mapped_column(ForeignKey("agency.id"))
    giver_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    taker_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    from_on: Mapped[date]
    until_on: Mapped[date]
    scope: Mapped[str]
    scope_value: Mapped[str] = mapped_column(Text, default="")
    basis: Mapped[str] = mapped_column(Text)
    proof: Mapped[str]
    made_at: Mapped[datetime]
    made_by: Mapped[str]
    ended_at: Mapped[datetime | None]
    settled_at: Mapped[datetime | None]
    """When what was left undecided went back to the giver; None while it may still give power."""


def add(session: Session, agency_id: str, wish: Wish, proof: Proof, at: datetime, by: str) -> int:
    """Write a delegation that was found in order; returns its id."""
    row = DelegationRow(
        agency_id=agency_id, giver_id=wish.giver_id, taker_id=wish.taker_id, from_on=wish.from_on,
        until_on=wish.until_on, scope=wish.scope.kind.value, scope_value=wish.scope.value, basis=wish.basis.strip(),
        proof=proof.value, made_at=at, made_by=by,
    )  # fmt: skip
    session.add(row)
    session.flush()
    return row.id


def end(session: Session, agency_id: str, delegation_id: int, at: datetime) -> Delegation:
    """Take it back before its time; raises NotFound for one of another agency."""
    row = _row(session, agency_id, delegation_id)
    row.ended_at = row.ended_at or at
    session.flush()
    return of_row(row)


def get(session: Session, agency_id: str, delegation_id: int) -> Delegation:
    """One delegation of this agency; raises NotFound."""
    return of_row(_row(session, agency_id, delegation_id))


def listed(session: Session, agency_id: str) -> tuple[Delegation, ...]:
    """All of an agency, the latest first."""
    rows = session.scalars(
        select(DelegationRow)
        .where(DelegationRow.agency_id == agency_id)
        .order_by(DelegationRow.from_on.desc(), DelegationRow.id.desc())
    )
    return tuple(of_row(row) for row in rows)


def living(session: Session, agency_id: str, at: datetime) -> tuple[Delegation, ...]:
    """Those in force or still to come."""
    return tuple(one for one in listed(session, agency_id) if not one.is_over(at))


def given_by(session: Session, agency_id: str, giver_id: int, at: datetime) -> tuple[Delegation, ...]:
    """What this person has lent to others at this moment."""
    rows = session.scalars(
        select(DelegationRow)
        .where(DelegationRow.agency_id == agency_id, DelegationRow.giver_id == giver_id)
        .order_by(DelegationRow.id)
    )
    return tuple(one for row in rows if (one := of_row(row)).in_force(at))


@dataclass(frozen=True, slots=True)
class Under:
    """A document that went to who stands in."""

    document: DocumentLine
    directed: bool
    """Whether they gave an order about it in the giver's name."""


def documents_under(session: Session, agency_id: str, delegation_id: int) -> tuple[Under, ...]:
    """What was laid before, given to or decided by who stood in, the newest first (CB 6.1b)."""
    given = select(DirectiveRow.document_id).where(DirectiveRow.delegation_id == delegation_id)
    written = select(TokenRow.document_id).where(TokenRow.delegation_id == delegation_id)
    query = (
        select(DocumentRow)
        .where(DocumentRow.agency_id == agency_id, or_(DocumentRow.id.in_(written), DocumentRow.id.in_(given)))
        .order_by(DocumentRow.id.desc())
    )
    directed = set(session.scalars(given))
    return tuple(Under(documents.line(row), row.id in directed) for row in session.scalars(query))


def any_unsettled(session: Session, at: datetime) -> bool:
    """Whether a delegation is over whose undecided documents have not gone back yet."""
    rows = session.scalars(select(DelegationRow).where(DelegationRow.settled_at.is_(None)))
    return any(of_row(row).is_over(at) for row in rows)


def unsettled(session: Session, at: datetime) -> tuple[DelegationRow, ...]:
    """Rows of every agency that are over but not settled, locked."""
    rows = session.scalars(select(DelegationRow).where(DelegationRow.settled_at.is_(None)).with_for_update())
    return tuple(row for row in rows if of_row(row).is_over(at))


def _row(session: Session, agency_id: str, delegation_id: int) -> DelegationRow:
    row = session.get(DelegationRow, delegation_id)
    if row is None or row.agency_id != agency_id:
        raise NotFound("delegation_not_found", id=str(delegation_id))
    return row


def of_row(row: DelegationRow) -> Delegation:
    """A row as a value."""
    return Delegation(
        row.id, row.giver_id, row.taker_id, row.from_on, row.until_on, Scope(ScopeKind(row.scope), row.scope_value),
        row.basis, Proof(row.proof), row.made_at, row.made_by, row.ended_at,
    )  # fmt: skip
