"""What the office puts right by hand: before another leader, or into other hands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from mailbot.bootstrap import App
from mailbot.domain.directive import AssignmentState
from mailbot.domain.errors import DomainError, IllegalTransition
from mailbot.domain.people import MAY_DIRECT, Actor
from mailbot.domain.states import Event, State
from mailbot.letters.compose import LetterKind
from mailbot.letters.contexts import WorkEcho
from mailbot.letters.words import sentence
from mailbot.storage import agencies, documents, history, people, requests
from mailbot.storage.directives import AssignmentRow
from mailbot.workflow.chain.again import order_again
from mailbot.workflow.delegation.standin import standing
from mailbot.workflow.orders.order import ACTIVE, write
from mailbot.workflow.orders.route import attachable, lay_before
from mailbot.workflow.transition import transition

_UNDECIDED = (State.REGISTERED.value, State.SUBMITTED.value)


@dataclass(frozen=True, slots=True)
class Move:
    """One part into other hands."""

    assignment_id: int
    to_person_id: int
    why: str


def lay_before_another(app: App, agency_id: str, document_id: int, leader_id: int, actor: Actor) -> None:
    """Submit an undecided document to another leader, e.g. after "Không thuộc thẩm quyền, trả lại".

    Raises NotFound, IllegalTransition when it was decided meanwhile, DomainError `person_does_not_direct`.
    """
    with app.db.reading() as session:
        line = documents.page(session, agency_id, document_id).line
    attachment = attachable(app, line)
    now = app.clock()
    with app.db.transaction() as session:
        agencies.lock(session, agency_id)
        document, leader = documents.get(session, agency_id, document_id), people.get(session, agency_id, leader_id)
        if leader.role not in MAY_DIRECT or not leader.active:
            raise DomainError("person_does_not_direct", person=leader.name)
        if document.state not in _UNDECIDED:
            raise IllegalTransition("illegal_transition", state=document.state, event=Event.SUBMIT.value)
        meant = standing(session, leader, documents.line(document), now)
        if document.state == State.REGISTERED.value:
            document.route_wanted = False
            transition(session, document, Event.SUBMIT, actor, now, to_person=meant.person.name)
        else:
            document.version += 1
            history.append(
                session, agency_id, now, actor, "laid_again", ("document", document_id), to_person=meant.person.name
            )
        lay_before(session, app, document, meant, attachment, now)
    app.wake.nudge("deliver")


def reassign(app: App, agency_id: str, move: Move, actor: Actor) -> int:
    """Give an open part to another person: the old one ends, a new one of the same directive begins; returns its id.

    Raises NotFound, DomainError `part_not_open`, `part_taker_unfit`, `reason_missing`.
    """
    if not move.why.strip():
        raise DomainError("reason_missing")
    with app.db.transaction() as session:
        agencies.lock(session, agency_id)
        moved = _move(session, app, agency_id, move, actor)
    app.wake.nudge("deliver")
    return moved


def _move(session: Session, app: App, agency_id: str, move: Move, actor: Actor) -> int:
    now, old = app.clock(), session.get(AssignmentRow, move.assignment_id)
    if old is None or old.agency_id != agency_id or old.state not in ACTIVE:
        raise DomainError("part_not_open")
    taker = people.get(session, agency_id, move.to_person_id)
    if not taker.active or taker.id == old.person_id:
        raise DomainError("part_taker_unfit", person=taker.name)
    old.state = AssignmentState.WITHDRAWN.value
    requests.end(session, old.id)
    new = AssignmentRow(
        agency_id=agency_id, document_id=old.document_id, directive_id=old.directive_id, person_id=taker.id,
        unit_id=taker.unit_id or old.unit_id, part=old.part, due_on=old.due_on,
    )  # fmt: skip
    session.add(new)
    session.flush()
    documents.get(session, agency_id, old.document_id).version += 1
    history.append(
        session, agency_id, now, actor, "reassigned", ("document", old.document_id), to_person=taker.name,
        words=move.why.strip(),
    )  # fmt: skip
    order_again(session, app, new, taker, now, sentence("work_moved", {"why": move.why.strip()}))
    _tell_former(session, app, old, move.why.strip(), now)
    return new.id


def _tell_former(session: Session, app: App, part: AssignmentRow, why: str, now: datetime) -> None:
    """Who held it need not work on; a unit without a head held it without a person."""
    if part.person_id is None:
        return
    document = documents.get(session, part.agency_id, part.document_id)
    former = people.get(session, part.agency_id, part.person_id)
    context = WorkEcho(app.agencies[part.agency_id], documents.line(document), former, AssignmentState.WITHDRAWN, why)
    about = f"moved:{part.id}"
    write(session, app, document, LetterKind.WORK_ECHO, former, context, about, now, None)
