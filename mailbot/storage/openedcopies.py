"""Locked files opened with a password a clerk typed: the copies without it; the password itself is kept nowhere."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from mailbot.storage.base import Base


class OpenedCopyRow(Base):
    """One locked file of one mail; the same bytes received twice are opened once."""

    __tablename__ = "opened_copy"
    __table_args__ = (Index("ix_opened_copy_mail", "agency_id", "mail"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[str] = mapped_column(ForeignKey("agency.id"))
    mail: Mapped[str]
    """SHA-256 of the mail."""
    locked: Mapped[str]
    """SHA-256 of the file as it came."""
    opened: Mapped[str]
    """SHA-256 of the blob without the password."""
    opened_at: Mapped[datetime]
    opened_by: Mapped[str]


def add(session: Session, agency_id: str, mail: str, copy: tuple[str, str], at: datetime, by: str) -> None:
    """Keep that a locked file (first digest) has an opened copy (second)."""
    locked, opened = copy
    row = OpenedCopyRow(agency_id=agency_id, mail=mail, locked=locked, opened=opened, opened_at=at, opened_by=by)
    session.add(row)


def of_mail(session: Session, agency_id: str, mail: str) -> dict[str, str]:
    """Digest of each locked file of a mail to the digest of its copy."""
    rows = select(OpenedCopyRow.locked, OpenedCopyRow.opened).where(
        OpenedCopyRow.agency_id == agency_id, OpenedCopyRow.mail == mail
    )
    return {row.locked: row.opened for row in session.execute(rows.order_by(OpenedCopyRow.id))}
