"""An answer to a digest that nobody vouches for: the clerk asks, and confirms line by line."""

from __future__ import annotations

from datetime import timedelta

import pytest

from mailbot.domain.errors import DomainError, NotFound
from mailbot.domain.states import State
from mailbot.workflow.clerk.attend import confirm_reply
from mailbot.workflow.digest.confirm import confirm_line, lines_said
from tests.mailbot.workflow.desk import CLERK, Desk, Letter
from tests.mailbot.workflow.digest.test_digests import THURSDAY, at, digested
from tests.mailbot.workflow.senders.test_pinning import heads, pin, signed_reply
from tests.story.town import AGENCY, HEAD, OFFICER, a_letter, a_signed_document

WORDS = "1 giao đồng chí Nam; 2 giao đồng chí Tám; 3 hoàn thành"


@pytest.fixture
def letter(desk: Desk) -> Letter:
    """Three documents wait for the head, a digest tells of them."""
    assert desk.receive(a_letter(*(a_signed_document() for _ in range(3)))).outcome == "registered"
    (digest,) = digested(desk, at(THURSDAY, 11, 20))
    return digest


def unproved(desk: Desk, letter: Letter, words: str) -> int:
    message = desk.reply(letter, HEAD, words, authentication=())
    assert (message.outcome, message.reason) == ("quarantined", "sender_not_authenticated")
    assert not desk.directives()
    return message.id


def test_the_clerk_sees_what_each_line_says_and_why_one_cannot_be_confirmed(desk: Desk, letter: Letter) -> None:
    first, second, third = lines_said(desk.app, AGENCY, unproved(desk, letter, WORDS), CLERK)
    assert (first.number, first.words, first.why_not, first.done) == (1, "giao đồng chí Nam", None, False)
    assert first.document.id == desk.documents()[0].id
    assert second.why_not is not None
    assert third.why_not is not None
    assert (second.why_not.code, third.why_not.code) == ("reply_not_clear", "proof_too_weak")


def test_one_line_is_confirmed_in_the_clerks_name_and_the_others_stay(desk: Desk, letter: Letter) -> None:
    message_id = unproved(desk, letter, "1 giao đồng chí Nam; 2 để biết")

    confirm_line(desk.app, AGENCY, message_id, 1, CLERK)

    assert [(one.words, one.confirmed_by) for one in desk.directives()] == [("giao đồng chí Nam", CLERK.name)]
    assert [line.state for line in desk.documents()] == [State.ASSIGNED, State.SUBMITTED, State.SUBMITTED]
    assert desk.letters("work-order", OFFICER)
    assert [line.done for line in lines_said(desk.app, AGENCY, message_id, CLERK)] == [True, False]
    assert desk.messages()[-1].outcome == "quarantined"


def test_the_mail_leaves_the_list_with_its_last_line(desk: Desk, letter: Letter) -> None:
    message_id = unproved(desk, letter, "1 giao đồng chí Nam; 2 để biết")
    for number in (2, 1):
        confirm_line(desk.app, AGENCY, message_id, number, CLERK)
    message = desk.messages()[-1]
    assert (message.outcome, message.reason, message.decided_by) == ("directive", "confirmed_by_clerk", CLERK.name)
    with pytest.raises(NotFound):
        confirm_line(desk.app, AGENCY, message_id, 1, CLERK)
    assert len(desk.directives()) == 2


def test_a_line_that_fails_takes_no_other_along(desk: Desk, letter: Letter) -> None:
    message_id = unproved(desk, letter, WORDS)
    for number, code in ((2, "reply_not_clear"), (3, "proof_too_weak")):
        with pytest.raises(DomainError) as refused:
            confirm_line(desk.app, AGENCY, message_id, number, CLERK)
        assert refused.value.code == code
    with pytest.raises(NotFound):
        confirm_line(desk.app, AGENCY, message_id, 9, CLERK)
    assert not desk.directives()
    confirm_line(desk.app, AGENCY, message_id, 1, CLERK)
    assert len(desk.directives()) == 1


def test_a_confirmed_line_is_not_confirmed_again(desk: Desk, letter: Letter) -> None:
    message_id = unproved(desk, letter, "1 giao đồng chí Nam; 2 giao đồng chí Tám")
    confirm_line(desk.app, AGENCY, message_id, 1, CLERK)
    with pytest.raises(DomainError) as refused:
        confirm_line(desk.app, AGENCY, message_id, 1, CLERK)
    assert refused.value.code == "token_used"
    assert len(desk.directives()) == 1


def test_what_answers_no_digest_has_no_lines(desk: Desk) -> None:
    message = desk.reply(desk.submitted(), HEAD, "Giao đồng chí Nam", authentication=())
    assert lines_said(desk.app, AGENCY, message.id, CLERK) == ()
    confirm_reply(desk.app, AGENCY, message.id, CLERK)
    assert desk.directives()


def test_a_grave_line_of_a_proved_answer_needs_a_signature(desk: Desk, letter: Letter) -> None:
    assert desk.reply(letter, HEAD, "1 hoàn thành; 2 để biết").reason == "proved_order"
    assert [line.state for line in desk.documents()] == [State.SUBMITTED, State.ASSIGNED, State.SUBMITTED]
    assert "ký số" in desk.letter("digest-echo", HEAD).text


def test_a_signed_answer_closes_by_number(desk: Desk, letter: Letter) -> None:
    pin(desk, heads())
    desk.clock.advance(minutes=5)
    reply = signed_reply(letter, heads(), "1 hoàn thành; 2 để biết", at=desk.clock.now - timedelta(minutes=1))
    assert desk.receive(reply).reason == "proved_order"
    assert [line.state for line in desk.documents()] == [State.DONE, State.ASSIGNED, State.SUBMITTED]
