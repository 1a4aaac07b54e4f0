"""The items of an answered digest, each proved like a reply of its own."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from mailbot.bootstrap import App
from mailbot.domain.asking import Asked
from mailbot.domain.calendar import VIETNAM
from mailbot.storage import digests, people
from mailbot.storage.directives import TokenRow
from mailbot.workflow.orders import tokens
from mailbot.workflow.orders.proof import Proof, still_lent, still_there
from mailbot.workflow.questions.ask import asked_by
from mailbot.workflow.questions.context import UNSURE, in_context
from parsers.model import ParsedReply
from rules.facts import ReplyFacts
from rules.tiers import Tier

if TYPE_CHECKING:
    from parsers.replies.numbered import ItemAnswer


@dataclass(frozen=True, slots=True)
class ProvedItem:
    """What was said of one numbered line, by the one verifier and the line's own token."""

    number: int
    """0 for doubts about the answer as a whole."""
    proof: Proof


def items_of(session: Session, app: App, proof: Proof | None, now: datetime) -> tuple[ProvedItem, ...]:
    """The lines a proved answer to a digest speaks of; none for any other reply, nor when its sender is not proved."""
    return spoken_of(session, app, proof, now) if proof is not None and _sender_proved(proof) else ()


def spoken_of(session: Session, app: App, proof: Proof, now: datetime) -> tuple[ProvedItem, ...]:
    """The same whoever sent it: nothing of it may be carried out before a clerk has asked the person."""
    if proof.token is None or proof.facts.reply is None:
        return ()
    question, reply = asked_by(session, proof.token), proof.facts.reply
    if question is None or question.asked is not Asked.DIGEST or reply.automatic is not None:
        return ()
    if reply.directive is not None or any(one.code in UNSURE for one in reply.questions):
        return ()  # about the digests themselves, or nobody knows whose words these are
    from parsers.replies.numbered import parse_digest  # only here: the daemon starts faster

    lines = {item.number: item for item in digests.items(session, question.about_id)}
    today, calendar = now.astimezone(VIETNAM).date(), app.calendar(proof.token.agency_id)
    parties = people.parties(session, proof.token.agency_id)
    answers = parse_digest(reply.text, len(lines), parties, today, calendar.is_working_day)
    found = [
        _item(session, app, proof, session.get_one(TokenRow, lines[one.number].token_id), one, now)
        for one in answers.items
    ]
    if answers.questions:
        whole = replace(reply, directive=None, questions=answers.questions, readings=())
        found.append(ProvedItem(0, Proof(replace(proof.facts, reply=whole), proof.token, proof.person)))
    return tuple(found)


def _sender_proved(proof: Proof) -> bool:
    facts = proof.facts
    return facts.token_valid and facts.from_is_registered and facts.sender_authenticated


def _item(session: Session, app: App, proof: Proof, token: TokenRow, said: ItemAnswer, now: datetime) -> ProvedItem:
    """The sender is proved by the digest's token, what may be ordered by the line's own."""
    whole = proof.facts.reply
    text = ParsedReply(said.words, "", whole.confidence if whole else 0.0, None, said.directive, said.questions)
    reply = in_context(session, app, token, text, now)
    verb = reply.directive.verb if reply and reply.directive else None
    problem = None
    if verb is not None and tokens.used(token, verb):
        problem = "token_used"
    elif not still_lent(session, token, now):
        problem = "delegation_over"
    elif not still_there(session, token):
        problem = "token_superseded"
    return ProvedItem(said.number, Proof(_facts(proof.facts, token, reply, problem), token, proof.person))


def _facts(whole: ReplyFacts, token: TokenRow, reply: ParsedReply | None, problem: str | None) -> ReplyFacts:
    verb = reply.directive.verb if reply and reply.directive else None
    return replace(
        whole,
        token_valid=problem is None,
        token_problem=problem,
        verb_allowed=verb is not None and tokens.allows(token, verb),
        reply=reply,
        officer=token.assignment_id is not None,
        tier=whole.tier if problem is None else Tier.NOTHING,
    )
