"""An answer to a question of ours, typed on a page instead of mailed; the same road from there on."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from mailbot.bootstrap import App
from mailbot.domain.asking import Asked
from mailbot.domain.calendar import VIETNAM
from mailbot.domain.directive import Via
from mailbot.domain.errors import DomainError, NotAuthorised
from mailbot.storage import agencies, documents, opinions, people, requests
from mailbot.storage.directives import TokenRow
from mailbot.storage.questions import Question
from mailbot.workflow.orders import tokens
from mailbot.workflow.orders.direct import obey
from mailbot.workflow.orders.order import Order
from mailbot.workflow.orders.proof import still_there
from mailbot.workflow.questions.ask import asking
from mailbot.workflow.questions.context import in_context
from parsers.model import ParsedReply
from parsers.replies.reply import CutReply
from parsers.replies.replymail import read_words

_CERTAIN = 1.0
"""Nothing is quoted in words that were typed into a form."""


def answer_typed(app: App, agency_id: str, person_id: int, question: Question, words: str) -> ParsedReply:
    """Carry out what the words answer; with `questions` in the answer nothing was done.

    Raises NotFound, NotAuthorised `not_your_document`, DomainError `verb_not_yours` or what the verb itself raises.
    """
    now = app.clock()
    today, calendar = now.astimezone(VIETNAM).date(), app.calendar(agency_id)
    with app.db.transaction() as session:
        agencies.lock(session, agency_id)
        parties = people.parties(session, agency_id)
        said = read_words(CutReply(words.strip(), "", _CERTAIN), parties, today, calendar.is_working_day)
        document_id, asked = _about(session, agency_id, question)
        if asked != person_id:
            raise NotAuthorised("not_your_document")
        document, person = documents.get(session, agency_id, document_id), people.get(session, agency_id, person_id)
        token = _row(session, asking(session, app, document, person, question, now))
        reply = in_context(session, app, token, said, now)
        if reply is None or reply.directive is None or reply.questions:
            return reply or said
        if not tokens.allows(token, reply.directive.verb) or not still_there(session, token):
            raise DomainError("verb_not_yours")
        obey(session, app, Order(agency_id, token, person, reply, None, None, None, Via.PORTAL), now)
    app.wake.nudge("deliver")
    return reply


def _about(session: Session, agency_id: str, question: Question) -> tuple[int, int | None]:
    """The document a question is about, and who is asked."""
    if question.asked is Asked.REQUEST:
        request = requests.get(session, agency_id, question.about_id)
        return request.document_id, request.decider_id
    if question.asked is Asked.ROUND:
        round_ = opinions.get(session, agency_id, question.about_id)
        return round_.document_id, round_.person_id
    opinion = opinions.opinion(session, agency_id, question.about_id)
    return opinions.get(session, agency_id, opinion.round_id).document_id, opinion.person_id


def _row(session: Session, token: tokens.Token) -> TokenRow:
    return session.scalars(select(TokenRow).where(TokenRow.message_id_header == token.message_id)).one()
