"""Lấy ý kiến: begun on a page, answered on a page, chased, ended, and shown where it belongs."""

from __future__ import annotations

import re
from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest

from mailbot.domain.document import DocumentLine
from mailbot.domain.opinions import RoundLine
from mailbot.domain.people import Role
from mailbot.domain.states import State
from mailbot.storage import directives, opinions, people
from mailbot.storage.outbox import LetterRow
from mailbot.storage.people import PersonRow
from tests.builders_portal import AGENCY, Office, Visit
from tests.story.town import a_letter, a_signed_document

QUESTION = "Đề nghị góp ý dự thảo báo cáo, nhất là khoản 2."


@pytest.fixture
def line(office: Office) -> DocumentLine:
    """A document before the head; the specialist's unit has a head."""
    with office.app.db.transaction() as session:
        unit = people.put_unit(session, AGENCY, "Phòng Kinh tế", ())
        session.query(PersonRow).filter_by(agency_id=AGENCY, role="unit_head").one().unit_id = unit
        session.query(PersonRow).filter_by(agency_id=AGENCY, role="unit_head").one().heads_unit = True
    return office.documents_of(office.receive(a_letter(a_signed_document())))[0]


def key(page: str, name: str) -> str:
    found = re.search(rf'name="asked" value="([a-z]+:\d+)"> <span>{name}', page)
    assert found, name
    return found[1]


def begin(office: Office, line: DocumentLine, **more: str) -> RoundLine:
    """The head asks a unit, the deputy and a department of the province."""
    browser = office.seated(Role.HEAD)
    page = browser.get(f"/lay-y-kien/moi/{line.id}").text
    asked = [key(page, "Phòng Kinh tế"), key(page, "Lê Thị Lan")]
    form = {"words": QUESTION, "asked": asked, "others": "Sở Tài chính <vanthu@stc.example>\n\n", **more}
    answer = browser.post(f"/lay-y-kien/moi/{line.id}", **form)
    assert answer.status_code == 302
    return the_round(office, line)


def the_round(office: Office, line: DocumentLine) -> RoundLine:
    with office.app.db.reading() as session:
        return opinions.of_document(session, AGENCY, line.id)[-1]


def letters(office: Office, kind: str) -> list[str]:
    with office.app.db.reading() as session:
        return [row.recipient for row in session.query(LetterRow).filter_by(kind=kind, agency_id=AGENCY)]


def say(browser: Visit, round_: RoundLine, place: int, words: str, what: str = "gop-y", **more: str):  # type: ignore[no-untyped-def]
    return browser.post(f"/lay-y-kien/{round_.id}/{what}/{round_.opinions[place].id}", words=words, **more)


def test_a_round_begun_on_a_page_is_an_order_like_a_mailed_one(office: Office, line: DocumentLine) -> None:
    found = begin(office, line, until="2030-01-15")
    assert [one.name for one in found.opinions] == ["Phòng Kinh tế", "Lê Thị Lan", "Sở Tài chính"]
    assert found.opinions[2].address == "vanthu@stc.example"
    assert str(found.due_on) == "2030-01-15"
    assert office.document(line.id).state is State.ASSIGNED
    assert len(letters(office, "opinion-request")) == 2
    assert letters(office, "echo") and letters(office, "clerk-alert")
    with office.app.db.reading() as session:
        assert [one.words for one in directives.of_document(session, AGENCY, line.id)] == [QUESTION]


def test_who_is_asked_finds_it_waiting_and_answers_there(office: Office, line: DocumentLine) -> None:
    found = begin(office, line)
    deputy = office.seated(Role.LEADER)
    assert "Xin ý kiến" in deputy.get("/cua-toi/").text
    assert QUESTION in deputy.get(f"/cua-toi/{line.id}").text
    say(deputy, found, 1, "Giao Văn phòng chủ trì thì hợp hơn.")
    assert the_round(office, line).opinions[1].words == "Giao Văn phòng chủ trì thì hợp hơn."
    assert "Không có văn bản nào chờ đồng chí" in deputy.get("/cua-toi/").text
    assert "Giao Văn phòng chủ trì thì hợp hơn." in office.seated(Role.HEAD).get(f"/lay-y-kien/{found.id}").text
    say(deputy, found, 1, "Lần nữa")
    assert the_round(office, line).opinions[1].words == "Giao Văn phòng chủ trì thì hợp hơn."


def test_nobody_answers_for_another_person(office: Office, line: DocumentLine) -> None:
    found = begin(office, line)
    say(office.seated(Role.OFFICER), found, 0, "Thay trưởng phòng")
    assert the_round(office, line).opinions[0].words == ""
    assert say(office.seated(Role.OFFICER), found, 2, "Sở trả lời", what="ghi").status_code == 403


def test_the_office_enters_what_a_unit_without_a_head_answered(office: Office, line: DocumentLine) -> None:
    found, clerk = begin(office, line), office.seated(Role.CLERK)
    place = f"/ghi/{found.opinions[0].id}"
    assert place not in clerk.get(f"/lay-y-kien/{found.id}").text
    say(clerk, found, 0, "Thay trưởng phòng", what="ghi")
    assert the_round(office, line).opinions[0].words == ""
    with office.app.db.transaction() as session:
        session.query(PersonRow).filter_by(agency_id=AGENCY, role="unit_head").one().heads_unit = False
    assert place in clerk.get(f"/lay-y-kien/{found.id}").text
    say(clerk, found, 0, "Phòng thống nhất.", what="ghi")
    assert the_round(office, line).opinions[0].words == "Phòng thống nhất."


def test_the_clerk_enters_the_other_agencys_answer_with_its_document(office: Office, line: DocumentLine) -> None:
    found, clerk = begin(office, line), office.seated(Role.CLERK)
    reply = office.documents_of(office.receive(a_letter(a_signed_document())))[0]
    say(clerk, found, 2, "Thống nhất.", what="ghi", number="999")
    assert the_round(office, line).opinions[2].answered_at is None
    assert "không có số 999" in clerk.get(f"/lay-y-kien/{found.id}").text
    number = str(office.document(reply.id).arrival_number or 1)
    say(clerk, found, 2, "Thống nhất.", what="ghi", number=number)
    given = the_round(office, line).opinions[2]
    assert given.words == "Thống nhất."
    assert f"/van-ban/{given.answer_document_id}" in clerk.get(f"/lay-y-kien/{found.id}").text
    assert "Văn bản này trả lời" in clerk.get(f"/van-ban/{given.answer_document_id}").text


def test_silent_ones_are_reminded_once_a_day(office: Office, line: DocumentLine) -> None:
    found, head = begin(office, line), office.seated(Role.HEAD)
    for _ in range(2):
        head.post(f"/lay-y-kien/{found.id}/nhac")
    assert len(letters(office, "opinion-request")) == 4
    assert "Hôm nay đã nhắc" in head.get(f"/lay-y-kien/{found.id}").text
    office.clock.ahead += timedelta(days=1)
    office.seated(Role.CLERK).post(f"/lay-y-kien/{found.id}/nhac")
    assert len(letters(office, "opinion-request")) == 6


def test_who_began_it_ends_it_and_the_table_is_a_document(office: Office, line: DocumentLine) -> None:
    found = begin(office, line)
    assert office.seated(Role.OFFICER).post(f"/lay-y-kien/{found.id}/ket-thuc").status_code == 403
    head = office.seated(Role.HEAD)
    head.post(f"/lay-y-kien/{found.id}/ket-thuc")
    assert the_round(office, line).closed_at is not None
    assert letters(office, "opinion-summary")
    with ZipFile(BytesIO(head.get(f"/lay-y-kien/{found.id}/tong-hop.docx").data)) as book:
        assert "Sở Tài chính" in book.read("word/document.xml").decode()
    assert "đã kết thúc" in head.get(f"/van-ban/{line.id}").text
    assert "đã kết thúc" in head.get("/lay-y-kien/").text


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"words": ""}, "Chưa có nội dung"),
        ({"asked": [], "others": " \n"}, "Chưa có đơn vị hoặc cá nhân"),
        ({"asked": ["person:999999"]}, "Biểu mẫu không đúng"),
        ({"until": "32/13/2026"}, "ngày"),
    ],
)
def test_what_is_missing_is_said_and_nobody_is_asked(office: Office, line: DocumentLine, form, said) -> None:  # type: ignore[no-untyped-def]
    browser = office.seated(Role.HEAD)
    sent = {"words": QUESTION, "others": "Sở Tài chính"} | form
    answer = browser.post(f"/lay-y-kien/moi/{line.id}", **sent)
    assert answer.status_code == 409
    assert said in answer.text
    assert not letters(office, "opinion-request")
    assert office.document(line.id).state is State.SUBMITTED


def test_who_has_nothing_to_do_with_a_document_asks_nobody(office: Office, line: DocumentLine) -> None:
    assert office.seated(Role.OFFICER).get(f"/lay-y-kien/moi/{line.id}").status_code == 403
    offer = f'href="/lay-y-kien/moi/{line.id}"'
    assert offer not in office.seated(Role.OFFICER).get(f"/van-ban/{line.id}").text
    assert offer in office.seated(Role.HEAD).get(f"/van-ban/{line.id}").text
