"""One watcher per mailbox: catch up by UID, then wait; any trouble means a new connection."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from contextlib import AbstractContextManager, ExitStack
from datetime import timedelta
from itertools import chain

from mailbot.bootstrap import App
from mailbot.config import MailboxSettings, Security
from mailbot.domain.errors import ConfigurationError, MailbotError, TemporaryError
from mailbot.failpoints import failpoint
from mailbot.storage.agencies import LeaseLost, MailboxLease, MailboxRow
from mailbot.transport.folder import MailboxConnection
from mailbot.transport.imap import Fetched, ImapSettings
from mailbot.transport.mailbox import open_mailbox
from mailbot.transport.tls import Security as WireSecurity
from mailbot.transport.wakeup import Wakeup
from mailbot.workflow.arrival.horizon import horizon, leave_alone
from mailbot.workflow.arrival.store import RawMail, hold_mailbox, note_look, note_trouble, store_batch

_FIRST_BATCH = 8
_BATCH = 50


class Watcher:
    """Keeps one mailbox read; `step` is one look, or one wait."""

    def __init__(self, app: App, mailbox: MailboxSettings, stop: Wakeup) -> None:
        self.app, self.mailbox, self._stop = app, mailbox, stop
        self._stack = ExitStack()
        self._connection: MailboxConnection | None = None
        self._caught_up = False
        self._live = False
        self._lease: MailboxLease | None = None
        self._unreadable: Counter[int] = Counter()

    def step(self) -> bool:
        """Connect, catch up, or wait for news; False while another process watches this mailbox.

        Raises TemporaryError after noting it for the status page.
        """
        self._lease = self._lease or hold_mailbox(self.app, self.mailbox.id, self._lasting())
        if self._lease is None:
            return False
        try:
            return self._look_or_wait(self._lease)
        except LeaseLost:
            self.close()
            self._lease = None
            return False
        except MailbotError as error:
            self._give_up_on(self._lease, error)
            self.close()
            note_trouble(self.app, self.mailbox.id, error.code)
            raise

    def _give_up_on(self, lease: MailboxLease, error: MailbotError) -> None:
        """A message the server never gives out gets a row without bytes, so that those behind it are not blocked."""
        if error.code != "message_unreadable" or self._connection is None:
            return
        uid = int(error.values["uid"])
        self._unreadable[uid] += 1
        if self._unreadable[uid] >= self.app.settings.limits.attempts:
            now = self.app.clock()
            store_batch(self.app, lease, [RawMail(self._connection.uidvalidity, uid, now, b"", 0, complete=False)])

    def close(self) -> None:
        """Drop the connection."""
        self._connection, self._caught_up = None, False
        self._stack.close()

    def _look_or_wait(self, lease: MailboxLease) -> bool:
        if self._connection is None:
            self._connection = self._stack.enter_context(self._open())
        if not self._caught_up and self._live != self._is_live():
            self.close()  # the administrator said go: the next connection may set flags
            return True
        if not self._caught_up:
            catch_up(self.app, lease, self._connection)
            self._caught_up = True
            return True
        self._connection.wait(self._patience(), self._stop)
        self._caught_up = False  # whatever woke us: the UIDs are the truth
        return True

    def _patience(self) -> float:
        return min(self.mailbox.idle_seconds, self.mailbox.poll_seconds)

    def _lasting(self) -> timedelta:
        """A lease is renewed at each look, and must outlast the wait for news between two."""
        return timedelta(seconds=self._patience() + self.app.settings.limits.lease_seconds)

    def _open(self) -> AbstractContextManager[MailboxConnection]:
        self._live = self._is_live()
        return open_mailbox(imap_settings(self.mailbox), read_only=not self._live)

    def _is_live(self) -> bool:
        with self.app.db.reading() as session:
            return session.get_one(MailboxRow, self.mailbox.id).live


def catch_up(app: App, lease: MailboxLease, connection: MailboxConnection) -> int:
    """Store everything after the last known UID; returns how many messages were new. Raises LeaseLost."""
    last = note_look(app, lease, connection.uidvalidity, connection.exists)
    if last == 0:
        last = pass_over_the_past(app, lease, connection)
    new = 0
    limits = app.settings.limits
    pending: list[RawMail] = []
    held = 0
    most = _FIRST_BATCH  # soon, so that the first can be understood while the others are fetched
    uids = connection.uids_after(last)
    try:
        for fetched in chain(
            connection.fetch(uids[:most], batch_bytes=limits.batch_bytes, message_bytes=limits.message_bytes),
            connection.fetch(uids[most:], batch_bytes=limits.batch_bytes, message_bytes=limits.message_bytes),
        ):
            pending.append(raw_mail(fetched))
            held += len(fetched.content)
            if len(pending) >= most or held >= limits.batch_bytes:
                new += _store(app, lease, connection, pending)
                pending, held, most = [], 0, _BATCH
    except TemporaryError:
        store_batch(app, lease, pending)  # what came before the trouble is kept; flags can wait
        raise
    if pending:
        new += _store(app, lease, connection, pending)
    return new


def pass_over_the_past(app: App, lease: MailboxLease, connection: MailboxConnection) -> int:
    """Before the first look, or the first after UIDVALIDITY changed: leave what is older than the horizon alone."""
    since = horizon(app, lease.mailbox_id)
    present = connection.uids_after(0)  # asked first: what arrives between the two answers must not look old
    recent = connection.uids_since(since)
    # UIDs ascend in the order of arrival (RFC 3501 section 2.3.1.1): an old mail behind a recent one was moved here.
    old = tuple(uid for uid in present if not recent or uid < recent[0])
    return leave_alone(app, lease, connection.uidvalidity, old, since)


def _store(app: App, lease: MailboxLease, connection: MailboxConnection, mails: Sequence[RawMail]) -> int:
    new = store_batch(app, lease, mails)
    with app.db.reading() as session:
        live = session.get_one(MailboxRow, lease.mailbox_id).live
    if live:
        connection.mark_taken([mail.uid for mail in mails])
    failpoint("after-mark")
    return new


def raw_mail(fetched: Fetched) -> RawMail:
    """What the server handed over, as it will be stored."""
    return RawMail(
        fetched.uidvalidity, fetched.uid, fetched.received_at, fetched.content, fetched.size, fetched.complete
    )


def imap_settings(mailbox: MailboxSettings) -> ImapSettings:
    """Connection settings with the secret read now; raises ConfigurationError."""
    server = mailbox.imap
    if server.security is Security.PLAIN and not server.insecure:
        raise ConfigurationError("plain_connection_refused", host=server.host)
    return ImapSettings(
        host=server.host,
        port=server.port,
        user=server.user or mailbox.address,
        password=server.password(),
        oauth_token=server.oauth_token(),
        security=WireSecurity[server.security.name],
        folder=mailbox.folder,
        ca_file=str(server.ca_file) if server.ca_file else None,
    )
