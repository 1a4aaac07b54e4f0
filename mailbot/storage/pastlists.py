"""Revocation lists kept after newer ones replaced them: of certificates that have ended since, only these can tell."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import LargeBinary, delete, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from mailbot.storage.base import Base, insert_if_absent


class PastListRow(Base):
    """One list of one authority."""

    __tablename__ = "past_list"

    sha256: Mapped[str] = mapped_column(primary_key=True)
    issuer: Mapped[str] = mapped_column(index=True)
    """SHA-256 of its name (DER)."""
    made_at: Mapped[datetime]
    """thisUpdate (RFC 5280, 5.1.2.4)."""
    size: Mapped[int]
    content: Mapped[bytes] = mapped_column(LargeBinary)


@dataclass(frozen=True, slots=True)
class PastList:
    """A list worth keeping."""

    sha256: str
    issuer: str
    made_at: datetime
    content: bytes


def last_kept(session: Session, issuer: str) -> datetime | None:
    """When the newest kept list of this authority was made."""
    return session.scalar(select(func.max(PastListRow.made_at)).where(PastListRow.issuer == issuer))


def keep(session: Session, one: PastList) -> None:
    """Once, however often it is seen."""
    insert_if_absent(
        session, PastListRow, sha256=one.sha256, issuer=one.issuer, made_at=one.made_at, size=len(one.content),
        content=one.content,
    )  # fmt: skip


def forget(session: Session, issuer: str, before: datetime, most_bytes: int) -> None:
    """Lists of this authority made earlier, and the oldest of those that together are larger."""
    rows = session.execute(
        select(PastListRow.sha256, PastListRow.made_at, PastListRow.size)
        .where(PastListRow.issuer == issuer)
        .order_by(PastListRow.made_at.desc())
    )
    held, over = 0, list[str]()
    for sha256, made_at, size in rows:
        held += size
        if made_at < before or held > most_bytes:
            over.append(sha256)
    session.execute(delete(PastListRow).where(PastListRow.sha256.in_(over)))


def contents(session: Session) -> tuple[bytes, ...]:
    """Every kept list, the oldest first."""
    return tuple(session.scalars(select(PastListRow.content).order_by(PastListRow.made_at, PastListRow.sha256)))
