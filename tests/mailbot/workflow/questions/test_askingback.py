"""Asked back once, with choices; then a clerk asks in person, and a number is no answer to what has moved on."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time

import pytest

from mailbot.domain.calendar import VIETNAM
from mailbot.domain.errors import DomainError
from mailbot.domain.states import State
from mailbot.workflow.clerk.attend import confirm_reply, retry_message
from mailbot.workflow.orders.instruct import Said, instruct
from tests.mailbot.workflow.desk import CLERK as CLERK_ACTOR
from tests.mailbot.workflow.desk import Desk, Letter
from tests.story.town import AGENCY, CLERK, DEPUTY, HEAD, OFFICER, UNIT_HEAD

TWO_WAYS = "Giao Văn phòng, Phòng Kinh tế phối hợp, hạn 25/11"
ORDER = "Giao đồng chí Võ Hoài Nam chủ trì tham mưu."
BUSY = "Anh đang họp"


def laid_before(desk: Desk) -> Letter:
    """A document lies before the head on Monday 23 November 2026."""
    letter = desk.submitted()
    desk.clock.now = datetime.combine(date(2026, 11, 23), time(9), VIETNAM).astimezone(UTC)
    return letter


def asked(desk: Desk, words: str = TWO_WAYS) -> Letter:
    """The head was not clear; returns the question."""
    assert desk.reply(laid_before(desk), HEAD, words).reason == "not_understood"
    return desk.letter("ask-back", HEAD)


def choices(letter: Letter) -> list[str]:
    return re.findall(r"^\d\. (.+)$", letter.text.replace("\r", ""), re.MULTILINE)


# A name nobody has, a day no calendar has


def test_for_a_unit_nobody_knows_the_nearest_are_offered_and_a_way_out(desk: Desk) -> None:
    question = asked(desk, "Giao phòng Xây dựng xử lý, hạn 30/12/2026")
    offered = choices(question)
    assert set(offered[:-1]) == {
        f"Chủ trì: {unit}; hạn 30/12/2026" for unit in ("Phòng Nội vụ", "Phòng Kinh tế", "Văn phòng")
    }
    assert offered[-1] == "Không phải ai trong số này"
    assert f"Nếu trả lời số {len(offered)}, hệ thống không thực hiện gì" in question.text
    number = 1 + offered.index("Chủ trì: Phòng Kinh tế; hạn 30/12/2026")
    assert desk.reply(question, HEAD, str(number)).reason == "proved_order"
    assert desk.letters("work-order")[-1].recipient == UNIT_HEAD


def test_none_of_these_gives_nobody_work_and_a_clerk_asks(desk: Desk) -> None:
    question = asked(desk, "Giao đồng chí Tám chủ trì.")
    message = desk.reply(question, HEAD, str(len(choices(question))))
    assert (message.outcome, message.reason, message.decided_by) == ("quarantined", "none_of_these", "asked_enough")
    assert desk.document().state is State.SUBMITTED and not desk.directives()
    told = desk.letter("not-accepted", HEAD)
    assert "Văn thư sẽ hỏi trực tiếp đồng chí" in told.text
    assert f"/can-xem/thu/{message.id}" in desk.letter("clerk-alert", CLERK).text
    assert desk.reply(told, HEAD, ORDER).reason == "proved_order"


def test_a_day_no_calendar_has_is_answered_by_a_number(desk: Desk) -> None:
    question = asked(desk, "Giao Phòng Kinh tế chủ trì, hạn 31/11/2099")
    assert choices(question) == []  # too far away for anybody's order
    desk.reply(question, HEAD, "Giao Phòng Kinh tế chủ trì, hạn 31/11/2027")
    again = desk.letter("ask-back", HEAD)
    assert choices(again)[:2] == ["Chủ trì: Phòng Kinh tế; hạn 30/11/2027", "Chủ trì: Phòng Kinh tế; hạn 01/12/2027"]
    assert desk.reply(again, HEAD, "2").reason == "proved_order"


# Once, and once more with choices


def test_a_wrong_number_is_asked_again_once_and_then_left_to_the_clerk(desk: Desk) -> None:
    question = asked(desk)
    assert desk.reply(question, HEAD, "9").reason == "not_understood"
    again = desk.letter("ask-back", HEAD)
    assert choices(again) == [*choices(question)[:-1], "Không phải ý nào ở trên"]
    message = desk.reply(again, HEAD, "9")
    assert (message.outcome, message.reason) == ("quarantined", "asked_enough")
    assert len(desk.letters("ask-back", HEAD)) == 2
    assert len(desk.letters("not-accepted", HEAD)) == 1
    assert "hỏi lại về văn bản đến số 1" in desk.letter("clerk-alert", CLERK).text
    assert desk.reply(again, HEAD, "1").reason == "proved_order"


def test_other_unclear_words_with_choices_are_asked_about_once_more(desk: Desk) -> None:
    desk.reply(asked(desk), HEAD, "Phòng Kinh tế lo vụ này hồi sáng tôi nói")
    again = desk.letters("ask-back", HEAD)
    assert len(again) == 2
    assert desk.reply(again[-1], HEAD, TWO_WAYS).reason == "asked_enough"


@pytest.mark.parametrize("words", [BUSY, "Anh đang họp nhé", "Để chiều anh xem", "Đang chạy xe"])
def test_who_says_nothing_about_it_is_asked_no_second_time(desk: Desk, words: str) -> None:
    letter = laid_before(desk)
    assert desk.reply(letter, HEAD, words).reason == "not_understood"
    assert desk.reply(desk.letter("ask-back", HEAD), HEAD, words).reason == "asked_enough"
    assert desk.reply(letter, HEAD, f"{words}.").reason == "asked_enough"
    assert len(desk.letters("ask-back")) == 1
    assert len(desk.letters("not-accepted")) == 1
    assert len([one for one in desk.letters("clerk-alert") if "hỏi lại" in one.text]) == 1


def test_what_was_answered_in_between_begins_anew(desk: Desk) -> None:
    desk.reply(asked(desk, BUSY), HEAD, ORDER)
    desk.reply(desk.letter("echo", HEAD), HEAD, BUSY)
    assert len(desk.letters("ask-back", HEAD)) == 2


def test_questions_to_one_do_not_count_for_another(desk: Desk) -> None:
    desk.reply(asked(desk, BUSY), HEAD, "Chuyển đồng chí Lê Thị Lan chỉ đạo.")
    assert desk.reply(desk.letter("work-order", DEPUTY), DEPUTY, BUSY).reason == "not_understood"
    assert len(desk.letters("ask-back", DEPUTY)) == 1


def test_the_same_mail_judged_again_is_asked_no_more_and_handed_to_nobody(desk: Desk) -> None:
    message = desk.reply(laid_before(desk), HEAD, BUSY)
    retry_message(desk.app, AGENCY, message.id, CLERK_ACTOR)
    assert desk.work().reason == "not_understood"
    assert len(desk.letters("ask-back")) == 1
    assert not desk.letters("not-accepted")


def test_a_number_answers_the_question_about_a_wish_for_more_time(desk: Desk) -> None:
    desk.reply(laid_before(desk), HEAD, f"{ORDER[:-1]}, hạn 25/12/2026.")
    desk.reply(desk.letter("work-order", OFFICER), OFFICER, "Xin gia hạn đến 15/02/2027.")
    desk.reply(desk.letter("work-request", HEAD), HEAD, "Đồng ý gia hạn đến 30/02/2027")
    question = desk.letter("ask-back", HEAD)
    assert choices(question)[0] == "Gia hạn; đến 28/02/2027"
    assert desk.reply(question, HEAD, "1").reason == "proved_order"
    assert "28/02/2027" in desk.letter("request-echo", OFFICER).text


# The document moved on


def test_a_number_does_nothing_once_somebody_else_ordered(desk: Desk) -> None:
    question = asked(desk)
    given = "Giao đồng chí Võ Hoài Nam chủ trì, hạn 28/12/2026."
    instruct(desk.app, AGENCY, desk.document().id, desk.person(HEAD).id, Said(given, entered_by="Nguyễn Thị Hoa"))
    message = desk.reply(question, HEAD, "1")
    assert (message.outcome, message.reason) == ("quarantined", "choice_overtaken")
    assert [one.words for one in desk.directives()] == [given]
    told = desk.letter("not-accepted", HEAD)
    assert "Ý kiến gần nhất: đồng chí Trần Quốc Bảo" in told.text
    assert "Chủ trì: Võ Hoài Nam (Phòng Kinh tế); hạn 28/12/2026." in told.text
    assert "văn bản đã giao xử lý" in told.text
    with pytest.raises(DomainError, match="choice_overtaken"):
        confirm_reply(desk.app, AGENCY, message.id, CLERK_ACTOR)
    assert desk.reply(told, HEAD, "Giao Phòng Kinh tế chủ trì.").reason == "proved_order"


def test_a_wrong_number_once_it_moved_on_is_not_asked_about(desk: Desk) -> None:
    question = asked(desk)
    desk.reply(desk.letter("assignment", HEAD), HEAD, ORDER)
    assert desk.reply(question, HEAD, "9").reason == "choice_overtaken"
    assert len(desk.letters("ask-back")) == 1


def test_whole_words_in_answer_to_an_old_question_count_still(desk: Desk) -> None:
    question = asked(desk)
    desk.reply(desk.letter("assignment", HEAD), HEAD, ORDER)
    assert desk.reply(question, HEAD, "Giao Phòng Kinh tế chủ trì.").reason == "proved_order"


def test_what_was_taken_back_has_not_moved_on(desk: Desk) -> None:
    question = asked(desk)
    desk.reply(desk.letter("assignment", HEAD), HEAD, ORDER)
    desk.reply(desk.letter("echo", HEAD), HEAD, "HỦY")
    assert desk.reply(question, HEAD, "1").reason == "proved_order"


def test_a_number_does_nothing_once_the_document_is_closed(desk: Desk) -> None:
    desk.reply(laid_before(desk), HEAD, ORDER)
    desk.reply(desk.letter("echo", HEAD), HEAD, TWO_WAYS)
    desk.reply(desk.letter("work-order", OFFICER), OFFICER, "Hoàn thành.")
    assert desk.reply(desk.letter("ask-back", HEAD), HEAD, "1").reason == "token_superseded"
    assert desk.document().state is State.DONE
    assert "Hiện nay văn bản đã xử lý xong." in desk.letter("not-accepted", HEAD).text


def test_work_begun_by_its_holder_takes_no_choice_away(desk: Desk) -> None:
    desk.reply(laid_before(desk), HEAD, ORDER)
    desk.reply(desk.letter("echo", HEAD), HEAD, TWO_WAYS)
    desk.reply(desk.letter("work-order", OFFICER), OFFICER, "Đang xử lý.")
    assert desk.reply(desk.letter("ask-back", HEAD), HEAD, "1").reason == "proved_order"
