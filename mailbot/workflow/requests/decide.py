"""Đồng ý, không đồng ý: a request is decided once, by whom it was put before, and the words become an instruction."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from mailbot.domain.asking import Asked, RequestKind, RequestState
from mailbot.domain.directive import AssignmentState, Part
from mailbot.domain.errors import DomainError
from mailbot.letters.compose import LetterKind
from mailbot.letters.contexts import NotAccepted
from mailbot.storage import documents, history, people, requests
from mailbot.storage.directives import AssignmentRow, DirectiveRow
from mailbot.storage.questions import Question
from mailbot.storage.requests import RequestLine, RequestRow
from mailbot.storage.work import ACTIVE
from mailbot.workflow.orders import tokens
from mailbot.workflow.orders.assign import give
from mailbot.workflow.orders.order import Work, echo, record, write
from mailbot.workflow.questions.ask import asked_by, asking
from mailbot.workflow.requests.ask import note
from mailbot.workflow.requests.limits import own_deadline
from rules.engine import Reason

_HELD = (*ACTIVE, AssignmentState.PASSED_ON.value)
"""Who passed work on still answers for its deadline, and asks for more when those below do."""


def grant(work: Work) -> None:
    """More time until the day asked for or another one, or the helpers asked for."""
    row, problem = _undecided(work)
    if row.kind == RequestKind.EXTENSION.value and problem is None:
        row.granted_until = work.order.directive.due_on or row.until
        problem = _beyond_own(work, row)
    if problem is not None:
        _refuse(work, row, problem)
        return
    directive = _decided(work, row, RequestState.GRANTED)
    assignment = work.session.get_one(AssignmentRow, row.assignment_id)
    if row.kind == RequestKind.EXTENSION.value:
        _lengthen(work, assignment, row.granted_until)
    else:
        _add_helpers(work, requests.line(row), assignment, directive)
    _tell(work, row, directive, RequestState.GRANTED)


def decline(work: Work) -> None:
    """Everything stays as it was."""
    row, problem = _undecided(work)
    if problem is not None:
        _refuse(work, row, problem)
        return
    directive = _decided(work, row, RequestState.DECLINED)
    _tell(work, row, directive, RequestState.DECLINED)


def _undecided(work: Work) -> tuple[RequestRow, Reason | None]:
    """The request the letter was about, and why nothing can be decided about it any more."""
    question = asked_by(work.session, work.order.token)
    if question is None or question.asked is not Asked.REQUEST:
        raise DomainError("request_not_found", id="")
    row = requests.get(work.session, work.order.agency_id, question.about_id)
    assignment = work.session.get_one(AssignmentRow, row.assignment_id)
    over = row.state != RequestState.WAITING.value or assignment.state not in _HELD
    return row, Reason("request_decided") if over else None


def _refuse(work: Work, row: RequestRow, problem: Reason) -> None:
    """Say why; both letters may be answered again, with another day or later. Raises DomainError to who waits on a
    page."""
    if work.order.mail is None:
        raise DomainError(problem.code, **problem.values)
    tokens.spare(work.order.token, work.order.directive.verb)
    row.granted_until = None
    refused = NotAccepted(work.app.agencies[row.agency_id], work.order.person, problem, documents.line(work.document))
    again = asking(work.session, work.app, work.document, work.order.person, Question(Asked.REQUEST, row.id), work.now)
    write(
        work.session, work.app, work.document, LetterKind.NOT_ACCEPTED, work.order.person, refused, work.order.about,
        work.now, again,
    )  # fmt: skip


def _decided(work: Work, row: RequestRow, state: RequestState) -> DirectiveRow:
    row.state, row.decision, row.decided_at = state.value, work.order.reply.text, work.now
    work.document.version += 1
    directive = record(work)
    history.append(
        work.session, row.agency_id, work.now, work.order.actor, f"{row.kind}_{state.value}",
        ("document", work.document.id), words=work.order.reply.text, asked=row.words,
        until=str(work.order.directive.due_on or row.until or ""),
    )  # fmt: skip
    return directive


def _lengthen(work: Work, assignment: AssignmentRow, until: date | None) -> None:
    assignment.due_on = until
    due_on = work.document.due_on
    if until is not None and assignment.part == Part.LEAD.value and (due_on is None or until > due_on):
        work.document.due_on = until


def _beyond_own(work: Work, row: RequestRow) -> Reason | None:
    """Who passed work on can lend no more time than they have themselves."""
    own = own_deadline(work.session, work.session.get_one(AssignmentRow, row.assignment_id))
    if own is None or row.granted_until is None or row.granted_until <= own:
        return None
    return Reason("extension_beyond_own", {"until": own.strftime("%d/%m/%Y")})


def _add_helpers(work: Work, line: RequestLine, assignment: AssignmentRow, directive: DirectiveRow) -> None:
    """Each helper gets an assignment of their own with the words of both."""
    asker = people.get(work.session, work.order.agency_id, line.person_id)
    words = f"{work.order.reply.text}\n{asker.name}: {line.words}"
    order = work.order.directive
    meant = replace(order, co_handlers=line.parties, due_on=assignment.due_on)
    reply = replace(work.order.reply, text=words, directive=meant)
    lent = replace(work, order=replace(work.order, reply=reply))
    for party in line.parties:
        give(lent, directive, Part.CO_HANDLER, party)


def _tell(work: Work, row: RequestRow, directive: DirectiveRow, state: RequestState) -> None:
    order = work.order.directive
    line = requests.line(row)
    shown = replace(order, due_on=line.granted_until, co_handlers=line.parties)
    told = replace(work, order=replace(work.order, reply=replace(work.order.reply, directive=shown)))
    echo(told, directive, undo_until=None)
    note(work, row, state, work.order.person)
