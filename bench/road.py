"""(a) Mails waiting in Dovecot until all are registered with receipts queued, beside mbsync and pdfsig."""

from __future__ import annotations

import contextlib
import itertools
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bench.measure import Figure, Result, Usage, median
from bench.papers import Papers, papers
from bench.peers import mbsync_seconds, pdfsig_seconds
from bench.stage import DECIDED, REGISTERED, Stage, deliver
from bench.stages import stages
from tests.services.dovecot import DovecotServer
from tests.services.postgres import PostgresServer
from tests.services.smtpsink import SmtpSink

TIMES_PEERS = 2.0
PATIENCE = 600.0
LOOKS_PER_USAGE = 20
"""Our looking is done on the same cores: at every look it took a sixth of one."""
STORED = "SELECT count(*) FROM message"
RECEIPTS = "SELECT count(*) FROM letter WHERE kind = 'receipt-03'"
SENT = "SELECT count(*) FROM letter WHERE state = 'sent'"


@dataclass(frozen=True, slots=True)
class Run:
    """One run of ours; seconds from the start of the process."""

    stored: float
    registered: float
    first: float
    """When the first document was registered: how long starting takes."""
    cpu_daemon: float
    cpu_children: float
    sent: int
    """Letters that had left when the last document was registered."""


def road(count: int, rounds: int, postgres: bool) -> Result:
    """Each round: mbsync, pdfsig, and our daemon on the same mails, one after the other."""
    made = papers(count)
    ours: list[Run] = []
    mbsync: list[float] = []
    pdfsig: list[float] = []
    with _servers() as (here, dovecot, sink), _database(postgres) as database:
        user = dovecot.add_user()
        deliver(dovecot, user, made.mails())
        for number in range(rounds):
            mbsync.append(mbsync_seconds(here / f"mbsync{number}", dovecot, user, count))
            pdfsig.append(pdfsig_seconds(made.pdfs()))
            stage = Stage(here / f"ours{number}", dovecot, sink, made.trust, next(database))
            ours.append(run_once(stage, user, count))
    return _result(made, ours, mbsync, pdfsig)


def run_once(stage: Stage, user: str, count: int) -> Run:
    """From the start of the process until the last mail is registered and its receipt queued."""
    stage.set_up([user])
    reached: dict[str, float] = {}
    with stage.daemon("--no-portal") as process, stage.counting() as counted:
        started, usage, looks = time.monotonic(), Usage(process.pid), itertools.count()

        def finished() -> bool:
            if next(looks) % LOOKS_PER_USAGE == 0:
                usage.look()
            for name, query, wanted in (("first", REGISTERED, 1), ("stored", STORED, count)):
                if name not in reached and counted(query) >= wanted:
                    reached[name] = time.monotonic() - started
            return counted(DECIDED) >= count

        stage.wait(finished, PATIENCE, process)
        taken = time.monotonic() - started
        usage.look()
        sent = counted(SENT)
    _check(stage, count)
    cpu = usage.by_name()
    return Run(reached["stored"], taken, reached["first"], cpu["daemon"], cpu.get("children", 0.0), sent)


def _check(stage: Stage, count: int) -> None:
    registered, receipts = stage.count(REGISTERED), stage.count(RECEIPTS)
    if (registered, receipts) != (count, count):
        raise RuntimeError(f"of {count} mails {registered} were registered, {receipts} receipts queued")


@contextlib.contextmanager
def _servers() -> Iterator[tuple[Path, DovecotServer, SmtpSink]]:
    with (
        tempfile.TemporaryDirectory(prefix="mailbot-bench-") as here,
        DovecotServer.running() as dovecot,
        SmtpSink.running() as sink,
    ):
        yield Path(here), dovecot, sink


@contextlib.contextmanager
def _database(postgres: bool) -> Iterator[Iterator[str]]:
    """A new database for every run; SQLite in the data directory when the URL is empty."""
    if not postgres:
        yield itertools.repeat("")
        return
    with PostgresServer.running() as server:
        yield (server.new_database() for _ in itertools.count())


def _result(made: Papers, ours: list[Run], mbsync: list[float], pdfsig: list[float]) -> Result:
    total = median(run.registered for run in ours)
    pair = median(a + b for a, b in zip(mbsync, pdfsig, strict=True))
    ratio = median(run.registered / (a + b) for run, a, b in zip(ours, mbsync, pdfsig, strict=True))
    each = 1000 / made.count
    figures = (
        Figure("mailbot: all registered, receipts queued", total, "s"),
        Figure("mbsync, fsync on", median(mbsync), "s"),
        Figure("pdfsig, all cores", median(pdfsig), "s"),
        Figure("mbsync + pdfsig", pair, "s"),
        Figure("mailbot / (mbsync + pdfsig)", ratio, "x", TIMES_PEERS),
        Figure("of this: start to first registered", median(run.first for run in ours), "s"),
        Figure("of this: all stored durably", median(run.stored for run in ours), "s"),
        Figure("processor, daemon, per mail", median(run.cpu_daemon for run in ours) * each, "ms"),
        Figure("processor, children, per mail", median(run.cpu_children for run in ours) * each, "ms"),
        Figure("letters already sent meanwhile", median(run.sent for run in ours), ""),
        *stages(made),
    )
    return Result("road", f"{made.count} mails with a 100 KB twice-signed PDF", figures, (f"{len(ours)} rounds",))
