"""The proof itself: a stream of mail, daemons that die all the time, and what must be true afterwards."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from sqlalchemy import func, select

from mailbot.config import load_settings
from mailbot.storage.agencies import MailboxRow
from mailbot.storage.database import Database
from mailbot.storage.documents import DocumentRow
from mailbot.storage.inbox import MessageRow, MessageState
from mailbot.storage.nodes import NodeRow
from mailbot.storage.outbox import LetterRow, LetterState
from tests.crash.fleet import Fleet
from tests.crash.office import MAILBOX, founded
from tests.crash.stream import Feeder, stream
from tests.crash.verdict import Verdict, judged
from tests.crash.zygote import Zygote
from tests.services.dovecot import DovecotServer
from tests.services.machine import wait_until
from tests.services.smtpsink import SmtpSink

MAILBOT = "mailbot.cli.run"
_OWNED = (MessageRow, DocumentRow, LetterRow, MailboxRow)
_DONE_LETTERS = (LetterState.SENT.value, LetterState.FAILED.value, LetterState.CANCELLED.value)


@dataclass(frozen=True, slots=True)
class Plan:
    """How hard it will be. `database` is a SQLAlchemy URL, empty for SQLite."""

    kills: int
    mails: int
    signed: int
    workers: int = 1
    database: str = ""
    command: str = MAILBOT
    seed: int = 1
    settle_seconds: float = 240


@dataclass(frozen=True, slots=True)
class Takeover:
    """How long a dead daemon's claims stayed its own."""

    claims: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run gave."""

    kills: int
    at_failpoints: int
    mails: int
    seconds: float
    takeovers: tuple[Takeover, ...]
    verdict: Verdict

    @property
    def takeover_median(self) -> float:
        """Over the daemons that held something when they died."""
        return median(taken.seconds for taken in self.takeovers if taken.claims)

    def __str__(self) -> str:
        words = f"{self.kills} kills ({self.at_failpoints} at failpoints), {self.mails} mails, {self.seconds:.0f} s"
        held = [taken.seconds for taken in self.takeovers if taken.claims]
        if held:
            words += f"; takeover median {median(held):.2f} s, max {max(held):.2f} s over {len(held)} with claims"
        return f"{words}; {self.verdict.summary(self.kills)}"


def run(plan: Plan, here: Path, dovecot: DovecotServer, sink: SmtpSink, zygote: Zygote) -> Outcome:
    """Kill daemons over a stream of mail, let the last ones finish, and judge what is there."""
    started, user = time.monotonic(), dovecot.add_user()
    config = founded(here, dovecot, sink, user, plan.database, children=2 if plan.workers == 1 else 1)
    mails = stream(plan.mails, plan.signed)
    fleet = Fleet(zygote, config, plan.seed, plan.command)
    with _database(config) as db, contextlib.closing(Feeder(dovecot, user, mails, plan.seed)) as feeder:
        try:
            takeovers = _killed(plan, fleet, feeder, db)
            feeder.finish()
            uids = dovecot.uids(user)
            _settle(plan, fleet, db, max(uids))
        finally:
            fleet.kill_all()
    seconds = time.monotonic() - started
    verdict = judged(config, mails, uids, sink)
    return Outcome(plan.kills + plan.workers, fleet.by_themselves, plan.mails, seconds, takeovers, verdict)


def _killed(plan: Plan, fleet: Fleet, feeder: Feeder, db: Database) -> tuple[Takeover, ...]:
    """Kill so often, while the mail comes."""
    for _ in range(plan.workers):
        fleet.bear(doomed=True)
    takeovers: list[Takeover] = []
    for number in range(plan.kills):
        feeder.let_through(plan.mails * (number + 1) // (plan.kills + 1) - plan.mails * number // (plan.kills + 1))
        dead = fleet.one_dies()
        fleet.bear(doomed=True)
        if plan.workers > 1 and dead.node is not None:
            takeovers.append(_taken_over(db, dead.node, dead.ended))
    return tuple(takeovers)


def _taken_over(db: Database, node: str, moment: float) -> Takeover:
    """Wait until nothing is the dead node's any more."""
    most = 0

    def free() -> bool:
        nonlocal most
        with db.reading() as session:
            claims = sum(session.scalar(select(func.count()).where(row.owner == node)) or 0 for row in _OWNED)
            known = session.get(NodeRow, node) is not None
        most = max(most, claims)
        return not claims and not known

    wait_until(free, seconds=30, what=f"claims of {node} to be freed")
    return Takeover(most, time.monotonic() - moment)


def _settle(plan: Plan, fleet: Fleet, db: Database, last_uid: int) -> None:
    """The armed daemons make way for ones that live; these bring everything to its end and stop cleanly."""
    fleet.kill_all()
    for _ in range(plan.workers):
        fleet.bear(doomed=False)
    wait_until(
        lambda: not _undone(db, last_uid),
        seconds=plan.settle_seconds,
        what=lambda: f"everything to be done, not {_undone(db, last_uid)}; they said {fleet.last_words()}",
    )
    fleet.stop()


def _undone(db: Database, last_uid: int) -> dict[str, int]:
    """How much still waits, by what it waits for; empty when everything is done."""
    with db.reading() as session:
        waiting = {
            "unseen": last_uid - session.get_one(MailboxRow, MAILBOX).last_uid,
            "stored": session.scalar(select(func.count()).where(MessageRow.state == MessageState.STORED.value)) or 0,
            "letters": session.scalar(select(func.count()).where(LetterRow.state.not_in(_DONE_LETTERS))) or 0,
            "unrouted": session.scalar(select(func.count()).where(DocumentRow.route_wanted)) or 0,
        }
    return {what: count for what, count in waiting.items() if count > 0}


@contextlib.contextmanager
def _database(config: Path) -> Iterator[Database]:
    db = Database(load_settings(config).database_url)
    try:
        yield db
    finally:
        db.close()
