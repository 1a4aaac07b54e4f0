"""A leader answers the assignment letter; an officer does the work; the sender hears of it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from mailbot.storage import directives
from mailbot.storage.directives import AssignmentState, Part
from tests.services.machine import wait_until
from tests.services.smtpsink import Received
from tests.story.town import (
    AGENCY,
    DEPUTY,
    HEAD,
    OFFICER,
    SENDER,
    UNIT_HEAD,
    Town,
    a_letter,
    a_signed_document,
    edxml_of,
    subject_of,
    text_of,
)

DUE = (datetime.now(UTC) + timedelta(days=10)).date()
ORDER = f"Giao đồng chí Võ Hoài Nam chủ trì, Phòng Nội vụ phối hợp, tham mưu trước {DUE:%d/%m/%Y}."


def submitted(town: Town) -> Received:
    """A signed document lies before the head; returns the assignment letter."""
    town.deliver(a_letter(a_signed_document()))
    return town.letters(HEAD)[0]


def test_leader_answers_in_one_sentence_and_the_work_is_given(town: Town) -> None:
    town.answer(submitted(town), HEAD, ORDER)

    order = town.letters(OFFICER)[0]
    echo = town.letters(HEAD, 2)[1]

    (document,) = town.documents()
    with town.app.db.reading() as session:
        (directive,) = directives.of_document(session, AGENCY, document.id)
    assert directive.words == ORDER
    assert {a.part for a in directive.assignments} == {Part.LEAD, Part.CO_HANDLER}
    assert document.state == "assigned"
    assert document.due_on == DUE
    assert ORDER in text_of(order)
    assert "HỦY" in text_of(echo)
    assert "Võ Hoài Nam" in text_of(echo)
    assert b">04<" in edxml_of(town.letters(SENDER, 2)[1])


def test_head_of_the_unit_hears_of_work_given_straight_to_an_officer(town: Town) -> None:
    town.answer(submitted(town), HEAD, ORDER)

    copy = town.letters(UNIT_HEAD)[0]

    assert ORDER in text_of(copy)


def test_officer_finishes_and_the_sender_gets_06(town: Town) -> None:
    town.answer(submitted(town), HEAD, ORDER)
    order = town.letters(OFFICER)[0]

    town.answer(order, OFFICER, "Đang xử lý.")
    assert b">05<" in edxml_of(town.letters(SENDER, 3)[2])
    town.answer(order, OFFICER, "Đã hoàn thành.")

    finished = town.letters(SENDER, 4)[3]
    assert b">06<" in edxml_of(finished)
    assert town.documents()[0].state == "done"


def test_leader_takes_the_order_back_within_thirty_minutes(town: Town) -> None:
    town.answer(submitted(town), HEAD, ORDER)
    echo = town.letters(HEAD, 2)[1]

    town.answer(echo, HEAD, "HỦY")
    undone = town.letters(HEAD, 3)[2]

    (document,) = town.documents()
    with town.app.db.reading() as session:
        (directive,) = directives.of_document(session, AGENCY, document.id)
    assert document.state == "submitted"
    assert directive.undone_at is not None
    assert {a.state for a in directive.assignments} == {AssignmentState.WITHDRAWN}
    assert "hủy" in (subject_of(undone) + text_of(undone)).lower()


def test_order_nobody_vouches_for_waits_for_the_clerk(town: Town) -> None:
    letter = submitted(town)

    town.answer(letter, HEAD, ORDER, proved=False)
    town.wait_decided(2)

    assert (town.message().outcome, town.message().reason) == ("quarantined", "sender_not_authenticated")
    assert town.documents()[0].state == "submitted"
    assert not town.sink.received(OFFICER)


def test_unclear_order_is_asked_back_once_and_nothing_is_done(town: Town) -> None:
    town.answer(submitted(town), HEAD, "Giao đồng chí Bình xử lý.")

    asked = town.letters(HEAD, 2)[1]

    assert "Bình" in text_of(asked)
    assert town.documents()[0].state == "submitted"


def test_work_passed_on_by_the_deputy_is_done_when_the_unit_is(town: Town) -> None:
    town.answer(submitted(town), HEAD, "Kính chuyển PCT Lan chỉ đạo.")
    passed_on = town.letters(DEPUTY)[0]

    town.answer(passed_on, DEPUTY, "Giao Phòng Kinh tế chủ trì.")
    order = town.letters(UNIT_HEAD)[0]
    assert "Phòng Kinh tế" in text_of(order)
    town.answer(order, UNIT_HEAD, "Đã hoàn thành.")

    wait_until(lambda: town.documents()[0].state == "done", what="the document to be done")
    with town.app.db.reading() as session:
        first, second = directives.of_document(session, AGENCY, town.documents()[0].id)
    assert [a.state for a in first.assignments] == [AssignmentState.PASSED_ON]
    assert [a.state for a in second.assignments] == [AssignmentState.DONE]


def test_deputy_takes_back_what_was_passed_on(town: Town) -> None:
    town.answer(submitted(town), HEAD, "Kính chuyển PCT Lan chỉ đạo.")
    town.answer(town.letters(DEPUTY)[0], DEPUTY, "Giao Phòng Kinh tế chủ trì.")
    echo = town.letters(DEPUTY, 2)[1]

    town.answer(echo, DEPUTY, "HỦY")
    town.letters(DEPUTY, 3)

    with town.app.db.reading() as session:
        first, second = directives.of_document(session, AGENCY, town.documents()[0].id)
    assert [a.state for a in first.assignments] == [AssignmentState.OPEN]
    assert [a.state for a in second.assignments] == [AssignmentState.WITHDRAWN]
    assert town.documents()[0].state == "assigned"
