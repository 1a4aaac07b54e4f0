"""HỦY: a directive taken back within the time allowed, while nobody has begun (spec 6.2)."""

from __future__ import annotations

from sqlalchemy import select

from mailbot.domain.states import Event, State
from mailbot.letters.compose import LetterKind
from mailbot.letters.contexts import NotAccepted, Undone
from mailbot.storage import documents, history
from mailbot.storage.directives import AssignmentRow, DirectiveRow
from mailbot.workflow.delegation.standin import in_name_of
from mailbot.workflow.orders.assign import take_back, withdraw
from mailbot.workflow.orders.order import ACTED_ON, ACTIVE, UNDO_WITHIN, Work, fresh_token, write
from mailbot.workflow.transition import transition
from parsers.model import Verb
from rules.engine import Reason

_KEPT = (Verb.GRANT, Verb.DECLINE, Verb.OPINION)
"""What others were told at once and act on: it is changed by another order, not taken back."""


def undo(work: Work) -> None:
    """HỦY within 30 minutes, while nobody has begun (spec 6.2)."""
    directive = _last_directive(work)
    if directive is None or work.now - directive.given_at > UNDO_WITHIN or _begun(work, directive):
        nothing = NotAccepted(
            work.app.agencies[work.document.agency_id], work.order.person, Reason("nothing_to_undo"),
            documents.line(work.document),
        )  # fmt: skip
        about = work.order.about
        write(
            work.session,
            work.app,
            work.document,
            LetterKind.NOT_ACCEPTED,
            work.order.person,
            nothing,
            about,
            work.now,
            None,
        )
        return
    directive.undone_at = work.now
    withdraw(work, directive)
    take_back(work)
    if work.document.state == State.ASSIGNED.value and not _anybody_at_work(work):
        transition(work.session, work.document, Event.UNDO, work.order.actor, work.now, words=directive.words)
    else:  # a return changed no state, and other people's orders stand
        history.append(
            work.session, work.order.agency_id, work.now, work.order.actor, "undone",
            ("document", work.document.id), words=directive.words,
        )  # fmt: skip
    again = fresh_token(
        work.session, work.app, work.document, work.order.person, None, work.now,
        delegation_id=work.order.token.delegation_id,
    )  # fmt: skip
    context = Undone(
        work.app.agencies[work.document.agency_id], documents.line(work.document), work.order.person, directive.words
    )
    about = f"directive:{directive.id}"
    write(work.session, work.app, work.document, LetterKind.UNDONE, work.order.person, context, about, work.now, again)


def _last_directive(work: Work) -> DirectiveRow | None:
    return work.session.scalar(
        select(DirectiveRow)
        .where(
            DirectiveRow.document_id == work.document.id,
            DirectiveRow.person_id == work.order.person.id,
            in_name_of(work.order.principal.id),
            DirectiveRow.undone_at.is_(None),
            *(DirectiveRow.understood.not_like(f'%"verb":"{verb.value}"%') for verb in _KEPT),
        )
        .order_by(DirectiveRow.id.desc())
        .limit(1)
    )


def _begun(work: Work, directive: DirectiveRow) -> bool:
    states = work.session.scalars(select(AssignmentRow.state).where(AssignmentRow.directive_id == directive.id))
    return any(state in ACTED_ON for state in states)


def _anybody_at_work(work: Work) -> bool:
    active = select(AssignmentRow.id).where(
        AssignmentRow.document_id == work.document.id, AssignmentRow.state.in_(ACTIVE)
    )
    return work.session.scalar(active.limit(1)) is not None
