"""Portal accounts, one-time invitations, second factors, server-side sessions and the brakes on guessing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ForeignKey, Text, UniqueConstraint, delete, func, select
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
    totp_sealed: Mapped[str | None] = mapped_column(Text)
    """Seed of the second factor, readable only with the key file of this installation."""
    totp_since: Mapped[datetime | None]
    totp_step: Mapped[int | None]
    """The last half minute a code was taken for: no code works twice."""


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
    address: Mapped[str] = mapped_column(default="")
    stage: Mapped[str] = mapped_column(default="whole")
    """`workflow/accounts/sessions.py: Stage`: only a whole one opens pages."""
    proved_at: Mapped[datetime | None]
    """When the second factor was last given in this session."""


class RecoveryCodeRow(Base):
    """A code for the day the phone is lost; works once."""

    __tablename__ = "recovery_code"

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    digest: Mapped[str]
    used_at: Mapped[datetime | None]


class BrakeRow(Base):
    """How often somebody guessed, counted under one key (see `workflow/accounts/brakes.py`)."""

    __tablename__ = "login_brake"

    key: Mapped[str] = mapped_column(primary_key=True)
    failures: Mapped[int] = mapped_column(default=0)
    since: Mapped[datetime] = mapped_column(index=True)
    next_try_at: Mapped[datetime | None]


class PlaceRow(Base):
    """An address somebody has logged in from: guesses made elsewhere do not slow them down there."""

    __tablename__ = "login_place"

    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), primary_key=True)
    address: Mapped[str] = mapped_column(primary_key=True)
    seen_at: Mapped[datetime]


def find(session: Session, login: str) -> AccountRow | None:
    """The account with this login name, whatever its case."""
    return session.scalar(select(AccountRow).where(AccountRow.login == login.strip().lower()))


def of_person(session: Session, agency_id: str, person_id: int) -> AccountRow | None:
    """The account of a person."""
    return session.scalar(
        select(AccountRow).where(AccountRow.agency_id == agency_id, AccountRow.person_id == person_id)
    )


@dataclass(frozen=True, slots=True)
class LoginLine:
    """How far a person's login is."""

    login: str
    has_password: bool
    has_factor: bool
    invited_until: datetime | None
    """None when no invitation is open."""


def standing(session: Session, agency_id: str, now: datetime) -> dict[int, LoginLine]:
    """Everybody's login, by person; whoever is missing was never invited."""
    rows = session.scalars(select(AccountRow).where(AccountRow.agency_id == agency_id))
    return {
        row.person_id: LoginLine(
            row.login,
            row.password_hash is not None,
            row.totp_since is not None,
            row.invitation_until if row.invitation_until and row.invitation_until > now else None,
        )
        for row in rows
    }


def sessions_of(session: Session, account_id: int) -> tuple[SessionRow, ...]:
    """Every session of an account, the one used last first."""
    rows = select(SessionRow).where(SessionRow.account_id == account_id).order_by(SessionRow.seen_at.desc())
    return tuple(session.scalars(rows))


def sessions_in(session: Session, agency_id: str, person_id: int | None) -> tuple[SessionRow, ...]:
    """The sessions of one person of an agency, or of everybody in it (None)."""
    rows = select(SessionRow).where(SessionRow.agency_id == agency_id)
    if person_id is not None:
        own = select(AccountRow.id).where(AccountRow.agency_id == agency_id, AccountRow.person_id == person_id)
        rows = rows.where(SessionRow.account_id.in_(own))
    return tuple(session.scalars(rows))


def end_sessions(session: Session, account_id: int, but: str = "") -> None:
    """End all sessions of an account except the one with id `but`."""
    session.execute(delete(SessionRow).where(SessionRow.account_id == account_id, SessionRow.id != but))


def codes_left(session: Session, account_id: int) -> int:
    """Recovery codes not used yet."""
    unused = select(func.count()).where(RecoveryCodeRow.account_id == account_id, RecoveryCodeRow.used_at.is_(None))
    return session.scalar(unused) or 0


def forget_factor(session: Session, account: AccountRow) -> None:
    """No second factor and no recovery codes any more."""
    account.totp_sealed = account.totp_since = account.totp_step = None
    forget_codes(session, account.id)


def forget_codes(session: Session, account_id: int) -> None:
    """No recovery codes any more."""
    session.execute(delete(RecoveryCodeRow).where(RecoveryCodeRow.account_id == account_id))
