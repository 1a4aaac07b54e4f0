"""A clerk types a password: what it opens is kept as a copy without it, and the mail is read again with that."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from mailbot.bootstrap import App
from mailbot.children.requests import OpenedCopies, OpenRequest, Understanding
from mailbot.domain.codec import dumps
from mailbot.domain.errors import DomainError, NotAuthorised
from mailbot.domain.people import Actor
from mailbot.domain.states import Event, State
from mailbot.storage import agencies, documents, evidence, history, inbox, openedcopies, sketches
from mailbot.storage.documents import AnnexRow, DocumentRow
from mailbot.storage.inbox import Claim, MessageLine, MessageState
from mailbot.workflow.accounts.brakes import Brake, forgive, take_try
from mailbot.workflow.arrival.annexes import lay_beside, lay_copies
from mailbot.workflow.arrival.explain import claim_to_look
from mailbot.workflow.arrival.facts import Gathered, gather
from mailbot.workflow.arrival.intake import judge, understand_bytes, worst
from mailbot.workflow.arrival.number import enter_in_book
from mailbot.workflow.arrival.outcomes import Case, carry_out_new, register_line
from mailbot.workflow.arrival.supersede import announce
from mailbot.workflow.evidence.keep import keep_pieces, record_of
from mailbot.workflow.sending import answer
from mailbot.workflow.transition import transition
from mailbot.workflow.unlock.copies import locked_paths, opened
from rules.engine import Decision, Outcome

LONGEST = 200
"""Characters of a password."""
PASSWORD = Brake("archive", free=10, cap=100, kept=timedelta(days=1))
"""Wrong passwords of one mail."""


@dataclass(frozen=True, slots=True)
class _Opened:
    """A mail read with the new password."""

    claim: Claim
    understood: Understanding
    paths: tuple[str, ...]
    """Where the files are that it opened."""
    copies: Mapping[str, bytes]
    """The files it opened, without it, by SHA-256 as they came."""


def unlock(app: App, agency_id: str, message_id: int, password: str, actor: Actor) -> int:
    """Open what a password opens; how many files.

    Raises DomainError `password_wrong`, `unlock_wait` after many of them, `opened_set_aside`; NotFound, ChildFailed.

    A message that waited gets its outcome from the beginning. One that has its documents gets the files that came to
    light: annexes, further documents, and a held document nothing is held against any more is registered.
    """
    line, now = _message(app, agency_id, message_id), app.clock()
    _count_try(app, line, now)
    found = _try(app, line, password)
    if line.state is MessageState.DECIDED:
        _refuse_secrets(app, found)
    keep_pieces(app, found.understood.judged)
    copies = {locked: app.blobs.put(content) for locked, content in found.copies.items()}
    with app.db.transaction() as session:
        agencies.lock(session, agency_id)
        forgive(session, PASSWORD, _of_mail(line))
        for copy in copies.items():
            openedcopies.add(session, agency_id, line.digest, copy, now, actor.name)
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


def _of_mail(line: MessageLine) -> str:
    return f"{line.agency_id}:{line.digest}"


def _count_try(app: App, line: MessageLine, now: datetime) -> None:
    with app.db.transaction() as session:
        try:
            take_try(session, PASSWORD, _of_mail(line), now)
        except NotAuthorised as error:
            raise DomainError("unlock_wait") from error


def _refuse_secrets(app: App, found: _Opened) -> None:
    """A document that waits is shown to people: when a secret comes to light in one, it stays as locked as it was."""
    with app.db.reading() as session:
        gathered = gather(session, app, found.claim, found.understood, None)
        rows = session.scalars(select(DocumentRow.digest).where(DocumentRow.message_id == found.claim.id))
        known = set(rows) & set(found.copies)
    for facts, decision in zip(gathered.facts, judge(gathered), strict=True):
        if facts.document and facts.document.sha256 in known and decision.outcome is Outcome.SET_ASIDE:
            raise DomainError("opened_set_aside")


def _read(app: App, line: MessageLine, copies: OpenedCopies) -> Understanding:
    return understand_bytes(app, line.agency_id, app.blobs.get(line.digest), line.received_at, copies)


def _try(app: App, line: MessageLine, password: str) -> _Opened:
    if not password or len(password) > LONGEST:
        raise DomainError("password_wrong")
    known = opened(app, line.agency_id, line.digest)
    new = app.children.open_locked(app.blobs.get(line.digest), OpenRequest(password, known))
    if not new:
        raise DomainError("password_wrong")
    before = locked_paths(_read(app, line, known).mail)
    after = _read(app, line, OpenedCopies.of({**known.contents(), **new}))
    still = locked_paths(after.mail)
    return _Opened(claim_to_look(line, app.clock()), after, tuple(path for path in before if path not in still), new)


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
        _add_copies(session, app, found, rows)
    carry_out_new(case, known, len(rows))
    for row, decision in _held(rows, gathered, decisions):
        if row.digest in found.copies:
            _show(session, app, found, row, actor)
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
    new = {file.sha256: file for file in reversed(understood.mail.attachments) if file.size}
    lay_beside(session, row, [file for sha, file in reversed(new.items()) if sha not in official | there])


def _add_copies(session: Session, app: App, found: _Opened, rows: Sequence[DocumentRow]) -> None:
    """What this password opened, beside the document it is, else beside the first."""
    own = {row.digest: row for row in reversed(rows)}
    for file in found.understood.mail.attachments:
        if file.sha256 in found.copies:
            lay_copies(session, app, found.claim.digest, own.get(file.sha256, rows[0]), [file])


def _show(session: Session, app: App, found: _Opened, row: DocumentRow, actor: Actor) -> None:
    """The line of a locked document, read at last."""
    judged = next(one for one in found.understood.documents if one.sha256 == row.digest)
    for column, value in register_line(judged.fields, row.file_name).items():
        setattr(row, column, value)
    announce(session, row, judged.fields.changes, actor, app.clock())
    sketches.add(session, row, judged.fields.sketch)


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
