"""Orders by mail: given, taken back, given again, reported on."""

from __future__ import annotations

import pytest

from mailbot.domain.directive import AssignmentState, Part
from mailbot.domain.states import State
from mailbot.workflow.orders.tokens import LIFETIME
from tests.mailbot.workflow.desk import Desk, Letter, a_reply
from tests.story.town import CLERK, DEPUTY, HEAD, OFFICER, SENDER, UNIT_HEAD

ORDER = "Giao đồng chí Võ Hoài Nam chủ trì tham mưu."
TO_UNIT = "Giao Phòng Kinh tế chủ trì."


def assigned(desk: Desk, words: str = ORDER) -> Letter:
    """The head gave work; returns the echo."""
    message = desk.reply(desk.submitted(), HEAD, words)
    assert (message.outcome, message.reason) == ("directive", "proved_order")
    return desk.letter("echo", HEAD)


def parts(desk: Desk, number: int = -1) -> list[tuple[Part, AssignmentState]]:
    return [(a.part, a.state) for a in desk.directives()[number].assignments]


def test_an_order_becomes_work_a_receipt_and_an_echo(desk: Desk) -> None:
    assigned(desk)
    assert desk.document().state is State.ASSIGNED
    assert desk.directives()[0].words == ORDER
    assert [letter.recipient for letter in desk.letters("work-order")] == [OFFICER, UNIT_HEAD]
    assert len(desk.letters("receipt-04", SENDER)) == 1


def test_work_for_a_unit_goes_to_its_head_alone(desk: Desk) -> None:
    assigned(desk, TO_UNIT)
    assert [letter.recipient for letter in desk.letters("work-order")] == [UNIT_HEAD]


def test_a_unit_without_a_head_is_told_to_the_clerk(desk: Desk) -> None:
    assigned(desk, "Giao Phòng Nội vụ chủ trì.")
    assert not desk.letters("work-order")
    assert desk.letters("clerk-alert", CLERK)


def test_who_handles_a_document_too_reads_so(desk: Desk) -> None:
    echo = assigned(desk, "Giao đồng chí Lê Thị Lan chủ trì, Phòng Kinh tế đồng xử lý.")
    assert "- Đồng xử lý: Phòng Kinh tế" in echo.text and "Phối hợp" not in echo.text
    assert "được giao đồng xử lý văn bản đến" in desk.letter("work-order", UNIT_HEAD).text
    assert "được giao chỉ đạo xử lý" in desk.letter("work-order", DEPUTY).text


def test_who_follows_is_told_so_and_the_leader_sees_it(desk: Desk) -> None:
    echo = assigned(desk, "Giao Phòng Kinh tế chủ trì, đồng chí Lê Thị Lan theo dõi, đôn đốc.")
    assert "- Theo dõi, đôn đốc: Lê Thị Lan" in echo.text
    assert "được giao theo dõi, đôn đốc" in desk.letter("work-order", DEPUTY).text
    assert "được chuyển để biết" not in desk.letter("work-order", DEPUTY).text


def test_copy_to_the_unit_head_asks_for_nothing(desk: Desk) -> None:
    assigned(desk)
    copy, order = desk.letter("work-order", UNIT_HEAD), desk.letter("work-order", OFFICER)
    assert copy.mime["Reply-To"] is None
    assert "+" in order.token_address


@pytest.mark.parametrize(("minutes", "undone"), [(0, True), (30, True), (30.02, False), (60 * 24, False)])
def test_an_order_can_be_taken_back_for_thirty_minutes(desk: Desk, minutes: float, undone: bool) -> None:
    echo = assigned(desk)
    desk.clock.advance(minutes=minutes)
    desk.reply(echo, HEAD, "HỦY")
    assert desk.document().state is (State.SUBMITTED if undone else State.ASSIGNED)
    assert bool(desk.letters("undone", HEAD)) is undone
    assert bool(desk.letters("not-accepted", HEAD)) is not undone
    assert {state for _, state in parts(desk)} == {AssignmentState.WITHDRAWN if undone else AssignmentState.OPEN}


def test_letters_of_work_taken_back_are_not_sent(desk: Desk) -> None:
    echo = assigned(desk)
    desk.reply(echo, HEAD, "HỦY")
    assert {letter.state for letter in desk.letters("work-order")} == {"cancelled"}


def test_work_that_has_begun_is_not_taken_back(desk: Desk) -> None:
    echo = assigned(desk)
    desk.reply(desk.letter("work-order", OFFICER), OFFICER, "Đang xử lý.")
    desk.reply(echo, HEAD, "HỦY")
    assert desk.document().state is State.ASSIGNED
    assert parts(desk) == [(Part.LEAD, AssignmentState.IN_PROGRESS)]


def test_after_taking_back_the_leader_can_order_anew(desk: Desk) -> None:
    desk.reply(assigned(desk), HEAD, "HỦY")
    desk.reply(desk.letter("undone", HEAD), HEAD, TO_UNIT)
    assert desk.document().state is State.ASSIGNED
    assert desk.letters("work-order")[-1].recipient == UNIT_HEAD


def test_a_second_order_replaces_the_first(desk: Desk) -> None:
    echo = assigned(desk)
    desk.reply(echo, HEAD, TO_UNIT)
    assert parts(desk, 0) == [(Part.LEAD, AssignmentState.WITHDRAWN)]
    assert parts(desk, 1) == [(Part.LEAD, AssignmentState.OPEN)]
    message = desk.reply(desk.letter("work-order", OFFICER), OFFICER, "Hoàn thành.")
    assert (message.outcome, message.reason) == ("quarantined", "token_superseded")


def test_taking_back_a_return_changes_no_state_and_hurts_nobody(desk: Desk) -> None:
    desk.reply(desk.submitted(), HEAD, "Không thuộc thẩm quyền, trả lại.")
    assert desk.letters("clerk-alert", CLERK)
    message = desk.reply(desk.letter("echo", HEAD), HEAD, "HỦY")
    assert message.outcome == "directive"
    assert desk.document().state is State.SUBMITTED


def test_taking_back_what_was_passed_on_leaves_the_order_above_it(desk: Desk) -> None:
    assigned(desk, TO_UNIT)
    desk.reply(desk.letter("work-order", UNIT_HEAD), UNIT_HEAD, ORDER)
    desk.reply(desk.letter("echo", UNIT_HEAD), UNIT_HEAD, "HỦY")
    assert parts(desk, 0) == [(Part.LEAD, AssignmentState.OPEN)]
    assert parts(desk, 1) == [(Part.LEAD, AssignmentState.WITHDRAWN)]
    assert desk.document().state is State.ASSIGNED


def test_officer_begins_and_finishes(desk: Desk) -> None:
    assigned(desk)
    order = desk.letter("work-order", OFFICER)
    desk.reply(order, OFFICER, "Đang xử lý.")
    assert parts(desk) == [(Part.LEAD, AssignmentState.IN_PROGRESS)]
    assert len(desk.letters("receipt-05", SENDER)) == 1
    desk.reply(order, OFFICER, "Hoàn thành.")
    assert parts(desk) == [(Part.LEAD, AssignmentState.DONE)]
    assert desk.document().state is State.DONE
    assert len(desk.letters("receipt-06", SENDER)) == 1


def test_a_document_is_done_when_its_last_lead_is(desk: Desk) -> None:
    assigned(desk, "Giao đồng chí Võ Hoài Nam và đồng chí Phạm Văn Dũng chủ trì.")
    leads = [letter for letter in desk.letters("work-order") if "+" in str(letter.mime["Reply-To"])]
    assert len(leads) == 2
    desk.reply(leads[0], leads[0].recipient, "Hoàn thành.")
    assert desk.document().state is State.ASSIGNED
    desk.reply(leads[1], leads[1].recipient, "Hoàn thành.")
    assert desk.document().state is State.DONE


def test_misrouted_work_goes_back_to_who_gave_it(desk: Desk) -> None:
    assigned(desk)
    desk.reply(desk.letter("work-order", OFFICER), OFFICER, "Không đúng chức năng, nhiệm vụ.")
    assert parts(desk) == [(Part.LEAD, AssignmentState.RETURNED)]
    assert desk.letters("returned", HEAD)
    assert desk.document().state is State.ASSIGNED


def test_more_time_is_asked_for_and_not_taken(desk: Desk) -> None:
    assigned(desk)
    due = desk.document().due_on
    desk.reply(desk.letter("work-order", OFFICER), OFFICER, "Xin gia hạn đến 30/12.")
    assert desk.document().due_on == due
    assert desk.letters("work-request", HEAD)
    assert "extension_asked" in [entry.action for entry in desk.journal()]


@pytest.mark.parametrize(("late", "outcome"), [(0.0, "directive"), (1.0, "quarantined")])
def test_a_letter_can_be_answered_for_fourteen_days(desk: Desk, late: float, outcome: str) -> None:
    letter = desk.submitted()
    desk.clock.advance(seconds=LIFETIME.total_seconds() + late)
    message = desk.reply(letter, HEAD, ORDER)
    assert message.outcome == outcome
    assert message.reason == ("token_expired" if late else "proved_order")


def test_an_answer_that_is_not_clear_is_asked_back_and_not_guessed(desk: Desk) -> None:
    message = desk.reply(desk.submitted(), HEAD, "Giao đồng chí Tám chủ trì.")
    assert (message.outcome, message.reason) == ("quarantined", "not_understood")
    assert not desk.directives()
    again = desk.letter("ask-back", HEAD)
    assert desk.reply(again, HEAD, ORDER).outcome == "directive"


def test_a_number_is_answer_enough_to_what_was_asked_back(desk: Desk) -> None:
    question = "Giao Văn phòng, Phòng Kinh tế phối hợp"
    assert desk.reply(desk.submitted(), HEAD, question).reason == "not_understood"
    asked = desk.letter("ask-back", HEAD)
    assert "2. Chủ trì: Phòng Kinh tế; phối hợp: Văn phòng" in asked.text
    assert desk.reply(asked, HEAD, "2").outcome == "directive"
    (directive,) = desk.directives()
    assert directive.words == f"{question}\n(2)"
    assert [part for part, _ in parts(desk)] == [Part.LEAD, Part.CO_HANDLER]
    assert desk.reply(asked, HEAD, "1").reason == "token_used"


@pytest.mark.parametrize("number", ["0", "9"])
def test_a_number_nobody_offered_is_asked_again(desk: Desk, number: str) -> None:
    desk.reply(desk.submitted(), HEAD, "Giao Văn phòng, Phòng Kinh tế phối hợp")
    assert desk.reply(desk.letter("ask-back", HEAD), HEAD, number).reason == "not_understood"
    assert not desk.directives()
    again = desk.letters("ask-back", HEAD)[-1]
    assert "Không có lựa chọn nào mang số" in again.text
    assert desk.reply(again, HEAD, "1").outcome == "directive"


def test_a_number_to_a_letter_that_asked_nothing_is_not_understood(desk: Desk) -> None:
    assert desk.reply(desk.submitted(), HEAD, "1").reason == "not_understood"


def test_what_was_read_beside_a_doubtful_word_is_confirmed_by_a_digit(desk: Desk) -> None:
    assert desk.reply(desk.submitted(), HEAD, "Phòng Kinh tế lo vụ này hồi sáng tôi nói").reason == "not_understood"
    asked = desk.letter("ask-back", HEAD)
    assert "1. Chủ trì: Phòng Kinh tế" in asked.text
    assert "bằng số 1" in asked.text
    assert desk.reply(asked, HEAD, "1").outcome == "directive"
    assert [part for part, _ in parts(desk)] == [Part.LEAD]


def test_thanks_are_kept_and_answered_by_nobody(desk: Desk) -> None:
    message = desk.reply(desk.submitted(), HEAD, "Cảm ơn các đồng chí!")
    assert (message.outcome, message.reason) == ("ignored", "courtesy_only")
    assert not desk.letters("ask-back")
    assert not desk.directives()


def test_for_information_gives_nobody_work(desk: Desk) -> None:
    assigned(desk, "Để biết.")
    assert desk.directives()[0].assignments == ()
    assert not desk.letters("receipt-04")


def test_an_officer_cannot_assign(desk: Desk) -> None:
    assigned(desk)
    message = desk.reply(desk.letter("work-order", OFFICER), OFFICER, "Giao Phòng Nội vụ chủ trì.")
    assert (message.outcome, message.reason) == ("quarantined", "verb_not_allowed")
    assert len(desk.directives()) == 1


def test_a_unit_head_may_pass_work_on(desk: Desk) -> None:
    assigned(desk, TO_UNIT)
    message = desk.reply(desk.letter("work-order", UNIT_HEAD), UNIT_HEAD, ORDER)
    assert message.outcome == "directive"
    assert desk.letters("work-order")[-1].recipient == OFFICER


def test_a_copy_of_the_order_in_the_journal_names_the_person(desk: Desk) -> None:
    assigned(desk)
    directed = next(entry for entry in desk.journal() if entry.action == "directed")
    assert (directed.actor, directed.detail["words"], directed.detail["verb"]) == ("Trần Quốc Bảo", ORDER, "assign")


def test_the_deputy_gets_what_the_head_passes_on(desk: Desk) -> None:
    assigned(desk, "Chuyển đồng chí Lê Thị Lan chỉ đạo.")
    letter = desk.letter("work-order", DEPUTY)
    assert desk.receive(a_reply(letter, DEPUTY, ORDER)).outcome == "directive"
