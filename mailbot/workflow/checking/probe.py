"""A mail to ourselves: does it leave, and does it come back?"""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from email.utils import format_datetime

from mailbot.transport.folder import MailboxConnection
from mailbot.transport.imap import Fetched, ImapSettings
from mailbot.transport.mailbox import open_mailbox
from mailbot.transport.smtp import Mailer, SmtpSettings
from mailbot.transport.wakeup import Wakeup
from mailbot.workflow.checking.findings import Finding, Part, fine, notice, wrong

_SLICE = 2.0
"""Seconds between two looks, and two signs of progress."""
_SMALL = 256 * 1024
_SKEW = timedelta(minutes=2)


def probe(
    address: str, imap: ImapSettings, smtp: SmtpSettings, now: datetime, patience: float, tick: Callable[[], None]
) -> Finding:
    """Send a marked mail to `address` and wait up to `patience` seconds for it; `tick` is called while waiting.

    Raises TemporaryError, PermanentError, ConfigurationError. The mail comes from ourselves, so the daemon ignores it.
    """
    started = time.monotonic()
    with open_mailbox(imap, read_only=True) as connection:
        before = max(connection.uids_after(0), default=0)
        mark = _send_mark(address, smtp, now)
        found = _await(connection, before, mark, started + patience, tick)
    if found is None:
        return wrong(Part.MAIL, "mail_not_back", address=address, seconds=f"{patience:g}")
    took = timedelta(seconds=time.monotonic() - started)
    skew = found.received_at - (now + took)
    if abs(skew) > _SKEW:
        return notice(Part.MAIL, "clock_differs", seconds=f"{abs(skew).total_seconds():.0f}")
    return fine(Part.MAIL, "mail_fine", address=address, seconds=f"{took.total_seconds():.1f}".replace(".", ","))


def _send_mark(address: str, settings: SmtpSettings, now: datetime) -> bytes:
    mark = f"<mailbot-{secrets.token_hex(16)}@mailbot.invalid>"
    lines = (
        f"From: <{address}>",
        f"To: <{address}>",
        "Subject: mailbot init",
        f"Message-ID: {mark}",
        f"Date: {format_datetime(now)}",
        "Auto-Submitted: auto-generated",
        "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=us-ascii",
        "",
        "mailbot init",
        "",
    )
    with Mailer(settings) as mailer:
        mailer.send(address, address, "\r\n".join(lines).encode(), lambda: True)
    return mark.encode()


def _await(
    connection: MailboxConnection, last: int, mark: bytes, deadline: float, tick: Callable[[], None]
) -> Fetched | None:
    stop = Wakeup()
    while True:
        for mail in connection.fetch(connection.uids_after(last), batch_bytes=_SMALL, message_bytes=_SMALL):
            last = max(last, mail.uid)
            if mark in mail.content:
                return mail
        left = deadline - time.monotonic()
        if left <= 0:
            return None
        tick()
        connection.wait(min(left, _SLICE), stop)
