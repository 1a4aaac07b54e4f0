"""The token of a letter that asks something: what it may be answered with, and what the answer is about."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy.orm import Session

from mailbot.bootstrap import App
from mailbot.domain.asking import Asked
from mailbot.domain.people import MAY_DIRECT, Person
from mailbot.storage import questions
from mailbot.storage.directives import TokenRow
from mailbot.storage.documents import DocumentRow
from mailbot.storage.questions import Question
from mailbot.workflow.orders import tokens
from parsers.model import Verb
from rules.replies import LEADER_VERBS

ANSWERS: Mapping[Asked, frozenset[Verb]] = {
    Asked.REQUEST: frozenset({Verb.GRANT, Verb.DECLINE}),
    Asked.OPINION: frozenset({Verb.OPINE}),
    Asked.ROUND: frozenset({Verb.END_ROUND}),
    Asked.REOPEN: frozenset({Verb.REOPEN}),
    Asked.DIGEST: frozenset({Verb.PAUSE_DIGEST, Verb.RESUME_DIGEST}),
}
"""What each question can be answered with. The items of a digest have tokens of their own."""
_MAY_ORDER = (Asked.REQUEST, Asked.REOPEN)
"""Who is asked these may order something else instead."""


def asking(
    session: Session, app: App, document: DocumentRow, person: Person, question: Question, now: datetime,
    offer: str | None = None,
) -> tokens.Token:  # fmt: skip
    """A token for the letter and the verbs its answer may use; `offer` is what it offers by number."""
    verbs = set(ANSWERS[question.asked])
    if question.asked in _MAY_ORDER and person.role in MAY_DIRECT:
        verbs |= LEADER_VERBS
    address = app.agencies[document.agency_id].address
    bound = (document.id, person.id, None)
    token = tokens.issue(session, app, document.agency_id, address, bound, verbs, now, offer)
    questions.put(session, token.message_id, question)
    return token


def asks_several(session: Session, token: TokenRow) -> bool:
    """The letter spoke of several documents: each line has a token of its own that may die, the letter's does not."""
    question = asked_by(session, token)
    return question is not None and question.asked is Asked.DIGEST


def asked_by(session: Session, token: TokenRow) -> Question | None:
    """What the letter with this token asked."""
    return questions.of_token(session, token.id)
