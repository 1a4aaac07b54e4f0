"""Who looks at a waiting document just now: short-lived rows, so that two clerks do not do the same work."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import ForeignKey, delete, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from mailbot.storage.base import Base, insert_if_absent

GONE_AFTER = timedelta(seconds=40)
"""A browser says every 15 seconds that it is still there; missing it twice means gone."""


class ViewerRow(Base):
    """One person at one document."""

    __tablename__ = "viewer"

    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    agency_id: Mapped[str] = mapped_column(ForeignKey("agency.id"))
    name: Mapped[str]
    seen_at: Mapped[datetime]


def note(session: Session, agency_id: str, document_id: int, viewer: tuple[int, str], now: datetime) -> None:
    """This person looks at it now; `viewer` is (id, name). Forgets whoever went away."""
    session.execute(delete(ViewerRow).where(ViewerRow.seen_at < now - GONE_AFTER))
    person_id, name = viewer
    insert_if_absent(
        session, ViewerRow, document_id=document_id, person_id=person_id, agency_id=agency_id, name=name, seen_at=now
    )
    session.get_one(ViewerRow, (document_id, person_id)).seen_at = now


def others(session: Session, agency_id: str, document_id: int, person_id: int, now: datetime) -> tuple[str, ...]:
    """Names of the other people who look at it."""
    query = select(ViewerRow.name).where(
        ViewerRow.agency_id == agency_id,
        ViewerRow.document_id == document_id,
        ViewerRow.person_id != person_id,
        ViewerRow.seen_at >= now - GONE_AFTER,
    )
    return tuple(session.scalars(query.order_by(ViewerRow.name)))
