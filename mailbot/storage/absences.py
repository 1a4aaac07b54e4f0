"""When somebody is away; whoever may choose them sees it. Never deleted, only taken back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, Select, Text, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from mailbot.domain.errors import NotFound
from mailbot.storage.base import Base


class AbsenceRow(Base):
    """One person is away from one day to another, both included."""

    __tablename__ = "absence"
    __table_args__ = (Index("ix_absence_person", "agency_id", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[str] = mapped_column(ForeignKey("agency.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    from_on: Mapped[date]
    until_on: Mapped[date]
    reason: Mapped[str] = mapped_column(Text, default="")
    entered_by: Mapped[str]
    entered_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


@dataclass(frozen=True, slots=True)
class Absence:
    """One absence as shown."""

    id: int
    person_id: int
    from_on: date
    until_on: date
    reason: str
    entered_by: str


def add(session: Session, agency_id: str, absence: Absence, at: datetime) -> int:
    """Write it down (`absence.id` is not read); returns its id."""
    row = AbsenceRow(
        agency_id=agency_id, person_id=absence.person_id, from_on=absence.from_on, until_on=absence.until_on,
        reason=absence.reason, entered_by=absence.entered_by, entered_at=at,
    )  # fmt: skip
    session.add(row)
    session.flush()
    return row.id


def take_back(session: Session, agency_id: str, absence_id: int, at: datetime) -> Absence:
    """It was a mistake, or the person is back early; raises NotFound."""
    row = session.get(AbsenceRow, absence_id)
    if row is None or row.agency_id != agency_id or row.ended_at is not None:
        raise NotFound("absence_not_found")
    row.ended_at = at
    return _absence(row)


def of_person(session: Session, agency_id: str, person_id: int, since: date) -> tuple[Absence, ...]:
    """Those of one person that last until `since` or longer, the next first."""
    query = _living(agency_id).where(AbsenceRow.person_id == person_id, AbsenceRow.until_on >= since)
    return tuple(_absence(row) for row in session.scalars(query))


def on(session: Session, agency_id: str, day: date) -> dict[int, Absence]:
    """Who is away on this day, by person; of several the one that ends last."""
    query = _living(agency_id).where(AbsenceRow.from_on <= day, AbsenceRow.until_on >= day)
    found = sorted((_absence(row) for row in session.scalars(query)), key=lambda one: one.until_on)
    return {one.person_id: one for one in found}


def _living(agency_id: str) -> Select[AbsenceRow]:
    return (
        select(AbsenceRow)
        .where(AbsenceRow.agency_id == agency_id, AbsenceRow.ended_at.is_(None))
        .order_by(AbsenceRow.from_on, AbsenceRow.id)
    )


def _absence(row: AbsenceRow) -> Absence:
    return Absence(row.id, row.person_id, row.from_on, row.until_on, row.reason, row.entered_by)
