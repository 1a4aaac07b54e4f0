"""A clerk types the password of an archive: the mail is read again with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from mailbot.bootstrap import App
from mailbot.children.requests import Understanding
from mailbot.domain.codec import dumps
from mailbot.domain.errors import DomainError
from mailbot.domain.people import Actor
from mailbot.domain.states import Event, State
from mailbot.storage import agencies, documents, evidence, history, inbox, passwords
from mailbot.storage.documents import AnnexRow, DocumentRow
from mailbot.storage.inbox import Claim, MessageLine, MessageState
from mailbot.workflow import answer
from mailbot.workflow.evidence.keep import keep_pieces, record_of
from mailbot.workflow.explain import claim_to_look
from mailbot.workflow.facts import Gathered, gather
from mailbot.workflow.intake import judge, understand_bytes, worst
from mailbot.workflow.number import enter_in_book
from mailbot.workflow.outcomes import Case, carry_out_new
from mailbot.workflow.transition import transition
from mailbot.workflow.unlock.seal import sealed
from mailbot.workflow.unlock.typed import locked_paths, typed
from rules.engine import Decision, Outcome

LONGEST = 200
"""Characters of a password."""


@dataclass(frozen=True, slots=True)
class _Opened:
    """A mail read with the new password."""

    claim: Claim
    understood: Understanding
    paths: tuple[str, ...]
    """Where the files are that it opened."""


def locked_files(app: App, agency_id: str, message_id: int) -> tuple[str, ...]:
    """Files of a message that still want a password; raises NotFound, ChildFailed."""
    line = _message(app, agency_id, message_id)
    return locked_paths(_read(app, line, typed(app, agency_id, line.digest)).mail)


def unlock(app: App, agency_id: str, message_id: int, password: str, actor: Actor) -> int:
    """Open what a password opens; how many files. Raises DomainError `password_wrong`, NotFound, ChildFailed.

    A message that waited gets its outcome from the beginning. One that has its documents gets the files that came to
    light: annexes, further documents, and a held document nothing is held against any more is registered.
    """
    line = _message(app, agency_id, message_id)
    found = _try(app, line, password)
    keep_pieces(app, found.understood.judged)
    now = app.clock()
    with app.db.transaction() as session:
        agencies.lock(session, agency_id)
        passwords.add(session, agency_id, line.digest, sealed(app.secret, password), now, actor.name)
        about = ("message", message_id)
        history.append(session, agency_id, now, actor, "archive_unlocked", about, files=", ".join(found.paths)[:500])
        if line.state is MessageState.QUARANTINED:
            inbox.retry(session, agency_id, message_id, now)
        elif line.state is MessageState.DECIDED:
            _bring_to_light(session, app, found, actor)
    app.wake.nudge("intake", "deliver", "route")
    return len(found.paths)


def _message(app: App, agency_id: str, message_id: int) -> MessageLine:
    with app.db.reading() as session:
        line = inbox.get(session, agency_id, message_id)
    if line.outcome == Outcome.SET_ASIDE.value:
        raise DomainError("content_isolated")
    return line


def _read(app: App, line: MessageLine, words: tuple[str, ...]) -> Understanding:
    return understand_bytes(app, line.agency_id, app.blobs.get(line.digest), line.received_at, words)


def _try(app: App, line: MessageLine, password: str) -> _Opened:
    words = typed(app, line.agency_id, line.digest)
    before = _read(app, line, words)
    after = _read(app, line, (*words, password)) if password and len(password) <= LONGEST else before
    still = locked_paths(after.mail)
    paths = tuple(path for path in locked_paths(before.mail) if path not in still)
    if not paths:
        raise DomainError("password_wrong")
    return _Opened(claim_to_look(line, app.clock()), after, paths)


def _bring_to_light(session: Session, app: App, found: _Opened, actor: Actor) -> None:
    claim, now = found.claim, app.clock()
    rows = session.scalars(
        select(DocumentRow).where(DocumentRow.message_id == claim.id).order_by(DocumentRow.position)
    ).all()
    gathered = gather(session, app, claim, found.understood, None)
    decisions = judge(gathered)
    case = Case(session, app, claim, found.understood, gathered, decisions, worst(decisions), now)
    known = {row.digest for row in rows if row.digest}
    # A secret that came to light is isolated: its mail shows nothing more than it did.
    if rows and not any(decision.outcome is Outcome.SET_ASIDE for decision in decisions):
        _add_annexes(session, found.understood, rows[0], known)
    carry_out_new(case, known, len(rows))
    for row, decision in _held(rows, gathered, decisions):
        _settle(session, app, found, row, decision, actor)


def _held(
    rows: Sequence[DocumentRow], gathered: Gathered, decisions: tuple[Decision, ...]
) -> list[tuple[DocumentRow, Decision]]:
    said = {
        facts.document.sha256: decision
        for facts, decision in zip(gathered.facts, decisions, strict=True)
        if facts.document is not None
    }
    return [(row, said[row.digest]) for row in rows if row.state == State.HELD.value and row.digest in said]


def _add_annexes(session: Session, understood: Understanding, row: DocumentRow, documents_known: set[str]) -> None:
    official = documents_known | {document.sha256 for document in understood.documents}
    there = set(session.scalars(select(AnnexRow.digest).where(AnnexRow.document_id == row.id)))
    for file in understood.mail.attachments:
        if file.size and file.sha256 not in official | there:
            there.add(file.sha256)
            session.add(
                AnnexRow(
                    agency_id=row.agency_id, document_id=row.id, digest=file.sha256, name=file.name,
                    type=file.type, size=file.size,
                )
            )  # fmt: skip


def _settle(session: Session, app: App, found: _Opened, row: DocumentRow, decision: Decision, actor: Actor) -> None:
    """The decision as it is now; registered when nothing is held against the document any more."""
    now = app.clock()
    document = documents.get(session, row.agency_id, row.id)
    document.decision = dumps(decision)
    if decision.outcome is not Outcome.REGISTER:
        document.version += 1
        document.hold_reason = decision.reasons[0].code
        return
    judged = next(one for one in found.understood.documents if one.sha256 == row.digest)
    record = record_of(judged, found.understood, found.claim, now)
    evidence.add(session, row.agency_id, row.id, record)
    transition(session, document, Event.PROVED, actor, now, rule="archive_unlocked", evidence=record.digest)
    enter_in_book(session, app, document, actor, now)
    answer.registered(session, app, document, now)
