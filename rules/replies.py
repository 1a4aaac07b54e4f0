"""Who may direct what by mail: the reply rules and their table (reliability (d); CT 11.5)."""

from __future__ import annotations

from parsers.model import COURTESY, Verb
from rules.acceptance import sent_by_ourselves
from rules.enclosures import mail_signature_disproved
from rules.engine import Chain, Link, Outcome, Reason
from rules.facts import Facts, OrdersBy, ReplyFacts
from rules.tiers import FOR_HOLDERS, FOR_LEADERS, Tier, needed_tier

LEADER_VERBS = frozenset(FOR_LEADERS)
"""What letters to leaders can be answered with; `rules.tiers` says what each takes."""

OFFICER_VERBS = frozenset(FOR_HOLDERS)
"""What somebody who was given work can answer."""


_MOST_ASKED = 2
"""Questions in a row: the first, and one more with choices."""


def automatic_answer(facts: Facts) -> Reason | None:
    """Out of office and the like answer our letter but order nothing."""
    automatic = facts.mail.automatic
    return Reason("automatic_answer", {"kind": automatic}) if automatic else None


def already_obeyed(facts: Facts) -> Reason | None:
    """The very same mail was obeyed before: replaying changes nothing."""
    return Reason("already_received") if facts.already_received else None


def token_not_valid(facts: Facts) -> Reason | None:
    """No token, a wrong one, one of another person or document, or one that ended."""
    reply = _reply(facts)
    return None if reply.token_valid else Reason(reply.token_problem or "token_missing")


def from_is_not_the_person(facts: Facts) -> Reason | None:
    """From must be exactly the registered address of the person the token was made for."""
    reply = _reply(facts)
    if reply.from_is_registered:
        return None
    return Reason("from_is_not_the_person", {"person": reply.person_name or ""})


def sender_not_authenticated(facts: Facts) -> Reason | None:
    """The trusted server does not vouch for the sender (RFC 8601)."""
    reply = _reply(facts)
    return (
        None if reply.sender_authenticated else Reason("sender_not_authenticated", {"why": reply.authentication_reason})
    )


def mail_orders_frozen(facts: Facts) -> Reason | None:
    """The person said "Không phải tôi"."""
    return Reason("mail_orders_frozen") if _reply(facts).frozen else None


def too_many_orders(facts: Facts) -> Reason | None:
    """More orders in an hour than a person writes, or than the people of a mailbox write together."""
    problem = _reply(facts).rate_problem
    return Reason(problem) if problem else None


def courtesy_only(facts: Facts) -> Reason | None:
    """Thanks, good wishes, "đã nhận được": no order, and a question back would only annoy; a file is looked at."""
    parsed = _reply(facts).reply
    said = parsed is not None and [question.code for question in parsed.questions] == [COURTESY]
    return (
        Reason("courtesy_only")
        if said and all(file.type.startswith("image/") for file in facts.mail.attachments)
        else None
    )


def asked_enough(facts: Facts) -> Reason | None:
    """Who was asked back is asked once more only with choices to tap; after that, or when none of them is meant, a
    clerk asks in person."""
    reply = _reply(facts)
    parsed = reply.reply
    if parsed is None or (parsed.directive is not None and not parsed.questions):
        return None
    if any(question.code == "none_of_these" for question in parsed.questions):
        return Reason("none_of_these")
    allowed = _MOST_ASKED if parsed.readings else 1
    return Reason("asked_enough") if reply.asked_before >= allowed else None


def not_understood(facts: Facts) -> Reason | None:
    """Doubt means asking back with choices, never guessing (spec 6.3)."""
    parsed = _reply(facts).reply
    if parsed is not None and parsed.directive is not None and not parsed.questions:
        return None
    return Reason("not_understood")


def verb_not_allowed(facts: Facts) -> Reason | None:
    """Understood, but not something the letter may be answered with."""
    reply = _reply(facts)
    if reply.verb_allowed:
        return None
    verb = reply.reply.directive.verb.value if reply.reply and reply.reply.directive else ""
    return Reason("verb_not_allowed", {"verb": verb})


def proof_too_weak(facts: Facts) -> Reason | None:
    """Understood and theirs to order, but grave: plain mail is not enough (CT 11.5)."""
    reply = _reply(facts)
    if reply.reply is None or reply.reply.directive is None:
        return None
    verb = reply.reply.directive.verb
    if reply.tier >= _needed(facts, verb):
        return None
    return Reason("proof_too_weak", {"verb": verb.value})


def proved_order(facts: Facts) -> Reason | None:
    """Everything above holds."""
    return Reason("proved_order", {"person": _reply(facts).person_name or ""})


def _needed(facts: Facts, verb: Verb) -> Tier:
    """By the table; where orders must be signed, whatever changes work is one, but for reports of its holders."""
    holder = _reply(facts).officer
    tier = needed_tier(verb, holder=holder)
    reported = holder and verb in FOR_HOLDERS
    if facts.policy.orders is OrdersBy.SIGNED and tier >= Tier.WORK and not reported:
        return Tier.AUTHORITY
    return tier


def _reply(facts: Facts) -> ReplyFacts:
    if facts.reply is None:
        raise ValueError("the reply chain needs reply facts")
    return facts.reply


REPLY: Chain = (
    Link(sent_by_ourselves, Outcome.IGNORE),
    Link(automatic_answer, Outcome.IGNORE),
    Link(already_obeyed, Outcome.IGNORE),
    Link(token_not_valid, Outcome.ASK_CLERK),
    Link(from_is_not_the_person, Outcome.ASK_CLERK),
    Link(sender_not_authenticated, Outcome.ASK_CLERK),
    Link(mail_signature_disproved, Outcome.ASK_CLERK),
    Link(mail_orders_frozen, Outcome.ASK_CLERK),
    Link(too_many_orders, Outcome.ASK_CLERK),
    Link(courtesy_only, Outcome.IGNORE),
    Link(asked_enough, Outcome.ASK_CLERK),
    Link(not_understood, Outcome.ASK_CLERK),
    Link(verb_not_allowed, Outcome.ASK_CLERK),
    Link(proof_too_weak, Outcome.ASK_CLERK),
    Link(proved_order, Outcome.DIRECT),
)
"""Read aloud: whatever is not proved waits for the clerk."""

ASKED_BACK = frozenset({"not_understood"})
"""Reasons that are answered to the proved sender by a letter with questions."""
HANDED_OVER = frozenset({"asked_enough", "none_of_these"})
"""Reasons for which no letter asks again: a clerk is told to ask in person."""
