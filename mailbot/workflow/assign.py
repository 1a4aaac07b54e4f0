"""Giving work: one assignment and one letter for everybody a directive names."""

from __future__ import annotations

from sqlalchemy import select, update

from mailbot.domain.directive import AssignmentState, Part
from mailbot.domain.people import Person
from mailbot.domain.states import Event
from mailbot.letters.compose import LetterKind
from mailbot.letters.contexts import WorkOrder
from mailbot.storage import documents, people
from mailbot.storage.directives import AssignmentRow, DirectiveRow
from mailbot.storage.outbox import LetterRow, LetterState
from mailbot.workflow import answer
from mailbot.workflow.order import ACTIVE, UNDO_WITHIN, Work, echo, fresh_token, record, write
from mailbot.workflow.transition import transition
from parsers.model import Party
from rules.engine import Reason


def assign(work: Work) -> None:
    order = work.order
    _supersede(work)
    directive = record(work)
    event_detail = {"words": order.reply.text}
    transition(work.session, work.document, Event.DIRECT, order.actor, work.now, None, **event_detail)
    _pass_on(work)
    parsed = order.directive
    for part, parties in (
        (Part.LEAD, parsed.lead), (Part.CO_HANDLER, parsed.co_handlers), (Part.INFORM, parsed.inform),
    ):  # fmt: skip
        for party in parties:
            give(work, directive, part, party)
    if parsed.due_on is not None:
        work.document.due_on = parsed.due_on
    if parsed.lead:
        answer.assigned(work.session, work.app, work.document, work.now)
    echo(work, directive, undo_until=work.now + UNDO_WITHIN)


def give(work: Work, directive: DirectiveRow, part: Part, party: Party) -> None:
    """One assignment with its letter; a unit's goes to its head, a direct one copies the head (CB 6.4)."""
    unit_id = int(party.key) if party.kind == "unit" else None
    person = _handler(work, party)
    assignment = AssignmentRow(
        agency_id=work.order.agency_id,
        document_id=work.document.id,
        directive_id=directive.id,
        person_id=person.id if person else None,
        unit_id=unit_id or (person.unit_id if person else None),
        part=part.value,
        due_on=work.order.directive.due_on or work.document.due_on,
    )
    work.session.add(assignment)
    work.session.flush()
    if person is None:
        reason = Reason("unit_without_head", {"unit": party.name})
        answer.alert_clerks(
            work.session, work.app, work.order.agency_id, reason, assignment.id, work.now, subject="assignment"
        )
        return
    _order_work(work, assignment, part, person)
    _copy_unit_head(work, assignment, person, part)


def withdraw(work: Work, directive: DirectiveRow) -> None:
    """End the open parts and hold back letters that have not left yet."""
    parts = work.session.scalars(
        select(AssignmentRow).where(AssignmentRow.directive_id == directive.id, AssignmentRow.state.in_(ACTIVE))
    ).all()
    for part in parts:
        part.state = AssignmentState.WITHDRAWN.value
        work.session.execute(
            update(LetterRow)
            .where(
                LetterRow.agency_id == work.order.agency_id,
                LetterRow.key.startswith(f"{LetterKind.WORK_ORDER.value}:assignment:{part.id}:"),
                LetterRow.state == LetterState.QUEUED.value,
            )
            .values(state=LetterState.CANCELLED.value)
        )


def take_back(work: Work) -> None:
    """The order was undone: what its giver had passed on is theirs again."""
    _own_parts(work, (AssignmentState.PASSED_ON.value,), AssignmentState.OPEN)


def _pass_on(work: Work) -> None:
    """Who gives work on does not hold it any longer: the document is done when those below are."""
    _own_parts(work, ACTIVE, AssignmentState.PASSED_ON)


def _own_parts(work: Work, states: tuple[str, ...], new: AssignmentState) -> None:
    work.session.execute(
        update(AssignmentRow)
        .where(
            AssignmentRow.document_id == work.document.id,
            AssignmentRow.person_id == work.order.person.id,
            AssignmentRow.state.in_(states),
        )
        .values(state=new.value)
    )


def _handler(work: Work, party: Party) -> Person | None:
    if party.kind == "person":
        return people.get(work.session, work.order.agency_id, int(party.key))
    return people.unit_head(work.session, work.order.agency_id, int(party.key))


def _copy_unit_head(work: Work, assignment: AssignmentRow, person: Person, part: Part) -> None:
    """Straight to a specialist: the head of the unit is told too (CB 6.4)."""
    if person.unit_id is None or part is Part.INFORM:
        return
    head = people.unit_head(work.session, work.order.agency_id, person.unit_id)
    if head is None or head.id in (person.id, work.order.person.id):
        return
    _order_work(work, assignment, Part.INFORM, head)


def _order_work(work: Work, assignment: AssignmentRow, part: Part, person: Person) -> None:
    parsed, document = work.order.directive, work.document
    token = None
    if part is not Part.INFORM:
        token = fresh_token(work.session, work.app, document, person, assignment.id, work.now)
    context = WorkOrder(
        agency=work.app.agencies[document.agency_id],
        document=documents.line(document),
        person=person,
        part=part,
        leader=work.order.person,
        words=work.order.reply.text,
        lead_names=tuple(p.name for p in parsed.lead),
        co_names=tuple(p.name for p in parsed.co_handlers),
        due_on=assignment.due_on,
        portal_url=answer.portal_url(work.app, f"/van-ban/{document.id}"),
    )
    about = f"assignment:{assignment.id}:{person.id}"
    write(work.session, work.app, document, LetterKind.WORK_ORDER, person, context, about, work.now, token)


def _supersede(work: Work) -> None:
    """A new directive of the same person replaces the earlier one's open parts."""
    earlier = work.session.scalars(
        select(DirectiveRow).where(
            DirectiveRow.document_id == work.document.id,
            DirectiveRow.person_id == work.order.person.id,
            DirectiveRow.undone_at.is_(None),
        )
    ).all()
    for directive in earlier:
        withdraw(work, directive)
