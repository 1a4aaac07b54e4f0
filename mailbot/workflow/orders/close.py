"""A leader ends the work on a document over its holders' heads; only a pinned signature carries that (tier T2)."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from mailbot.domain.directive import AssignmentState, Part
from mailbot.domain.states import Event
from mailbot.storage import people
from mailbot.storage.directives import AssignmentRow
from mailbot.workflow.orders.order import ACTIVE, Work, echo, record, tell
from mailbot.workflow.sending import answer
from mailbot.workflow.transition import transition


def close(work: Work) -> None:
    """The words are kept as a directive, open parts end and their holders are told, the sender gets 06."""
    directive = record(work)
    words = work.order.reply.text
    open_parts = _open_parts(work)
    transition(work.session, work.document, Event.DIRECT, work.order.actor, work.now, words=words)
    for part in open_parts:
        part.state = AssignmentState.WITHDRAWN.value
    _tell_holders(work, open_parts)
    transition(work.session, work.document, Event.COMPLETE, work.order.actor, work.now, words=words)
    answer.done(work.session, work.app, work.document, work.now)
    echo(work, directive, undo_until=None)


def _open_parts(work: Work) -> Sequence[AssignmentRow]:
    return work.session.scalars(
        select(AssignmentRow).where(AssignmentRow.document_id == work.document.id, AssignmentRow.state.in_(ACTIVE))
    ).all()


def _tell_holders(work: Work, parts: Sequence[AssignmentRow]) -> None:
    """Everybody once, whoever had several parts; to whom it only was made known nothing changes."""
    holders = dict.fromkeys(part.person_id for part in parts if part.part != Part.INFORM.value)
    for person_id in holders:
        if person_id is not None:
            tell(work, people.get(work.session, work.order.agency_id, person_id), AssignmentState.WITHDRAWN)
