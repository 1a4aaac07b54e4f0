"""What a clerk does with things left in "Cần xem"."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from mailbot.bootstrap import App
from mailbot.children.requests import Understanding
from mailbot.domain.errors import DomainError, NotFound
from mailbot.domain.people import Actor
from mailbot.storage import agencies, history, inbox, outbox, people
from mailbot.storage.directives import TokenRow
from mailbot.storage.inbox import Claim, MessageRow, MessageState
from mailbot.workflow.arrival.facts import read_reply_words
from mailbot.workflow.arrival.intake import understand
from mailbot.workflow.orders import direct, tokens
from mailbot.workflow.orders.order import Order
from mailbot.workflow.orders.proof import OVERTAKEN, Proof, is_still_heard, prove, still_lent, still_there
from parsers.model import ParsedReply
from rules.engine import Outcome
from rules.tiers import Tier, needed_tier


def retry_message(app: App, agency_id: str, message_id: int, actor: Actor) -> None:
    """Try a quarantined message again from the start; raises NotFound."""
    now = app.clock()
    with app.db.transaction() as session:
        agencies.lock(session, agency_id)
        inbox.retry(session, agency_id, message_id, now)
        history.append(session, agency_id, now, actor, "retried", ("message", message_id))
    app.wake.nudge("intake")


def resolve_message(app: App, agency_id: str, message_id: int, actor: Actor, note: str) -> None:
    """The clerk dealt with it otherwise: it leaves the list, its outcome stays."""
    now = app.clock()
    with app.db.transaction() as session:
        agencies.lock(session, agency_id)
        row = _waiting(session, agency_id, message_id)
        row.resolved_at = now
        history.append(session, agency_id, now, actor, "resolved", ("message", message_id), note=note)


def retry_letter(app: App, agency_id: str, letter_id: int, actor: Actor) -> None:
    """Send a failed letter again, the same bytes; raises NotFound."""
    now = app.clock()
    with app.db.transaction() as session:
        agencies.lock(session, agency_id)
        outbox.retry(session, agency_id, letter_id, now)
        history.append(session, agency_id, now, actor, "letter_retried", ("letter", letter_id))
    app.wake.nudge("deliver")


def confirm_reply(app: App, agency_id: str, message_id: int, actor: Actor) -> None:
    """The clerk asked the person: it is their order. Raises DomainError when it cannot be carried out as it stands."""
    again = read_again(app, agency_id, message_id, actor)
    now = app.clock()
    with app.db.transaction() as session:
        agencies.lock(session, agency_id)
        row = quarantined(session, agency_id, message_id)
        obey_confirmed(session, app, again, prove_again(session, app, again), actor)
        settle_confirmed(row, actor, now)
        history.append(session, agency_id, now, actor, "reply_confirmed", ("message", message_id))
    app.wake.nudge("deliver")


@dataclass(frozen=True, slots=True)
class Again:
    """A waiting reply, read once more."""

    claim: Claim
    understood: Understanding
    reply: ParsedReply


def read_again(app: App, agency_id: str, message_id: int, actor: Actor) -> Again:
    """Raises NotFound, DomainError `reply_not_clear` when it is no reply, ChildFailed."""
    with app.db.reading() as session:
        line = inbox.get(session, agency_id, message_id)
    claim = Claim(
        line.id, agency_id, line.mailbox_id, line.digest, line.received_at, True, line.size, actor.name, line.attempts
    )  # fmt: skip
    understood = understand(app, claim)
    reply = read_reply_words(app, claim, understood.mail)
    if reply is None:
        raise DomainError("reply_not_clear")
    return Again(claim, understood, reply)


def prove_again(session: Session, app: App, again: Again) -> Proof:
    """By the one verifier, as of the moment the mail came."""
    claim = again.claim
    return prove(session, app, claim.agency_id, claim.mailbox_id, again.understood, again.reply, claim.received_at)


def settle_confirmed(row: MessageRow, actor: Actor, now: datetime) -> None:
    """It leaves the list: a clerk brought it to its outcome."""
    row.state, row.outcome, row.resolved_at = MessageState.DECIDED.value, Outcome.DIRECT.value, now
    row.reason, row.decided_by = "confirmed_by_clerk", actor.name


def obey_confirmed(session: Session, app: App, again: Again, proof: Proof, actor: Actor) -> None:
    """The one verifier found document and person, the clerk vouches for what it could not prove.

    Raises DomainError `reply_not_clear`, `reply_not_bound`, `proof_too_weak`, `token_expired`, `token_used`,
    `choice_overtaken`, `delegation_over`, `token_superseded`, and whatever carrying it out raises.
    """
    claim, now = again.claim, app.clock()
    token: TokenRow | None = proof.token
    read = proof.facts.reply
    if read is None or read.directive is None or read.questions:
        raise DomainError("reply_not_clear")
    if token is None or proof.person is None or not proof.facts.verb_allowed:
        raise DomainError("reply_not_bound")
    if needed_tier(read.directive.verb, holder=proof.facts.officer) > max(Tier.WORK, proof.facts.tier):
        raise DomainError("proof_too_weak", verb=read.directive.verb.value)
    if now > token.expires_at:
        raise DomainError("token_expired")
    if proof.facts.token_problem == OVERTAKEN:
        raise DomainError(OVERTAKEN)
    if tokens.used(token, read.directive.verb):
        raise DomainError("token_used")
    if not still_lent(session, token, now):
        raise DomainError("delegation_over")
    if not (still_there(session, token) or is_still_heard(session, token, read.directive.verb)):
        raise DomainError("token_superseded")
    person = people.get(session, claim.agency_id, token.person_id)
    order = Order(claim.agency_id, token, person, read, claim.id, again.understood.mail, actor.name)
    direct.obey(session, app, order, now)


def _waiting(session: Session, agency_id: str, message_id: int) -> MessageRow:
    """Quarantined or set aside; both are the clerk's to deal with."""
    row = session.get(MessageRow, message_id, with_for_update=True)
    if row is not None and row.agency_id == agency_id and row.outcome == Outcome.SET_ASIDE.value:
        return row
    return quarantined(session, agency_id, message_id)


def quarantined(session: Session, agency_id: str, message_id: int) -> MessageRow:
    """Locked, so that two clerks confirm nothing twice; raises NotFound."""
    row = session.get(MessageRow, message_id, with_for_update=True)
    if row is None or row.agency_id != agency_id or row.state != MessageState.QUARANTINED.value:
        raise NotFound("message_not_quarantined", id=str(message_id))
    return row
