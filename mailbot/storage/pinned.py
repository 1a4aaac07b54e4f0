"""Certificates pinned to persons: whose S/MIME signature counts as this person's own, and since when."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ForeignKey, Index, Select, Text, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from mailbot.domain.errors import NotFound
from mailbot.storage.base import Base, insert_if_absent


class PinnedCertificateRow(Base):
    """One certificate of one person; never deleted: the journal of what was believed when."""

    __tablename__ = "pinned_certificate"
    __table_args__ = (Index("ix_pinned_certificate_person", "agency_id", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[str] = mapped_column(ForeignKey("agency.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    sha256: Mapped[str]
    """Of the DER, lower-case hex."""
    subject: Mapped[str] = mapped_column(Text)
    not_after: Mapped[datetime]
    pinned_at: Mapped[datetime]
    pinned_by: Mapped[str]
    ended_at: Mapped[datetime | None]


class SpentSignatureRow(Base):
    """Something signed that carried an order; it carries no second one, whatever headers are put around it."""

    __tablename__ = "spent_signature"

    agency_id: Mapped[str] = mapped_column(ForeignKey("agency.id"), primary_key=True)
    sha256: Mapped[str] = mapped_column(primary_key=True)
    """Of the signed bytes, lower-case hex."""
    spent_at: Mapped[datetime]


@dataclass(frozen=True, slots=True)
class Pinned:
    """A pinned certificate as shown."""

    person_id: int
    sha256: str
    subject: str
    not_after: datetime
    pinned_at: datetime
    pinned_by: str


def of_agency(session: Session, agency_id: str) -> tuple[Pinned, ...]:
    """Every certificate that counts now, in the order they were pinned."""
    return tuple(_pinned(row) for row in session.scalars(_living(agency_id)))


def of_person(session: Session, agency_id: str, person_id: int) -> tuple[Pinned, ...]:
    """Those of one person that count now."""
    rows = session.scalars(_living(agency_id).where(PinnedCertificateRow.person_id == person_id))
    return tuple(_pinned(row) for row in rows)


def pin(session: Session, agency_id: str, one: Pinned) -> None:
    """Let a certificate count."""
    session.add(
        PinnedCertificateRow(
            agency_id=agency_id, person_id=one.person_id, sha256=one.sha256, subject=one.subject,
            not_after=one.not_after, pinned_at=one.pinned_at, pinned_by=one.pinned_by,
        )
    )  # fmt: skip
    session.flush()


def end(session: Session, agency_id: str, person_id: int, sha256: str, now: datetime) -> None:
    """From now on it counts no more; raises NotFound."""
    query = _living(agency_id).where(PinnedCertificateRow.person_id == person_id, PinnedCertificateRow.sha256 == sha256)
    row = session.scalars(query).first()
    if row is None:
        raise NotFound("certificate_not_pinned", sha256=sha256)
    row.ended_at = now


def is_spent(session: Session, agency_id: str, signed: Iterable[str]) -> bool:
    """True when any of these signed contents (SHA-256) carried an order before."""
    query = select(SpentSignatureRow.sha256).where(
        SpentSignatureRow.agency_id == agency_id, SpentSignatureRow.sha256.in_(tuple(signed))
    )
    return session.scalar(query.limit(1)) is not None


def spend(session: Session, agency_id: str, signed: Iterable[str], now: datetime) -> None:
    """They carry no further order."""
    for sha256 in signed:
        insert_if_absent(session, SpentSignatureRow, agency_id=agency_id, sha256=sha256, spent_at=now)


def _living(agency_id: str) -> Select[PinnedCertificateRow]:
    return (
        select(PinnedCertificateRow)
        .where(PinnedCertificateRow.agency_id == agency_id, PinnedCertificateRow.ended_at.is_(None))
        .order_by(PinnedCertificateRow.id)
    )


def _pinned(row: PinnedCertificateRow) -> Pinned:
    return Pinned(row.person_id, row.sha256, row.subject, row.not_after, row.pinned_at, row.pinned_by)
