"""Who took over whose work, and when: what still comes back to the old hands goes to the new ones (HH 9.4)."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from mailbot.storage.base import Base


class HandoverRow(Base):
    """One person handed everything open to another."""

    __tablename__ = "handover"
    __table_args__ = (Index("ix_handover_from", "agency_id", "from_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[str] = mapped_column(ForeignKey("agency.id"))
    from_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    to_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime]


def add(session: Session, agency_id: str, from_id: int, to_id: int, at: datetime) -> int:
    """Write it down; returns its id."""
    row = HandoverRow(agency_id=agency_id, from_id=from_id, to_id=to_id, at=at)
    session.add(row)
    session.flush()
    return row.id


def answering(session: Session, agency_id: str, person_id: int, since: datetime) -> int:
    """Who answers now for what this person did at that moment: the person, or the last who took it over."""
    rows = session.execute(
        select(HandoverRow.from_id, HandoverRow.to_id)
        .where(HandoverRow.agency_id == agency_id, HandoverRow.at >= since)
        .order_by(HandoverRow.id)
    )
    holder = person_id
    for from_id, to_id in rows:
        holder = to_id if from_id == holder else holder
    return holder


def taken_over(session: Session, agency_id: str, person_id: int) -> tuple[tuple[int, datetime], ...]:
    """Whose work this person took over, each with the moment; the latest counts."""
    rows = session.execute(
        select(HandoverRow.from_id, HandoverRow.at)
        .where(HandoverRow.agency_id == agency_id, HandoverRow.to_id == person_id)
        .order_by(HandoverRow.id)
    )
    return tuple((from_id, at) for from_id, at in rows)
