"""Documents and mails of the last days and weeks, for trying rules on them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from mailbot.storage import inbox
from mailbot.storage.base import run
from mailbot.storage.documents import DocumentRow
from mailbot.storage.inbox import MessageLine, MessageRow


@dataclass(frozen=True, slots=True)
class Recent:
    """One document; None where unknown."""

    id: int
    state: str
    sender: str
    subject: str
    issuer: str | None
    notation: str | None
    kind: str | None
    abstract: str | None
    urgency: str | None
    received_at: datetime
    arrived_on: date | None


_COLUMNS = (
    DocumentRow.id, DocumentRow.state, DocumentRow.sender, func.coalesce(MessageRow.subject, "").label("subject"),
    DocumentRow.issuer, DocumentRow.notation, DocumentRow.kind, DocumentRow.abstract, DocumentRow.urgency,
    DocumentRow.received_at, DocumentRow.arrived_on,
)  # fmt: skip
_SINCE = (
    select(*_COLUMNS)
    .outerjoin(MessageRow, MessageRow.id == DocumentRow.message_id)
    .where(
        DocumentRow.agency_id == bindparam("agency"),
        DocumentRow.received_at >= bindparam("since"),
        DocumentRow.id > bindparam("after"),
    )
    .order_by(DocumentRow.id)
    .limit(bindparam("most"))
)
_COUNT = select(func.count()).where(
    DocumentRow.agency_id == bindparam("agency"), DocumentRow.received_at >= bindparam("since")
)


def since(session: Session, agency_id: str, moment: datetime, after: int, most: int) -> tuple[Recent, ...]:
    """Documents received from `moment` on, by id, those after `after` only."""
    values = {"agency": agency_id, "since": moment, "after": after, "most": most}
    return tuple(Recent(**row) for row in run(session, _SINCE, values).mappings())


def count_since(session: Session, agency_id: str, moment: datetime) -> int:
    """How many there are."""
    return int(run(session, _COUNT, {"agency": agency_id, "since": moment}).scalar() or 0)


def messages_between(session: Session, agency_id: str, first: datetime, end: datetime) -> tuple[MessageLine, ...]:
    """Mails received from `first` up to before `end`, the newest first, 200 at most."""
    rows = session.scalars(
        select(MessageRow)
        .where(MessageRow.agency_id == agency_id, MessageRow.received_at >= first, MessageRow.received_at < end)
        .order_by(MessageRow.id.desc())
        .limit(200)
    )
    return tuple(inbox.line(row) for row in rows)
