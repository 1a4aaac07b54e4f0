"""Xin gia hạn, xin phối hợp: put before whoever assigned; nothing changes until they say so."""

from __future__ import annotations

from mailbot.domain.asking import Asked, RequestKind, RequestState
from mailbot.domain.codec import loads
from mailbot.domain.directive import Duty, Part, duty_of
from mailbot.domain.people import Person
from mailbot.letters.compose import LetterKind
from mailbot.letters.workcontexts import RequestEcho, WorkRequest
from mailbot.storage import delegations, documents, history, people, requests
from mailbot.storage.directives import AssignmentRow, DirectiveRow
from mailbot.storage.handovers import answering
from mailbot.storage.questions import Question
from mailbot.storage.requests import RequestRow
from mailbot.workflow.orders.order import Work, fresh_token, write
from mailbot.workflow.questions.ask import asking
from mailbot.workflow.requests.limits import own_before, warnings
from mailbot.workflow.sending import answer
from parsers.model import ParsedDirective


def ask_extension(work: Work) -> None:
    """Xin gia hạn đến …: the date is what the officer wrote."""
    _ask(work, RequestKind.EXTENSION)


def ask_help(work: Work) -> None:
    """Xin … phối hợp."""
    _ask(work, RequestKind.HELP)


def _ask(work: Work, kind: RequestKind) -> None:
    order = work.order
    assignment = work.session.get_one(AssignmentRow, order.token.assignment_id)
    assignment.progress = order.reply.text
    given = work.session.get_one(DirectiveRow, assignment.directive_id)
    decider = _decider(work, given)
    row = RequestRow(
        agency_id=order.agency_id, document_id=work.document.id, assignment_id=assignment.id, kind=kind.value,
        person_id=order.person.id, decider_id=decider.id, until=order.directive.due_on, words=order.reply.text,
        asked_at=work.now,
    )  # fmt: skip
    requests.add(work.session, row, order.directive.co_handlers)
    work.document.version += 1
    history.append(
        work.session, order.agency_id, work.now, order.actor, f"{kind.value}_asked", ("document", work.document.id),
        words=order.reply.text, of=decider.name,
    )  # fmt: skip
    _lay_before(work, row, assignment, decider)
    note(work, row, RequestState.WAITING, decider)


def _decider(work: Work, given: DirectiveRow) -> Person:
    """Who gave the work; what a stand-in gave is decided by who lent the power as soon as that is over."""
    meant = given.person_id
    if given.delegation_id is not None:
        lent = delegations.get(work.session, given.agency_id, given.delegation_id)
        meant = meant if lent.in_force(work.now) else lent.giver_id
    holder = answering(work.session, given.agency_id, meant, given.given_at)
    return people.get(work.session, given.agency_id, holder)


def _lay_before(work: Work, row: RequestRow, assignment: AssignmentRow, decider: Person) -> None:
    """The letter to the decider, answered in one word."""
    line = requests.line(row)
    context = WorkRequest(
        agency=work.app.agencies[work.document.agency_id],
        document=documents.line(work.document),
        person=decider,
        asker=work.order.person,
        duty=_duty(work, assignment),
        wish=line.kind,
        due_on=assignment.due_on,
        until=line.until,
        helpers=tuple(party.name for party in line.parties),
        words=line.words,
        portal_url=answer.portal_url(work.app, f"/cua-toi/{work.document.id}"),
        own_until=own_before(work.session, line),
        warnings=warnings(work.session, work.app, line, row.agency_id),
    )
    token = asking(work.session, work.app, work.document, decider, Question(Asked.REQUEST, row.id), work.now)
    about = f"request:{row.id}"
    write(work.session, work.app, work.document, LetterKind.REQUEST, decider, context, about, work.now, token)


def _duty(work: Work, assignment: AssignmentRow) -> Duty:
    given = work.session.get_one(DirectiveRow, assignment.directive_id)
    meant = loads(ParsedDirective, given.understood)
    return duty_of(Part(assignment.part), assignment.person_id, assignment.unit_id, meant)


def note(work: Work, row: RequestRow, state: RequestState, decider: Person) -> None:
    """Tell who asked how their request stands; they can go on reporting in answer."""
    line = requests.line(row)
    asker = people.get(work.session, row.agency_id, row.person_id)
    context = RequestEcho(
        agency=work.app.agencies[row.agency_id],
        document=documents.line(work.document),
        person=asker,
        decider=decider,
        wish=line.kind,
        state=state,
        until=line.granted_until or line.until,
        helpers=tuple(party.name for party in line.parties),
        words=line.decision or line.words,
    )
    token = fresh_token(work.session, work.app, work.document, asker, row.assignment_id, work.now)
    about = f"request:{row.id}:{state.value}"
    write(work.session, work.app, work.document, LetterKind.REQUEST_ECHO, asker, context, about, work.now, token)
