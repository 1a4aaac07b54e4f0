"""Answers to an opinion round: by mail, on a page, or by another agency's document."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from mailbot.bootstrap import App
from mailbot.domain.asking import Asked
from mailbot.domain.errors import Conflict, DomainError, NotAuthorised
from mailbot.domain.news import News
from mailbot.domain.people import Actor
from mailbot.letters.compose import LetterKind
from mailbot.letters.contexts import NotAccepted
from mailbot.letters.workcontexts import OpinionEcho
from mailbot.storage import agencies, digests, documents, history, opinions, people
from mailbot.storage.opinions import OpinionRow
from mailbot.workflow.opinions.sum_up import close
from mailbot.workflow.orders.order import Work, write
from mailbot.workflow.questions.ask import asked_by
from rules.engine import Reason


@dataclass(frozen=True, slots=True)
class Given:
    """An opinion as it came."""

    words: str
    message_id: int | None = None
    document_id: int | None = None
    """The document another agency answered with."""


def opine(work: Work) -> None:
    """Every word of the reply is the opinion; attached files are named beside it."""
    question = asked_by(work.session, work.order.token)
    if question is None or question.asked is not Asked.OPINION:
        raise DomainError("round_not_found", id="")
    row = opinions.opinion(work.session, work.order.agency_id, question.about_id)
    files = [file.name for file in work.order.mail.attachments] if work.order.mail else []
    words = work.order.reply.text + (f"\n({'; '.join(files)})" if files else "")
    try:
        take(work.session, work.app, row, Given(words, work.order.message_id), work.order.actor, work.now)
    except Conflict as late:
        _too_late(work, late)
        return
    context = OpinionEcho(
        work.app.agencies[row.agency_id], documents.line(work.document), work.order.person, row.name, words
    )
    about = work.order.about
    write(
        work.session,
        work.app,
        work.document,
        LetterKind.OPINION_ECHO,
        work.order.person,
        context,
        about,
        work.now,
        None,
    )


def end_by_order(work: Work) -> None:
    """Kết thúc: who asked ends the round before everybody answered."""
    question = asked_by(work.session, work.order.token)
    if question is None or question.asked is not Asked.ROUND:
        raise DomainError("round_not_found", id="")
    row = opinions.get(work.session, work.order.agency_id, question.about_id)
    try:
        close(work.session, work.app, row, work.order.actor, work.now)
    except Conflict as late:
        _too_late(work, late)


def _too_late(work: Work, late: Conflict) -> None:
    """Say why nothing was written; nothing was."""
    refused = NotAccepted(
        work.app.agencies[work.order.agency_id], work.order.person, Reason(late.code, late.values),
        documents.line(work.document),
    )  # fmt: skip
    about = work.order.about
    write(
        work.session, work.app, work.document, LetterKind.NOT_ACCEPTED, work.order.person, refused, about, work.now,
        None,
    )  # fmt: skip


def give_opinion(app: App, agency_id: str, opinion_id: int, person_id: int, words: str) -> None:
    """The same from a page. Raises NotFound, NotAuthorised, Conflict `opinion_given`, `round_closed`."""
    now = app.clock()
    with app.db.transaction() as session:
        agencies.lock(session, agency_id)
        row = opinions.opinion(session, agency_id, opinion_id)
        if row.person_id != person_id:
            raise NotAuthorised("not_your_document")
        person = people.get(session, agency_id, person_id)
        take(session, app, row, Given(words), Actor(person.name, person.id), now)
    app.wake.nudge("deliver")


def note_outside(app: App, agency_id: str, opinion_id: int, given: Given, actor: Actor) -> None:
    """A clerk enters what another agency answered. Raises NotFound, Conflict."""
    with app.db.transaction() as session:
        agencies.lock(session, agency_id)
        row = opinions.opinion(session, agency_id, opinion_id)
        take(session, app, row, given, actor, app.clock())
    app.wake.nudge("deliver")


def close_round(app: App, agency_id: str, round_id: int, actor: Actor) -> None:
    """End a round from a page. Raises NotFound, Conflict `round_closed`."""
    with app.db.transaction() as session:
        agencies.lock(session, agency_id)
        close(session, app, opinions.get(session, agency_id, round_id), actor, app.clock())
    app.wake.nudge("deliver")


def take(session: Session, app: App, row: OpinionRow, given: Given, actor: Actor, now: datetime) -> None:
    """Write an opinion into the table; the last one ends the round. Raises Conflict."""
    round_ = opinions.get(session, row.agency_id, row.round_id)
    if round_.closed_at is not None:
        raise Conflict("round_closed")
    if row.answered_at is not None:
        raise Conflict("opinion_given")
    row.words, row.answered_at, row.message_id = given.words, now, given.message_id
    row.answer_document_id = given.document_id
    history.append(
        session, row.agency_id, now, actor, "opinion_given", ("document", round_.document_id), words=given.words,
        asked=row.name,
    )  # fmt: skip
    if not opinions.line(session, round_).waiting:
        close(session, app, round_, actor, now)
        return
    digests.note_news(
        session, row.agency_id, round_.person_id, round_.document_id, News.OPINION_CAME, row.name, given.words, now
    )
