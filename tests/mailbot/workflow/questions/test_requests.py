"""More time and help: asked for by mail, decided by mail, and nothing changes before."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest

from mailbot.domain.asking import RequestState
from mailbot.domain.calendar import VIETNAM
from mailbot.domain.delegation import Proof, Scope, Wish
from mailbot.domain.directive import Part
from mailbot.domain.people import Actor
from mailbot.storage import requests
from mailbot.storage.requests import RequestLine
from mailbot.workflow.delegation.make import delegate
from tests.mailbot.workflow.desk import Desk, Letter
from tests.story.town import AGENCY, DEPUTY, HEAD, OFFICER, UNIT_HEAD, a_letter, a_signed_document


@pytest.fixture
def busy(desk: Desk) -> Desk:
    """An officer has work that is due on 25 November 2026."""
    letter = desk.submitted()
    desk.clock.now = datetime.combine(date(2026, 11, 18), time(9), VIETNAM).astimezone(UTC)
    desk.reply(letter, HEAD, "Giao đồng chí Võ Hoài Nam chủ trì tham mưu, hạn 25/11.")
    return desk


def asked(desk: Desk, words: str = "Xin gia hạn đến 30/11.") -> Letter:
    """The officer asks; returns the letter to who decides."""
    assert desk.reply(desk.letter("work-order", OFFICER), OFFICER, words).reason == "proved_order"
    return desk.letter("work-request")


def answered(desk: Desk, letter: Letter, person: str) -> Letter:
    """They say yes; returns why nothing came of it."""
    desk.reply(letter, person, "Đồng ý.")
    return desk.letter("not-accepted", person)


def the_requests(desk: Desk) -> tuple[RequestLine, ...]:
    with desk.app.db.reading() as session:
        return requests.of_document(session, AGENCY, desk.document().id)


def due(desk: Desk) -> date | None:
    return desk.directives()[0].assignments[0].due_on


@pytest.mark.parametrize(
    ("words", "until"),
    [
        ("Đồng ý gia hạn.", date(2026, 11, 30)),
        ("OK", date(2026, 11, 30)),
        ("Đồng ý gia hạn đến 27/11", date(2026, 11, 27)),
    ],
)
def test_time_is_given_as_asked_or_until_another_day(busy: Desk, words: str, until: date) -> None:
    letter = asked(busy)
    assert due(busy) == date(2026, 11, 25)
    assert busy.reply(letter, HEAD, words).reason == "proved_order"
    assert due(busy) == busy.document().due_on == until
    assert until.strftime("%d/%m/%Y") in busy.letter("request-echo", OFFICER).text
    assert "không phải đồng chí" in busy.letter("echo", HEAD).text.lower()
    assert the_requests(busy)[0].granted_until == until


def test_no_means_that_everything_stays(busy: Desk) -> None:
    busy.reply(asked(busy), HEAD, "Không đồng ý.")
    assert due(busy) == date(2026, 11, 25)
    assert "không đồng ý" in busy.letter("request-echo", OFFICER).text
    assert the_requests(busy)[0].state is RequestState.DECLINED


def test_an_answer_that_is_not_clear_is_asked_back_and_can_be_given_again(busy: Desk) -> None:
    assert busy.reply(asked(busy), HEAD, "Đồng ý gia hạn thêm 3 ngày").reason == "not_understood"
    assert due(busy) == date(2026, 11, 25)
    assert busy.reply(busy.letter("ask-back", HEAD), HEAD, "Đồng ý gia hạn đến 30/11").reason == "proved_order"
    assert due(busy) == date(2026, 11, 30)


def test_yes_to_a_letter_that_asked_nothing_gives_no_time(busy: Desk) -> None:
    asked(busy)
    assert busy.reply(busy.letter("echo", HEAD), HEAD, "Đồng ý gia hạn đến 30/11").reason == "verb_not_allowed"
    assert due(busy) == date(2026, 11, 25)


def test_the_officer_cannot_grant_it_to_themselves(busy: Desk) -> None:
    letter = asked(busy)
    assert busy.reply(letter, OFFICER, "Đồng ý gia hạn.").outcome == "quarantined"
    assert due(busy) == date(2026, 11, 25)


def test_who_passed_work_on_lends_no_more_time_than_they_have(busy: Desk) -> None:
    busy.reply(busy.letter("echo", HEAD), HEAD, "Giao Phòng Kinh tế chủ trì, hạn 25/11.")
    order = [one for one in busy.letters("work-order", UNIT_HEAD) if one.mime["Reply-To"]][-1]
    busy.reply(order, UNIT_HEAD, "Giao đồng chí Võ Hoài Nam chủ trì, hạn 23/11.")
    letter = asked(busy, "Xin gia hạn đến 27/11.")
    assert letter.recipient == UNIT_HEAD
    assert "giao cho chính đồng chí đối với văn bản này là 25/11/2026" in letter.text
    busy.reply(letter, UNIT_HEAD, "Đồng ý.")
    refused = busy.letter("not-accepted", UNIT_HEAD)
    assert "25/11/2026" in refused.text
    busy.reply(refused, UNIT_HEAD, "Đồng ý gia hạn đến 25/11.")
    assert the_requests(busy)[-1].granted_until == date(2026, 11, 25)


@pytest.mark.parametrize(("days", "said"), [(1, True), (0, False)])
def test_who_decides_reads_that_the_document_is_due_before(desk: Desk, days: int, said: bool) -> None:
    letter = desk.submitted()
    limit = desk.document().due_on
    assert limit is not None
    desk.reply(letter, HEAD, f"Giao đồng chí Võ Hoài Nam chủ trì tham mưu, hạn {limit - timedelta(days=7):%d/%m/%Y}.")
    wish = asked(desk, f"Xin gia hạn đến {limit + timedelta(days=days):%d/%m/%Y}.")
    assert (f"sau thời hạn giải quyết của văn bản ({limit:%d/%m/%Y})" in wish.text) is said
    assert "chính đồng chí" not in wish.text


def test_a_wish_for_more_time_climbs_and_comes_down_again(busy: Desk) -> None:
    busy.reply(busy.letter("echo", HEAD), HEAD, "Giao Phòng Kinh tế chủ trì, hạn 25/11.")
    order = [one for one in busy.letters("work-order", UNIT_HEAD) if one.mime["Reply-To"]][-1]
    busy.reply(order, UNIT_HEAD, "Giao đồng chí Võ Hoài Nam chủ trì.")
    below = asked(busy, "Xin gia hạn đến 27/11.")
    assert "gia hạn với người đã giao việc" in answered(busy, below, UNIT_HEAD).text
    assert busy.reply(order, UNIT_HEAD, "Xin gia hạn đến 27/11.").reason == "proved_order"
    busy.reply(busy.letter("work-request", HEAD), HEAD, "Đồng ý.")
    busy.reply(below, UNIT_HEAD, "Đồng ý.")
    assert [line.state for line in the_requests(busy)] == [RequestState.GRANTED] * 2
    assert busy.directives()[2].assignments[0].due_on == busy.document().due_on == date(2026, 11, 27)


def test_a_wish_ends_with_the_work_it_is_about(busy: Desk) -> None:
    asked(busy)
    busy.reply(busy.letter("request-echo", OFFICER), OFFICER, "Không đúng chức năng, nhiệm vụ.")
    assert the_requests(busy)[0].state is RequestState.OVERTAKEN


def test_what_a_stand_in_gave_is_decided_by_the_lender_once_that_is_over(desk: Desk) -> None:
    head, deputy, today = desk.person(HEAD), desk.person(DEPUTY), desk.clock().astimezone(VIETNAM).date()
    wish = Wish(head.id, deputy.id, today, today, Scope(), "Giấy ủy quyền số 1/GUQ")
    delegate(desk.app, AGENCY, wish, Actor(head.name, head.id), Proof.CONSOLE)
    desk.receive(a_letter(a_signed_document()))
    desk.reply(desk.letter("assignment", DEPUTY), DEPUTY, "Giao đồng chí Võ Hoài Nam chủ trì.")
    desk.clock.advance(days=1)
    until = today + timedelta(days=30)
    asked(desk, f"Xin gia hạn đến {until:%d/%m/%Y}.")
    assert desk.letter("work-request").recipient == HEAD


def test_help_is_added_when_it_is_granted(busy: Desk) -> None:
    letter = asked(busy, "Đang xử lý, xin Phòng Kinh tế phối hợp")
    assert "Đề nghị phối hợp: Phòng Kinh tế" in letter.text
    assert not any(a.part is Part.CO_HANDLER for d in busy.directives() for a in d.assignments)
    assert busy.reply(letter, HEAD, "Nhất trí.").reason == "proved_order"
    order = busy.letter("work-order", UNIT_HEAD)
    assert "phối hợp" in order.text
    assert "Đang xử lý, xin Phòng Kinh tế phối hợp" in order.text
    assert [a.part for a in busy.directives()[-1].assignments] == [Part.CO_HANDLER]
    assert busy.directives()[-1].assignments[0].due_on == date(2026, 11, 25)


def test_a_request_is_decided_once_and_not_after_the_work_has_ended(busy: Desk) -> None:
    letter = asked(busy)
    busy.reply(busy.letter("request-echo", OFFICER), OFFICER, "Hoàn thành.")
    assert busy.reply(letter, HEAD, "Đồng ý.").reason == "token_superseded"
    assert due(busy) == date(2026, 11, 25)


def test_an_officer_reports_progress_again_in_answer_to_what_was_noted(busy: Desk) -> None:
    busy.reply(busy.letter("work-order", OFFICER), OFFICER, "Đang xử lý, đã họp với các thôn.")
    assert (
        busy.reply(busy.letter("work-echo", OFFICER), OFFICER, "Đang xử lý, đã gửi phiếu cho các thôn.").reason
        == "proved_order"
    )
    words = [entry.detail["words"] for entry in busy.journal() if entry.action == "work_in_progress"]
    assert words == ["Đang xử lý, đã họp với các thôn.", "Đang xử lý, đã gửi phiếu cho các thôn."]


def test_taking_back_an_order_leaves_what_was_granted_meanwhile(busy: Desk) -> None:
    busy.reply(asked(busy), HEAD, "Đồng ý.")
    busy.reply(busy.letter("echo", HEAD), HEAD, "HỦY")
    assert due(busy) == date(2026, 11, 30)
    assert the_requests(busy)[0].state is RequestState.GRANTED


def test_all_letters_about_a_document_hang_in_one_thread(busy: Desk) -> None:
    asked(busy)
    ours = [one for one in busy.letters() if one.recipient in (HEAD, OFFICER)]
    assert len(ours) > 4
    assert len({str(one.mime["References"]) for one in ours}) == 1
