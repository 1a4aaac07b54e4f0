"""The list of workers: name, step, interval."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Iterator, Mapping
from datetime import timedelta

from mailbot.bootstrap import App
from mailbot.config import MailboxSettings, Security
from mailbot.daemon.archive import Archivist
from mailbot.daemon.clock import ClockWatch
from mailbot.daemon.loop import Job
from mailbot.daemon.presence import Presence
from mailbot.daemon.trust import TrustKeeper
from mailbot.daemon.watch import Watcher
from mailbot.domain.errors import ConfigurationError
from mailbot.storage import inbox, nodes
from mailbot.storage.inbox import Claim
from mailbot.transport.smtp import Mailer, SmtpSettings
from mailbot.transport.tls import Security as WireSecurity
from mailbot.transport.wakeup import Wakeup
from mailbot.workflow.arrival.explain import watch_next
from mailbot.workflow.arrival.intake import claim_several, take_in
from mailbot.workflow.delegation.settle import settle_over
from mailbot.workflow.orders.route import route_next
from mailbot.workflow.sending.deliver import deliver_next
from mailbot.workflow.sending.remind import chase, remind_held

_POLL = 0.5
_SPARE_INTAKES = 1
"""Intake workers beyond the children: while one writes or waits for the disk, no child has to wait for it."""
_AHEAD = 2
"""Messages claimed at once for each child: few enough that the last begins within its lease."""
_SMTP_PATIENCE = 40.0
"""Seconds for one reply; shorter than a letter's lease, else a slow server would be sent a second copy."""
_FREE_MAILBOX = 1.0
"""Seconds between two questions whether a mailbox has become free."""


class Shelf:
    """Messages this process has claimed and not begun: its intake workers share one transaction for several."""

    def __init__(self, app: App) -> None:
        self.app = app
        self._most = _AHEAD * app.settings.limits.children
        self._claims: deque[Claim] = deque()
        self._lock = threading.Lock()
        self._backlog = False

    def backlog(self) -> bool:
        """True when more messages wait than were claimed last: registering them comes before sending letters."""
        return self._backlog

    def next(self) -> Claim | None:
        """The next one, claiming more when none is left."""
        with self._lock:
            if not self._claims:
                self._claims.extend(claim_several(self.app, self._most))
                self._backlog = len(self._claims) >= self._most
            return self._claims.popleft() if self._claims else None


class Intake:
    """Takes one message at a time; remembers which, so that a surprise can be pinned on it."""

    def __init__(self, app: App, shelf: Shelf) -> None:
        self.app = app
        self._shelf = shelf
        self.current: Claim | None = None

    def step(self) -> bool:
        """Bring one message to its outcome."""
        self.current = self._shelf.next()
        if self.current is None:
            return watch_next(self.app)
        take_in(self.app, self.current)
        return True

    def put_aside(self, code: str, words: str) -> None:
        """Three failures put a message where the clerk sees it (reliability (f) 8)."""
        claim = self.current
        if claim is None:
            return
        now = self.app.clock()
        with self.app.db.transaction() as session:
            if claim.attempt >= self.app.settings.limits.attempts:
                inbox.quarantine(session, claim, now, code, words)
            else:
                inbox.postpone(session, claim, now, now + timedelta(seconds=2**claim.attempt))


def jobs(app: App, presence: Presence, stop: Wakeup) -> Iterator[Job]:
    """Everything that runs side by side; a blocked mailbox cannot block delivery."""
    for _, mailbox in app.settings.mailboxes():
        watcher = Watcher(app, mailbox, stop)
        yield Job(f"watch:{mailbox.id}", watcher.step, _FREE_MAILBOX, close=watcher.close)
    shelf = Shelf(app)
    for number in range(app.settings.limits.children + _SPARE_INTAKES):
        intake = Intake(app, shelf)
        yield Job("intake" if number == 0 else f"intake-{number + 1}", intake.step, _POLL, "intake", intake.put_aside)
    yield Job("route", lambda: route_next(app), _POLL, gives_way=shelf.backlog)
    mailers = {mailbox.id: Mailer(smtp_settings(mailbox)) for _, mailbox in app.settings.mailboxes()}
    yield Job(
        "deliver", lambda: deliver_next(app, mailers), _POLL, close=lambda: _close(mailers), gives_way=shelf.backlog
    )
    yield Job("take-over", presence.take_over, _POLL)
    yield Job("chase", lambda: chase(app), 60.0)
    yield Job("clock", ClockWatch(app).step, 1.0)
    yield from TrustKeeper(app).jobs()
    yield Job("remind", lambda: _remind(app), 60.0)
    yield Job("delegations", lambda: settle_over(app), 60.0)
    yield Job("archive", Archivist(app).step, 60.0)


def _close(mailers: Mapping[str, Mailer]) -> None:
    for mailer in mailers.values():
        mailer.close()


def smtp_settings(mailbox: MailboxSettings) -> SmtpSettings:
    """Connection settings with the secret read now; raises ConfigurationError."""
    server = mailbox.smtp
    if server.security is Security.PLAIN and not server.insecure:
        raise ConfigurationError("plain_connection_refused", host=server.host)
    return SmtpSettings(
        host=server.host,
        port=server.port,
        security=WireSecurity[server.security.name],
        user=server.user or None,
        password=server.password(),
        ca_file=str(server.ca_file) if server.ca_file else None,
        read_timeout=_SMTP_PATIENCE,
    )


def _remind(app: App) -> bool:
    """Once a day, about paper that has not come."""
    with app.db.transaction() as session:
        if nodes.due(session, "remind-paper", app.clock(), timedelta(days=1)):
            remind_held(session, app, app.clock())
    return False
