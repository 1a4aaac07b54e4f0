"""Portal accounts, one-time invitations and server-side sessions."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Text, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from mailbot.storage.base import Base


class AccountRow(Base):
    """How one person logs in; `login` as in CB 3.1 (`dungpv`)."""

    __tablename__ = "account"
    __table_args__ = (UniqueConstraint("login"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[str] = mapped_column(ForeignKey("agency.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), unique=True)
    login: Mapped[str]
    password_hash: Mapped[str | None]
    invitation_hash: Mapped[str | None]
    invitation_until: Mapped[datetime | None]
    failures: Mapped[int] = mapped_column(default=0)
    next_try_at: Mapped[datetime | None]


class SessionRow(Base):
    """One logged-in browser; ends when the row is deleted."""

    __tablename__ = "portal_session"

    id: Mapped[str] = mapped_column(primary_key=True)
    """SHA-256 of the cookie value."""
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    agency_id: Mapped[str] = mapped_column(ForeignKey("agency.id"))
    created_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    user_agent: Mapped[str] = mapped_column(Text, default="")


def find(session: Session, login: str) -> AccountRow | None:
    """The account with this login name, whatever its case."""
    return session.scalar(select(AccountRow).where(AccountRow.login == login.strip().lower()))


def of_person(session: Session, agency_id: str, person_id: int) -> AccountRow | None:
    """The account of a person."""
    return session.scalar(
        select(AccountRow).where(AccountRow.agency_id == agency_id, AccountRow.person_id == person_id)
    )
