"""One proved order at work: what is recorded of it and who is told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from mailbot.bootstrap import App
from mailbot.domain.codec import dumps
from mailbot.domain.directive import AssignmentState, Via
from mailbot.domain.people import MAY_DIRECT, Actor, Person
from mailbot.letters.compose import Envelope, File, LetterKind, compose
from mailbot.letters.contexts import Context, Echo, WorkEcho
from mailbot.storage import documents, history, outbox, results
from mailbot.storage.directives import AssignmentRow, DirectiveRow, TokenRow
from mailbot.storage.documents import DocumentRow
from mailbot.workflow.orders import disown, tokens
from mailbot.workflow.sending import answer
from parsers.model import ParsedDirective, ParsedMail, ParsedReply
from rules.engine import Reason
from rules.replies import LEADER_VERBS, OFFICER_VERBS

UNDO_WITHIN = timedelta(minutes=30)
ACTIVE = (AssignmentState.OPEN.value, AssignmentState.IN_PROGRESS.value)
ACTED_ON = frozenset(
    state.value
    for state in (
        AssignmentState.IN_PROGRESS, AssignmentState.DONE, AssignmentState.PASSED_ON, AssignmentState.RETURNED,
    )
)  # fmt: skip
"""Whoever holds the part has done something about it: it cannot be taken back silently any more (CB 7.1)."""

_ANSWERED = (*ACTIVE, AssignmentState.DONE.value)
"""States whose echo asks for something more, or may have to be put right."""


@dataclass(frozen=True, slots=True)
class NewFile:
    """A file given with a report; its bytes are in the mail, or a blob."""

    sha256: str
    name: str
    type: str
    size: int


@dataclass(frozen=True, slots=True)
class Order:
    """A reply whose sender was proved, or confirmed by a clerk; or words that came without a mail (`via`)."""

    agency_id: str
    token: TokenRow
    person: Person
    reply: ParsedReply
    message_id: int | None
    mail: ParsedMail | None
    """None when it came without a mail."""
    confirmed_by: str | None
    via: Via = Via.MAIL
    giver: Person | None = None
    """In whose place it is given, under the token's delegation; None for one's own name."""
    files: tuple[NewFile, ...] = ()
    """Uploaded with words that came without a mail."""

    @property
    def directive(self) -> ParsedDirective:
        """What it orders; only understood replies become orders."""
        if self.reply.directive is None:
            raise ValueError("an order needs a directive")
        return self.reply.directive

    @property
    def about(self) -> str:
        """Names this one order in the keys of the letters it causes."""
        mail = "" if self.message_id is None else f"message:{self.message_id}:"
        return f"{mail}token:{self.token.id}"  # one mail may answer several lines of a digest

    @property
    def actor(self) -> Actor:
        """Who acts: the person; the clerk's confirmation is written beside."""
        return Actor(self.person.name, self.person.id, on_behalf_of=self.giver.name if self.giver else None)

    @property
    def principal(self) -> Person:
        """Whose power is used."""
        return self.giver or self.person


@dataclass(frozen=True, slots=True)
class Work:
    """An order at work inside its transaction."""

    session: Session
    app: App
    order: Order
    document: DocumentRow
    now: datetime


def record(work: Work) -> DirectiveRow:
    order = work.order
    row = DirectiveRow(
        agency_id=order.agency_id, document_id=work.document.id, person_id=order.person.id, message_id=order.message_id,
        given_at=work.now, words=order.reply.text, understood=dumps(order.directive), confirmed_by=order.confirmed_by,
        via=order.via.value, delegation_id=order.token.delegation_id,
    )  # fmt: skip
    work.session.add(row)
    work.session.flush()
    history.append(
        work.session, order.agency_id, work.now, order.actor, "directed", ("document", work.document.id),
        words=order.reply.text, verb=order.directive.verb.value, confirmed_by=order.confirmed_by or "",
        via=order.via.value,
    )  # fmt: skip
    return row


def report(work: Work, state: AssignmentState) -> AssignmentRow:
    assignment = work.session.get_one(AssignmentRow, work.order.token.assignment_id)
    assignment.progress = work.order.reply.text
    below = assignment.state == AssignmentState.PASSED_ON.value and state is AssignmentState.IN_PROGRESS
    if not below:  # whoever passed it on tells how it goes; the work stays with those below
        assignment.state = state.value
    assignment.done_at = work.now if state is AssignmentState.DONE else None
    work.document.version += 1
    history.append(
        work.session, work.order.agency_id, work.now, work.order.actor, f"work_{state.value}",
        ("document", work.document.id), words=work.order.reply.text,
    )  # fmt: skip
    return assignment


def echo(work: Work, directive: DirectiveRow, undo_until: datetime | None) -> None:
    parsed = work.order.directive
    again = fresh_token(
        work.session, work.app, work.document, work.order.person, work.order.token.assignment_id, work.now,
        delegation_id=work.order.token.delegation_id,
    )  # fmt: skip
    context = Echo(
        agency=work.app.agencies[work.document.agency_id],
        document=documents.line(work.document),
        person=work.order.person,
        words=work.order.reply.text,
        directive=parsed,
        lead=tuple(p.name for p in parsed.lead),
        co_handlers=tuple(p.name for p in parsed.helping),
        sharing=tuple(p.name for p in parsed.sharing),
        inform=tuple(p.name for p in parsed.told),
        follow=tuple(p.name for p in parsed.follow),
        due_on=parsed.due_on,
        undo_until=undo_until,
        not_me_url=disown.link(work.app, directive),
        giver=work.order.giver,
    )
    write(
        work.session, work.app, work.document, LetterKind.ECHO, work.order.person, context, work.order.about, work.now,
        again,
    )  # fmt: skip


def tell(work: Work, person: Person, state: AssignmentState) -> None:
    """The state was noted; who goes on working can go on reporting in answer, who finished can say it was a mistake."""
    from parsers.replies.enclosing import announces_file  # the daemon starts without the readers of replies

    token = None
    if person.id == work.order.person.id and state.value in _ANSWERED:
        token = fresh_token(
            work.session, work.app, work.document, person, work.order.token.assignment_id, work.now,
            delegation_id=work.order.token.delegation_id,
        )  # fmt: skip
    part = work.order.token.assignment_id
    own = work.session.get(AssignmentRow, part) if part is not None else None
    kept = results.of_document(work.session, work.document.agency_id, work.document.id) if own else ()
    files = tuple(file.name for file in kept if file.assignment_id == part and state is AssignmentState.DONE)
    context = WorkEcho(
        work.app.agencies[work.document.agency_id], documents.line(work.document), person, state,
        work.order.reply.text, own.due_on if own else None, files,
        work.order.person.name if person.id != work.order.person.id else "",
        missing=state is AssignmentState.DONE and not files and announces_file(work.order.reply.text),
    )  # fmt: skip
    about = f"{work.order.about}:{person.id}"
    write(work.session, work.app, work.document, LetterKind.WORK_ECHO, person, context, about, work.now, token)


def tell_clerks(work: Work, code: str) -> None:
    reason = Reason(code, {"person": work.order.person.name, "number": str(work.document.arrival_number)})
    answer.alert_clerks(work.session, work.app, work.order.agency_id, reason, work.document.id, work.now, "document")


def fresh_token(
    session: Session, app: App, document: DocumentRow, person: Person, assignment_id: int | None, now: datetime,
    asked: str | None = None, delegation_id: int | None = None,
) -> tokens.Token:  # fmt: skip
    """Leaders, and those who stand in for one, may pass work on; whoever holds an assignment may report on it."""
    directs = person.role in MAY_DIRECT or delegation_id is not None
    verbs = set(LEADER_VERBS) if directs else set()
    if assignment_id is not None:
        verbs |= OFFICER_VERBS
    address = app.agencies[document.agency_id].address
    bound = (document.id, person.id, assignment_id)
    return tokens.issue(session, app, document.agency_id, address, bound, verbs, now, asked, delegation_id)


def write(
    session: Session, app: App, document: DocumentRow, kind: LetterKind, person: Person, context: Context, about: str,
    now: datetime, token: tokens.Token | None, files: Sequence[File] = (),
) -> None:  # fmt: skip
    key = f"{kind.value}:{about}"
    envelope: Envelope = answer.envelope_to(
        app, document, person.email, person.name, key, now,
        message_id=token.message_id if token else None, reply_to=token.reply_to if token else None,
        thread=answer.thread_subject(session, document, person),
    )  # fmt: skip
    outbox.add(session, document.agency_id, compose(kind, envelope, context, files), now)
