"""A clerk enters what a leader said: understood first, then carried out, and marked as entered."""

from __future__ import annotations

import re

import pytest

from mailbot.domain.directive import Via
from mailbot.domain.people import Role
from mailbot.domain.states import State
from mailbot.storage import directives, history, people
from mailbot.storage.outbox import LetterRow
from tests.builders_portal import AGENCY, Office, Visit
from tests.story.town import a_document, a_letter, a_signed_document

ORDER = "Giao đồng chí Võ Hoài Nam chủ trì tham mưu, hạn 30/12/2026."


def laid_before_the_head(office: Office) -> tuple[int, str]:
    """(document, person) of something the head has to decide."""
    document = office.documents_of(office.receive(a_letter(a_signed_document())))[0]
    with office.app.db.reading() as session:
        head = people.with_role(session, AGENCY, Role.HEAD)[0]
    return document.id, str(head.id)


def enter(browser: Visit, document: int, person: str, words: str = ORDER, via: str = "phone", step: str = ""):  # type: ignore[no-untyped-def]
    return browser.post(f"/van-ban/{document}/y-kien{step}", person=person, words=words, via=via)


def test_words_are_understood_before_anything_is_done(office: Office) -> None:
    document, head = laid_before_the_head(office)
    browser = office.visit()

    page = enter(browser, document, head, step="/hieu").text

    assert "Võ Hoài Nam" in page
    assert "30/12/2026" in page
    assert office.document(document).state is State.SUBMITTED


@pytest.mark.parametrize(
    ("via", "marked"),
    [("phone", "nói qua điện thoại, Nguyễn Thị Hoa ghi"), ("paper", "viết trên bản giấy, Nguyễn Thị Hoa ghi")],
)
def test_what_the_leader_said_goes_down_the_road_of_every_order(office: Office, via: str, marked: str) -> None:
    document, head = laid_before_the_head(office)
    browser = office.visit()

    assert enter(browser, document, head, via=via).status_code == 302

    with office.app.db.reading() as session:
        (given,) = directives.of_document(session, AGENCY, document)
        entry = next(e for e in history.of(session, AGENCY, "document", document) if e.action == "directed")
        kinds = {letter.kind for letter in session.query(LetterRow).filter_by(document_id=document)}
    assert (given.words, given.via, given.confirmed_by) == (ORDER, Via(via), "Nguyễn Thị Hoa")
    assert (entry.actor, entry.detail["confirmed_by"]) == ("Trần Quốc Bảo", "Nguyễn Thị Hoa")
    assert {"echo", "work-order", "receipt-04"} <= kinds
    assert office.document(document).state is State.ASSIGNED
    assert marked in browser.get(f"/van-ban/{document}").text


def test_unclear_words_do_nothing_and_are_asked_about(office: Office) -> None:
    document, head = laid_before_the_head(office)
    answer = enter(office.visit(), document, head, words="Giao đồng chí Trần Văn Không Có chủ trì.")
    assert "Chưa đủ rõ để thực hiện" in answer.text
    assert office.document(document).state is State.SUBMITTED


@pytest.mark.parametrize(("words", "via"), [("  ", "phone"), (ORDER, "mail"), (ORDER, "")])
def test_words_and_the_way_they_came_are_needed(office: Office, words: str, via: str) -> None:
    document, head = laid_before_the_head(office)
    assert enter(office.visit(), document, head, words=words, via=via).status_code == 409
    assert office.document(document).state is State.SUBMITTED


def test_nobody_speaks_for_a_leader_the_document_does_not_lie_before(office: Office) -> None:
    document, _head = laid_before_the_head(office)
    with office.app.db.reading() as session:
        deputy = people.with_role(session, AGENCY, Role.LEADER)[0]
    assert enter(office.visit(), document, str(deputy.id)).status_code == 409
    assert office.document(document).state is State.SUBMITTED


@pytest.mark.parametrize("role", [Role.HEAD, Role.OFFICER, Role.LEADER])
def test_only_clerks_enter_what_others_said(office: Office, role: Role) -> None:
    document, head = laid_before_the_head(office)
    assert enter(office.visit(role), document, head).status_code == 403


def test_the_page_shows_the_whole_road_in_order(office: Office) -> None:
    document, head = laid_before_the_head(office)
    browser = office.visit()
    enter(browser, document, head)
    page = browser.get(f"/van-ban/{document}").text
    road = page[page.index('class="road"') :]
    steps = re.findall(r"<b>([^<]+)</b>", road[: road.index("</ol>")])
    assert steps[:3] == ["Thư đến", "Kiểm tra chữ ký số", "Đến và vào sổ"]
    assert steps[-1] == "Hạn xử lý"
    assert {"Trình lãnh đạo", "Có ý kiến chỉ đạo", "Báo đã vào sổ (03)"} <= set(steps)


def test_a_second_copy_is_linked_both_ways(office: Office) -> None:
    pdf = a_document()
    first = office.hold(a_letter(pdf))
    second = office.documents_of(office.receive(a_letter(pdf, subject="Gửi lại")))[0]
    browser = office.visit()
    assert f"/van-ban/{second.id}" in browser.get(f"/van-ban/{first.id}").text
    assert f"/van-ban/{first.id}" in browser.get(f"/van-ban/{second.id}").text
