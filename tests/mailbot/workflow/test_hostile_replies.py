"""Replays, swaps and what the clerk may let through; senders/test_hostile.py has the long table of single lies."""

from __future__ import annotations

import pytest

from mailbot.domain.directive import AssignmentState
from mailbot.domain.errors import DomainError
from mailbot.domain.states import State
from mailbot.storage import people
from mailbot.workflow.clerk.attend import confirm_reply
from tests.mailbot.workflow.desk import CLERK, Desk, a_reply
from tests.mailbot.workflow.senders.attacks.kit import ORDER, PASSED, sent
from tests.story.town import AGENCY, AUTHSERV, HEAD, OFFICER, SENDER, a_letter, a_signed_document


@pytest.mark.parametrize(
    "proof",
    [
        PASSED,
        f"{AUTHSERV}; auth=pass smtp.auth={HEAD}",
        f"{AUTHSERV}; dkim=pass header.d=xa.example; spf=pass smtp.mailfrom=xa.example",
    ],
)
def test_three_ways_the_own_server_can_vouch(desk: Desk, proof: str) -> None:
    assert desk.receive(a_reply(desk.submitted(), HEAD, ORDER, authentication=(proof,))).outcome == "directive"


def test_the_same_bytes_again_change_nothing(desk: Desk) -> None:
    reply = a_reply(desk.submitted(), HEAD, ORDER)
    assert desk.receive(reply).outcome == "directive"
    again = desk.receive(reply)
    assert (again.outcome, again.reason) == ("ignored", "already_received")
    assert len(desk.directives()) == 1


def test_the_same_token_orders_the_same_thing_once(desk: Desk) -> None:
    letter = desk.submitted()
    assert desk.receive(a_reply(letter, HEAD, ORDER)).outcome == "directive"
    again = desk.receive(a_reply(letter, HEAD, "Giao Phòng Nội vụ chủ trì."))
    assert (again.outcome, again.reason) == ("quarantined", "token_used")
    assert len(desk.directives()) == 1
    assert "trả lời thư ghi nhận gần nhất" in desk.letter("not-accepted", HEAD).text


@pytest.mark.parametrize("changes", [{"authentication": ()}, {"sender": "bao.tran@gmail.example"}])
def test_nobody_is_told_of_a_used_token_in_a_mail_that_somebody_else_may_have_sent(
    desk: Desk, changes: dict[str, object]
) -> None:
    letter = desk.submitted()
    desk.receive(a_reply(letter, HEAD, ORDER))
    assert desk.receive(sent(**changes)(letter)).outcome == "quarantined"
    assert not desk.letters("not-accepted")


def test_the_token_of_another_person_gives_no_power(desk: Desk) -> None:
    letter = desk.submitted()
    desk.receive(a_reply(letter, HEAD, ORDER))
    work_order = desk.letter("work-order", OFFICER)
    message = desk.receive(a_reply(work_order, HEAD, "Hoàn thành."))
    assert (message.outcome, message.reason) == ("quarantined", "from_is_not_the_person")
    assert desk.directives()[0].assignments[0].state is AssignmentState.OPEN


def test_a_token_orders_only_about_its_own_document(desk: Desk) -> None:
    first = desk.submitted()
    second = desk.receive(a_letter(a_signed_document()))
    assert second.outcome == "registered"
    assert desk.receive(a_reply(first, HEAD, ORDER)).outcome == "directive"
    states = [line.state for line in desk.documents()]
    assert states == [State.ASSIGNED, State.SUBMITTED]


def test_tokens_of_two_documents_in_one_mail_order_nothing(desk: Desk) -> None:
    first = desk.submitted()
    desk.receive(a_letter(a_signed_document()))
    second = desk.letter("assignment", HEAD)
    mixed = a_reply(first, HEAD, ORDER, references=str(second.mime["Message-ID"]))
    message = desk.receive(mixed)
    assert (message.outcome, message.reason) == ("quarantined", "token_unknown")
    assert not desk.directives()


def test_orders_of_a_person_who_said_not_me_wait_for_the_clerk(desk: Desk) -> None:
    letter = desk.submitted()
    with desk.app.db.transaction() as session:
        people.freeze_mail(session, AGENCY, desk.person(HEAD).id, frozen=True)
    message = desk.receive(a_reply(letter, HEAD, ORDER))
    assert (message.outcome, message.reason) == ("quarantined", "mail_orders_frozen")


def test_a_document_sent_in_our_thread_is_not_an_order(desk: Desk) -> None:
    """A sending agency answers its receipt with another document: that is mail, not a reply."""
    desk.submitted()
    receipt = desk.letter("receipt-03", SENDER)
    mail = a_letter(a_signed_document()).replace(
        b"Subject:", b"In-Reply-To: " + str(receipt.mime["Message-ID"]).encode() + b"\r\nSubject:", 1
    )
    assert desk.receive(mail).outcome == "registered"


@pytest.mark.parametrize("changes", [{"authentication": ()}, {"sender": "bao.tran@gmail.example"}])
def test_the_clerk_who_asked_the_person_lets_the_order_through(desk: Desk, changes: dict[str, object]) -> None:
    message = desk.receive(sent(**dict(changes))(desk.submitted()))
    assert message.outcome == "quarantined"
    confirm_reply(desk.app, AGENCY, message.id, CLERK)
    (directive,) = desk.directives()
    assert (directive.words, directive.confirmed_by) == (ORDER, CLERK.name)
    assert desk.document().state is State.ASSIGNED
    confirmed = desk.messages()[-1]
    assert (confirmed.outcome, confirmed.reason, confirmed.decided_by) == (
        "directive",
        "confirmed_by_clerk",
        CLERK.name,
    )
    with pytest.raises(DomainError):
        confirm_reply(desk.app, AGENCY, message.id, CLERK)
    assert len(desk.directives()) == 1


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"words": "Giao đồng chí Tám."}, "reply_not_clear"),
        ({"words": "Hoàn thành."}, "proof_too_weak"),
        ({"recipient": f"vanban+{'a' * 42}@tan-phu.example", "references": "<x@xa.example>"}, "reply_not_bound"),
    ],
)
def test_the_clerk_cannot_confirm_what_is_not_clear_or_not_bound(
    desk: Desk, changes: dict[str, object], code: str
) -> None:
    message = desk.receive(sent(**dict(changes))(desk.submitted()))
    with pytest.raises(DomainError) as refused:
        confirm_reply(desk.app, AGENCY, message.id, CLERK)
    assert refused.value.code == code
    assert not desk.directives()


def test_the_clerk_may_confirm_a_number_that_answers_our_question(desk: Desk) -> None:
    desk.receive(sent(words="Giao Văn phòng, Phòng Kinh tế phối hợp")(desk.submitted()))
    message = desk.receive(sent(words="1", authentication=())(desk.letter("ask-back", HEAD)))
    assert (message.outcome, message.reason) == ("quarantined", "sender_not_authenticated")
    confirm_reply(desk.app, AGENCY, message.id, CLERK)
    assert desk.directives()[0].words == "Giao Văn phòng, Phòng Kinh tế phối hợp\n(1)"


def test_the_clerk_cannot_confirm_a_report_on_work_that_was_taken_back(desk: Desk) -> None:
    desk.receive(sent()(desk.submitted()))
    report = sent(sender=OFFICER, words="Hoàn thành.", authentication=())(desk.letter("work-order", OFFICER))
    message = desk.receive(report)
    desk.receive(sent(words="HỦY")(desk.letter("echo", HEAD)))
    with pytest.raises(DomainError) as refused:
        confirm_reply(desk.app, AGENCY, message.id, CLERK)
    assert refused.value.code == "token_superseded"
    assert desk.document().state is State.SUBMITTED
