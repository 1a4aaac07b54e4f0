"""Passwords clerks typed for archives, sealed; one mail may need several."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, Text, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from mailbot.storage.base import Base


class ArchivePasswordRow(Base):
    """One password of one mail; the same bytes received twice need it once."""

    __tablename__ = "archive_password"
    __table_args__ = (Index("ix_archive_password_digest", "agency_id", "digest"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[str] = mapped_column(ForeignKey("agency.id"))
    digest: Mapped[str]
    """SHA-256 of the mail."""
    sealed: Mapped[str] = mapped_column(Text)
    """Readable with the key of this installation only (workflow/unlock/seal.py)."""
    given_at: Mapped[datetime]
    given_by: Mapped[str]


def add(session: Session, agency_id: str, digest: str, sealed: str, at: datetime, by: str) -> None:
    """Keep a password that opened something."""
    session.add(ArchivePasswordRow(agency_id=agency_id, digest=digest, sealed=sealed, given_at=at, given_by=by))


def of_mail(session: Session, agency_id: str, digest: str) -> tuple[str, ...]:
    """Sealed passwords of a mail, oldest first."""
    rows = select(ArchivePasswordRow.sealed).where(
        ArchivePasswordRow.agency_id == agency_id, ArchivePasswordRow.digest == digest
    )
    return tuple(session.scalars(rows.order_by(ArchivePasswordRow.id)))
