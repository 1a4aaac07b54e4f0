"""Thu hồi: a part taken back by who gave it, however long ago, as long as nobody acted on it (CB 7.1)."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from mailbot.domain.directive import AssignmentState
from mailbot.domain.states import Event, State
from mailbot.letters.compose import LetterKind
from mailbot.letters.contexts import NotAccepted, Undone
from mailbot.storage import documents, history, people
from mailbot.storage.directives import AssignmentRow, DirectiveRow
from mailbot.workflow.delegation.standin import in_name_of
from mailbot.workflow.orders.assign import take_back, withdraw_part
from mailbot.workflow.orders.order import ACTED_ON, ACTIVE, Work, fresh_token, write
from mailbot.workflow.transition import transition
from parsers.model import Party
from rules.engine import Reason


def recall(work: Work) -> None:
    """All parts given in this name, or those of the party named; one that was acted on keeps them all."""
    given = _given(work)
    acted = [part for part in given if part.state in ACTED_ON]
    if acted or not given:
        _refuse(work, acted)
        return
    for part in given:
        withdraw_part(work, part)
    _close_emptied(work)
    if not _left_over(work):
        take_back(work)
    words = work.order.reply.text
    if work.document.state == State.ASSIGNED.value and not _anybody_at_work(work):
        transition(work.session, work.document, Event.UNDO, work.order.actor, work.now, words=words)
    else:
        work.document.version += 1
        history.append(
            work.session, work.order.agency_id, work.now, work.order.actor, "recalled", ("document", work.document.id),
            words=words,
        )  # fmt: skip
    _echo(work, given)


def _given(work: Work) -> Sequence[AssignmentRow]:
    query = (
        select(AssignmentRow)
        .join(DirectiveRow, DirectiveRow.id == AssignmentRow.directive_id)
        .where(
            AssignmentRow.document_id == work.document.id,
            in_name_of(work.order.principal.id),
            DirectiveRow.undone_at.is_(None),
            AssignmentRow.state != AssignmentState.WITHDRAWN.value,
        )
        .order_by(AssignmentRow.id)
    )
    named = work.order.directive.lead
    return [part for part in work.session.scalars(query) if not named or _is_of(part, named[0])]


def _is_of(part: AssignmentRow, party: Party) -> bool:
    return (part.unit_id if party.kind == "unit" else part.person_id) == int(party.key)


def _close_emptied(work: Work) -> None:
    """A directive all of whose parts were taken back is undone; nothing of it can be taken back again."""
    open_ones = select(DirectiveRow).where(
        DirectiveRow.document_id == work.document.id,
        in_name_of(work.order.principal.id),
        DirectiveRow.undone_at.is_(None),
    )
    for directive in work.session.scalars(open_ones).all():
        parts = select(AssignmentRow.state).where(AssignmentRow.directive_id == directive.id)
        states = set(work.session.scalars(parts))
        if states == {AssignmentState.WITHDRAWN.value}:
            directive.undone_at = work.now


def _left_over(work: Work) -> bool:
    """Whether something given in this name goes on."""
    query = (
        select(AssignmentRow.id)
        .join(DirectiveRow, DirectiveRow.id == AssignmentRow.directive_id)
        .where(
            AssignmentRow.document_id == work.document.id,
            in_name_of(work.order.principal.id),
            AssignmentRow.state.in_((AssignmentState.DONE.value, AssignmentState.PASSED_ON.value, *ACTIVE)),
        )
    )
    return work.session.scalar(query.limit(1)) is not None


def _anybody_at_work(work: Work) -> bool:
    active = select(AssignmentRow.id).where(
        AssignmentRow.document_id == work.document.id, AssignmentRow.state.in_(ACTIVE)
    )
    return work.session.scalar(active.limit(1)) is not None


def _refuse(work: Work, acted: Sequence[AssignmentRow]) -> None:
    names = [_name(work, part) for part in acted]
    reason = Reason("recall_too_late", {"people": ", ".join(names)}) if names else Reason("nothing_to_recall")
    line = documents.line(work.document)
    refused = NotAccepted(work.app.agencies[work.document.agency_id], work.order.person, reason, line)
    write(
        work.session, work.app, work.document, LetterKind.NOT_ACCEPTED, work.order.person, refused, work.order.about,
        work.now, None,
    )  # fmt: skip


def _echo(work: Work, parts: Sequence[AssignmentRow]) -> None:
    order = work.order
    again = fresh_token(
        work.session, work.app, work.document, order.person, order.token.assignment_id, work.now,
        delegation_id=order.token.delegation_id,
    )  # fmt: skip
    names = tuple(dict.fromkeys(_name(work, part) for part in parts))
    line = documents.line(work.document)
    told = Undone(
        work.app.agencies[work.document.agency_id], line, order.person, order.reply.text, names,
        waiting=line.state is State.SUBMITTED or not _left_over(work),
    )  # fmt: skip
    write(work.session, work.app, work.document, LetterKind.UNDONE, order.person, told, order.about, work.now, again)


def _name(work: Work, part: AssignmentRow) -> str:
    if part.person_id is not None:
        return people.get(work.session, part.agency_id, part.person_id).name
    named = {unit.id: unit.name for unit in people.units(work.session, part.agency_id)}
    return named.get(part.unit_id or 0, "")
