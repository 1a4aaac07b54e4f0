"""An answer to a digest whose sender the machine could not prove: a clerk asks the person and confirms line by line."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from mailbot.bootstrap import App
from mailbot.children.pool import ChildFailed
from mailbot.domain.document import DocumentLine
from mailbot.domain.errors import DomainError, NotFound
from mailbot.domain.people import Actor
from mailbot.storage import agencies, documents, history
from mailbot.workflow.clerk.attend import Again, obey_confirmed, prove_again, quarantined, read_again, settle_confirmed
from mailbot.workflow.digest.items import ProvedItem, spoken_of
from parsers.model import ParsedDirective
from rules.engine import Reason
from rules.tiers import Tier, needed_tier

_USED = "token_used"


@dataclass(frozen=True, slots=True)
class LineSaid:
    """What an answer says of one numbered line."""

    number: int
    document: DocumentLine
    words: str
    directive: ParsedDirective | None
    why_not: Reason | None
    """Why it cannot be confirmed as it stands; None when it can."""
    done: bool
    """Carried out already: confirmed before, or ordered by another answer."""


def lines_said(app: App, agency_id: str, message_id: int, actor: Actor) -> tuple[LineSaid, ...]:
    """The lines an unproved answer to a digest speaks of; none for any other mail. Raises NotFound."""
    try:
        again = read_again(app, agency_id, message_id, actor)
    except (ChildFailed, DomainError):
        return ()
    with app.db.reading() as session:
        return tuple(_said(session, agency_id, item) for item in _numbered(session, app, again))


def confirm_line(app: App, agency_id: str, message_id: int, number: int, actor: Actor) -> None:
    """Carry out one line in its own transaction; the mail leaves the list with its last line.

    Raises NotFound, DomainError as `obey_confirmed` does.
    """
    again, now = read_again(app, agency_id, message_id, actor), app.clock()
    with app.db.transaction() as session:
        agencies.lock(session, agency_id)
        row = quarantined(session, agency_id, message_id)
        item = next((one for one in _numbered(session, app, again) if one.number == number), None)
        if item is None:
            raise NotFound("no_such_line", number=str(number))
        obey_confirmed(session, app, again, item.proof, actor)
        history.append(
            session, agency_id, now, actor, "reply_confirmed", ("message", message_id), number=str(number)
        )  # fmt: skip
        session.flush()
        if all(_is_done(one) for one in spoken_of(session, app, prove_again(session, app, again), now)):
            settle_confirmed(row, actor, now)
    app.wake.nudge("deliver")


def _numbered(session: Session, app: App, again: Again) -> tuple[ProvedItem, ...]:
    """Without doubts about the answer as a whole: those are for the person to clear."""
    found = spoken_of(session, app, prove_again(session, app, again), again.claim.received_at)
    return tuple(item for item in found if item.number)


def _said(session: Session, agency_id: str, item: ProvedItem) -> LineSaid:
    token, reply = item.proof.token, item.proof.facts.reply
    if token is None or reply is None:
        raise ValueError("a line of a digest has a token and words")
    document = documents.line(documents.get(session, agency_id, token.document_id))
    done = _is_done(item)
    return LineSaid(item.number, document, reply.text, reply.directive, None if done else _why_not(item), done)


def _is_done(item: ProvedItem) -> bool:
    return item.proof.facts.token_problem == _USED


def _why_not(item: ProvedItem) -> Reason | None:
    facts = item.proof.facts
    if facts.reply is None or facts.reply.directive is None or facts.reply.questions:
        return Reason("reply_not_clear")
    if facts.token_problem is not None:
        return Reason(facts.token_problem)
    if not facts.verb_allowed:
        return Reason("reply_not_bound")
    needed = needed_tier(facts.reply.directive.verb, holder=facts.officer)
    if needed > max(Tier.WORK, facts.tier):  # a clerk who has asked cannot vouch for more (CT 11.5)
        return Reason("proof_too_weak", {"verb": facts.reply.directive.verb.value})
    return None
