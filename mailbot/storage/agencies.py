"""Agencies and their mailboxes as the database knows them (settings stay in mailbot.toml)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from mailbot.storage.base import Base


class AgencyRow(Base):
    """One public agency; also the head of its journal."""

    __tablename__ = "agency"

    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    chain_seq: Mapped[int] = mapped_column(default=0)
    chain_head: Mapped[str] = mapped_column(default="0" * 64)


class MailboxRow(Base):
    """One watched mailbox: its cursor, its lease, how the last look went."""

    __tablename__ = "mailbox"

    id: Mapped[str] = mapped_column(primary_key=True)
    agency_id: Mapped[str] = mapped_column(ForeignKey("agency.id"))
    address: Mapped[str]
    uidvalidity: Mapped[int | None] = mapped_column(BigInteger)
    last_uid: Mapped[int] = mapped_column(BigInteger, default=0)
    server_count: Mapped[int] = mapped_column(default=0)
    live: Mapped[bool] = mapped_column(default=False)
    """False until the administrator says go: messages are looked at, nothing is done."""
    last_look_at: Mapped[datetime | None]
    error: Mapped[str | None]
    """Reason code of the last failure, None when the last look succeeded."""
    error_at: Mapped[datetime | None]
    owner: Mapped[str | None]
    lease_until: Mapped[datetime | None]
    epoch: Mapped[int] = mapped_column(default=0)


@dataclass(frozen=True, slots=True)
class MailboxLine:
    """A mailbox on the status page."""

    id: str
    agency_id: str
    address: str
    live: bool
    last_look_at: datetime | None
    error: str | None
    error_at: datetime | None
    server_count: int


def remember(session: Session, agency_id: str, name: str) -> AgencyRow:
    """The agency's row, made on first sight, renamed when the configuration renamed it."""
    row = session.get(AgencyRow, agency_id)
    if row is None:
        row = AgencyRow(id=agency_id, name=name)
        session.add(row)
        session.flush()
    if row.name != name:
        row.name = name
    return row


def remember_mailbox(session: Session, mailbox_id: str, agency_id: str, address: str) -> MailboxRow:
    """The mailbox's row, made on first sight."""
    row = session.get(MailboxRow, mailbox_id)
    if row is None:
        row = MailboxRow(id=mailbox_id, agency_id=agency_id, address=address)
        session.add(row)
        session.flush()
    row.address = address
    return row


def mailboxes(session: Session, agency_id: str | None = None) -> tuple[MailboxLine, ...]:
    """Mailboxes of one agency, or of all."""
    query = select(MailboxRow).order_by(MailboxRow.id)
    if agency_id is not None:
        query = query.where(MailboxRow.agency_id == agency_id)
    return tuple(
        MailboxLine(r.id, r.agency_id, r.address, r.live, r.last_look_at, r.error, r.error_at, r.server_count)
        for r in session.scalars(query)
    )
