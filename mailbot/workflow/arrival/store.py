"""Steps 1 and 2: bytes from a server become a blob and a row, and only then the server is told."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from mailbot.bootstrap import App
from mailbot.domain.errors import TemporaryError
from mailbot.domain.people import MACHINE
from mailbot.failpoints import failpoint
from mailbot.storage import agencies, history, inbox
from mailbot.storage.agencies import MailboxLease, MailboxRow
from mailbot.storage.inbox import Arrival, MessageRow, MessageState


@dataclass(frozen=True, slots=True)
class RawMail:
    """One message as the server handed it over."""

    uidvalidity: int
    uid: int
    received_at: datetime
    content: bytes
    size: int
    complete: bool = True


def hold_mailbox(app: App, mailbox_id: str, lasting: timedelta) -> MailboxLease | None:
    """The right to watch a mailbox, for one process at a time; None while another one has it."""
    with app.db.transaction() as session:
        return agencies.lease_mailbox(session, mailbox_id, app.node_id, app.clock(), lasting)


def store_batch(app: App, lease: MailboxLease, mails: Sequence[RawMail]) -> int:
    """Make a batch durable: blobs first, then one transaction with rows and cursor. Returns how many were new.

    Raises LeaseLost when another process watches the mailbox now, TemporaryError.
    """
    _room_or_rest(app)
    digests = [app.blobs.put(mail.content) for mail in mails]
    failpoint("after-blobs")
    now = app.clock()
    with app.db.transaction() as session:
        mailbox = agencies.leased(session, lease, now)
        added = _add(session, mailbox, mails, digests, now)
        _advance(mailbox, mails)
    failpoint("after-store")
    app.wake.nudge("intake")
    return added


def store_asked(app: App, mailbox_id: str, mails: Sequence[RawMail]) -> int:
    """Messages somebody asked for by hand; the cursor of the watcher stays. Returns how many were new."""
    _room_or_rest(app)
    digests = [app.blobs.put(mail.content) for mail in mails]
    with app.db.transaction() as session:
        mailbox = session.get_one(MailboxRow, mailbox_id)
        added = _add(session, mailbox, mails, digests, app.clock())
    app.wake.nudge("intake")
    return added


def store_pushed(app: App, mailbox_id: str, content: bytes) -> None:
    """One message from LMTP; its identity is its bytes, so a repeated delivery is absorbed."""
    _room_or_rest(app)
    digest = app.blobs.put(content)
    now = app.clock()
    uid = -(int(hashlib.sha256(content).hexdigest()[:14], 16) + 1)
    with app.db.transaction() as session:
        mailbox = session.get_one(MailboxRow, mailbox_id)
        inbox.add(session, mailbox, 0, (Arrival(uid, digest, len(content), now),), now)
    app.wake.nudge("intake")


def note_look(app: App, lease: MailboxLease, uidvalidity: int, server_count: int) -> int:
    """Record a successful look; returns the last UID known, 0 after UIDVALIDITY changed (everything is read again).

    Raises LeaseLost.
    """
    now = app.clock()
    with app.db.transaction() as session:
        row = agencies.leased(session, lease, now)
        if row.uidvalidity != uidvalidity:
            row.uidvalidity, row.last_uid = uidvalidity, 0
        row.last_look_at, row.error, row.error_at, row.server_count = now, None, None, server_count
        return row.last_uid


def note_trouble(app: App, mailbox_id: str, code: str) -> None:
    """Record why the mailbox could not be looked at; shown on the status page."""
    with app.db.transaction() as session:
        row = session.get_one(MailboxRow, mailbox_id)
        row.error, row.error_at = code, app.clock()


def go_live(app: App, mailbox_id: str) -> int:
    """The administrator said go: messages only watched so far are now worked on. Returns how many."""
    now = app.clock()
    with app.db.transaction() as session:
        row = session.get_one(MailboxRow, mailbox_id)
        row.live = True
        waiting = session.scalars(
            select(MessageRow).where(
                MessageRow.mailbox_id == mailbox_id, MessageRow.state == MessageState.WATCHED.value
            )
        ).all()
        for message in waiting:
            message.state, message.outcome, message.decision, message.next_at = (
                MessageState.STORED.value,
                None,
                None,
                now,
            )
        history.append(session, row.agency_id, now, MACHINE, "went_live", ("mailbox", None), mailbox=mailbox_id)
    app.wake.nudge("intake")
    return len(waiting)


def _add(session: Session, mailbox: MailboxRow, mails: Sequence[RawMail], digests: Sequence[str], now: datetime) -> int:
    arrivals: dict[int, list[Arrival]] = {}
    for mail, digest in zip(mails, digests, strict=True):
        arrival = Arrival(mail.uid, digest, mail.size, mail.received_at, mail.complete)
        arrivals.setdefault(mail.uidvalidity, []).append(arrival)
    return sum(inbox.add(session, mailbox, uidvalidity, some, now) for uidvalidity, some in arrivals.items())


def _advance(mailbox: MailboxRow, mails: Sequence[RawMail]) -> None:
    same = [mail.uid for mail in mails if mail.uidvalidity == mailbox.uidvalidity]
    mailbox.last_uid = max([mailbox.last_uid, *same])


def _room_or_rest(app: App) -> None:
    free = app.blobs.free_bytes()
    if free < app.settings.limits.free_disk_bytes:
        raise TemporaryError("disk_full", free=str(free // (1024 * 1024)))
