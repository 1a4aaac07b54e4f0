"""Several documents at once: foreseen, then done one by one, each on its own."""

from __future__ import annotations

from mailbot.domain.people import Role
from mailbot.domain.states import State
from tests.builders_portal import NEIGHBOUR, Office
from tests.portal.desk.test_undo import step_on
from tests.story.town import a_document, a_letter


def test_the_preview_shows_numbers_letters_and_gaps_and_changes_nothing(office: Office) -> None:
    lines = [office.hold(a_letter(a_document())) for _ in range(2)]

    page = office.seated(Role.CLERK).get(f"/hang-loat/?chon={lines[0].id}&chon={lines[1].id}").text

    assert "Xử lý 2 văn bản một lượt" in page
    assert "số đến 1" in page
    assert "số đến 2" in page
    assert {office.document(line.id).state for line in lines} == {State.HELD}


def test_all_are_registered_in_order_and_taken_back_together(office: Office) -> None:
    lines = [office.hold(a_letter(a_document())) for _ in range(3)]
    browser = office.seated(Role.CLERK)

    browser.client.post(
        "/hang-loat/",
        data={"csrf_token": browser.token(), "act": "paper", "what": [f"{line.id}:1" for line in lines]},
    )
    assert [office.document(line.id).arrival_number for line in lines] == [1, 2, 3]
    page = browser.get("/").text
    assert "Đã xử lý 3 văn bản." in page

    browser.post("/hoan-tac/", step=step_on(page))
    assert {office.document(line.id).state for line in lines} == {State.HELD}


def test_sent_one_by_one_they_still_are_one_step_to_take_back(office: Office) -> None:
    lines = [office.hold(a_letter(a_document())) for _ in range(2)]
    browser = office.seated(Role.CLERK)

    for line in lines:
        said = browser.post("/hang-loat/", act="paper", what=f"{line.id}:1", one="1", batch="ab12").text
        assert "Đã vào sổ, số đến" in said
    browser.post("/hoan-tac/", step=step_on(browser.get("/").text))

    assert {office.document(line.id).state for line in lines} == {State.HELD}


def test_one_that_changed_meanwhile_is_left_alone_and_the_others_are_done(office: Office) -> None:
    first, second = (office.hold(a_letter(a_document())) for _ in range(2))
    browser = office.seated(Role.CLERK)
    browser.post(f"/cho-ban-giay/{first.id}/tra-lai", version="1", words="Gửi nhầm.")

    browser.client.post(
        "/hang-loat/",
        data={"csrf_token": browser.token(), "act": "paper", "what": [f"{first.id}:1", f"{second.id}:1"]},
    )

    assert (office.document(first.id).state, office.document(second.id).arrival_number) == (State.REFUSED, 1)
    assert "đã trả lại văn bản này" in browser.get("/").text


def test_nothing_is_refused_without_words(office: Office) -> None:
    held, browser = office.hold(a_letter(a_document())), office.seated(Role.CLERK)

    browser.post("/hang-loat/", act="refuse", what=f"{held.id}:1", words=" ")
    assert office.document(held.id).state is State.HELD
    browser.post("/hang-loat/", act="refuse", what=f"{held.id}:1", words="Gửi nhầm nơi nhận.")
    assert office.document(held.id).state is State.REFUSED


def test_documents_of_another_agency_are_not_among_them(office: Office) -> None:
    foreign, browser = office.hold(a_letter(a_document()), NEIGHBOUR), office.seated(Role.CLERK)

    assert "Chưa chọn văn bản nào" in browser.get(f"/hang-loat/?chon={foreign.id}").text
    browser.post("/hang-loat/", act="paper", what=f"{foreign.id}:1")
    assert office.document(foreign.id, NEIGHBOUR).state is State.HELD
