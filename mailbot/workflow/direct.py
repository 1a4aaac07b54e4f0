"""A proved reply becomes directive, assignments and letters; officers report their work the same way."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from mailbot.bootstrap import App
from mailbot.domain.codec import dumps
from mailbot.domain.directive import AssignmentState, Part
from mailbot.domain.errors import Conflict
from mailbot.domain.people import MAY_DIRECT, Actor, Person
from mailbot.domain.states import Event, State
from mailbot.letters.compose import Envelope, LetterKind, compose
from mailbot.letters.contexts import AskBack, Context, Echo, NotAccepted, Undone, WorkEcho, WorkOrder
from mailbot.storage import documents, history, outbox, people
from mailbot.storage.directives import AssignmentRow, DirectiveRow, TokenRow
from mailbot.storage.documents import DocumentRow
from mailbot.storage.inbox import Claim
from mailbot.storage.outbox import LetterRow, LetterState
from mailbot.workflow import answer, tokens
from mailbot.workflow.proof import Proof
from mailbot.workflow.transition import transition
from parsers.model import ParsedDirective, ParsedMail, ParsedReply, Party, Verb
from rules.engine import Decision, Reason
from rules.replies import ASKED_BACK, LEADER_VERBS, OFFICER_VERBS

UNDO_WITHIN = timedelta(minutes=30)
_ACTIVE = (AssignmentState.OPEN.value, AssignmentState.IN_PROGRESS.value)


@dataclass(frozen=True, slots=True)
class Order:
    """A reply whose sender was proved, or confirmed by a clerk."""

    agency_id: str
    token: TokenRow
    person: Person
    reply: ParsedReply
    message_id: int
    mail: ParsedMail
    confirmed_by: str | None

    @property
    def directive(self) -> ParsedDirective:
        """What it orders; only understood replies become orders."""
        if self.reply.directive is None:
            raise ValueError("an order needs a directive")
        return self.reply.directive

    @property
    def actor(self) -> Actor:
        """Who acts: the person; the clerk's confirmation is written beside."""
        return Actor(self.person.name, self.person.id)


@dataclass(frozen=True, slots=True)
class _Work:
    """An order at work inside its transaction."""

    session: Session
    app: App
    order: Order
    document: DocumentRow
    now: datetime


def obey(session: Session, app: App, order: Order, now: datetime) -> None:
    """Carry out one order; everything it causes is in the caller's transaction."""
    document = documents.get(session, order.agency_id, order.token.document_id)
    session.refresh(order.token)  # under the agency's lock: another worker may have used it since it was proved
    if order.confirmed_by is None and tokens.used(order.token, order.directive.verb):
        raise Conflict("token_used")
    tokens.use(order.token, order.directive.verb)
    _VERBS[order.directive.verb](_Work(session, app, order, document, now))


def answer_unaccepted(
    session: Session, app: App, proof: Proof, decision: Decision, claim: Claim, mail: ParsedMail, now: datetime
) -> None:
    """Ask the proved sender back; tell the registered address when an order in its name was not accepted."""
    if proof.token is None or proof.person is None or not proof.facts.token_valid:
        return  # nothing is known about who wrote: nobody is answered
    document = documents.get(session, claim.agency_id, proof.token.document_id)
    reply = proof.facts.reply
    if decision.reason.code in ASKED_BACK and reply is not None:
        again = _fresh_token(session, app, document, proof.person, proof.token.assignment_id, now)
        asked = AskBack(
            app.agencies[claim.agency_id], documents.line(document), proof.person, reply.text, reply.questions
        )
        _write(session, app, document, LetterKind.ASK_BACK, proof.person, asked, f"message:{claim.id}", now, again)
        return
    refused = NotAccepted(app.agencies[claim.agency_id], proof.person, decision.reason, documents.line(document))
    _write(session, app, document, LetterKind.NOT_ACCEPTED, proof.person, refused, f"message:{claim.id}", now, None)


def _assign(work: _Work) -> None:
    order = work.order
    _supersede(work)
    directive = _record(work)
    event_detail = {"words": order.reply.text}
    transition(work.session, work.document, Event.DIRECT, order.actor, work.now, None, **event_detail)
    parsed = order.directive
    for part, parties in (
        (Part.LEAD, parsed.lead), (Part.CO_HANDLER, parsed.co_handlers), (Part.INFORM, parsed.inform),
    ):  # fmt: skip
        for party in parties:
            _give(work, directive, part, party)
    if parsed.due_on is not None:
        work.document.due_on = parsed.due_on
    if parsed.lead:
        answer.assigned(work.session, work.app, work.document, work.now)
    _echo(work, undo_until=work.now + UNDO_WITHIN)


def _give(work: _Work, directive: DirectiveRow, part: Part, party: Party) -> None:
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


def _handler(work: _Work, party: Party) -> Person | None:
    if party.kind == "person":
        return people.get(work.session, work.order.agency_id, int(party.key))
    return people.unit_head(work.session, work.order.agency_id, int(party.key))


def _copy_unit_head(work: _Work, assignment: AssignmentRow, person: Person, part: Part) -> None:
    """Straight to a specialist: the head of the unit is told too (CB 6.4)."""
    if person.unit_id is None or part is Part.INFORM:
        return
    head = people.unit_head(work.session, work.order.agency_id, person.unit_id)
    if head is None or head.id in (person.id, work.order.person.id):
        return
    _order_work(work, assignment, Part.INFORM, head)


def _order_work(work: _Work, assignment: AssignmentRow, part: Part, person: Person) -> None:
    parsed, document = work.order.directive, work.document
    token = None
    if part is not Part.INFORM:
        token = _fresh_token(work.session, work.app, document, person, assignment.id, work.now)
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
    _write(work.session, work.app, document, LetterKind.WORK_ORDER, person, context, about, work.now, token)


def _note(work: _Work) -> None:
    """For information, agreed, opinion asked: recorded and echoed; nobody is given work."""
    directive = _record(work)
    transition(work.session, work.document, Event.DIRECT, work.order.actor, work.now, words=work.order.reply.text)
    for party in work.order.directive.inform:
        _give(work, directive, Part.INFORM, party)
    if work.order.directive.verb is not Verb.INFORM:
        _tell_clerks(work, "directive_for_clerk")
    _echo(work, undo_until=work.now + UNDO_WITHIN)


def _return(work: _Work) -> None:
    """Misrouted: back to whoever assigned it (HH 5.3b); a leader's return waits for the clerk."""
    if work.order.token.assignment_id is None:
        _record(work)
        _tell_clerks(work, "returned_by_leader")
        _echo(work, undo_until=None)
        return
    assignment = _report(work, AssignmentState.RETURNED)
    directive = work.session.get_one(DirectiveRow, assignment.directive_id)
    giver = people.get(work.session, work.order.agency_id, directive.person_id)
    _tell(work, giver, AssignmentState.RETURNED)


def _undo(work: _Work) -> None:
    """HỦY within 30 minutes, while nobody has begun (spec 6.2)."""
    directive = _last_directive(work)
    if directive is None or work.now - directive.given_at > UNDO_WITHIN or _begun(work, directive):
        nothing = NotAccepted(
            work.app.agencies[work.document.agency_id], work.order.person, Reason("nothing_to_undo"),
            documents.line(work.document),
        )  # fmt: skip
        about = f"message:{work.order.message_id}"
        _write(
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
    _withdraw(work, directive)
    if work.document.state == State.ASSIGNED.value and not _anybody_at_work(work):
        transition(work.session, work.document, Event.UNDO, work.order.actor, work.now, words=directive.words)
    else:  # a return changed no state, and other people's orders stand
        history.append(
            work.session, work.order.agency_id, work.now, work.order.actor, "undone",
            ("document", work.document.id), words=directive.words,
        )  # fmt: skip
    again = _fresh_token(work.session, work.app, work.document, work.order.person, None, work.now)
    context = Undone(
        work.app.agencies[work.document.agency_id], documents.line(work.document), work.order.person, directive.words
    )
    about = f"directive:{directive.id}"
    _write(work.session, work.app, work.document, LetterKind.UNDONE, work.order.person, context, about, work.now, again)


def _begin(work: _Work) -> None:
    """Đang xử lý."""
    _report(work, AssignmentState.IN_PROGRESS)
    answer.in_progress(work.session, work.app, work.document, work.now)
    _tell(work, work.order.person, AssignmentState.IN_PROGRESS)


def _finish(work: _Work) -> None:
    """Hoàn thành: when the last lead part is done the document is done and the sender is told."""
    _report(work, AssignmentState.DONE)
    _tell(work, work.order.person, AssignmentState.DONE)
    if work.document.state == State.ASSIGNED.value and not _open_leads(work):
        transition(work.session, work.document, Event.COMPLETE, work.order.actor, work.now, words=work.order.reply.text)
        answer.done(work.session, work.app, work.document, work.now)


def _extend(work: _Work) -> None:
    """Xin gia hạn: put before whoever assigned; the date changes only by a directive."""
    assignment = work.session.get_one(AssignmentRow, work.order.token.assignment_id)
    assignment.progress = work.order.reply.text
    history.append(
        work.session, work.order.agency_id, work.now, work.order.actor, "extension_asked",
        ("document", work.document.id), words=work.order.reply.text,
    )  # fmt: skip
    directive = work.session.get_one(DirectiveRow, assignment.directive_id)
    giver = people.get(work.session, work.order.agency_id, directive.person_id)
    _tell(work, giver, AssignmentState(assignment.state))


def _record(work: _Work) -> DirectiveRow:
    order = work.order
    row = DirectiveRow(
        agency_id=order.agency_id, document_id=work.document.id, person_id=order.person.id, message_id=order.message_id,
        given_at=work.now, words=order.reply.text, understood=dumps(order.directive), confirmed_by=order.confirmed_by,
    )  # fmt: skip
    work.session.add(row)
    work.session.flush()
    history.append(
        work.session, order.agency_id, work.now, order.actor, "directed", ("document", work.document.id),
        words=order.reply.text, verb=order.directive.verb.value, confirmed_by=order.confirmed_by or "",
    )  # fmt: skip
    return row


def _report(work: _Work, state: AssignmentState) -> AssignmentRow:
    assignment = work.session.get_one(AssignmentRow, work.order.token.assignment_id)
    assignment.state, assignment.progress = state.value, work.order.reply.text
    assignment.done_at = work.now if state is AssignmentState.DONE else None
    work.document.version += 1
    history.append(
        work.session, work.order.agency_id, work.now, work.order.actor, f"work_{state.value}",
        ("document", work.document.id), words=work.order.reply.text,
    )  # fmt: skip
    return assignment


def _open_leads(work: _Work) -> bool:
    rows = work.session.scalars(
        select(AssignmentRow).where(
            AssignmentRow.document_id == work.document.id,
            AssignmentRow.part == Part.LEAD.value,
            AssignmentRow.state.in_(_ACTIVE),
        )
    )
    return any(True for _ in rows)


def _anybody_at_work(work: _Work) -> bool:
    active = select(AssignmentRow.id).where(
        AssignmentRow.document_id == work.document.id, AssignmentRow.state.in_(_ACTIVE)
    )
    return work.session.scalar(active.limit(1)) is not None


def _supersede(work: _Work) -> None:
    """A new directive of the same person replaces the earlier one's open parts."""
    earlier = work.session.scalars(
        select(DirectiveRow).where(
            DirectiveRow.document_id == work.document.id,
            DirectiveRow.person_id == work.order.person.id,
            DirectiveRow.undone_at.is_(None),
        )
    ).all()
    for directive in earlier:
        _withdraw(work, directive)


def _withdraw(work: _Work, directive: DirectiveRow) -> None:
    """End the open parts and hold back letters that have not left yet."""
    parts = work.session.scalars(
        select(AssignmentRow).where(AssignmentRow.directive_id == directive.id, AssignmentRow.state.in_(_ACTIVE))
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


def _last_directive(work: _Work) -> DirectiveRow | None:
    return work.session.scalar(
        select(DirectiveRow)
        .where(
            DirectiveRow.document_id == work.document.id,
            DirectiveRow.person_id == work.order.person.id,
            DirectiveRow.undone_at.is_(None),
        )
        .order_by(DirectiveRow.id.desc())
        .limit(1)
    )


def _begun(work: _Work, directive: DirectiveRow) -> bool:
    states = work.session.scalars(select(AssignmentRow.state).where(AssignmentRow.directive_id == directive.id))
    return any(state in (AssignmentState.IN_PROGRESS.value, AssignmentState.DONE.value) for state in states)


def _echo(work: _Work, undo_until: datetime | None) -> None:
    parsed = work.order.directive
    again = _fresh_token(
        work.session, work.app, work.document, work.order.person, work.order.token.assignment_id, work.now
    )
    context = Echo(
        agency=work.app.agencies[work.document.agency_id],
        document=documents.line(work.document),
        person=work.order.person,
        words=work.order.reply.text,
        directive=parsed,
        lead=tuple(p.name for p in parsed.lead),
        co_handlers=tuple(p.name for p in parsed.co_handlers),
        inform=tuple(p.name for p in parsed.inform),
        due_on=parsed.due_on,
        undo_until=undo_until,
    )
    about = f"message:{work.order.message_id}"
    _write(work.session, work.app, work.document, LetterKind.ECHO, work.order.person, context, about, work.now, again)


def _tell(work: _Work, person: Person, state: AssignmentState) -> None:
    context = WorkEcho(
        work.app.agencies[work.document.agency_id], documents.line(work.document), person, state, work.order.reply.text
    )
    about = f"message:{work.order.message_id}:{person.id}"
    _write(work.session, work.app, work.document, LetterKind.WORK_ECHO, person, context, about, work.now, None)


def _tell_clerks(work: _Work, code: str) -> None:
    reason = Reason(code, {"person": work.order.person.name, "number": str(work.document.arrival_number)})
    answer.alert_clerks(work.session, work.app, work.order.agency_id, reason, work.document.id, work.now, "document")


def _fresh_token(
    session: Session, app: App, document: DocumentRow, person: Person, assignment_id: int | None, now: datetime
) -> tokens.Token:
    """Leaders may pass work on; whoever holds an assignment may report on it."""
    verbs = set(LEADER_VERBS) if person.role in MAY_DIRECT else set()
    if assignment_id is not None:
        verbs |= OFFICER_VERBS
    address = app.agencies[document.agency_id].address
    bound = (document.id, person.id, assignment_id)
    return tokens.issue(session, app, document.agency_id, address, bound, verbs, now)


def _write(
    session: Session, app: App, document: DocumentRow, kind: LetterKind, person: Person, context: Context, about: str,
    now: datetime, token: tokens.Token | None,
) -> None:  # fmt: skip
    key = f"{kind.value}:{about}"
    envelope: Envelope = answer.envelope_to(
        app, document, person.email, person.name, key, now,
        message_id=token.message_id if token else None, reply_to=token.reply_to if token else None,
    )  # fmt: skip
    outbox.add(session, document.agency_id, compose(kind, envelope, context), now)


_VERBS: dict[Verb, Callable[[_Work], None]] = {
    Verb.ASSIGN: _assign,
    Verb.INFORM: _note,
    Verb.AGREE: _note,
    Verb.OPINION: _note,
    Verb.RETURN: _return,
    Verb.UNDO: _undo,
    Verb.IN_PROGRESS: _begin,
    Verb.DONE: _finish,
    Verb.EXTEND: _extend,
}
