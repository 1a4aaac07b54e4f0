"""The journal: append-only rows, chained by SHA-256 per agency (HH 8.2, 9.5)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ForeignKey, Index, Text, UniqueConstraint, func, insert, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from mailbot.domain.people import Actor
from mailbot.storage import agencies
from mailbot.storage.agencies import AgencyRow, ChainHead
from mailbot.storage.base import Base, table
from mailbot.storage.prepared import Prepared

FIRST_LINK = "0" * 64
_DOMAIN = "mailbot-history-v1"
_LINKED = (
    "agency_id", "seq", "at", "actor", "on_behalf_of", "action", "object_type", "object_id", "detail", "prev",
)  # fmt: skip


class HistoryRow(Base):
    """One change; the database itself refuses to alter or delete it (migration 0001)."""

    __tablename__ = "history"
    __table_args__ = (
        UniqueConstraint("agency_id", "seq"),
        Index("ix_history_object", "agency_id", "object_type", "object_id", "seq"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[str] = mapped_column(ForeignKey("agency.id"))
    seq: Mapped[int]
    at: Mapped[datetime]
    actor: Mapped[str]
    on_behalf_of: Mapped[str | None]
    action: Mapped[str]
    object_type: Mapped[str]
    object_id: Mapped[int | None]
    detail: Mapped[str] = mapped_column(Text)
    prev: Mapped[str]
    hash: Mapped[str]


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One journal entry as shown to people."""

    seq: int
    at: datetime
    actor: str
    on_behalf_of: str | None
    action: str
    detail: Mapping[str, str]


_APPEND = Prepared(insert(table(HistoryRow)))


def link_hash(entry: Mapping[str, object]) -> str:
    """SHA-256 over the canonical JSON of the columns of an entry, the hash before it included."""
    content = [_DOMAIN, *(entry[name] for name in _LINKED)]
    words = json.dumps(content, ensure_ascii=False, separators=(",", ":"), default=datetime.isoformat)
    return hashlib.sha256(words.encode()).hexdigest()


def append(
    session: Session,
    agency_id: str,
    at: datetime,
    actor: Actor,
    action: str,
    subject: tuple[str, int | None],
    on_behalf_of: str | None = None,
    **detail: str,
) -> None:
    """Add one entry in the caller's transaction. `subject` is (type, id). Locks the agency's chain head."""
    head = agencies.lock(session, agency_id)
    entry: dict[str, object] = {
        "agency_id": agency_id,
        "seq": head.seq + 1,
        "at": at,
        "actor": actor.name,
        "on_behalf_of": on_behalf_of or actor.on_behalf_of,
        "action": action,
        "object_type": subject[0],
        "object_id": subject[1],
        "detail": json.dumps(detail, ensure_ascii=False, sort_keys=True),
        "prev": head.hash,
    }
    link = link_hash(entry)
    _APPEND.insert(session, entry | {"hash": link})
    agencies.advance(session, agency_id, ChainHead(head.seq + 1, link))


def of(session: Session, agency_id: str, kind: str, object_id: int | None) -> tuple[HistoryLine, ...]:
    """The life of one object, oldest first."""
    rows = session.scalars(
        select(HistoryRow)
        .where(
            HistoryRow.agency_id == agency_id,
            HistoryRow.object_type == kind,
            HistoryRow.object_id == object_id,
        )
        .order_by(HistoryRow.seq)
    )
    return tuple(_line(row) for row in rows)


def of_several(
    session: Session, agency_id: str, kind: str, ids: Collection[int], action: str
) -> dict[int, tuple[HistoryLine, ...]]:
    """Entries of one action about several objects, by object, oldest first."""
    query = select(HistoryRow).where(
        HistoryRow.agency_id == agency_id,
        HistoryRow.object_type == kind,
        HistoryRow.object_id.in_(ids),
        HistoryRow.action == action,
    )
    found: dict[int, tuple[HistoryLine, ...]] = {}
    # Sorted here: for ORDER BY, SQLite without statistics would walk the whole journal.
    for row in sorted(session.scalars(query), key=lambda row: row.seq):
        found[row.object_id or 0] = (*found.get(row.object_id or 0, ()), _line(row))
    return found


def told(session: Session, agency_id: str, key: str) -> set[str]:
    """Every value the journal holds under one key of its details."""
    rows = session.scalars(
        select(HistoryRow.detail).where(HistoryRow.agency_id == agency_id, HistoryRow.detail.contains(f'"{key}"'))
    )
    found = (json.loads(detail).get(key) for detail in rows)
    return {value for value in found if isinstance(value, str)}


def times(session: Session, agency_id: str, about: tuple[str, int], action: str) -> int:
    """How often this was done to an object; `about` is (object_type, object_id)."""
    query = select(func.count()).where(
        HistoryRow.agency_id == agency_id,
        HistoryRow.object_type == about[0],
        HistoryRow.object_id == about[1],
        HistoryRow.action == action,
    )
    return session.scalar(query) or 0


def broken_links(session: Session, agency_id: str) -> Iterator[str]:
    """Every fault of the chain in words: gap, altered row, cut tail."""
    agency = session.get_one(AgencyRow, agency_id)
    prev, expected = FIRST_LINK, 1
    rows = session.scalars(
        select(HistoryRow)
        .where(HistoryRow.agency_id == agency_id)
        .order_by(HistoryRow.seq)
        .execution_options(yield_per=1000)
    )
    for row in rows:
        if row.seq != expected:
            yield f"history {agency_id}: entry {expected} is missing (next is {row.seq})"
        if row.prev != prev or row.hash != link_hash({name: getattr(row, name) for name in _LINKED}):
            yield f"history {agency_id}: entry {row.seq} was altered"
        prev, expected = row.hash, row.seq + 1
    if (agency.chain_seq, agency.chain_head) != (expected - 1, prev):
        yield f"history {agency_id}: the tail was cut ({expected - 1} of {agency.chain_seq} entries)"


def _line(row: HistoryRow) -> HistoryLine:
    return HistoryLine(row.seq, row.at, row.actor, row.on_behalf_of, row.action, json.loads(row.detail))
