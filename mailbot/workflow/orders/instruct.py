"""An order or a report given without a mail: typed by its giver in the portal, or entered by a clerk for them.

It goes down the same road as a proved reply (`direct.obey`): the words as they are, one parser, one token used once,
the same letters.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from mailbot.bootstrap import App
from mailbot.domain.asking import Asked
from mailbot.domain.calendar import VIETNAM
from mailbot.domain.directive import AssignmentState, Via
from mailbot.domain.errors import DomainError, NotAuthorised
from mailbot.domain.people import MAY_DIRECT, Person, Role
from mailbot.domain.states import State
from mailbot.storage import documents, people, requests
from mailbot.storage.directives import AssignmentRow, TokenRow
from mailbot.storage.documents import DocumentRow
from mailbot.storage.questions import Question
from mailbot.workflow.delegation.standin import lent
from mailbot.workflow.orders import tokens
from mailbot.workflow.orders.direct import obey
from mailbot.workflow.orders.order import ACTIVE, NewFile, Order, fresh_token
from mailbot.workflow.orders.tokens import Token
from mailbot.workflow.questions.ask import asking
from mailbot.workflow.questions.context import in_context
from parsers.model import ParsedReply, Verb
from rules.tiers import Tier, needed_tier

_CERTAIN = 1.0
"""Nothing is quoted in words that were typed into a form."""
_LIVING = (*ACTIVE, AssignmentState.PASSED_ON.value)
_BOOKED = (State.REGISTERED.value, State.SUBMITTED.value, State.ASSIGNED.value)


@dataclass(frozen=True, slots=True)
class Said:
    """Words that order or report something, and how they came."""

    words: str
    via: Via = Via.PORTAL
    entered_by: str | None = None
    """The clerk who heard or read them; None when the person typed them."""
    choice: int | None = None
    """Which of the readings offered for these words is meant, from 1."""
    note: str = ""
    """Written beside what was ticked in a form: kept and passed on with the words, never read for orders."""
    request_id: int | None = None
    """Which request for more time or help the words decide on; None when they decide on none."""
    files: tuple[NewFile, ...] = ()
    """What came out of the work, given with the report that it is done."""
    proved: Tier = Tier.WORK
    """A login proves what a mail does; a second factor given a moment ago proves the rest (CT 11.5)."""


@dataclass(frozen=True, slots=True)
class Lent:
    """Power borrowed over one document."""

    giver: Person
    delegation_id: int
    part_id: int | None
    """The giver's part that may be reported on."""


class _Unclear(Exception):
    """Ends the transaction: nothing is kept of words that are asked back."""

    def __init__(self, reply: ParsedReply) -> None:
        super().__init__()
        self.reply = reply


def hear(app: App, agency_id: str, said: Said) -> ParsedReply:
    """What the words order, or what must be asked first; changes nothing."""
    from parsers.replies.cutting.reply import CutReply  # the readers of replies, only here: the daemon starts faster
    from parsers.replies.replymail import read_words

    with app.db.reading() as session:
        parties = people.parties(session, agency_id)
    today = app.clock().astimezone(VIETNAM).date()
    fresh = CutReply(said.words.strip(), "", _CERTAIN)
    return _with_note(said, _chosen(said, read_words(fresh, parties, today, app.calendar(agency_id).is_working_day)))


def instruct(app: App, agency_id: str, document_id: int, person_id: int, said: Said) -> ParsedReply:
    """Carry out the words of a person about a document they hold; with `questions` in the answer nothing was done.

    Raises NotFound, NotAuthorised `not_your_document`, DomainError `verb_not_yours`, `verb_needs_factor`, Conflict,
    IllegalTransition.
    """
    return carry_out(app, agency_id, document_id, person_id, (said, hear(app, agency_id, said)))


def carry_out(
    app: App, agency_id: str, document_id: int, person_id: int, words: tuple[Said, ParsedReply]
) -> ParsedReply:
    """The same for words whose meaning a form already told; raises as `instruct`."""
    said, heard = words
    now = app.clock()
    try:
        with app.db.transaction() as session:
            document, person = documents.get(session, agency_id, document_id), people.get(session, agency_id, person_id)
            token = _permission(session, app, document, person, (said, heard), now)
            reply = in_context(session, app, token, heard, now) or heard
            if reply.directive is None or reply.questions:
                raise _Unclear(reply)
            _check(said, token, reply.directive.verb)
            order = Order(
                agency_id, token, person, reply, None, None, said.entered_by, said.via, files=said.files
            )  # fmt: skip
            obey(session, app, order, now)
    except _Unclear as unclear:
        return unclear.reply
    app.wake.nudge("deliver")
    return reply


def _check(said: Said, token: TokenRow, verb: Verb) -> None:
    if not tokens.allows(token, verb):
        raise DomainError("verb_not_yours")
    if needed_tier(verb, holder=token.assignment_id is not None) > said.proved:
        raise DomainError("verb_needs_factor")


def may_direct(document: DocumentRow, person: Person, assignment_id: int | None) -> bool:
    """The head decides on everything in the book; others on what was laid before them or given to them."""
    if document.state not in _BOOKED or not person.active or person.role not in MAY_DIRECT:
        return False
    laid_before = document.routed_to_id == person.id and document.delegation_id is None
    return person.role is Role.HEAD or laid_before or assignment_id is not None


def living_part(session: Session, document: DocumentRow, person_id: int) -> int | None:
    """The assignment of this person that may still be reported on; the newest when there are several.

    What was passed on ends with the document: its holder led it only through those below.
    """
    living = _LIVING if document.state in _BOOKED else ACTIVE
    return session.scalar(
        select(AssignmentRow.id)
        .where(
            AssignmentRow.document_id == document.id,
            AssignmentRow.person_id == person_id,
            AssignmentRow.state.in_(living),
        )
        .order_by(AssignmentRow.id.desc())
        .limit(1)
    )


def _opens_again(document: DocumentRow, person: Person, verb: Verb | None) -> bool:
    """A finished document can be opened again by who decided on it (CB 13.2)."""
    if verb is not Verb.REOPEN or document.state != State.DONE.value or person.role not in MAY_DIRECT:
        return False
    return person.role is Role.HEAD or document.routed_to_id == person.id


def lent_power(session: Session, document: DocumentRow, person: Person, now: datetime) -> Lent | None:
    """What somebody may say in the place of who lent them power over this document and may direct it, or holds it."""
    borrowed = lent(session, document.agency_id, person, documents.line(document), now) if person.active else None
    if borrowed is None:
        return None
    giver = people.get(session, document.agency_id, borrowed.giver_id)
    part = living_part(session, document, giver.id)
    if part is None and document.delegation_id != borrowed.id and not may_direct(document, giver, None):
        return None
    return Lent(giver, borrowed.id, part)


def _permission(
    session: Session, app: App, document: DocumentRow, person: Person, words: tuple[Said, ParsedReply], now: datetime
) -> TokenRow:
    """A token used at once: it binds the order to document, person and verbs, and its text leaves with no letter."""
    said, heard = words
    part = living_part(session, document, person.id)
    verb = heard.directive.verb if heard.directive else None
    if said.request_id is not None:
        token = _deciding(session, app, document, person, said.request_id, now)
    elif person.active and (
        part is not None or may_direct(document, person, part) or _opens_again(document, person, verb)
    ):
        token = fresh_token(session, app, document, person, part, now)
    else:
        token = _lent_permission(session, app, document, person, now)
    return session.scalars(select(TokenRow).where(TokenRow.message_id_header == token.message_id)).one()


def _lent_permission(session: Session, app: App, document: DocumentRow, person: Person, now: datetime) -> Token:
    borrowed = lent_power(session, document, person, now)
    if borrowed is None:
        raise NotAuthorised("not_your_document")
    return fresh_token(session, app, document, person, borrowed.part_id, now, delegation_id=borrowed.delegation_id)


def _deciding(
    session: Session, app: App, document: DocumentRow, person: Person, request_id: int, now: datetime
) -> Token:
    """As the letter that put the request before them would let them answer."""
    row = requests.get(session, document.agency_id, request_id)
    if row.document_id != document.id or row.decider_id != person.id or not person.active:
        raise NotAuthorised("not_your_document")
    return asking(session, app, document, person, Question(Asked.REQUEST, row.id), now)


def _with_note(said: Said, reply: ParsedReply) -> ParsedReply:
    if not said.note.strip() or reply.directive is None:
        return reply
    text = f"{reply.text} {said.note.strip()}"
    return replace(reply, text=text, directive=replace(reply.directive, note=text))


def _chosen(said: Said, reply: ParsedReply) -> ParsedReply:
    """The reading that was picked is the order; the words stay as they were said."""
    if said.choice is None or not 1 <= said.choice <= len(reply.readings):
        return reply
    return replace(reply, directive=reply.readings[said.choice - 1], questions=(), readings=())
