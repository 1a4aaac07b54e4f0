"""Messages: stored before they are understood, one outcome each."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import (
    BigInteger,
    BindParameter,
    ColumnElement,
    ForeignKey,
    Index,
    Text,
    UniqueConstraint,
    and_,
    bindparam,
    func,
    insert,
    or_,
    select,
    union_all,
    update,
)  # fmt: skip
from sqlalchemy.orm import Mapped, Session, mapped_column

from mailbot.domain.codec import dumps, loads
from mailbot.domain.errors import NotFound
from mailbot.storage.agencies import MailboxRow
from mailbot.storage.base import Base, run, table
from mailbot.storage.prepared import Prepared
from rules.engine import Decision, Outcome


class MessageState(StrEnum):
    """STORED → DECIDED, or STORED → QUARANTINED → STORED (retry)."""

    STORED = "stored"
    DECIDED = "decided"
    QUARANTINED = "quarantined"
    WATCHED = "watched"
    """Seen in read-only mode: what would be done is known, nothing was done."""


class MessageRow(Base):
    """One message the server holds."""

    __tablename__ = "message"
    __table_args__ = (
        UniqueConstraint("mailbox_id", "uidvalidity", "uid"),
        Index("ix_message_queue", "state", "next_at"),
        Index("ix_message_digest", "agency_id", "digest"),
        Index("ix_message_agency_state", "agency_id", "state", "outcome"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[str] = mapped_column(ForeignKey("agency.id"))
    mailbox_id: Mapped[str] = mapped_column(ForeignKey("mailbox.id"))
    uidvalidity: Mapped[int] = mapped_column(BigInteger)
    uid: Mapped[int] = mapped_column(BigInteger)
    """Negative for LMTP, where the server gives none."""
    digest: Mapped[str]
    size: Mapped[int] = mapped_column(BigInteger)
    complete: Mapped[bool] = mapped_column(default=True)
    """False when only the headers were fetched because the message is over the limit."""
    received_at: Mapped[datetime]
    state: Mapped[str] = mapped_column(default=MessageState.STORED.value)
    outcome: Mapped[str | None]
    decided_by: Mapped[str | None]
    reason: Mapped[str | None]
    decision: Mapped[str | None] = mapped_column(Text)
    subject: Mapped[str] = mapped_column(Text, default="")
    sender: Mapped[str] = mapped_column(Text, default="")
    message_id: Mapped[str | None] = mapped_column(Text)
    error: Mapped[str | None] = mapped_column(Text)
    """Traceback of the last failure, for the administrator."""
    owner: Mapped[str | None]
    lease_until: Mapped[datetime | None]
    attempts: Mapped[int] = mapped_column(default=0)
    next_at: Mapped[datetime]
    decided_at: Mapped[datetime | None]
    resolved_at: Mapped[datetime | None]
    """When a clerk dealt with a message left in "Cần xem"."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """A message whose bytes are stored, not yet known by its row."""

    uid: int
    digest: str
    size: int
    received_at: datetime
    complete: bool = True

    def columns(self) -> dict[str, object]:
        """Its part of the row."""
        return {name: getattr(self, name) for name in self.__slots__}


@dataclass(frozen=True, slots=True)
class Claim:
    """The right to act on one message until the lease ends; repeated in every later write (the fence)."""

    id: int
    agency_id: str
    mailbox_id: str
    digest: str
    received_at: datetime
    complete: bool
    size: int
    owner: str
    attempt: int


_T = table(MessageRow).c
_KNOWN = select(_T.uid).where(
    _T.mailbox_id == bindparam("mailbox"),
    _T.uidvalidity == bindparam("validity"),
    _T.uid.in_(bindparam("numbers", expanding=True)),
)
_ADD = insert(table(MessageRow))
_DUE = (
    select(_T.id, _T.agency_id, _T.mailbox_id, _T.digest, _T.received_at, _T.complete, _T.size, _T.attempts)
    .where(
        _T.state == MessageState.STORED.value,
        _T.next_at <= bindparam("now"),
        or_(_T.owner.is_(None), _T.lease_until < bindparam("now")),
    )
    .order_by(_T.next_at, _T.id)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True)
)
_CLAIM = update(table(MessageRow)).where(_T.id == bindparam("message"))
_FENCED = Prepared(
    update(table(MessageRow)).where(
        _T.id == bindparam("message"),
        _T.owner == bindparam("holder"),
        _T.attempts == bindparam("attempt"),
        _T.state == MessageState.STORED.value,
    )
)
_DIGEST_KNOWN = Prepared(
    select(_T.id)
    .where(
        _T.agency_id == bindparam("agency"),
        _T.digest == bindparam("bytes"),
        _T.id < bindparam("before"),
        _T.state != MessageState.WATCHED.value,
    )
    .limit(1)
)


@dataclass(frozen=True, slots=True)
class MessageLine:
    """A message in a list."""

    id: int
    agency_id: str
    mailbox_id: str
    uid: int
    received_at: datetime
    state: MessageState
    outcome: str | None
    reason: str | None
    decided_by: str | None
    subject: str
    sender: str
    size: int
    digest: str
    attempts: int
    error: str | None
    decision: Decision | None
    resolved_at: datetime | None


def add(session: Session, mailbox: MailboxRow, uidvalidity: int, arrivals: Iterable[Arrival], now: datetime) -> int:
    """Insert what is not there already, known by (mailbox, uidvalidity, uid); how many were new."""
    new = {one.uid: one for one in arrivals}
    key = {"mailbox": mailbox.id, "validity": uidvalidity, "numbers": list(new)}
    for known in run(session, _KNOWN, key).scalars():
        del new[known]
    state = MessageState.STORED if mailbox.live else MessageState.WATCHED
    shared = {
        "agency_id": mailbox.agency_id, "mailbox_id": mailbox.id, "uidvalidity": uidvalidity, "next_at": now,
        "state": state.value,
    }  # fmt: skip
    if new:
        run(session, _ADD, [shared | one.columns() for one in new.values()])
    return len(new)


def claim(session: Session, owner: str, now: datetime, lease: timedelta) -> Claim | None:
    """Take the oldest message that is due; at most one owner holds it until the lease ends."""
    return next(iter(claim_several(session, owner, now, lease, 1)), None)


def claim_several(session: Session, owner: str, now: datetime, lease: timedelta, most: int) -> tuple[Claim, ...]:
    """Take up to `most` of the messages that are due, oldest first."""
    rows = run(session, _DUE, {"now": now, "most": most}).all()
    taken = [{"message": r.id, "owner": owner, "lease_until": now + lease, "attempts": r.attempts + 1} for r in rows]
    if taken:
        run(session, _CLAIM, taken)
    return tuple(
        Claim(r.id, r.agency_id, r.mailbox_id, r.digest, r.received_at, r.complete, r.size, owner, r.attempts + 1)
        for r in rows
    )


def fence(session: Session, claim: Claim, now: datetime, **changes: object) -> bool:
    """Write `changes` only while the claim holds; False means somebody else took over: do nothing."""
    held = {"message": claim.id, "holder": claim.owner, "attempt": claim.attempt}
    return _FENCED.run(session, changes | held).count == 1


def decided(
    session: Session,
    claim: Claim,
    now: datetime,
    decision: Decision,
    outcome: Outcome,
    about: tuple[str, str, str | None],
) -> bool:
    """Give the message its one outcome. `about` is (subject, sender, Message-ID)."""

    state = MessageState.QUARANTINED if outcome is Outcome.ASK_CLERK else MessageState.DECIDED
    return fence(
        session,
        claim,
        now,
        state=state.value,
        outcome=outcome.value,
        decided_by=decision.decided_by,
        reason=decision.reason.code,
        decision=dumps(decision),
        subject=about[0],
        sender=about[1],
        message_id=about[2],
        owner=None,
        lease_until=None,
        error=None,
        decided_at=now,
    )


def postpone(session: Session, claim: Claim, now: datetime, until: datetime) -> bool:
    """Give the message back for later; the attempt stays counted."""
    return fence(session, claim, now, owner=None, lease_until=None, next_at=until)


def quarantine(session: Session, claim: Claim, now: datetime, code: str, traceback: str) -> bool:
    """Put aside a message nobody could bring to an outcome; the clerk sees it and can retry."""
    return fence(
        session,
        claim,
        now,
        state=MessageState.QUARANTINED.value,
        outcome="quarantined",
        decided_by="machine",
        reason=code,
        error=traceback,
        owner=None,
        lease_until=None,
        decided_at=now,
    )


def release_owner(session: Session, owner: str) -> int:
    """Free everything a dead worker held; its attempts stay counted, so its late writes are fenced off."""
    done = session.execute(update(MessageRow).where(MessageRow.owner == owner).values(owner=None, lease_until=None))
    return int(done.rowcount)  # type: ignore[attr-defined]


def retry(session: Session, agency_id: str, message_id: int, now: datetime) -> None:
    """QUARANTINED → STORED; raises NotFound when it is not there or not quarantined."""
    done = session.execute(
        update(MessageRow)
        .where(
            MessageRow.id == message_id,
            MessageRow.agency_id == agency_id,
            MessageRow.state == MessageState.QUARANTINED.value,
        )
        .values(
            state=MessageState.STORED.value, outcome=None, reason=None, decided_by=None, decision=None,
            error=None, attempts=0, next_at=now, resolved_at=None, decided_at=None,
        )
    )  # fmt: skip
    if done.rowcount != 1:  # type: ignore[attr-defined]
        raise NotFound("message_not_quarantined", id=str(message_id))


def get(session: Session, agency_id: str, message_id: int) -> MessageLine:
    """One message of this agency; raises NotFound."""
    row = session.get(MessageRow, message_id)
    if row is None or row.agency_id != agency_id:
        raise NotFound("message_not_found", id=str(message_id))
    return line(row)


def waits(agency_id: str | BindParameter[str]) -> ColumnElement[bool]:
    """Quarantined or set aside, and nobody has dealt with it; two look-ups in `ix_message_agency_state`.

    With OR instead of the union, SQLite reads every message of the agency.
    """
    own = select(MessageRow.id).where(MessageRow.agency_id == agency_id)
    quarantined = own.where(MessageRow.state == MessageState.QUARANTINED.value)
    aside = own.where(MessageRow.state == MessageState.DECIDED.value, MessageRow.outcome == Outcome.SET_ASIDE.value)
    return and_(MessageRow.id.in_(union_all(quarantined, aside)), MessageRow.resolved_at.is_(None))


def listed(
    session: Session,
    agency_id: str,
    outcome: str | None = None,
    open_only: bool = False,
    limit: int = 200,
    before: int | None = None,
    rules: Collection[str] = (),
) -> tuple[MessageLine, ...]:
    """Messages, newest first; `open_only`: those a person has not dealt with yet, what was set aside included.

    `before`: older than this message; `rules`: decided by one of these.
    """
    mine = waits(agency_id) if open_only else MessageRow.agency_id == agency_id
    query = select(MessageRow).where(mine).order_by(MessageRow.id.desc()).limit(limit)
    if outcome is not None:
        query = query.where(MessageRow.outcome == outcome)
    if before is not None:
        query = query.where(MessageRow.id < before)
    if rules:
        query = query.where(MessageRow.decided_by.in_(rules))
    return tuple(line(row) for row in session.scalars(query))


def waiting_count(session: Session, agency_id: str) -> int:
    """How many messages wait for a person."""
    return session.scalar(select(func.count()).where(waits(agency_id))) or 0


def decided_by(session: Session, agency_id: str, rules: tuple[str, ...], limit: int) -> tuple[MessageLine, ...]:
    """The last messages these rules decided and nobody has to see, newest first."""
    query = select(MessageRow).where(
        MessageRow.agency_id == agency_id,
        MessageRow.state == MessageState.DECIDED.value,
        MessageRow.outcome.in_((Outcome.IGNORE.value, Outcome.REPORT.value)),
        MessageRow.decided_by.in_(rules),
    )
    return tuple(line(row) for row in session.scalars(query.order_by(MessageRow.id.desc()).limit(limit)))


def digest_known(session: Session, agency_id: str, digest: str, before_id: int) -> bool:
    """True when an earlier message of this agency has the same bytes and was decided."""
    return bool(_DIGEST_KNOWN.run(session, {"agency": agency_id, "bytes": digest, "before": before_id}).rows)


def counts(session: Session, agency_id: str | None = None, mailbox_id: str | None = None) -> dict[str, int]:
    """Messages by outcome; those without one yet under `stored` or `watched`."""
    key = func.coalesce(MessageRow.outcome, MessageRow.state)
    query = select(key, func.count()).group_by(key)
    if agency_id is not None:
        query = query.where(MessageRow.agency_id == agency_id)
    if mailbox_id is not None:
        query = query.where(MessageRow.mailbox_id == mailbox_id)
    return dict(session.execute(query).all())


def oldest_waiting(session: Session, mailbox_id: str) -> datetime | None:
    """When the oldest message without an outcome arrived."""
    return session.scalar(
        select(func.min(MessageRow.received_at)).where(
            MessageRow.mailbox_id == mailbox_id, MessageRow.state == MessageState.STORED.value
        )
    )


def line(row: MessageRow) -> MessageLine:
    """The frozen view of a row."""

    return MessageLine(
        id=row.id, agency_id=row.agency_id, mailbox_id=row.mailbox_id, uid=row.uid, received_at=row.received_at,
        state=MessageState(row.state), outcome=row.outcome, reason=row.reason, decided_by=row.decided_by,
        subject=row.subject, sender=row.sender, size=row.size, digest=row.digest, attempts=row.attempts,
        error=row.error, decision=loads(Decision, row.decision) if row.decision else None, resolved_at=row.resolved_at,
    )  # fmt: skip
