"""Letters waiting, sent and failed: written with the change they tell of, sent later with the same bytes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from functools import cache

from sqlalchemy import (
    ForeignKey,
    Index,
    LargeBinary,
    Text,
    UniqueConstraint,
    bindparam,
    func,
    insert,
    or_,
    select,
    update,
)  # fmt: skip
from sqlalchemy.orm import Mapped, Session, defer, mapped_column

from mailbot.domain.errors import NotFound
from mailbot.domain.letter import OutgoingLetter
from mailbot.storage.base import Base, run, table
from mailbot.storage.prepared import Prepared


class LetterState(StrEnum):
    """QUEUED → SENDING → SENT, or FAILED for good, or back to QUEUED."""

    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    CANCELLED = "cancelled"


class LetterRow(Base):
    """One letter to one recipient."""

    __tablename__ = "letter"
    __table_args__ = (
        UniqueConstraint("agency_id", "key"),
        UniqueConstraint("message_id_header"),
        Index("ix_letter_queue", "state", "next_at"),
        Index("ix_letter_recipient", "agency_id", "recipient", "created_at"),
        Index("ix_letter_document", "agency_id", "document_id"),
        Index("ix_letter_agency_state", "agency_id", "state"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[str] = mapped_column(ForeignKey("agency.id"))
    mailbox_id: Mapped[str] = mapped_column(ForeignKey("mailbox.id"))
    """Whose SMTP settings send it."""
    key: Mapped[str]
    """Says what event it tells of, so that one event is told once: `receipt-03:document:12`."""
    kind: Mapped[str]
    document_id: Mapped[int | None] = mapped_column(ForeignKey("document.id"))
    cause_id: Mapped[int | None] = mapped_column(ForeignKey("message.id"))
    envelope_from: Mapped[str]
    """`""` is the null sender of automatic answers (RFC 3834, 3.3)."""
    recipient: Mapped[str]
    subject: Mapped[str] = mapped_column(Text)
    message_id_header: Mapped[str]
    content: Mapped[bytes] = mapped_column(LargeBinary)
    state: Mapped[str] = mapped_column(default=LetterState.QUEUED.value)
    attempts: Mapped[int] = mapped_column(default=0)
    next_at: Mapped[datetime]
    owner: Mapped[str | None]
    lease_until: Mapped[datetime | None]
    reply: Mapped[str | None] = mapped_column(Text)
    """What the SMTP server last said, or why it failed."""
    in_doubt: Mapped[bool] = mapped_column(default=False)
    """True when a try may have gone through unnoticed: a second copy with the same Message-ID is possible."""
    created_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]
    answered: Mapped[str | None] = mapped_column(Text)
    """What a delivery report said about it."""


@dataclass(frozen=True, slots=True)
class LetterClaim:
    """The right to send one letter until the lease ends."""

    id: int
    agency_id: str
    mailbox_id: str
    envelope_from: str
    recipient: str
    message_id_header: str
    content: bytes
    owner: str
    attempt: int
    lease_until: datetime
    kind: str
    subject: str


@dataclass(frozen=True, slots=True)
class LetterLine:
    """A letter in a list."""

    id: int
    kind: str
    document_id: int | None
    recipient: str
    subject: str
    state: LetterState
    attempts: int
    created_at: datetime
    sent_at: datetime | None
    next_at: datetime
    reply: str | None
    answered: str | None
    message_id_header: str


_T = table(LetterRow).c
_TOLD = Prepared(select(_T.id).where(_T.agency_id == bindparam("agency"), _T.key == bindparam("event")))
_ADD = Prepared(insert(table(LetterRow)))
_DUE = (
    select(_T.id)
    .where(
        or_(
            _T.state == LetterState.QUEUED.value,
            (_T.state == LetterState.SENDING.value) & or_(_T.owner.is_(None), _T.lease_until < bindparam("now")),
        ),
        _T.next_at <= bindparam("now"),
    )
    .order_by(_T.next_at, _T.id)
    .limit(1)
    .with_for_update(skip_locked=True)
)
_FIRST_TO = (
    select(_T.subject)
    .where(
        _T.agency_id == bindparam("agency"),
        _T.document_id == bindparam("document"),
        _T.recipient == bindparam("to"),
        _T.kind.in_(bindparam("kinds", expanding=True)),
    )
    .order_by(_T.id)
    .limit(1)
)
_FENCED = Prepared(
    update(table(LetterRow)).where(
        _T.id == bindparam("letter"), _T.owner == bindparam("holder"), _T.attempts == bindparam("attempt")
    )
)


def first_subject(session: Session, agency_id: str, document_id: int, to: str, kinds: tuple[str, ...]) -> str:
    """Subject of the first letter of these kinds somebody got about a document; empty before that."""
    values = {"agency": agency_id, "document": document_id, "to": to, "kinds": kinds}
    found = run(session, _FIRST_TO, values).first()
    return found.subject if found is not None else ""


def last_content(session: Session, agency_id: str, document_id: int, kind: str) -> bytes | None:
    """The bytes of the last letter of this kind about a document that has a file with it; None when there is none."""
    query = (
        select(LetterRow.content)
        .where(LetterRow.agency_id == agency_id, LetterRow.document_id == document_id, LetterRow.kind == kind)
        .order_by(LetterRow.id.desc())
        .limit(1)
    )
    return session.scalar(query)


def told(session: Session, agency_id: str, key: str) -> bool:
    """Whether a letter tells of this event already."""
    return bool(_TOLD.run(session, {"agency": agency_id, "event": key}).rows)


def add(session: Session, agency_id: str, letter: OutgoingLetter, now: datetime) -> int | None:
    """Queue a letter in the caller's transaction; None when this event was already told."""
    if told(session, agency_id, letter.key):
        return None
    row = {
        "agency_id": agency_id, "mailbox_id": letter.mailbox_id, "key": letter.key, "kind": letter.kind,
        "document_id": letter.document_id, "cause_id": letter.cause_id, "envelope_from": letter.envelope_from,
        "recipient": letter.recipient, "subject": letter.subject, "message_id_header": letter.message_id_header,
        "content": letter.content, "created_at": now, "next_at": letter.not_before or now,
    }  # fmt: skip
    return _ADD.insert(session, row)


def claim(session: Session, owner: str, now: datetime, lease: timedelta) -> LetterClaim | None:
    """Take the letter that is due first and mark it SENDING; a SENDING one whose lease ended is in doubt and due."""
    found = run(session, _DUE, {"now": now}).scalar()
    if found is None:
        return None
    row = session.get_one(LetterRow, found, populate_existing=True)
    row.in_doubt = row.in_doubt or row.state == LetterState.SENDING.value
    row.state, row.owner, row.lease_until, row.attempts = (
        LetterState.SENDING.value,
        owner,
        now + lease,
        row.attempts + 1,
    )
    session.flush()
    return LetterClaim(
        row.id, row.agency_id, row.mailbox_id, row.envelope_from, row.recipient, row.message_id_header,
        row.content, owner, row.attempts, now + lease, row.kind, row.subject,
    )  # fmt: skip


def fence(session: Session, claim: LetterClaim, **changes: object) -> bool:
    """Write `changes` only while the claim holds."""
    held = {"letter": claim.id, "holder": claim.owner, "attempt": claim.attempt}
    return _FENCED.run(session, changes | held).count == 1


def sent(session: Session, claim: LetterClaim, now: datetime, reply: str) -> bool:
    """The server took it."""
    return fence(session, claim, state=LetterState.SENT.value, sent_at=now, reply=reply, owner=None, lease_until=None)


def postpone(session: Session, claim: LetterClaim, until: datetime, reply: str, *, in_doubt: bool) -> bool:
    """Try the same bytes again later."""
    changes: dict[str, object] = {"in_doubt": True} if in_doubt else {}
    return fence(
        session,
        claim,
        state=LetterState.QUEUED.value,
        next_at=until,
        reply=reply,
        owner=None,
        lease_until=None,
        **changes,
    )


def failed(session: Session, claim: LetterClaim, reply: str) -> bool:
    """Refused for good; shown to the clerk."""
    return fence(session, claim, state=LetterState.FAILED.value, reply=reply, owner=None, lease_until=None)


def release_owner(session: Session, owner: str) -> int:
    """Free what a dead worker was sending; those letters are in doubt."""
    done = session.execute(update(LetterRow).where(LetterRow.owner == owner).values(owner=None, lease_until=None))
    return int(done.rowcount)  # type: ignore[attr-defined]


def retry(session: Session, agency_id: str, letter_id: int, now: datetime) -> None:
    """FAILED → QUEUED with the same bytes; raises NotFound."""
    done = session.execute(
        update(LetterRow)
        .where(LetterRow.id == letter_id, LetterRow.agency_id == agency_id, LetterRow.state == LetterState.FAILED.value)
        .values(state=LetterState.QUEUED.value, next_at=now, attempts=0)
    )
    if done.rowcount != 1:  # type: ignore[attr-defined]
        raise NotFound("letter_not_failed", id=str(letter_id))


def give_up(session: Session, agency_id: str, letter_id: int) -> None:
    """FAILED → CANCELLED; raises NotFound."""
    done = session.execute(
        update(LetterRow)
        .where(LetterRow.id == letter_id, LetterRow.agency_id == agency_id, LetterRow.state == LetterState.FAILED.value)
        .values(state=LetterState.CANCELLED.value)
    )
    if done.rowcount != 1:  # type: ignore[attr-defined]
        raise NotFound("letter_not_failed", id=str(letter_id))


def take_back(session: Session, agency_id: str, document_id: int, until: datetime) -> bool:
    """Cancel the letters about a document that wait until this moment; False when one of them is on its way."""
    rows = session.scalars(
        select(LetterRow)
        .where(
            LetterRow.agency_id == agency_id,
            LetterRow.document_id == document_id,
            LetterRow.next_at == until,
            LetterRow.state != LetterState.CANCELLED.value,
        )
        .options(defer(LetterRow.content))
        .with_for_update()
    ).all()
    if any(row.state != LetterState.QUEUED.value or row.attempts for row in rows):
        return False
    for row in rows:
        row.state = LetterState.CANCELLED.value
        # The same event may happen again and is then told for the first time.
        row.key, row.message_id_header = f"{row.key}:taken-back:{row.id}", f"taken-back:{row.id}"
    return True


def sent_since(session: Session, agency_id: str, recipient: str, since: datetime, kinds: tuple[str, ...]) -> int:
    """How many letters of these kinds went or will go to this address, for the daily cap."""
    return int(_sent_since(kinds).run(session, {"agency": agency_id, "to": recipient, "since": since}).scalar())


@cache
def _sent_since(kinds: tuple[str, ...]) -> Prepared:
    query = select(func.count().label("letters")).where(
        _T.agency_id == bindparam("agency"),
        _T.recipient == bindparam("to"),
        _T.created_at >= bindparam("since"),
        or_(*(_T.kind == kind for kind in kinds)),
    )
    return Prepared(query)


def find_by_message_id(session: Session, agency_id: str, message_ids: tuple[str, ...]) -> LetterLine | None:
    """The letter a reply or report speaks of."""
    if not message_ids:
        return None
    row = session.scalar(
        select(LetterRow).where(LetterRow.agency_id == agency_id, LetterRow.message_id_header.in_(message_ids)).limit(1)
    )
    return line(row) if row else None


def note_report(session: Session, agency_id: str, letter_id: int, answered: str, *, failed_for_good: bool) -> None:
    """Tie a delivery report to its letter; a failure makes it visible to the clerk."""
    row = session.get_one(LetterRow, letter_id)
    if row.agency_id != agency_id:
        raise NotFound("letter_not_found", id=str(letter_id))
    row.answered = answered
    if failed_for_good:
        row.state, row.reply = LetterState.FAILED.value, answered


def of_document(session: Session, agency_id: str, document_id: int) -> tuple[LetterLine, ...]:
    """Letters about one document, oldest first."""
    rows = session.scalars(
        select(LetterRow)
        .where(LetterRow.agency_id == agency_id, LetterRow.document_id == document_id)
        .order_by(LetterRow.id)
        .options(defer(LetterRow.content))
    )
    return tuple(line(row) for row in rows)


def listed(session: Session, agency_id: str, state: LetterState, limit: int = 200) -> tuple[LetterLine, ...]:
    """Letters in one state, newest first."""
    rows = session.scalars(
        select(LetterRow)
        .where(LetterRow.agency_id == agency_id, LetterRow.state == state.value)
        .order_by(LetterRow.id.desc())
        .limit(limit)
        .options(defer(LetterRow.content))
    )
    return tuple(line(row) for row in rows)


def counts(session: Session, agency_id: str | None = None) -> dict[str, int]:
    """Letters by state."""
    query = select(LetterRow.state, func.count()).group_by(LetterRow.state)
    if agency_id is not None:
        query = query.where(LetterRow.agency_id == agency_id)
    return dict(session.execute(query).all())


def oldest_waiting(session: Session, agency_id: str | None = None) -> datetime | None:
    """When the oldest letter not yet sent was written."""
    query = select(func.min(LetterRow.created_at)).where(
        LetterRow.state.in_([LetterState.QUEUED.value, LetterState.SENDING.value])
    )
    if agency_id is not None:
        query = query.where(LetterRow.agency_id == agency_id)
    return session.scalar(query)


def line(row: LetterRow) -> LetterLine:
    """The frozen view of a row."""
    return LetterLine(
        row.id, row.kind, row.document_id, row.recipient, row.subject, LetterState(row.state), row.attempts,
        row.created_at, row.sent_at, row.next_at, row.reply, row.answered, row.message_id_header,
    )  # fmt: skip
