"""The whole road of one mail in a transaction that is taken back: every effect seen, none left."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from mailbot.bootstrap import App
from mailbot.domain.people import Person
from mailbot.domain.states import State
from mailbot.storage import documents
from mailbot.storage.documents import DocumentRow
from mailbot.storage.inbox import Claim, MessageRow
from mailbot.storage.outbox import LetterRow
from mailbot.transport.folder import HEADER_BYTES
from mailbot.workflow.arrival.facts import Gathered, gather, read_reply_words
from mailbot.workflow.arrival.intake import judge, understand_bytes, worst
from mailbot.workflow.arrival.outcomes import Case, carry_out
from mailbot.workflow.orders.route import recipient_of, submit
from rules.engine import Decision
from rules.facts import DocumentFacts

_LEASE = timedelta(minutes=5)
_UID = -1
"""No server gives negative UIDs, and uidvalidity -1 is nobody's: the pretend message meets no real one."""


@dataclass(frozen=True, slots=True)
class ForeseenDocument:
    """One document of the mail: what it is, what would be decided, who would get it."""

    facts: DocumentFacts
    decision: Decision
    leader: Person | None


@dataclass(frozen=True, slots=True)
class ForeseenLetter:
    """A letter that would be written."""

    to: str
    kind: str
    subject: str


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """What would happen to a mail that arrived now."""

    subject: str
    decision: Decision
    documents: tuple[ForeseenDocument, ...]
    letters: tuple[ForeseenLetter, ...]


def rehearse(app: App, agency_id: str, content: bytes) -> Rehearsal:
    """Judge and act as for a mail in the agency's first mailbox, then take everything back; raises ChildFailed."""
    claim, kept = _claim(app, agency_id, content)
    understood = understand_bytes(app, agency_id, kept, claim.received_at)
    reply = read_reply_words(app, claim, understood.mail)
    with app.db.transaction() as session:
        if not app.db.is_sqlite:
            session.connection(execution_options={"isolation_level": "REPEATABLE READ"})
        last = _last_letter(session)
        stored = _store(session, claim)
        gathered = gather(session, app, stored, understood, reply)
        decisions = judge(gathered)
        decision = worst(decisions)
        carry_out(Case(session, app, stored, understood, gathered, decisions, decision, app.clock()))
        found = _documents(session, app, stored, gathered, decisions)
        seen = Rehearsal(understood.mail.subject, decision, found, _letters_after(session, last))
        session.rollback()
    return seen


def _claim(app: App, agency_id: str, content: bytes) -> tuple[Claim, bytes]:
    """A claim nobody else can hold, and the bytes that would be fetched (RFC822.SIZE is asked first)."""
    complete = len(content) <= app.settings.limits.message_bytes
    kept = content if complete else content.partition(b"\r\n\r\n")[0][:HEADER_BYTES]
    digest = hashlib.sha256(kept).hexdigest()
    mailbox = app.agency(agency_id).mailboxes[0]
    return Claim(0, agency_id, mailbox.id, digest, app.clock(), complete, len(content), app.node_id, 1), kept


def _store(session: Session, claim: Claim) -> Claim:
    row = MessageRow(
        agency_id=claim.agency_id,
        mailbox_id=claim.mailbox_id,
        uidvalidity=_UID,
        uid=_UID,
        digest=claim.digest,
        size=claim.size,
        complete=claim.complete,
        received_at=claim.received_at,
        next_at=claim.received_at,
        owner=claim.owner,
        lease_until=claim.received_at + _LEASE,
        attempts=claim.attempt,
    )
    session.add(row)
    session.flush()
    return replace(claim, id=row.id)


def _documents(
    session: Session, app: App, claim: Claim, gathered: Gathered, decisions: tuple[Decision, ...]
) -> tuple[ForeseenDocument, ...]:
    """Submits what would be registered, so that the letter to the leader is foreseen too."""
    rows = session.scalars(select(DocumentRow).where(DocumentRow.message_id == claim.id))
    leaders = {row.position: _leader(session, app, row) for row in rows.all()}
    return tuple(
        ForeseenDocument(facts.document, decision, leaders.get(position))
        for position, (facts, decision) in enumerate(zip(gathered.facts, decisions, strict=True))
        if facts.document is not None and facts.document.sha256
    )


def _leader(session: Session, app: App, row: DocumentRow) -> Person | None:
    if row.state not in (State.REGISTERED.value, State.HELD.value):
        return None
    leader = recipient_of(session, app, documents.line(row))
    if row.route_wanted:
        submit(session, app, row, None, app.clock())
    return leader


def _last_letter(session: Session) -> int:
    """The highest id so far, seen with everything else in one snapshot: what others write meanwhile stays unseen."""
    return session.scalar(select(func.max(LetterRow.id))) or 0


def _letters_after(session: Session, last: int) -> tuple[ForeseenLetter, ...]:
    rows = session.execute(
        select(LetterRow.recipient, LetterRow.kind, LetterRow.subject).where(LetterRow.id > last).order_by(LetterRow.id)
    )
    return tuple(ForeseenLetter(recipient, kind, subject) for recipient, kind, subject in rows)
