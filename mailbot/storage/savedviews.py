"""Views of the book a person keeps under a name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ForeignKey, Text, UniqueConstraint, delete, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from mailbot.storage.base import Base

MOST = 30
"""Views one person may keep."""


class SavedViewRow(Base):
    """One view of one person."""

    __tablename__ = "saved_view"
    __table_args__ = (UniqueConstraint("person_id", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[str] = mapped_column(ForeignKey("agency.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    name: Mapped[str]
    query: Mapped[str] = mapped_column(Text)
    """As in the address of the page: filters, words and columns; no year means the year it is opened in."""
    saved_at: Mapped[datetime]


@dataclass(frozen=True, slots=True)
class SavedView:
    """A saved view as shown."""

    id: int
    name: str
    query: str


def of_person(session: Session, agency_id: str, person_id: int) -> tuple[SavedView, ...]:
    """Views of a person by name."""
    rows = session.scalars(
        select(SavedViewRow)
        .where(SavedViewRow.agency_id == agency_id, SavedViewRow.person_id == person_id)
        .order_by(SavedViewRow.name)
    )
    return tuple(SavedView(row.id, row.name, row.query) for row in rows)


def keep(session: Session, agency_id: str, person_id: int, name: str, query: str, now: datetime) -> bool:
    """Save a view, over the one of the same name; False when this person keeps too many."""
    row = session.scalar(select(SavedViewRow).where(SavedViewRow.person_id == person_id, SavedViewRow.name == name))
    if row is None:
        if len(of_person(session, agency_id, person_id)) >= MOST:
            return False
        row = SavedViewRow(agency_id=agency_id, person_id=person_id, name=name)
        session.add(row)
    row.query, row.saved_at = query, now
    return True


def drop(session: Session, agency_id: str, person_id: int, view_id: int) -> None:
    """Forget one view of this person; nothing happens when it is not theirs."""
    session.execute(
        delete(SavedViewRow).where(
            SavedViewRow.id == view_id, SavedViewRow.agency_id == agency_id, SavedViewRow.person_id == person_id
        )
    )
