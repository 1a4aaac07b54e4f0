"""A proved reply becomes directive, assignments and letters; officers report their work the same way."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from mailbot.bootstrap import App
from mailbot.domain.directive import AssignmentState, Part
from mailbot.domain.errors import Conflict
from mailbot.domain.news import News
from mailbot.domain.states import Event, State
from mailbot.storage import documents, requests
from mailbot.storage.directives import AssignmentRow
from mailbot.workflow.chain.giveback import give_back
from mailbot.workflow.chain.recall import recall
from mailbot.workflow.chain.reopen import reopen
from mailbot.workflow.delegation.bymail import lend_by_mail
from mailbot.workflow.delegation.standin import giver_of
from mailbot.workflow.digest.settle import pause, resume
from mailbot.workflow.opinions.answer import end_by_order, opine
from mailbot.workflow.opinions.open import open_by_order
from mailbot.workflow.orders import tokens
from mailbot.workflow.orders.assign import assign, give
from mailbot.workflow.orders.close import close
from mailbot.workflow.orders.order import (
    ACTIVE,
    UNDO_WITHIN,
    Order,
    Work,
    echo,
    record,
    report,
    tell,
    tell_clerks,
)
from mailbot.workflow.orders.results import keep_results, tell_above, tell_giver
from mailbot.workflow.orders.undo import undo
from mailbot.workflow.requests.ask import ask_extension, ask_help
from mailbot.workflow.requests.decide import decline, grant
from mailbot.workflow.sending import answer
from mailbot.workflow.transition import transition
from parsers.model import Verb


def obey(session: Session, app: App, order: Order, now: datetime) -> None:
    """Carry out one order; everything it causes is in the caller's transaction."""
    document = documents.get(session, order.agency_id, order.token.document_id)
    session.refresh(order.token)  # under the agency's lock: another worker may have used it since it was proved
    if order.confirmed_by is None and tokens.used(order.token, order.directive.verb):
        raise Conflict("token_used")
    tokens.use(order.token, order.directive.verb)
    order = replace(order, giver=giver_of(session, order.agency_id, order.token.delegation_id))
    _VERBS[order.directive.verb](Work(session, app, order, document, now))


def _note(work: Work) -> None:
    """For information, agreed, opinion asked: recorded and echoed; nobody is given work."""
    directive = record(work)
    transition(work.session, work.document, Event.DIRECT, work.order.actor, work.now, words=work.order.reply.text)
    for party in work.order.directive.inform:
        give(work, directive, Part.INFORM, party)
    if work.order.directive.verb is not Verb.INFORM:
        tell_clerks(work, "directive_for_clerk")
    echo(work, directive, undo_until=work.now + UNDO_WITHIN)


def _return(work: Work) -> None:
    """Misrouted: back to whoever assigned it (HH 5.3b); a leader's return waits for the clerk."""
    if work.order.token.assignment_id is None:
        directive = record(work)
        tell_clerks(work, "returned_by_leader")
        echo(work, directive, undo_until=None)
        return
    give_back(work)


def _begin(work: Work) -> None:
    """Đang xử lý."""
    report(work, AssignmentState.IN_PROGRESS)
    answer.in_progress(work.session, work.app, work.document, work.now)
    tell(work, work.order.person, AssignmentState.IN_PROGRESS)
    tell_giver(work, News.BEGUN, AssignmentState.IN_PROGRESS)


def _finish(work: Work) -> None:
    """Hoàn thành: when the last lead part is done the document is done and the sender is told."""
    if work.order.token.assignment_id is None:
        close(work)
        return
    if work.session.get_one(AssignmentRow, work.order.token.assignment_id).state == AssignmentState.DONE.value:
        _add_results(work)
        return
    assignment = report(work, AssignmentState.DONE)
    requests.end(work.session, assignment.id)
    keep_results(work)
    tell(work, work.order.person, AssignmentState.DONE)
    tell_giver(work, News.FINISHED, AssignmentState.DONE)
    if work.document.state == State.ASSIGNED.value and not _open_leads(work) and _led(work):
        transition(work.session, work.document, Event.COMPLETE, work.order.actor, work.now, words=work.order.reply.text)
        answer.done(work.session, work.app, work.document, work.now)
        tell_above(work)


def _add_results(work: Work) -> None:
    """What was finished is reported again, with the files forgotten the first time: nothing else changes."""
    if keep_results(work):
        work.document.version += 1
        tell_giver(work, News.FINISHED, AssignmentState.DONE)
    tell(work, work.order.person, AssignmentState.DONE)


def _open_leads(work: Work) -> bool:
    return _leads(work, ACTIVE)


def _led(work: Work) -> bool:
    """Who helps does not end what nobody led: a leading part that came back waits for its next holder."""
    return _leads(work, (AssignmentState.DONE.value,))


def _leads(work: Work, states: tuple[str, ...]) -> bool:
    query = select(AssignmentRow.id).where(
        AssignmentRow.document_id == work.document.id,
        AssignmentRow.part == Part.LEAD.value,
        AssignmentRow.state.in_(states),
    )
    return work.session.scalar(query.limit(1)) is not None


_VERBS: dict[Verb, Callable[[Work], None]] = {
    Verb.ASSIGN: assign,
    Verb.INFORM: _note,
    Verb.EXTEND: ask_extension,
    Verb.HELP: ask_help,
    Verb.GRANT: grant,
    Verb.DECLINE: decline,
    Verb.AGREE: _note,
    Verb.OPINION: open_by_order,
    Verb.OPINE: opine,
    Verb.PAUSE_DIGEST: pause,
    Verb.RESUME_DIGEST: resume,
    Verb.END_ROUND: end_by_order,
    Verb.RETURN: _return,
    Verb.UNDO: undo,
    Verb.IN_PROGRESS: _begin,
    Verb.DONE: _finish,
    Verb.RECALL: recall,
    Verb.REOPEN: reopen,
    Verb.DELEGATE: lend_by_mail,
}
