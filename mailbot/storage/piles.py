"""How much waits for people, and since when: counted by the database, however much there is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import and_, bindparam, func, select
from sqlalchemy.orm import Session

from mailbot.domain.document import DocumentLine
from mailbot.domain.states import State
from mailbot.storage.base import run
from mailbot.storage.documents import DocumentRow, line
from mailbot.storage.inbox import MessageRow, waits
from signing.model import Verdict

_OPEN = (State.REGISTERED.value, State.SUBMITTED.value, State.ASSIGNED.value)


@dataclass(frozen=True, slots=True)
class Pile:
    """How many wait and since when the oldest does; None when none does."""

    count: int
    oldest: datetime | None = None


@dataclass(frozen=True, slots=True)
class DuePile:
    """Open documents whose time limit is near or over."""

    count: int
    late: int
    lines: tuple[DocumentLine, ...]
    """The first of them, the one that is due first on top."""


_HELD = (
    select(DocumentRow.verdict, func.count().label("count"), func.min(DocumentRow.received_at).label("oldest"))
    .where(DocumentRow.agency_id == bindparam("agency"), DocumentRow.state == State.HELD.value)
    .group_by(DocumentRow.verdict)
)
_ATTENTION = select(func.count().label("count"), func.min(MessageRow.received_at).label("oldest")).where(
    waits(bindparam("agency"))
)


def held(session: Session, agency_id: str) -> Mapping[Verdict, Pile]:
    """Documents that wait for paper or for a person, by verdict."""
    rows = run(session, _HELD, {"agency": agency_id}).mappings()
    return {Verdict(row["verdict"]): Pile(row["count"], row["oldest"]) for row in rows}


def together(piles: Mapping[Verdict, Pile]) -> Pile:
    """All of them as one pile."""
    oldest = min((pile.oldest for pile in piles.values() if pile.oldest is not None), default=None)
    return Pile(sum(pile.count for pile in piles.values()), oldest)


def attention(session: Session, agency_id: str) -> Pile:
    """Messages a person has to see, those set aside included."""
    return Pile(**run(session, _ATTENTION, {"agency": agency_id}).mappings().one())


def due(session: Session, agency_id: str, soon: date, late: date, shown: int) -> DuePile:
    """Open documents due on or before `soon`; those due on or before `late` are overdue."""
    mine = and_(DocumentRow.agency_id == agency_id, DocumentRow.state.in_(_OPEN))
    first = select(DocumentRow).where(mine, DocumentRow.due_on <= soon).order_by(DocumentRow.due_on, DocumentRow.id)
    count = select(func.count(DocumentRow.id)).where(mine)
    return DuePile(
        session.scalar(count.where(DocumentRow.due_on <= soon)) or 0,
        session.scalar(count.where(DocumentRow.due_on <= late)) or 0,
        tuple(line(row) for row in session.scalars(first.limit(shown))),
    )
