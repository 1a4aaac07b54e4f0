"""Misrouted work goes back to whoever gave it (HH 5.3b), who gives it to somebody else by one reply."""

from __future__ import annotations

from sqlalchemy import select

from mailbot.domain.asking import Asked
from mailbot.domain.directive import AssignmentState
from mailbot.domain.people import Person
from mailbot.letters.compose import LetterKind
from mailbot.letters.contexts import Returned
from mailbot.storage import documents, people, questions, requests
from mailbot.storage.directives import AssignmentRow, DirectiveRow
from mailbot.storage.handovers import answering
from mailbot.storage.questions import Question
from mailbot.workflow.delegation.standin import giver_of, in_name_of, standing
from mailbot.workflow.orders.assign import given_on, withdraw
from mailbot.workflow.orders.order import ACTIVE, Work, fresh_token, report, tell, write
from mailbot.workflow.orders.route import suggestions
from mailbot.workflow.sending import answer

REOPEN_WORDS = ("Đồng ý mở lại văn bản.",)


def give_back(work: Work) -> None:
    """The part is returned with what was passed on of it; who gave it holds their own part again."""
    part = report(work, AssignmentState.RETURNED)
    requests.end(work.session, part.id)
    for directive in given_on(work, part):
        withdraw(work, directive)
    tell(work, work.order.person, AssignmentState.RETURNED)
    ask_giver(work, part, LetterKind.RETURNED)


def ask_giver(work: Work, part: AssignmentRow, kind: LetterKind) -> None:
    """A letter to who gave the part, or to who stands in for them, that is answered with the next order."""
    session, document = work.session, work.document
    giver = principal_of(work, part)
    meant = standing(session, giver, documents.line(document), work.now)
    own = _held_again(work, giver) if kind is LetterKind.RETURNED else None
    token = fresh_token(session, work.app, document, meant.person, own, work.now, delegation_id=meant.delegation_id)
    if kind is LetterKind.REOPEN_ASKED:
        questions.put(session, token.message_id, Question(Asked.REOPEN, part.id))
    ready = suggestions(session, document.agency_id, meant.person) if kind is LetterKind.RETURNED else REOPEN_WORDS
    letter = Returned(
        agency=work.app.agencies[document.agency_id],
        document=documents.line(document),
        person=meant.person,
        by=work.order.person,
        words=work.order.reply.text,
        suggestions=ready,
        portal_url=answer.portal_url(work.app, f"/cua-toi/{document.id}"),
        giver=meant.giver,
    )
    write(session, work.app, document, kind, meant.person, letter, f"{work.order.about}:{part.id}", work.now, token)


def principal_of(work: Work, part: AssignmentRow) -> Person:
    """With whose power the part was given; who took that person's work over answers for it (HH 9.4)."""
    directive = work.session.get_one(DirectiveRow, part.directive_id)
    lender = giver_of(work.session, part.agency_id, directive.delegation_id)
    if lender is not None:
        return lender
    holder = answering(work.session, part.agency_id, directive.person_id, directive.given_at)
    return people.get(work.session, part.agency_id, holder)


def _held_again(work: Work, giver: Person) -> int | None:
    """The giver's own part, which was passed on, is theirs again while nobody below works for it."""
    own = work.session.scalar(
        select(AssignmentRow)
        .where(
            AssignmentRow.document_id == work.document.id,
            AssignmentRow.person_id == giver.id,
            AssignmentRow.state.in_((AssignmentState.PASSED_ON.value, *ACTIVE)),
        )
        .order_by(AssignmentRow.id.desc())
        .limit(1)
    )
    if own is None:
        return None
    if own.state == AssignmentState.PASSED_ON.value and not _works_below(work, giver):
        own.state = AssignmentState.OPEN.value
    return own.id


def _works_below(work: Work, giver: Person) -> bool:
    busy = (
        select(AssignmentRow.id)
        .join(DirectiveRow, DirectiveRow.id == AssignmentRow.directive_id)
        .where(
            AssignmentRow.document_id == work.document.id,
            in_name_of(giver.id),
            AssignmentRow.state.in_((AssignmentState.PASSED_ON.value, AssignmentState.DONE.value, *ACTIVE)),
        )
    )
    return work.session.scalar(busy.limit(1)) is not None
