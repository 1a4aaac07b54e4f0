"""The clerk asks the sender about a held document; it waits on, and so does the letter for a while."""

from __future__ import annotations

from datetime import timedelta

from mailbot.bootstrap import App
from mailbot.domain.document import DocumentLine
from mailbot.domain.errors import DomainError, IllegalTransition
from mailbot.domain.people import Actor
from mailbot.domain.states import State
from mailbot.letters.compose import LetterKind, compose
from mailbot.letters.contexts import SenderQuestion
from mailbot.storage import documents, history, outbox
from mailbot.storage.documents import DocumentRow
from mailbot.workflow.clerk.conflict import must_be
from mailbot.workflow.clerk.takeback import AT_ONCE, keep_quiet
from mailbot.workflow.sending import answer


def ask_sender(
    app: App, agency_id: str, document_id: int, actor: Actor, version: int, words: str, quiet: timedelta = AT_ONCE
) -> None:
    """Write to the sender in the clerk's words; the answer comes to the official mailbox.

    Raises Conflict, NotFound, IllegalTransition when it no longer waits, DomainError `no_address_to_ask`.
    """
    now = app.clock()
    with app.db.transaction() as session:
        document = documents.get(session, agency_id, document_id)
        must_be(session, document, version)
        if document.state != State.HELD.value:
            raise IllegalTransition("illegal_transition", state=document.state, event="ask")
        if document.reply_address is None:
            raise DomainError("no_address_to_ask")
        keep_quiet(document, now, quiet)
        document.version += 1
        key = f"{LetterKind.QUESTION.value}:document:{document.id}:{document.version}"
        envelope = answer.envelope_to(app, document, document.reply_address, "", key, now)
        context = SenderQuestion(app.agencies[agency_id], documents.line(document), actor.name, words)
        outbox.add(session, agency_id, compose(LetterKind.QUESTION, envelope, context), now)
        history.append(session, agency_id, now, actor, "sender_asked", ("document", document.id), words=words)
    app.wake.nudge("deliver")


def may_be_asked(app: App, line: DocumentLine) -> bool:
    """Whether a question would have somebody to go to."""
    with app.db.reading() as session:
        return session.get_one(DocumentRow, line.id).reply_address is not None
