"""Closed by mistake: the document is opened again, and who finished it last works on (CB 13.2)."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from mailbot.bootstrap import App
from mailbot.domain.directive import AssignmentState, Part
from mailbot.domain.errors import DomainError
from mailbot.domain.people import MAY_DIRECT, Actor, Person
from mailbot.domain.states import Event, State
from mailbot.letters.compose import LetterKind
from mailbot.letters.contexts import NotAccepted
from mailbot.letters.words import sentence
from mailbot.storage import agencies, documents, history, people
from mailbot.storage.directives import AssignmentRow
from mailbot.storage.documents import DocumentRow
from mailbot.workflow.chain.again import order_again
from mailbot.workflow.chain.giveback import ask_giver
from mailbot.workflow.orders.order import Work, echo, record, tell_clerks, write
from mailbot.workflow.sending import answer
from mailbot.workflow.transition import transition
from rules.engine import Reason


def reopen_document(app: App, agency_id: str, document_id: int, actor: Actor, why: str) -> None:
    """What the office does at the portal; raises NotFound, IllegalTransition, DomainError `reason_missing`."""
    if not why.strip():
        raise DomainError("reason_missing")
    with app.db.transaction() as session:
        agencies.lock(session, agency_id)
        document = documents.get(session, agency_id, document_id)
        open_again(session, app, document, actor, why.strip(), app.clock())
    app.wake.nudge("deliver")


def reopen(work: Work) -> None:
    """By mail: whoever directs opens it; an officer's wish goes to who gave the work, and to the clerks."""
    if work.document.state != State.DONE.value:
        _nothing(work)
    elif _directs(work):
        directive = record(work)
        open_again(work.session, work.app, work.document, work.order.actor, work.order.reply.text, work.now)
        echo(work, directive, undo_until=None)
    else:
        _ask(work)


def open_again(session: Session, app: App, document: DocumentRow, actor: Actor, why: str, now: datetime) -> None:
    """Inside the caller's transaction; raises IllegalTransition for a document that is not done."""
    transition(session, document, Event.REOPEN, actor, now, words=why)
    answer.in_progress(session, app, document, now, (Reason("opened_again"),))
    for part in _finished_last(session, document):
        part.state, part.done_at = AssignmentState.IN_PROGRESS.value, None
        holder = _holder(session, part)
        if holder is not None:
            order_again(session, app, part, holder, now, sentence("opened_again"))


def _directs(work: Work) -> bool:
    return work.order.principal.role in MAY_DIRECT


def _ask(work: Work) -> None:
    part = work.session.get_one(AssignmentRow, work.order.token.assignment_id)
    history.append(
        work.session, work.order.agency_id, work.now, work.order.actor, "reopen_asked", ("document", work.document.id),
        words=work.order.reply.text,
    )  # fmt: skip
    ask_giver(work, part, LetterKind.REOPEN_ASKED)
    tell_clerks(work, "reopen_asked")


def _nothing(work: Work) -> None:
    line = documents.line(work.document)
    reason = Reason("nothing_to_reopen")
    refused = NotAccepted(work.app.agencies[work.document.agency_id], work.order.person, reason, line)
    write(
        work.session, work.app, work.document, LetterKind.NOT_ACCEPTED, work.order.person, refused, work.order.about,
        work.now, None,
    )  # fmt: skip


def _finished_last(session: Session, document: DocumentRow) -> list[AssignmentRow]:
    """The leading parts whose end was the end of the document."""
    done = session.scalars(
        select(AssignmentRow).where(
            AssignmentRow.document_id == document.id,
            AssignmentRow.part == Part.LEAD.value,
            AssignmentRow.state == AssignmentState.DONE.value,
        )
    ).all()
    last = max((part.done_at for part in done if part.done_at is not None), default=None)
    return [part for part in done if part.done_at == last]


def _holder(session: Session, part: AssignmentRow) -> Person | None:
    if part.person_id is not None:
        return people.get(session, part.agency_id, part.person_id)
    return people.unit_head(session, part.agency_id, part.unit_id) if part.unit_id else None
