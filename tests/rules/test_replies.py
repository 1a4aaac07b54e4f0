"""Who may order what by mail: whatever is not proved waits for the clerk."""

from __future__ import annotations

from dataclasses import replace

import pytest

from parsers.model import COURTESY, Attachment, ParsedReply, Question, Verb
from rules.engine import Decision, Outcome, decide
from rules.facts import Facts, OrdersBy, Policy
from rules.replies import ASKED_BACK, HANDED_OVER, LEADER_VERBS, OFFICER_VERBS, REPLY
from rules.tiers import Tier
from tests.builders import a_directive, a_parsed_reply, facts, reply_facts


def judged(given: Facts) -> Decision:
    return decide(given, REPLY)


def test_a_proved_order_is_obeyed() -> None:
    decision = judged(reply_facts())
    assert (decision.outcome, decision.decided_by) == (Outcome.DIRECT, "proved_order")
    assert decision.reason.values == {"person": "Trần Quốc Bảo"}


@pytest.mark.parametrize(
    ("given", "outcome", "code"),
    [
        (reply_facts(from_ourselves=True), Outcome.IGNORE, "sent_by_ourselves"),
        (reply_facts(mail_automatic="vacation"), Outcome.IGNORE, "automatic_answer"),
        (reply_facts(already_received=True), Outcome.IGNORE, "already_received"),
        (reply_facts(token_valid=False, token_problem="token_expired"), Outcome.ASK_CLERK, "token_expired"),
        (reply_facts(token_valid=False), Outcome.ASK_CLERK, "token_missing"),
        (reply_facts(from_is_registered=False), Outcome.ASK_CLERK, "from_is_not_the_person"),
        (reply_facts(sender_authenticated=False), Outcome.ASK_CLERK, "sender_not_authenticated"),
        (reply_facts(frozen=True), Outcome.ASK_CLERK, "mail_orders_frozen"),
        (reply_facts(rate_problem="too_many_orders"), Outcome.ASK_CLERK, "too_many_orders"),
        (reply_facts(rate_problem="too_many_orders_mailbox"), Outcome.ASK_CLERK, "too_many_orders_mailbox"),
        (reply_facts(reply=None), Outcome.ASK_CLERK, "not_understood"),
        (reply_facts(reply=a_parsed_reply(directive=None)), Outcome.ASK_CLERK, "not_understood"),
        (
            reply_facts(reply=a_parsed_reply(questions=(Question("unknown_name", "Tám"),))),
            Outcome.ASK_CLERK,
            "not_understood",
        ),
        (reply_facts(verb_allowed=False), Outcome.ASK_CLERK, "verb_not_allowed"),
        (reply_facts(tier=Tier.NOTE), Outcome.ASK_CLERK, "proof_too_weak"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_one_missing_proof_is_enough_to_obey_nothing(given: Facts, outcome: Outcome, code: str) -> None:
    decision = judged(given)
    assert (decision.outcome, decision.reason.code) == (outcome, code)


@pytest.mark.parametrize(
    ("type_", "outcome"),
    [("image/png", Outcome.IGNORE), ("application/pdf", Outcome.ASK_CLERK), ("text/plain", Outcome.ASK_CLERK)],
)
def test_thanks_are_neither_obeyed_nor_asked_about_unless_a_document_comes_with_them(
    type_: str, outcome: Outcome
) -> None:
    thanks = a_parsed_reply(directive=None, questions=(Question(COURTESY, "Cảm ơn em"),))
    beside = Attachment("tep", type_, 1, "0" * 64, "tep")
    assert judged(reply_facts(reply=thanks, mail_attachments=(beside,))).outcome is outcome


UNCLEAR = a_parsed_reply(directive=None, questions=(Question("unknown_name", "Tám"),))
WITH_CHOICES = replace(UNCLEAR, readings=(a_directive(),))


@pytest.mark.parametrize(
    ("reply", "before", "code"),
    [
        (UNCLEAR, 0, "not_understood"),
        (UNCLEAR, 1, "asked_enough"),
        (WITH_CHOICES, 1, "not_understood"),
        (WITH_CHOICES, 2, "asked_enough"),
        (replace(WITH_CHOICES, questions=(Question("none_of_these", "2"),)), 1, "none_of_these"),
        (a_parsed_reply(), 9, "proved_order"),
    ],
)
def test_who_was_asked_back_is_asked_once_more_only_with_choices(reply: ParsedReply, before: int, code: str) -> None:
    reason = judged(reply_facts(reply=reply, asked_before=before)).reason.code
    assert reason == code
    assert (reason in ASKED_BACK) is (code == "not_understood")
    assert (reason in HANDED_OVER) is (code in ("asked_enough", "none_of_these"))


def test_doubt_about_the_sender_comes_before_doubt_about_the_words() -> None:
    """Nobody unproved is asked back: that would tell a stranger what the letter was about."""
    decision = judged(reply_facts(sender_authenticated=False, reply=None))
    assert decision.reason.code == "sender_not_authenticated"
    assert decision.reason.code not in ASKED_BACK


def test_a_leader_reports_on_nobodys_work() -> None:
    assert not LEADER_VERBS & {Verb.EXTEND, Verb.IN_PROGRESS}


def test_a_leader_closes_a_document_by_signed_mail_only() -> None:
    closing = a_parsed_reply(directive=a_directive(verb=Verb.DONE))
    assert judged(reply_facts(reply=closing)).reason.code == "proof_too_weak"
    assert judged(reply_facts(reply=closing, tier=Tier.AUTHORITY)).outcome is Outcome.DIRECT


SIGNED = Policy(orders=OrdersBy.SIGNED)


def test_an_agency_may_want_every_order_signed() -> None:
    assert judged(reply_facts(policy=SIGNED)).reason.code == "proof_too_weak"
    assert judged(reply_facts(policy=SIGNED, tier=Tier.AUTHORITY)).outcome is Outcome.DIRECT


def test_taking_note_needs_no_signature_where_orders_are_signed() -> None:
    noting = a_parsed_reply(directive=a_directive(verb=Verb.INFORM))
    assert judged(reply_facts(policy=SIGNED, reply=noting)).outcome is Outcome.DIRECT


def test_reports_of_work_stay_plain_where_orders_are_signed() -> None:
    reporting = a_parsed_reply(directive=a_directive(verb=Verb.IN_PROGRESS))
    assert judged(reply_facts(policy=SIGNED, reply=reporting, officer=True)).outcome is Outcome.DIRECT


def test_a_holder_who_gives_work_on_orders_and_must_sign_there() -> None:
    assert judged(reply_facts(policy=SIGNED, officer=True)).reason.code == "proof_too_weak"


def test_an_officer_finishes_their_own_work_by_plain_mail() -> None:
    finishing = a_parsed_reply(directive=a_directive(verb=Verb.DONE))
    assert judged(reply_facts(reply=finishing, officer=True)).outcome is Outcome.DIRECT


def test_officers_report_and_never_assign() -> None:
    assert not OFFICER_VERBS & {Verb.ASSIGN, Verb.AGREE, Verb.INFORM, Verb.UNDO, Verb.DELEGATE}


def test_the_reply_table_is_for_replies_only() -> None:
    with pytest.raises(ValueError, match="reply facts"):
        judged(facts())
