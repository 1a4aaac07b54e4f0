"""A sender asks for a document back (status 13): a clerk agrees (15) or refuses (16), nobody else (Decree 30, 18.4)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from mailbot.bootstrap import App
from mailbot.domain.directive import AssignmentState
from mailbot.domain.errors import DomainError, NotFound
from mailbot.domain.people import Actor
from mailbot.domain.states import Event
from mailbot.letters.compose import LetterKind
from mailbot.letters.contexts import WorkEcho
from mailbot.letters.words import sentence
from mailbot.storage import agencies, documents, history, inbox, opinions, people, requests
from mailbot.storage.directives import AssignmentRow
from mailbot.storage.documents import DocumentRow
from mailbot.storage.inbox import Claim, MessageRow, MessageState
from mailbot.storage.opinions import RoundRow
from mailbot.storage.outbox import LetterRow, LetterState
from mailbot.storage.work import ACTIVE
from mailbot.workflow.arrival.intake import understand
from mailbot.workflow.arrival.reported import RECALL, reported_document
from mailbot.workflow.orders.order import write
from mailbot.workflow.sending import answer
from mailbot.workflow.sending.answer import Asking
from mailbot.workflow.transition import transition
from parsers.model import ParsedMail
from rules.engine import Outcome, Reason

_OUR_LETTERS = (
    LetterKind.ASSIGNMENT.value, LetterKind.WORK_ORDER.value, LetterKind.REMINDER.value, LetterKind.REQUEST.value,
    LetterKind.OPINION_REQUEST.value,
)  # fmt: skip
"""Letters to our own people that ask for work nobody needs any more."""
_CONCERNED = (*ACTIVE, AssignmentState.PASSED_ON.value)
"""Who passed work on waits for what comes of it: they hear too that nothing will."""


def agree_to_recall(app: App, agency_id: str, message_id: int, actor: Actor, note: str = "") -> None:
    """The document keeps its number and is worked on no longer; its holders and the sender are told.

    Raises NotFound, DomainError `no_recall_asked`, IllegalTransition for a document that is filed already.
    """
    with _asked(app, agency_id, message_id, actor, "recall_agreed", note) as (session, document, mail, now):
        why = mail.status.description if mail.status else ""
        transition(session, document, Event.RECALL, actor, now, words=note, sender_words=why)
        _end_work(session, app, document, why, now)
        answer.recall_agreed(session, app, document, Asking(message_id, mail.message_id), _noted(note), now)


def refuse_recall(app: App, agency_id: str, message_id: int, actor: Actor, why: str) -> None:
    """Everything stays as it is; the sender is told why. Raises as `agree_to_recall`, DomainError `reason_missing`."""
    if not why.strip():
        raise DomainError("reason_missing")
    with _asked(app, agency_id, message_id, actor, "recall_refused", why) as (session, document, mail, now):
        answer.recall_refused(session, app, document, Asking(message_id, mail.message_id), _noted(why), now)


@contextmanager
def _asked(
    app: App, agency_id: str, message_id: int, actor: Actor, action: str, words: str
) -> Iterator[tuple[Session, DocumentRow, ParsedMail, datetime]]:
    """The request and its document inside a transaction that settles the message."""
    with app.db.reading() as session:
        line = inbox.get(session, agency_id, message_id)
    claim = Claim(
        line.id, agency_id, line.mailbox_id, line.digest, line.received_at, True, line.size, actor.name, line.attempts
    )  # fmt: skip
    mail, now = understand(app, claim).mail, app.clock()
    with app.db.transaction() as session:
        agencies.lock(session, agency_id)
        row = _waiting(session, agency_id, message_id)
        named = reported_document(session, agency_id, mail)
        if mail.status is None or mail.status.code != RECALL or named is None:
            raise DomainError("no_recall_asked")
        document = documents.get(session, agency_id, named.document_id)
        history.append(session, agency_id, now, actor, action, ("document", document.id), words=words)
        yield session, document, mail, now
        row.state, row.outcome, row.resolved_at = MessageState.DECIDED.value, Outcome.REPORT.value, now
        row.reason, row.decided_by = action, actor.name
    app.wake.nudge("deliver")


def _waiting(session: Session, agency_id: str, message_id: int) -> MessageRow:
    row = session.get(MessageRow, message_id, with_for_update=True)
    if row is None or row.agency_id != agency_id or row.state != MessageState.QUARANTINED.value:
        raise NotFound("message_not_quarantined", id=str(message_id))
    return row


def _end_work(session: Session, app: App, document: DocumentRow, why: str, now: datetime) -> None:
    parts = session.scalars(
        select(AssignmentRow).where(AssignmentRow.document_id == document.id, AssignmentRow.state.in_(_CONCERNED))
    ).all()
    session.execute(
        update(LetterRow)
        .where(
            LetterRow.agency_id == document.agency_id,
            LetterRow.document_id == document.id,
            LetterRow.kind.in_(_OUR_LETTERS),
            LetterRow.state == LetterState.QUEUED.value,
        )
        .values(state=LetterState.CANCELLED.value)
    )
    for part in parts:
        part.state = AssignmentState.WITHDRAWN.value
        requests.end(session, part.id)
    for round_ in opinions.of_document(session, document.agency_id, document.id):
        if round_.closed_at is None:
            row = session.get_one(RoundRow, round_.id)
            row.closed_at, row.closed_by = now, "mailbot"
    told = {part.person_id for part in parts} | {document.routed_to_id}
    for person_id in sorted(one for one in told if one is not None):
        _tell(session, app, document, person_id, why, now)


def _tell(session: Session, app: App, document: DocumentRow, person_id: int, why: str, now: datetime) -> None:
    person = people.get(session, document.agency_id, person_id)
    words = sentence("sender_recalled", {"why": why or "–"})
    context = WorkEcho(
        app.agencies[document.agency_id], documents.line(document), person, AssignmentState.WITHDRAWN, words
    )
    about = f"recall:{document.id}:{person.id}"
    write(session, app, document, LetterKind.WORK_ECHO, person, context, about, now, None)


def _noted(words: str) -> tuple[Reason, ...]:
    return (Reason("recall_note", {"words": words}),) if words.strip() else ()
