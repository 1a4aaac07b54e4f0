"""Agencies and their mailboxes as the database knows them (settings stay in mailbot.toml)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import cast

from sqlalchemy import BigInteger, ForeignKey, bindparam, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from mailbot.domain.errors import TemporaryError
from mailbot.storage.base import Base, insert_if_absent, table
from mailbot.storage.prepared import Prepared

_LOCKED = "locked agency"
"""Key in `Session.info`: which transaction has locked which agency, and the head of its journal as it stands there."""


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
class ChainHead:
    """The last entry of an agency's journal."""

    seq: int
    hash: str


# NO KEY UPDATE: rows that refer to the agency may still be inserted meanwhile.
_LOCK = Prepared(
    select(AgencyRow.chain_seq, AgencyRow.chain_head)
    .where(AgencyRow.id == bindparam("agency"))
    .with_for_update(key_share=True)
)
_ADVANCE = Prepared(update(table(AgencyRow)).where(table(AgencyRow).c.id == bindparam("agency")))


class LeaseLost(TemporaryError):
    """Another process watches this mailbox now."""


@dataclass(frozen=True, slots=True)
class MailboxLease:
    """The right to watch one mailbox; the epoch fences off a watcher whose mailbox was taken over."""

    mailbox_id: str
    owner: str
    epoch: int
    lasting: timedelta
    """From each look or stored batch on."""


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
    insert_if_absent(session, AgencyRow, id=agency_id, name=name)
    row = session.get_one(AgencyRow, agency_id)
    if row.name != name:
        row.name = name
    return row


def remember_mailbox(session: Session, mailbox_id: str, agency_id: str, address: str) -> MailboxRow:
    """The mailbox's row, made on first sight."""
    insert_if_absent(session, MailboxRow, id=mailbox_id, agency_id=agency_id, address=address)
    row = session.get_one(MailboxRow, mailbox_id)
    row.address = address
    return row


def lock(session: Session, agency_id: str) -> ChainHead:
    """Lock the agency's row: always the first lock of a change to its register, so that two never cross."""
    held = session.info.get(_LOCKED)
    if held is not None and held[0] is session.get_transaction() and held[1] == agency_id:
        return cast(ChainHead, held[2])  # still ours: nobody else can have changed it
    row = _LOCK.run(session, {"agency": agency_id}).one()
    return _hold(session, agency_id, ChainHead(row.chain_seq, row.chain_head))


def advance(session: Session, agency_id: str, head: ChainHead) -> None:
    """Move the head of a locked agency's journal."""
    _ADVANCE.run(session, {"agency": agency_id, "chain_seq": head.seq, "chain_head": head.hash})
    _hold(session, agency_id, head)


def _hold(session: Session, agency_id: str, head: ChainHead) -> ChainHead:
    session.info[_LOCKED] = (session.get_transaction(), agency_id, head)
    return head


@contextmanager
def attempt(session: Session) -> Iterator[None]:
    """Part of a change that may fail alone: what it wrote is taken back, the journal's head included."""
    held = session.info.get(_LOCKED)
    part = session.begin_nested()
    with ExitStack() as unless_done:
        unless_done.callback(session.info.__setitem__, _LOCKED, held)
        with part:
            yield
        unless_done.pop_all()


def lease_mailbox(
    session: Session, mailbox_id: str, owner: str, now: datetime, lasting: timedelta
) -> MailboxLease | None:
    """Take a mailbox nobody watches; None while another process holds it."""
    row = _locked(session, mailbox_id)
    if row.owner not in (None, owner) and row.lease_until is not None and row.lease_until >= now:
        return None
    row.owner, row.lease_until, row.epoch = owner, now + lasting, row.epoch + 1
    return MailboxLease(mailbox_id, owner, row.epoch, lasting)


def leased(session: Session, lease: MailboxLease, now: datetime) -> MailboxRow:
    """The row, locked, with the lease renewed; raises LeaseLost when another process took the mailbox."""
    row = _locked(session, lease.mailbox_id)
    if (row.owner, row.epoch) != (lease.owner, lease.epoch):
        raise LeaseLost("mailbox_lease_lost", mailbox=lease.mailbox_id)
    row.lease_until = now + lease.lasting
    return row


def _locked(session: Session, mailbox_id: str) -> MailboxRow:
    return session.get_one(MailboxRow, mailbox_id, with_for_update={"key_share": True}, populate_existing=True)


def mailboxes(session: Session, agency_id: str | None = None) -> tuple[MailboxLine, ...]:
    """Mailboxes of one agency, or of all."""
    query = select(MailboxRow).order_by(MailboxRow.id)
    if agency_id is not None:
        query = query.where(MailboxRow.agency_id == agency_id)
    return tuple(
        MailboxLine(r.id, r.agency_id, r.address, r.live, r.last_look_at, r.error, r.error_at, r.server_count)
        for r in session.scalars(query)
    )
