"""Digests: one letter a person and half day, nothing when there is nothing, answered by number."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from urllib.parse import unquote

import pytest

from mailbot.domain.calendar import VIETNAM
from mailbot.domain.directive import AssignmentState, Part
from mailbot.domain.states import State
from mailbot.workflow.sending.remind import chase
from tests.mailbot.workflow.desk import Desk, Letter, a_reply
from tests.story.town import HEAD, OFFICER, SENDER, a_letter, a_signed_document

THURSDAY, FRIDAY = date(2026, 11, 26), date(2026, 11, 27)


def at(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute), VIETNAM).astimezone(UTC)


def digested(desk: Desk, moment: datetime) -> tuple[Letter, ...]:
    """Digests written in a round at this moment."""
    before = len(desk.letters("digest"))
    desk.clock.now = moment
    chase(desk.app)
    return desk.letters("digest")[before:]


@pytest.fixture
def three(desk: Desk) -> Desk:
    """Three documents wait for the head."""
    assert desk.receive(a_letter(*(a_signed_document() for _ in range(3)))).outcome == "registered"
    return desk


def test_nothing_is_sent_when_there_is_nothing(desk: Desk) -> None:
    assert not digested(desk, at(THURSDAY, 11, 20))


def test_a_digest_leaves_at_the_end_of_each_half_day_and_says_nothing_twice(three: Desk) -> None:
    assert not digested(three, at(THURSDAY, 11, 10))
    (letter,) = digested(three, at(THURSDAY, 11, 15))
    assert letter.recipient == HEAD
    assert letter.subject == "[Tổng hợp] 3 chờ ý kiến – sáng 26/11/2026"
    assert not digested(three, at(THURSDAY, 11, 25))
    assert not digested(three, at(THURSDAY, 16, 50))
    assert len(digested(three, at(FRIDAY, 16, 50))) == 1
    assert not digested(three, at(date(2026, 11, 28), 11, 20))


def test_only_a_digest_can_be_unsubscribed_from(three: Desk) -> None:
    (letter,) = digested(three, at(THURSDAY, 11, 20))
    assert str(letter.mime["List-Unsubscribe"]).startswith("<mailto:")
    assert all(one.mime["List-Unsubscribe"] is None for one in three.letters() if one.kind != "digest")


def test_each_number_is_carried_out_on_its_own(three: Desk) -> None:
    (letter,) = digested(three, at(THURSDAY, 11, 20))
    message = three.reply(letter, HEAD, "1 giao đồng chí Nam; 2 giao đồng chí Tám; 3 để biết")
    assert message.reason == "proved_order"
    first, second, third = three.documents()
    assert (first.state, second.state, third.state) == (State.ASSIGNED, State.SUBMITTED, State.ASSIGNED)
    assert three.letter("work-order", OFFICER)
    assert len(three.letters("echo", HEAD)) == 2
    again = three.letter("digest-echo", HEAD)
    assert "việc số 1, 3" in again.text
    assert "Việc số 2" in again.text
    assert three.reply(again, HEAD, "2 giao Phòng Kinh tế").reason == "proved_order"
    assert three.documents()[1].state is State.ASSIGNED


def test_what_was_carried_out_is_not_carried_out_again(three: Desk) -> None:
    (letter,) = digested(three, at(THURSDAY, 11, 20))
    three.reply(letter, HEAD, "1 giao đồng chí Nam")
    assert three.reply(letter, HEAD, "1 giao Phòng Kinh tế; 2 để biết").reason == "proved_order"
    assert [d.words for d in three.directives()] == ["giao đồng chí Nam", "để biết"]
    assert "Việc số 1" in three.letter("digest-echo", HEAD).text


def test_an_answer_without_a_right_number_orders_nothing_and_is_asked_back(three: Desk) -> None:
    (letter,) = digested(three, at(THURSDAY, 11, 20))
    for asked, words in enumerate(("giao đồng chí Nam", "9 để biết", "còn lại để biết"), start=1):
        assert three.reply(letter, HEAD, words).outcome == "quarantined"
        assert len(three.letters("digest-echo", HEAD)) == asked
    assert not three.directives()


def test_the_same_answer_again_is_not_asked_back_again(three: Desk) -> None:
    (letter,) = digested(three, at(THURSDAY, 11, 20))
    mail = a_reply(letter, HEAD, "1 giao đồng chí Nam; 2 giao đồng chí Tám")
    three.receive(mail)
    before = len(three.letters())
    assert three.letters("digest-echo", HEAD)
    assert three.receive(mail).reason == "already_received"
    assert len(three.letters()) == before


def test_somebody_else_cannot_answer_it(three: Desk) -> None:
    (letter,) = digested(three, at(THURSDAY, 11, 20))
    assert three.reply(letter, OFFICER, "1 để biết").outcome == "quarantined"
    assert three.reply(letter, HEAD, "1 để biết", authentication=()).outcome == "quarantined"
    assert not three.directives()
    assert not three.letters("digest-echo")


def test_an_officer_reports_by_number_and_decisions_are_taken_by_number(three: Desk) -> None:
    (letter,) = digested(three, at(THURSDAY, 11, 20))
    three.reply(letter, HEAD, "1 giao đồng chí Nam, hạn 27/11; 2 giao đồng chí Nam, hạn 3/12; 3 giao Nam, hạn 27/11")
    (own,) = (one for one in digested(three, at(THURSDAY, 16, 50)) if one.recipient == OFFICER)
    assert "2 sắp đến hạn, 1 mới giao" in own.subject
    assert three.reply(own, OFFICER, "1 xong; 2 xin gia hạn đến 2/12; 3 đang xử lý").reason == "proved_order"
    states = {part.state for order in three.directives() for part in order.assignments if part.part is Part.LEAD}
    assert states == {AssignmentState.DONE, AssignmentState.OPEN, AssignmentState.IN_PROGRESS}
    assert three.letters("receipt-06", SENDER)
    (heads,) = (one for one in digested(three, at(FRIDAY, 11, 20)) if one.recipient == HEAD)
    assert "Chờ đồng chí quyết định việc xin gia hạn" in heads.text
    assert three.reply(heads, HEAD, "1 đồng ý").reason == "proved_order"
    assert date(2026, 12, 2) in {part.due_on for order in three.directives() for part in order.assignments}


def test_who_wants_no_digests_gets_none_until_they_want_them_again(three: Desk) -> None:
    (letter,) = digested(three, at(THURSDAY, 11, 20))
    words = "Dừng thư tổng hợp."
    assert words in unquote(str(letter.mime["List-Unsubscribe"]))
    assert three.reply(letter, HEAD, words).reason == "proved_order"
    assert not digested(three, at(FRIDAY, 11, 20))
    assert all(line.state is State.SUBMITTED for line in three.documents())
    assert three.reply(three.letter("digest-echo", HEAD), HEAD, "Nhận lại thư tổng hợp").reason == "proved_order"
    assert len(digested(three, at(FRIDAY, 16, 50))) == 1
