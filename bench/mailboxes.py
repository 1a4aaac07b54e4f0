"""(d) Many mailboxes watched by one process: what one more costs in memory, and what silence costs in processor."""

from __future__ import annotations

import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from bench.measure import MEBIBYTE, Figure, Result, cpu_seconds, tree, tree_pss
from bench.papers import papers
from bench.stage import Stage
from tests.services.dovecot import DovecotServer
from tests.services.smtpsink import SmtpSink

WATCHED = "SELECT count(*) FROM mailbox WHERE last_look_at IS NOT NULL AND error IS NULL"
SETTLE_SECONDS = 10.0
PATIENCE = 180.0


@dataclass(frozen=True, slots=True)
class Quiet:
    """One daemon that has nothing to do."""

    bytes: int
    """PSS of all its processes."""
    connected: float
    """Seconds from its start until every mailbox had been looked at."""
    cpu_percent: float
    """Of one core, over the time watched."""


def mailboxes(count: int, seconds: float) -> Result:
    """The same daemon with one mailbox and with `count`, on one Dovecot with a user for each."""
    with DovecotServer.running() as dovecot, SmtpSink.running() as sink:
        one = _watched(dovecot, sink, 1, seconds)
        many = _watched(dovecot, sink, count, seconds)
    each = (many.bytes - one.bytes) / (count - 1)
    figures = (
        Figure("memory with 1 mailbox", one.bytes / MEBIBYTE, "MiB"),
        Figure(f"memory with {count} mailboxes", many.bytes / MEBIBYTE, "MiB"),
        Figure("one more mailbox", each / 1024, "KiB"),
        Figure("start until all were looked at", many.connected, "s"),
        Figure("idle processor with 1 mailbox", one.cpu_percent, "%"),
        Figure(f"idle processor with {count} mailboxes", many.cpu_percent, "%"),
    )
    limit = Path("/proc/sys/fs/inotify/max_user_instances").read_text().strip()
    note = f"Dovecot tells at once in {limit} sessions per Unix user (fs.inotify.max_user_instances), then every 30 s"
    return Result(
        "mailboxes", f"{count} mailboxes watched by one process", figures, (f"{seconds:g} s of silence", note)
    )


def _watched(dovecot: DovecotServer, sink: SmtpSink, count: int, seconds: float) -> Quiet:
    with tempfile.TemporaryDirectory(prefix="mailbot-bench-") as here:
        stage = Stage(Path(here), dovecot, sink, papers(1).trust)
        stage.set_up([dovecot.add_user() for _ in range(count)])
        with stage.daemon("--no-portal") as process:
            started = time.monotonic()
            stage.wait(lambda: stage.count(WATCHED) == count, PATIENCE, process)
            connected = time.monotonic() - started
            time.sleep(SETTLE_SECONDS)
            before = _cpu(process.pid)
            time.sleep(seconds)
            used = _cpu(process.pid) - before
            return Quiet(tree_pss(process.pid), connected, 100 * used / seconds)


def _cpu(pid: int) -> float:
    return sum(cpu_seconds(each) for each in tree(pid))
