"""(b) From arrival at the server to the register, beside the moment the server itself says that something came."""

from __future__ import annotations

import contextlib
import smtplib
import socket
import sqlite3
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bench.measure import Figure, Result, median, percentile
from bench.papers import papers
from bench.stage import REGISTERED, Stage, deliver
from tests.services.dovecot import PASSWORD, DovecotServer
from tests.services.machine import LOOPBACK, wait_until
from tests.services.smtpsink import SmtpSink

OVER_NOTIFICATION_MS = 100.0
GAP_SECONDS = 1.5
"""Rest before each mail. Dovecot tells an idling session of a change 0.5 s after noticing it, and what the session does
with the news (new/ to cur/) is a change again: a mail within the next second is announced early to a session that
stayed in IDLE, and not to one that fetched meanwhile."""
PATIENCE = 30.0


@dataclass(frozen=True, slots=True)
class Sample:
    """One mail delivered to two mailboxes at once; seconds from the start of each delivery."""

    notified: float
    """Until a bare IDLE connection heard of it."""
    registered: float
    """Until the document was committed with its number."""


def latency(samples: int) -> Result:
    """One mail after the other: to the daemon's mailbox, and at the same moment to one with a bare listener."""
    made = papers(samples)
    with (
        tempfile.TemporaryDirectory(prefix="mailbot-bench-") as here,
        DovecotServer.running() as dovecot,
        SmtpSink.running() as sink,
    ):
        ours, bare = dovecot.add_user(), dovecot.add_user()
        stage = Stage(Path(here), dovecot, sink, made.trust)
        stage.set_up([ours])
        mails = list(made.mails())
        deliver(dovecot, ours, iter(mails[:1]))  # the first one warms everything up
        with stage.daemon("--no-portal") as process, _Listener(dovecot, bare) as listener:
            stage.wait(lambda: stage.count(REGISTERED) == 1, PATIENCE, process)
            time.sleep(1)
            found = [_sample(stage, listener, (ours, bare), mail) for mail in mails[1:]]
    return _result(found)


def _sample(stage: Stage, listener: _Listener, users: tuple[str, str], mail: tuple[str, bytes]) -> Sample:
    time.sleep(GAP_SECONDS)
    before = stage.count(REGISTERED)
    listener.news.clear()
    started: dict[str, float] = {}

    def send(user: str) -> None:
        with smtplib.LMTP(LOOPBACK, stage.dovecot.lmtp_port) as lmtp:
            together.wait()
            started[user] = time.monotonic()
            lmtp.sendmail(mail[0], [user], mail[1])

    together = threading.Barrier(2)
    threads = [threading.Thread(target=send, args=(user,)) for user in users]
    for thread in threads:
        thread.start()
    registered = _commit_time(stage, before)
    for thread in threads:
        thread.join()
    wait_until(listener.news.is_set, seconds=PATIENCE, what="the server's notification")
    return Sample(listener.heard_at - started[users[1]], registered - started[users[0]])


def _commit_time(stage: Stage, before: int) -> float:
    """When one more document is registered; looks every 2 ms, but reads rows only after a commit."""
    database = f"file:{stage.here}/data/mailbot.db?mode=ro"
    version, deadline = -1, time.monotonic() + PATIENCE
    with contextlib.closing(sqlite3.connect(database, uri=True)) as reader:
        while time.monotonic() < deadline:
            changed = reader.execute("PRAGMA data_version").fetchone()[0]
            now = time.monotonic()
            if changed != version and reader.execute(REGISTERED).fetchone()[0] > before:
                return now
            version = changed
            time.sleep(0.002)
    raise RuntimeError("the mail was not registered")


class _Listener:
    """A bare IDLE connection that only writes down when EXISTS came."""

    def __init__(self, dovecot: DovecotServer, user: str) -> None:
        self._socket = socket.create_connection((LOOPBACK, dovecot.imap_port))
        self._lines = self._socket.makefile("rb")
        self._thread = threading.Thread(target=self._listen, daemon=True)
        self.news = threading.Event()
        self.heard_at = 0.0
        self._lines.readline()
        for command in (f'a LOGIN "{user}" "{PASSWORD}"', "b SELECT INBOX"):
            self._socket.sendall(command.encode() + b"\r\n")
            for line in self._lines:
                if line.startswith(command[:2].encode()):
                    break
        self._socket.sendall(b"c IDLE\r\n")

    def __enter__(self) -> _Listener:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._socket.shutdown(socket.SHUT_RDWR)
        self._thread.join()
        self._lines.close()
        self._socket.close()

    def _listen(self) -> None:
        for line in self._announcements():
            self.heard_at = line
            self.news.set()

    def _announcements(self) -> Iterator[float]:
        with contextlib.suppress(OSError):
            for line in self._lines:
                if line.rstrip().endswith(b"EXISTS"):
                    yield time.monotonic()


def _result(found: list[Sample]) -> Result:
    def p(part: float, values: list[float]) -> float:
        return percentile(values, part) * 1000

    notified, registered = [s.notified for s in found], [s.registered for s in found]
    over = [s.registered - s.notified for s in found]
    figures = (
        Figure("server's own notification, p50", p(0.5, notified), "ms"),
        Figure("server's own notification, p95", p(0.95, notified), "ms"),
        Figure("arrival to registered, p50", p(0.5, registered), "ms"),
        Figure("arrival to registered, p95", p(0.95, registered), "ms"),
        Figure("p50 over p50 of the notification", p(0.5, registered) - p(0.5, notified), "ms", OVER_NOTIFICATION_MS),
        Figure("mail by mail over it, p50", median(over) * 1000, "ms"),
        Figure("mail by mail over it, p95", p(0.95, over), "ms"),
    )
    note = f"Dovecot announces a change 0.5 s after noticing it; {GAP_SECONDS} s of rest before each mail"
    return Result("latency", "arrival by LMTP to the register, over IDLE", figures, (f"{len(found)} mails", note))
