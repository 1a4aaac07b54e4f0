"""Running processes, so that a dead one's work is taken over; and periodic work that fires once."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import BigInteger, select, text, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from mailbot.storage import inbox, outbox
from mailbot.storage.agencies import MailboxRow
from mailbot.storage.base import Base, insert_if_absent
from mailbot.storage.documents import DocumentRow

LOCK_CLASS = 0x6D61696C  # "mail": first key of our PostgreSQL advisory locks


class NodeRow(Base):
    """One process; on PostgreSQL it holds an advisory lock as long as it lives."""

    __tablename__ = "node"

    id: Mapped[str] = mapped_column(primary_key=True)
    lock_key: Mapped[int] = mapped_column(BigInteger)
    started_at: Mapped[datetime]
    version: Mapped[str]


class PeriodicRow(Base):
    """When a periodic job is due next; compare-and-set makes it fire once per cluster."""

    __tablename__ = "periodic"

    name: Mapped[str] = mapped_column(primary_key=True)
    next_at: Mapped[datetime]


def enter(session: Session, node_id: str, lock_key: int, now: datetime, version: str) -> None:
    """Sign in."""
    session.add(NodeRow(id=node_id, lock_key=lock_key, started_at=now, version=version))


def leave(session: Session, node_id: str) -> None:
    """Sign out and give everything back."""
    release(session, node_id)
    row = session.get(NodeRow, node_id)
    if row is not None:
        session.delete(row)


def dead_on_sqlite(session: Session, alive: str) -> tuple[str, ...]:
    """Every other process: the lock file of the data directory says that there is only one."""
    return tuple(session.scalars(select(NodeRow.id).where(NodeRow.id != alive)))


def dead_on_postgres(session: Session, alive: str) -> tuple[str, ...]:
    """Processes whose advisory lock the server no longer holds."""
    held = session.scalars(
        text("SELECT objid::bigint FROM pg_locks WHERE locktype = 'advisory' AND classid = :c AND granted").bindparams(
            c=LOCK_CLASS
        )
    )
    living = set(held)
    rows = session.execute(select(NodeRow.id, NodeRow.lock_key).where(NodeRow.id != alive))
    return tuple(node for node, key in rows if key not in living)


def release(session: Session, node_id: str) -> int:
    """Free every claim of a process; the attempt counters fence off its late writes. Returns how many."""
    freed = inbox.release_owner(session, node_id) + outbox.release_owner(session, node_id)
    for table in (DocumentRow, MailboxRow):
        done = session.execute(update(table).where(table.owner == node_id).values(owner=None, lease_until=None))
        freed += int(done.rowcount)  # type: ignore[attr-defined]
    return freed


def bring_forward(session: Session, now: datetime, furthest: datetime) -> None:
    """What waits beyond `furthest` was postponed by a clock that was wrong: it is due now."""
    for table in (inbox.MessageRow, outbox.LetterRow):
        session.execute(update(table).where(table.next_at > furthest).values(next_at=now))


def due(session: Session, name: str, now: datetime, every: timedelta) -> bool:
    """True for exactly one caller each time the job is due; the job's effects belong in the same transaction."""
    if insert_if_absent(session, PeriodicRow, name=name, next_at=now + every):
        return True
    row = session.get_one(PeriodicRow, name)
    if row.next_at > now + every:  # the clock was set back: do not wait for a far future
        row.next_at = now
    if row.next_at > now:
        return False
    done = session.execute(
        update(PeriodicRow)
        .where(PeriodicRow.name == name, PeriodicRow.next_at == row.next_at)
        .values(next_at=now + every)
        .execution_options(synchronize_session=False)
    )
    return done.rowcount == 1  # type: ignore[attr-defined,no-any-return]


def reached(session: Session, name: str, moment: datetime) -> bool:
    """True for exactly one caller for each moment that comes: for work that belongs to a time of day."""
    if insert_if_absent(session, PeriodicRow, name=name, next_at=moment):
        return True
    done = session.execute(
        update(PeriodicRow)
        .where(PeriodicRow.name == name, PeriodicRow.next_at < moment)
        .values(next_at=moment)
        .execution_options(synchronize_session=False)
    )
    return done.rowcount == 1  # type: ignore[attr-defined,no-any-return]


class WorkerRow(Base):
    """How a worker is doing, for the status page; written at most every few seconds."""

    __tablename__ = "worker"

    name: Mapped[str] = mapped_column(primary_key=True)
    beat_at: Mapped[datetime]
    error: Mapped[str | None]
    steps: Mapped[int] = mapped_column(default=0)
    busy_seconds: Mapped[float] = mapped_column(default=0.0)
    restarts: Mapped[int] = mapped_column(default=0)


def beat(session: Session, name: str, now: datetime, error: str | None, busy: tuple[int, float], restarts: int) -> None:
    """Note that a worker lives; `busy` adds (steps, seconds) since the last beat."""
    insert_if_absent(session, WorkerRow, name=name, beat_at=now)
    row = session.get_one(WorkerRow, name, with_for_update=True)
    row.beat_at, row.error = now, error
    row.steps += busy[0]
    row.busy_seconds += busy[1]
    row.restarts += restarts
