"""The one verifier of reply commands; there is no second path (reliability, finding 3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from mailbot.bootstrap import App
from mailbot.children.requests import Understanding
from mailbot.domain.directive import AssignmentState
from mailbot.domain.people import Person
from mailbot.domain.states import State
from mailbot.storage import delegations, outbox, people
from mailbot.storage.directives import AssignmentRow, TokenRow
from mailbot.storage.documents import DocumentRow
from mailbot.workflow.orders import tokens
from mailbot.workflow.questions.ask import asks_several
from mailbot.workflow.questions.context import in_context
from mailbot.workflow.questions.offers import chosen, overtaken
from mailbot.workflow.senders.pinning import signed_by
from mailbot.workflow.senders.rates import too_many
from parsers.model import ParsedMail, ParsedReply, Verb
from parsers.sender.authentication import vouched_for
from rules.facts import ReplyFacts
from rules.tiers import Proved, proved_tier

WORK_LETTERS = frozenset(
    {
        "assignment", "work-order", "echo", "ask-back", "undone", "work-echo", "not-accepted", "reminder",
        "work-request", "request-echo", "digest", "digest-echo", "opinion-request", "opinion-echo", "opinion-summary",
    }
)  # fmt: skip
"""Letters to our own people; an answer to one of them is a reply, never a document."""
OVERTAKEN = "choice_overtaken"
"""A number that answers what was asked before the document moved on."""


@dataclass(frozen=True, slots=True)
class Proof:
    """What was proved about a reply, with the rows it is about."""

    facts: ReplyFacts
    token: TokenRow | None
    person: Person | None


def answers_any_letter(mail: ParsedMail) -> bool:
    """False for mails that answer nothing, whatever letters were sent."""
    return bool(mail.in_reply_to or mail.references or tokens.carried(mail))


def answers_our_letter(session: Session, agency_id: str, mail: ParsedMail) -> bool:
    """True when the mail carries a token or refers to a letter we sent to our own people."""
    if tokens.carried(mail):
        return True
    letter = outbox.find_by_message_id(session, agency_id, (*mail.in_reply_to, *mail.references))
    return letter is not None and letter.kind in WORK_LETTERS


def prove(
    session: Session,
    app: App,
    agency_id: str,
    mailbox_id: str,
    understood: Understanding,
    reply: ParsedReply | None,
    now: datetime,
) -> Proof:
    """Token, exact From, the trusted server's word and a pinned signature, each judged apart."""
    mail = understood.mail
    token, problem = _token(session, app, agency_id, mail, now)
    reply = in_context(session, app, token, chosen(token, reply), now)
    person = people.get(session, agency_id, token.person_id) if token else None
    vouched = vouched_for(mail, app.mailbox(mailbox_id).authserv_id, understood.dkim)
    verb = reply.directive.verb if reply and reply.directive else None
    if token is not None and problem == "token_superseded" and is_still_heard(session, token, verb):
        problem = None
    if token is not None and problem is None and overtaken(session, token, reply):
        problem = OVERTAKEN
    if token is not None and verb is not None and tokens.used(token, verb):
        problem = "token_used"
    exact = person is not None and _is_exactly(mail, person)
    signed = (
        token is not None
        and person is not None
        and signed_by(session, agency_id, person, understood.mail_signature, (tokens.issued_at(token), now))
    )
    found = {
        Proved.TOKEN: token is not None and problem is None,
        Proved.EXACT_FROM: exact,
        Proved.VOUCHED: vouched.passed,
        Proved.PINNED_SIGNATURE: signed,
    }
    facts = ReplyFacts(
        token_valid=found[Proved.TOKEN],
        token_problem=problem,
        person_name=person.name if person else None,
        from_is_registered=exact,
        sender_authenticated=vouched.passed,
        authentication_reason=vouched.reason,
        frozen=person is not None and person.mail_frozen,
        verb_allowed=token is not None and verb is not None and tokens.allows(token, verb),
        rate_problem=too_many(session, app, agency_id, mailbox_id, person, now) if person else None,
        reply=reply,
        officer=token is not None and token.assignment_id is not None,
        tier=proved_tier(frozenset(one for one, holds in found.items() if holds)),
    )
    return Proof(facts, token, person)


def _token(
    session: Session, app: App, agency_id: str, mail: ParsedMail, now: datetime
) -> tuple[TokenRow | None, str | None]:
    texts = tokens.carried(mail)
    if len(texts) != 1:
        return None, "token_unknown" if texts else "token_missing"
    row = tokens.find(session, app, agency_id, next(iter(texts)))
    if row is None:
        return None, "token_unknown"
    if now > row.expires_at:
        return row, "token_expired"
    if not still_lent(session, row, now):
        return row, "delegation_over"
    return row, None if asks_several(session, row) or still_there(session, row) else "token_superseded"


def still_lent(session: Session, row: TokenRow, now: datetime) -> bool:
    """A token given to who stands in for somebody answers only while they do."""
    return row.delegation_id is None or delegations.get(session, row.agency_id, row.delegation_id).in_force(now)


def is_still_heard(session: Session, row: TokenRow, verb: Verb | None) -> bool:
    """What a letter about finished work can still be answered with: that it was a mistake (CB 13.2), or the files that
    its holder forgot to attach."""
    state = session.get_one(DocumentRow, row.document_id).state
    if verb is Verb.REOPEN:
        return state == State.DONE.value
    if verb is not Verb.DONE or row.assignment_id is None or state not in (State.ASSIGNED.value, State.DONE.value):
        return False
    part = session.get_one(AssignmentRow, row.assignment_id)
    holder = people.get(session, row.agency_id, row.person_id)
    return part.state == AssignmentState.DONE.value and part.person_id == holder.id and holder.active


def still_there(session: Session, row: TokenRow) -> bool:
    """A token dies when its part was withdrawn, its document closed or laid before another, or its person left."""
    document = session.get_one(DocumentRow, row.document_id)
    if not people.get(session, row.agency_id, row.person_id).active or _laid_before_another(document, row):
        return False
    if document.state not in (State.REGISTERED.value, State.SUBMITTED.value, State.ASSIGNED.value):
        return False
    if row.assignment_id is None:
        return True
    assignment = session.get_one(AssignmentRow, row.assignment_id)
    living = (AssignmentState.OPEN, AssignmentState.IN_PROGRESS, AssignmentState.PASSED_ON)
    return AssignmentState(assignment.state) in living


def _laid_before_another(document: DocumentRow, row: TokenRow) -> bool:
    undecided = document.state == State.SUBMITTED.value and row.assignment_id is None and row.delegation_id is None
    return undecided and document.routed_to_id != row.person_id


def _is_exactly(mail: ParsedMail, person: Person) -> bool:
    """Byte-compared after lower-casing the domain (parsers do that); no display name, ASCII only."""
    if len(mail.from_) != 1 or not mail.from_[0].mailbox.isascii():
        return False
    local, _, domain = person.email.partition("@")
    return mail.from_[0].mailbox == f"{local}@{domain.lower()}"
