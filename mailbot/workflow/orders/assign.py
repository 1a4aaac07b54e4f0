"""Giving work: one assignment and one letter for everybody a directive names."""

from __future__ import annotations

from collections.abc import Set

from sqlalchemy import select, update

from mailbot.domain.directive import AssignmentState, Duty, Part, duty_of
from mailbot.domain.people import MAY_DIRECT, Person
from mailbot.domain.states import Event
from mailbot.letters.compose import File, LetterKind
from mailbot.letters.contexts import WorkOrder
from mailbot.storage import documents, people, requests
from mailbot.storage.directives import AssignmentRow, DirectiveRow
from mailbot.storage.outbox import LetterRow, LetterState
from mailbot.workflow.delegation.copies import tell_giver
from mailbot.workflow.delegation.standin import in_name_of, standing
from mailbot.workflow.orders.enclosed import file_of
from mailbot.workflow.orders.order import ACTIVE, UNDO_WITHIN, Work, echo, fresh_token, record, tell, write
from mailbot.workflow.orders.route import ready_orders
from mailbot.workflow.sending import answer
from mailbot.workflow.transition import transition
from parsers.model import ParsedDirective, Party
from rules.engine import Reason


def assign(work: Work) -> None:
    order = work.order
    _supersede(work)
    directive = record(work)
    event_detail = {"words": order.reply.text}
    transition(work.session, work.document, Event.DIRECT, order.actor, work.now, None, **event_detail)
    _pass_on(work)
    parsed = order.directive
    if parsed.due_on is not None:
        work.document.due_on = parsed.due_on  # before the letters: a reader's first one names their thread
    for part, parties in (
        (Part.LEAD, parsed.lead), (Part.CO_HANDLER, parsed.co_handlers), (Part.INFORM, parsed.inform),
    ):  # fmt: skip
        for party in parties:
            give(work, directive, part, party)
    if parsed.lead:
        answer.assigned(work.session, work.app, work.document, work.now)
    echo(work, directive, undo_until=work.now + UNDO_WITHIN)


def give(work: Work, directive: DirectiveRow, part: Part, party: Party) -> None:
    """One assignment with its letter; a unit's goes to its head, a direct one copies those above (CB 6.4)."""
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
        reason = Reason("unit_without_head", {"unit": party.name, "number": str(work.document.arrival_number)})
        answer.alert_clerks(
            work.session, work.app, work.order.agency_id, reason, assignment.id, work.now, subject="assignment"
        )
        return
    order_work(work, assignment, part, person, file_of(work.session, work.document))
    _copy_those_above(work, assignment, person, part)


def withdraw(work: Work, directive: DirectiveRow, still_named: Set[int] = frozenset()) -> None:
    """End the open parts of a directive; `still_named` (persons) are about to be given work anew."""
    parts = work.session.scalars(
        select(AssignmentRow).where(AssignmentRow.directive_id == directive.id, AssignmentRow.state.in_(ACTIVE))
    ).all()
    for part in parts:
        withdraw_part(work, part, still_named)
    _withdraw_below(work, directive, still_named)


def _withdraw_below(work: Work, directive: DirectiveRow, still_named: Set[int]) -> None:
    """What its holders had passed on ends with it, all the way down."""
    passed_on = work.session.scalars(
        select(AssignmentRow).where(
            AssignmentRow.directive_id == directive.id, AssignmentRow.state == AssignmentState.PASSED_ON.value
        )
    ).all()
    for part in passed_on:
        part.state = AssignmentState.WITHDRAWN.value
        requests.end(work.session, part.id)
        for below in given_on(work, part):
            withdraw(work, below, still_named)


def given_on(work: Work, part: AssignmentRow) -> list[DirectiveRow]:
    """The directives by which the holder of this part, and of no other that was passed on, gave it to others."""
    if part.person_id is None or _passed_on_beside(work, part):
        return []
    later = select(DirectiveRow).where(
        DirectiveRow.document_id == part.document_id,
        DirectiveRow.id > part.directive_id,
        in_name_of(part.person_id),
        DirectiveRow.undone_at.is_(None),
    )
    return list(work.session.scalars(later))


def _passed_on_beside(work: Work, part: AssignmentRow) -> bool:
    """Whether the holder passed on another part too: what they ordered goes on for whoever gave them that."""
    beside = select(AssignmentRow.id).where(
        AssignmentRow.document_id == part.document_id,
        AssignmentRow.person_id == part.person_id,
        AssignmentRow.id != part.id,
        AssignmentRow.state == AssignmentState.PASSED_ON.value,
    )
    return work.session.scalar(beside.limit(1)) is not None


def withdraw_part(work: Work, part: AssignmentRow, still_named: Set[int] = frozenset()) -> None:
    """End one part: letters that have not left are held back, whoever was written to is told."""
    part.state = AssignmentState.WITHDRAWN.value
    requests.end(work.session, part.id)
    letters = (
        LetterRow.agency_id == work.order.agency_id,
        LetterRow.key.startswith(f"{LetterKind.WORK_ORDER.value}:assignment:{part.id}:"),
    )
    work.session.execute(
        update(LetterRow)
        .where(*letters, LetterRow.state == LetterState.QUEUED.value)
        .values(state=LetterState.CANCELLED.value)
    )
    left = work.session.scalar(
        select(LetterRow.id).where(*letters, LetterRow.state != LetterState.CANCELLED.value).limit(1)
    )
    if left is None or part.person_id is None or part.person_id in still_named:
        return
    holder = people.get(work.session, work.order.agency_id, part.person_id)
    meant = standing(work.session, holder, documents.line(work.document), work.now)
    tell(work, meant.person, AssignmentState.WITHDRAWN)


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
            AssignmentRow.person_id == work.order.principal.id,
            AssignmentRow.state.in_(states),
        )
        .values(state=new.value)
    )


def _handler(work: Work, party: Party) -> Person | None:
    if party.kind == "person":
        return people.get(work.session, work.order.agency_id, int(party.key))
    return people.unit_head(work.session, work.order.agency_id, int(party.key))


def _copy_those_above(work: Work, assignment: AssignmentRow, person: Person, part: Part) -> None:
    """Straight to a specialist: the head of the unit and the leader in charge of the field are told too (CB 6.4)."""
    if person.unit_id is None or part is Part.INFORM or person.role in MAY_DIRECT:
        return
    agency_id = work.order.agency_id
    head = people.unit_head(work.session, agency_id, person.unit_id)
    if head is not None and head.id in (work.order.person.id, work.order.principal.id):
        return  # the head of the unit gives work to their own people: nobody was passed over
    above = (head, people.leader_in_charge(work.session, agency_id, person.unit_id))
    knowing = {work.order.person.id, work.order.principal.id, *_named(work), *_told(work, assignment)}
    for one in {found.id: found for found in above if found is not None and found.id not in knowing}.values():
        order_work(work, assignment, Part.INFORM, one, None)


def _told(work: Work, assignment: AssignmentRow) -> set[int]:
    """Who has a copy of this order already: it may give work to several people of one unit."""
    parts = select(AssignmentRow.id).where(AssignmentRow.directive_id == assignment.directive_id)
    words = select(LetterRow.key).where(
        LetterRow.agency_id == work.order.agency_id,
        LetterRow.document_id == work.document.id,
        LetterRow.kind == LetterKind.WORK_ORDER.value,
    )
    ours = {str(one) for one in work.session.scalars(parts)}
    keys = (key.split(":") for key in work.session.scalars(words))
    return {int(reader) for _, _, part, reader, *_ in keys if part in ours}


def order_work(work: Work, assignment: AssignmentRow, part: Part, person: Person, file: File | None) -> None:
    """The letter to who holds a part, or to who stands in for them; only work that is asked for can be answered."""
    parsed, document = work.order.directive, work.document
    meant, token = standing(work.session, person, documents.line(document), work.now), None
    if part is not Part.INFORM:
        token = fresh_token(
            work.session, work.app, document, meant.person, assignment.id, work.now, delegation_id=meant.delegation_id
        )
    context = WorkOrder(
        agency=work.app.agencies[document.agency_id],
        document=documents.line(document),
        person=meant.person,
        duty=_duty(assignment, part, parsed),
        leader=work.order.person,
        words=work.order.reply.text,
        lead_names=tuple(p.name for p in parsed.lead),
        co_names=tuple(p.name for p in parsed.helping),
        sharing_names=tuple(p.name for p in parsed.sharing),
        due_on=assignment.due_on,
        portal_url=answer.portal_url(work.app, f"/cua-toi/{document.id}"),
        attached=file is not None,
        giver=work.order.giver,
        holder=meant.giver,
        ready=ready_orders(work.session, document.agency_id, meant.person) if part is not Part.INFORM else (),
    )
    about = f"assignment:{assignment.id}:{meant.person.id}"
    write(
        work.session, work.app, document, LetterKind.WORK_ORDER, meant.person, context, about, work.now, token,
        (file,) if file else (),
    )  # fmt: skip
    if meant.giver is not None and part is not Part.INFORM:
        tell_giver(work.session, work.app, document, meant.giver, meant.person, work.now)


def _duty(assignment: AssignmentRow, part: Part, parsed: ParsedDirective) -> Duty:
    """Those above who read along are to know, whatever the part is."""
    if assignment.part != part.value:
        return Duty.KNOW
    return duty_of(part, assignment.person_id, assignment.unit_id, parsed)


def _supersede(work: Work) -> None:
    """A new directive in the same name replaces the earlier one's open parts."""
    earlier = work.session.scalars(
        select(DirectiveRow).where(
            DirectiveRow.document_id == work.document.id,
            in_name_of(work.order.principal.id),
            DirectiveRow.undone_at.is_(None),
        )
    ).all()
    still_named = _named(work)
    for directive in earlier:
        withdraw(work, directive, still_named)


def _named(work: Work) -> set[int]:
    """The persons the order gives something to, in whatever part."""
    parsed = work.order.directive
    handlers = (_handler(work, party) for party in (*parsed.lead, *parsed.co_handlers, *parsed.inform))
    return {person.id for person in handlers if person is not None}
