"""Head → deputy → head of unit → officer by reply, and the way back."""

from __future__ import annotations

import pytest
from sqlalchemy import update

from mailbot.domain.directive import AssignmentState, Part
from mailbot.domain.errors import DomainError, IllegalTransition, NotAuthorised
from mailbot.domain.people import Actor, Person, Role
from mailbot.domain.states import State
from mailbot.storage import people
from mailbot.storage.outbox import LetterRow, LetterState
from mailbot.workflow.chain.desk import Move, lay_before_another, reassign
from mailbot.workflow.chain.reopen import reopen_document
from mailbot.workflow.orders.instruct import Said, instruct
from tests.mailbot.workflow.desk import CLERK as CLERK_ACTOR
from tests.mailbot.workflow.desk import Desk, Letter
from tests.story.town import AGENCY, CLERK, DEPUTY, HEAD, OFFICER, SENDER, UNIT_HEAD

TO_DEPUTY = "Chuyển đồng chí Lê Thị Lan chỉ đạo."
TO_UNIT = "Giao Phòng Kinh tế chủ trì."
TO_OFFICER = "Giao đồng chí Võ Hoài Nam chủ trì tham mưu."
NOT_OURS = "Không đúng chức năng, nhiệm vụ."


def parts(desk: Desk) -> list[list[tuple[Part, AssignmentState]]]:
    """What every directive gave, oldest first."""
    return [[(a.part, a.state) for a in line.assignments] for line in desk.directives()]


def all_sent(desk: Desk) -> None:
    """Every letter that waits has left."""
    with desk.app.db.transaction() as session:
        session.execute(
            update(LetterRow)
            .where(LetterRow.state == LetterState.QUEUED.value)
            .values(state=LetterState.SENT.value, sent_at=desk.clock())
        )


def down_to_the_officer(desk: Desk) -> Letter:
    """The head gives to the deputy, she to the unit, its head to the specialist; returns his work order."""
    desk.reply(desk.submitted(), HEAD, TO_DEPUTY)
    desk.reply(desk.letter("work-order", DEPUTY), DEPUTY, TO_UNIT)
    desk.reply(desk.letter("work-order", UNIT_HEAD), UNIT_HEAD, TO_OFFICER)
    return desk.letter("work-order", OFFICER)


def test_work_goes_down_four_steps_and_ends_with_the_last(desk: Desk) -> None:
    order = down_to_the_officer(desk)
    passed, opened = (Part.LEAD, AssignmentState.PASSED_ON), (Part.LEAD, AssignmentState.OPEN)
    assert parts(desk) == [[passed], [passed], [opened]]
    desk.reply(order, OFFICER, "Hoàn thành.")
    assert desk.document().state is State.DONE
    assert len(desk.letters("receipt-06", SENDER)) == 1
    assert "được giao chỉ đạo xử lý" in desk.letter("work-order", DEPUTY).text
    assert all("được giao chủ trì xử lý" in desk.letter("work-order", who).text for who in (UNIT_HEAD, OFFICER))


def test_who_passed_it_on_tells_how_it_goes_and_the_work_stays_below(desk: Desk) -> None:
    order = down_to_the_officer(desk)
    desk.reply(desk.letter("work-order", DEPUTY), DEPUTY, "Đang xử lý.")
    assert parts(desk)[1] == [(Part.LEAD, AssignmentState.PASSED_ON)]
    desk.reply(order, OFFICER, "Hoàn thành.")
    assert desk.document().state is State.DONE


def test_what_was_passed_on_is_over_with_the_document(desk: Desk) -> None:
    """A life of the stateful test: words typed on a finished document made its leader work on it again."""
    desk.reply(down_to_the_officer(desk), OFFICER, "Hoàn thành.")
    for words in ("Đang xử lý.", "Hoàn thành."):
        with pytest.raises(NotAuthorised):
            instruct(desk.app, AGENCY, desk.document().id, desk.person(DEPUTY).id, Said(words))
    assert parts(desk)[1] == [(Part.LEAD, AssignmentState.PASSED_ON)]
    assert [len(desk.letters(kind, SENDER)) for kind in ("receipt-05", "receipt-06")] == [0, 1]


def test_everybodys_letters_about_a_document_keep_one_subject(desk: Desk) -> None:
    desk.reply(desk.submitted(), HEAD, f"{TO_DEPUTY[:-1]} trong 2 ngày làm việc.")
    desk.reply(desk.letter("work-order", DEPUTY), DEPUTY, f"{TO_OFFICER[:-1]} trong ngày mai.")
    desk.reply(desk.letter("work-order", OFFICER), OFFICER, "Đang xử lý.")
    desk.reply(desk.letter("echo", HEAD), HEAD, "Giao Văn phòng chủ trì.")
    assert len(desk.letters("echo")) == 3
    for reader in (HEAD, DEPUTY, UNIT_HEAD, OFFICER):
        subjects = {one.subject.removeprefix("Re: ") for one in desk.letters(to=reader)}
        assert len(subjects) == 1, (reader, subjects)


def test_a_head_of_unit_is_offered_the_own_people(desk: Desk) -> None:
    desk.reply(down_to_the_officer(desk), OFFICER, NOT_OURS)
    offered = desk.letter("returned", UNIT_HEAD).text
    assert "Giao đồng chí Võ Hoài Nam chủ trì thực hiện." in offered
    assert "Lê Thị Lan" not in offered.partition("ví dụ")[2]


def test_an_order_brings_the_document_and_is_named_by_its_own_deadline(desk: Desk) -> None:
    laid = desk.submitted()
    desk.reply(laid, HEAD, f"{TO_UNIT[:-1]} trong 2 ngày làm việc, đồng chí Lê Thị Lan để biết.")
    due_on = desk.document().due_on
    assert due_on is not None
    (file,) = laid.mime.iter_attachments()
    for reader in (UNIT_HEAD, DEPUTY):
        order = desk.letter("work-order", reader)
        assert order.subject.endswith(f"hạn {due_on:%d/%m}")
        assert [one.get_content() for one in order.mime.iter_attachments()] == [file.get_content()]
        assert "Văn bản được gửi kèm thư này." in order.text


def test_a_document_too_large_for_the_leaders_letter_is_a_link_in_all_others(desk: Desk) -> None:
    limits = desk.app.settings.limits.model_copy(update={"attached_bytes": 100})
    desk.app.settings = desk.app.settings.model_copy(update={"limits": limits})
    desk.reply(desk.submitted(), HEAD, TO_UNIT)
    order = desk.letter("work-order", UNIT_HEAD)
    assert not list(order.mime.iter_attachments())
    assert "gửi kèm" not in order.text
    assert "/cua-toi/1" in order.text


def test_misrouted_work_climbs_one_step_and_is_given_anew(desk: Desk) -> None:
    desk.reply(down_to_the_officer(desk), OFFICER, NOT_OURS)
    returned = desk.letter("returned", UNIT_HEAD)
    assert "Võ Hoài Nam" in returned.text
    assert NOT_OURS in returned.text
    assert parts(desk)[1] == [(Part.LEAD, AssignmentState.OPEN)]
    desk.reply(returned, UNIT_HEAD, NOT_OURS)
    again = desk.letter("returned", DEPUTY)
    assert desk.reply(again, DEPUTY, "Giao Văn phòng chủ trì.").outcome == "directive"
    assert desk.document().state is State.ASSIGNED


def test_who_returns_work_is_told_so(desk: Desk) -> None:
    desk.reply(desk.submitted(), HEAD, TO_OFFICER)
    desk.reply(desk.letter("work-order", OFFICER), OFFICER, NOT_OURS)
    assert "trả lại người giao" in desk.letter("work-echo", OFFICER).text
    assert desk.letter("returned").recipient == HEAD


def test_returning_what_was_passed_on_takes_it_from_those_below(desk: Desk) -> None:
    order = down_to_the_officer(desk)
    desk.reply(desk.letter("work-order", UNIT_HEAD), UNIT_HEAD, NOT_OURS)
    assert parts(desk)[2] == [(Part.LEAD, AssignmentState.WITHDRAWN)]
    assert desk.reply(order, OFFICER, "Hoàn thành.").reason == "token_superseded"


def test_a_new_order_from_above_takes_the_whole_branch_back(desk: Desk) -> None:
    order = down_to_the_officer(desk)
    desk.reply(desk.letter("echo", HEAD), HEAD, "Giao Văn phòng chủ trì.")
    gone = [(Part.LEAD, AssignmentState.WITHDRAWN)]
    assert parts(desk)[:3] == [gone, gone, gone]
    assert desk.reply(order, OFFICER, "Hoàn thành.").reason == "token_superseded"


def test_an_order_given_for_two_stays_when_one_of_them_takes_the_work_back(desk: Desk) -> None:
    desk.reply(desk.submitted(), HEAD, "Giao đồng chí Phạm Văn Dũng chủ trì, đồng chí Lê Thị Lan phối hợp.")
    desk.reply(desk.letter("work-order", DEPUTY), DEPUTY, "Giao Phòng Kinh tế chủ trì.")
    desk.reply(desk.letter("work-order", UNIT_HEAD), UNIT_HEAD, TO_OFFICER)
    desk.reply(desk.letter("echo", DEPUTY), DEPUTY, "Giao Văn phòng chủ trì.")
    withdrawn, passed = (Part.LEAD, AssignmentState.WITHDRAWN), (Part.LEAD, AssignmentState.PASSED_ON)
    first, second, below, _again = parts(desk)
    assert (first[0], second, below) == (passed, [withdrawn], [(Part.LEAD, AssignmentState.OPEN)])


def test_who_helps_does_not_end_what_nobody_led(desk: Desk) -> None:
    desk.reply(desk.submitted(), HEAD, "Giao đồng chí Phạm Văn Dũng chủ trì, đồng chí Võ Hoài Nam phối hợp.")
    desk.reply(desk.letter("work-order", UNIT_HEAD), UNIT_HEAD, NOT_OURS)
    desk.reply(desk.letter("work-order", OFFICER), OFFICER, "Hoàn thành.")
    assert desk.document().state is State.ASSIGNED


def test_the_leader_in_charge_reads_what_went_straight_to_a_specialist(desk: Desk) -> None:
    with desk.app.db.transaction() as session:
        unit_id = desk.person(OFFICER).unit_id
        assert unit_id is not None
        people.put_in_charge(session, AGENCY, unit_id, desk.person(DEPUTY).id)
    desk.reply(desk.submitted(), HEAD, TO_OFFICER)
    orders = desk.letters("work-order")
    assert [letter.recipient for letter in orders] == [OFFICER, UNIT_HEAD, DEPUTY]
    assert [letter.mime["Reply-To"] is None for letter in orders] == [False, True, True]


def test_those_above_get_one_copy_of_an_order_to_two_of_their_people(desk: Desk) -> None:
    with desk.app.db.transaction() as session:
        unit_id = desk.person(OFFICER).unit_id
        assert unit_id is not None
        people.put_in_charge(session, AGENCY, unit_id, desk.person(DEPUTY).id)
        other = Person(0, "Bùi Thị Hạnh", "Chuyên viên", Role.OFFICER, "hanh@xa.example", unit_id)
        people.put_person(session, AGENCY, other, heads_unit=False)
    desk.reply(desk.submitted(), HEAD, f"{TO_OFFICER[:-1]}, đồng chí Bùi Thị Hạnh phối hợp.")
    readers = [letter.recipient for letter in desk.letters("work-order")]
    assert sorted(readers) == sorted([OFFICER, "hanh@xa.example", UNIT_HEAD, DEPUTY])


def test_nobody_is_passed_over_when_a_head_gives_work_to_the_own_people(desk: Desk) -> None:
    with desk.app.db.transaction() as session:
        unit_id = desk.person(OFFICER).unit_id
        assert unit_id is not None
        people.put_in_charge(session, AGENCY, unit_id, desk.person(DEPUTY).id)
    desk.reply(desk.submitted(), HEAD, TO_UNIT)
    desk.reply(desk.letter("work-order", UNIT_HEAD), UNIT_HEAD, TO_OFFICER)
    assert [letter.recipient for letter in desk.letters("work-order")] == [UNIT_HEAD, OFFICER]


def test_the_leader_in_charge_is_not_told_of_his_own_order(desk: Desk) -> None:
    with desk.app.db.transaction() as session:
        people.put_in_charge(session, AGENCY, desk.person(OFFICER).unit_id or 0, desk.person(HEAD).id)
    desk.reply(desk.submitted(), HEAD, TO_OFFICER)
    assert [letter.recipient for letter in desk.letters("work-order")] == [OFFICER, UNIT_HEAD]


@pytest.mark.parametrize("days", [0, 13])
def test_work_nobody_acted_on_is_recalled_however_late(desk: Desk, days: int) -> None:
    desk.reply(desk.submitted(), HEAD, TO_OFFICER)
    echo = desk.letter("echo", HEAD)
    all_sent(desk)
    desk.clock.advance(days=days)
    assert desk.reply(echo, HEAD, "Thu hồi phân công.").outcome == "directive"
    assert parts(desk) == [[(Part.LEAD, AssignmentState.WITHDRAWN)]]
    assert desk.document().state is State.SUBMITTED
    assert "đã thu hồi việc giao" in desk.letter("work-echo", OFFICER).text
    undone = desk.letter("undone", HEAD)
    assert "Đã thu hồi việc giao cho Võ Hoài Nam" in undone.text
    assert desk.reply(undone, HEAD, TO_UNIT).outcome == "directive"


@pytest.mark.parametrize("said", ["Đang xử lý.", "Hoàn thành.", NOT_OURS])
def test_work_somebody_acted_on_is_not_recalled(desk: Desk, said: str) -> None:
    desk.reply(desk.submitted(), HEAD, "Giao đồng chí Võ Hoài Nam và đồng chí Phạm Văn Dũng chủ trì.")
    desk.reply(desk.letter("work-order", OFFICER), OFFICER, said)
    before = parts(desk)
    desk.reply(desk.letter("echo", HEAD), HEAD, "Thu hồi phân công.")
    assert parts(desk) == before
    assert "Võ Hoài Nam đã xử lý" in desk.letter("not-accepted", HEAD).text


def test_one_part_is_recalled_and_the_other_goes_on(desk: Desk) -> None:
    desk.reply(desk.submitted(), HEAD, "Giao đồng chí Võ Hoài Nam chủ trì, Văn phòng phối hợp.")
    desk.reply(desk.letter("echo", HEAD), HEAD, "Thu hồi việc giao cho Văn phòng.")
    assert parts(desk) == [[(Part.LEAD, AssignmentState.OPEN), (Part.CO_HANDLER, AssignmentState.WITHDRAWN)]]
    assert desk.document().state is State.ASSIGNED
    assert "Những việc khác đã giao vẫn tiếp tục" in desk.letter("undone", HEAD).text


def test_who_recalls_what_he_passed_on_holds_it_again(desk: Desk) -> None:
    desk.reply(desk.submitted(), HEAD, TO_UNIT)
    desk.reply(desk.letter("work-order", UNIT_HEAD), UNIT_HEAD, TO_OFFICER)
    desk.reply(desk.letter("echo", UNIT_HEAD), UNIT_HEAD, "Thu hồi.")
    assert parts(desk) == [[(Part.LEAD, AssignmentState.OPEN)], [(Part.LEAD, AssignmentState.WITHDRAWN)]]
    assert desk.document().state is State.ASSIGNED
    assert "đang chờ ý kiến mới" in desk.letter("undone", UNIT_HEAD).text


def test_there_is_nothing_to_recall_before_an_order(desk: Desk) -> None:
    desk.reply(desk.submitted(), HEAD, "Thu hồi.")
    assert "Không có việc nào" in desk.letter("not-accepted", HEAD).text


def test_undo_is_refused_once_the_work_was_passed_on(desk: Desk) -> None:
    desk.reply(desk.submitted(), HEAD, TO_UNIT)
    desk.reply(desk.letter("work-order", UNIT_HEAD), UNIT_HEAD, TO_OFFICER)
    desk.reply(desk.letter("echo", HEAD), HEAD, "HỦY")
    assert desk.letters("not-accepted", HEAD)
    assert parts(desk)[1] == [(Part.LEAD, AssignmentState.OPEN)]


def test_a_withdrawn_letter_that_had_left_is_followed_by_word_of_it(desk: Desk) -> None:
    desk.reply(desk.submitted(), HEAD, TO_OFFICER)
    all_sent(desk)
    desk.reply(desk.letter("echo", HEAD), HEAD, "Giao Văn phòng chủ trì.")
    assert "đã thu hồi việc giao" in desk.letter("work-echo", OFFICER).text


def test_who_is_given_the_work_anew_is_not_told_that_it_was_taken(desk: Desk) -> None:
    desk.reply(desk.submitted(), HEAD, TO_OFFICER)
    all_sent(desk)
    desk.reply(desk.letter("echo", HEAD), HEAD, "Giao đồng chí Võ Hoài Nam chủ trì, hạn 30/12.")
    assert not desk.letters("work-echo")


def finished(desk: Desk) -> Letter:
    """The officer reported the end; returns his work order."""
    desk.reply(desk.submitted(), HEAD, TO_OFFICER)
    order = desk.letter("work-order", OFFICER)
    desk.reply(order, OFFICER, "Hoàn thành.")
    assert desk.document().state is State.DONE
    return order


def test_a_leader_opens_again_what_was_closed_by_mistake(desk: Desk) -> None:
    finished(desk)
    assert desk.reply(desk.letter("echo", HEAD), HEAD, "Mở lại văn bản.").outcome == "directive"
    assert desk.document().state is State.ASSIGNED
    assert parts(desk)[0] == [(Part.LEAD, AssignmentState.IN_PROGRESS)]
    again = desk.letter("work-order", OFFICER)
    assert again.text.partition("Kính gửi")[2].count("được mở lại để tiếp tục xử lý") == 1
    assert desk.reply(again, OFFICER, "Hoàn thành.").outcome == "directive"
    assert desk.document().state is State.DONE
    assert "được mở lại để tiếp tục xử lý" in desk.letter("receipt-05", SENDER).text
    assert len(desk.letters("receipt-06", SENDER)) == 2


def test_an_officer_asks_who_gave_the_work_to_open_it_again(desk: Desk) -> None:
    finished(desk)
    echo = desk.letter("work-echo", OFFICER)
    assert "Báo hoàn thành nhầm, xin mở lại." in echo.text
    assert desk.reply(echo, OFFICER, "Báo hoàn thành nhầm, xin mở lại.").outcome == "directive"
    assert desk.document().state is State.DONE
    assert desk.letters("clerk-alert", CLERK)
    asked = desk.letter("reopen-asked", HEAD)
    assert "Đồng ý mở lại văn bản." in asked.text
    assert desk.reply(asked, HEAD, "Đồng ý em.").outcome == "directive"
    assert desk.document().state is State.ASSIGNED


def test_who_was_asked_to_open_a_document_again_is_understood_by_the_question_alone(desk: Desk) -> None:
    desk.reply(finished(desk), OFFICER, "Báo hoàn thành nhầm, xin mở lại.")
    desk.reply(desk.letter("reopen-asked", HEAD), HEAD, "Không đồng ý.")
    assert desk.document().state is State.DONE


def test_other_orders_about_a_finished_document_stay_without_effect(desk: Desk) -> None:
    finished(desk)
    message = desk.reply(desk.letter("echo", HEAD), HEAD, TO_UNIT)
    assert (message.outcome, message.reason) == ("quarantined", "token_superseded")


def test_what_is_not_finished_is_not_opened_again(desk: Desk) -> None:
    desk.reply(desk.submitted(), HEAD, TO_OFFICER)
    desk.reply(desk.letter("echo", HEAD), HEAD, "Mở lại.")
    assert desk.letters("not-accepted", HEAD)
    assert desk.document().state is State.ASSIGNED


def test_the_office_opens_a_document_again_with_a_reason(desk: Desk) -> None:
    finished(desk)
    with pytest.raises(DomainError):
        reopen_document(desk.app, AGENCY, desk.document().id, CLERK_ACTOR, "  ")
    reopen_document(desk.app, AGENCY, desk.document().id, CLERK_ACTOR, "Báo nhầm văn bản")
    assert desk.document().state is State.ASSIGNED
    with pytest.raises(IllegalTransition):
        reopen_document(desk.app, AGENCY, desk.document().id, CLERK_ACTOR, "lần nữa")


def test_the_head_opens_a_document_again_in_the_portal(desk: Desk) -> None:
    finished(desk)
    instruct(desk.app, AGENCY, desk.document().id, desk.person(HEAD).id, Said("Mở lại văn bản."))
    assert desk.document().state is State.ASSIGNED


def test_the_clerk_lays_a_returned_document_before_another_leader(desk: Desk) -> None:
    desk.reply(desk.submitted(), HEAD, "Không thuộc thẩm quyền, trả lại.")
    lay_before_another(desk.app, AGENCY, desk.document().id, desk.person(DEPUTY).id, CLERK_ACTOR)
    assert desk.reply(desk.letter("assignment", DEPUTY), DEPUTY, TO_OFFICER).outcome == "directive"
    with pytest.raises(IllegalTransition):
        lay_before_another(desk.app, AGENCY, desk.document().id, desk.person(HEAD).id, CLERK_ACTOR)


def test_documents_are_laid_before_those_who_direct_only(desk: Desk) -> None:
    desk.submitted()
    with pytest.raises(DomainError) as refused:
        lay_before_another(desk.app, AGENCY, desk.document().id, desk.person(OFFICER).id, CLERK_ACTOR)
    assert refused.value.code == "person_does_not_direct"


def test_an_open_part_moves_into_other_hands(desk: Desk) -> None:
    desk.reply(desk.submitted(), HEAD, TO_OFFICER)
    old = desk.letter("work-order", OFFICER)
    move = Move(desk.directives()[0].assignments[0].id, desk.person(UNIT_HEAD).id, "Đồng chí Nam nghỉ thai sản")
    reassign(desk.app, AGENCY, move, Actor("Nguyễn Thị Hoa", desk.person(CLERK).id))
    assert parts(desk) == [[(Part.LEAD, AssignmentState.WITHDRAWN), (Part.LEAD, AssignmentState.OPEN)]]
    assert desk.reply(old, OFFICER, "Hoàn thành.").reason == "token_superseded"
    moved = desk.letter("work-order", UNIT_HEAD)
    assert "Lý do: Đồng chí Nam nghỉ thai sản" in moved.text
    assert "Chủ trì: Phạm Văn Dũng" in moved.text
    assert desk.reply(moved, UNIT_HEAD, "Hoàn thành.").outcome == "directive"
    with pytest.raises(DomainError):
        reassign(desk.app, AGENCY, move, CLERK_ACTOR)
