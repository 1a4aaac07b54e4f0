"""Văn bản của tôi: what leaders and officers see and say in the portal."""

from __future__ import annotations

import io
import re

import pytest

from mailbot.domain.document import DocumentLine
from mailbot.domain.people import Role
from mailbot.domain.states import State
from mailbot.storage import directives, readings
from mailbot.storage.outbox import LetterRow
from tests.builders_portal import AGENCY, Office, Visit
from tests.story.town import a_document, a_letter, a_signed_document

_BUTTON = re.compile(r'<button name="words" value="([^"]+)"')


def submitted(office: Office) -> DocumentLine:
    """A signed document lies before the head."""
    return office.documents_of(office.receive(a_letter(a_signed_document())))[0]


def given(office: Office, document_id: int) -> list[str]:
    with office.app.db.reading() as session:
        return [line.words for line in directives.of_document(session, AGENCY, document_id)]


def letters(office: Office, kind: str) -> list[str]:
    with office.app.db.reading() as session:
        return [row.recipient for row in session.query(LetterRow).filter_by(kind=kind)]


def say(browser: Visit, document_id: int, **form: str):  # type: ignore[no-untyped-def]
    return browser.post(f"/cua-toi/{document_id}", **form)


def test_what_lies_before_the_head_waits_on_the_first_pile(office: Office) -> None:
    line = submitted(office)
    page = office.seated(Role.HEAD).get("/cua-toi/").text
    assert line.notation and line.notation in page
    assert "Chờ ý kiến" in page and "mới" in page
    assert line.notation not in office.seated(Role.LEADER).get("/cua-toi/").text


def test_one_tap_gives_the_work_and_moves_the_document_to_the_second_pile(office: Office) -> None:
    line, browser = submitted(office), office.seated(Role.HEAD)
    say(browser, line.id, words="Giao Văn phòng chủ trì tham mưu.")
    assert office.document(line.id).state is State.ASSIGNED
    assert letters(office, "echo") and letters(office, "work-order")
    page = browser.get(f"/cua-toi/{line.id}").text
    assert "Giao Văn phòng chủ trì tham mưu." in page and "qua cổng" in page
    assert line.notation in browser.get("/cua-toi/?muc=going").text
    assert "Không có văn bản nào chờ đồng chí" in browser.get("/cua-toi/").text


@pytest.mark.parametrize("role", [Role.HEAD, Role.LEADER, Role.UNIT_HEAD, Role.OFFICER])
def test_every_ready_answer_is_understood(office: Office, role: Role) -> None:
    line = submitted(office)
    if role is not Role.HEAD:
        name = {Role.LEADER: "Lê Thị Lan", Role.UNIT_HEAD: "Phạm Văn Dũng", Role.OFFICER: "Võ Hoài Nam"}[role]
        say(office.seated(Role.HEAD), line.id, words=f"Giao đồng chí {name} chủ trì.")
    browser = office.seated(role)
    ready = _BUTTON.findall(browser.get(f"/cua-toi/{line.id}").text)
    assert ready
    for words in ready:
        answer = say(browser, line.id, words=words)
        assert answer.status_code in (302, 403), words
        assert "Xin ý kiến rõ hơn" not in answer.text, words


def test_what_was_ticked_in_the_list_becomes_a_sentence_in_the_leaders_name(office: Office) -> None:
    line, browser = submitted(office), office.seated(Role.HEAD)
    page = browser.get(f"/cua-toi/{line.id}").text
    lead = re.search(r'name="lead" value="(unit:\d+)"', page)
    helper = re.search(r'name="helper" value="(person:\d+)"> <span>Võ Hoài Nam', page)
    assert lead and helper
    say(browser, line.id, kind="giving", lead=lead[1], helper=helper[1], until="2026-12-30", words="Làm gọn.")
    (words,) = given(office, line.id)
    assert words == "Giao Văn phòng chủ trì, Võ Hoài Nam phối hợp, hạn 30/12/2026. Làm gọn."
    assert office.document(line.id).due_on is not None


def test_nobody_ticked_is_said_and_nothing_happens(office: Office) -> None:
    line, browser = submitted(office), office.seated(Role.HEAD)
    say(browser, line.id, kind="giving", words="Gấp")
    assert "Hãy chọn người hoặc đơn vị chủ trì" in browser.get(f"/cua-toi/{line.id}").text
    assert given(office, line.id) == []


def test_a_person_of_the_neighbour_cannot_be_ticked(office: Office) -> None:
    line, browser = submitted(office), office.seated(Role.HEAD)
    say(browser, line.id, kind="giving", lead="person:99")
    assert given(office, line.id) == []


def test_unclear_words_are_asked_back_on_the_page_and_one_tap_settles_them(office: Office) -> None:
    line, browser = submitted(office), office.seated(Role.HEAD)
    words = "Giao Văn phòng, đồng chí Nam phối hợp"
    asked = say(browser, line.id, words=words)
    assert "Chưa có gì được thực hiện" in asked.text
    assert given(office, line.id) == []
    choices = re.findall(r'name="choice" value="(\d)"', asked.text)
    assert choices
    say(browser, line.id, words=words, choice=choices[0])
    assert given(office, line.id) == [words]


def test_an_officer_reports_and_is_done(office: Office) -> None:
    line = submitted(office)
    say(office.seated(Role.HEAD), line.id, words="Giao đồng chí Võ Hoài Nam chủ trì.")
    officer = office.seated(Role.OFFICER)
    assert "Giao đồng chí Võ Hoài Nam chủ trì." in officer.get("/cua-toi/").text
    say(officer, line.id, words="Đang xử lý.")
    assert line.notation in officer.get("/cua-toi/?muc=going").text
    say(officer, line.id, words="Hoàn thành.")
    assert line.notation in officer.get("/cua-toi/?muc=done").text
    assert office.document(line.id).state is State.DONE
    assert len(letters(office, "receipt-06")) == 1


def test_more_time_is_asked_for_with_a_date(office: Office) -> None:
    line = submitted(office)
    say(office.seated(Role.HEAD), line.id, words="Giao đồng chí Võ Hoài Nam chủ trì.")
    officer = office.seated(Role.OFFICER)
    say(officer, line.id, kind="time", until="", words="")
    assert "Hãy nhập ngày xin gia hạn" in officer.get(f"/cua-toi/{line.id}").text
    say(officer, line.id, kind="time", until="30/12/2026", words="Chờ số liệu.")
    assert "Xin gia hạn đến 30/12/2026. Chờ số liệu." in officer.get(f"/cua-toi/{line.id}").text


def test_who_gave_the_work_grants_more_time_with_one_tap(office: Office) -> None:
    line, head = submitted(office), office.seated(Role.HEAD)
    say(head, line.id, words="Giao đồng chí Võ Hoài Nam chủ trì.")
    say(office.seated(Role.OFFICER), line.id, kind="time", until="2026-12-30", words="Chờ số liệu.")
    assert "Xin gia hạn, phối hợp" in head.get("/cua-toi/").text
    page = head.get(f"/cua-toi/{line.id}").text
    asked = re.search(r'name="request" value="(\d+)"', page)
    assert asked and "xin gia hạn đến 30/12/2026" in page
    say(head, line.id, kind="until", until="2026-12-28", request=asked[1])
    with office.app.db.reading() as session:
        (given_, *_) = directives.of_document(session, AGENCY, line.id)
    assert str(given_.assignments[0].due_on) == "2026-12-28"
    assert 'name="request"' not in head.get(f"/cua-toi/{line.id}").text


def test_an_order_can_be_taken_back_from_the_page(office: Office) -> None:
    line, browser = submitted(office), office.seated(Role.HEAD)
    say(browser, line.id, words="Giao Văn phòng chủ trì tham mưu.")
    assert "Hủy ý kiến vừa cho" in browser.get(f"/cua-toi/{line.id}").text
    say(browser, line.id, words="HỦY")
    assert office.document(line.id).state is State.SUBMITTED
    assert "Hủy ý kiến vừa cho" not in browser.get(f"/cua-toi/{line.id}").text


def test_who_holds_nothing_of_a_document_reads_but_says_nothing(office: Office) -> None:
    line, officer = submitted(office), office.seated(Role.OFFICER)
    assert 'id="tra-loi"' not in officer.get(f"/cua-toi/{line.id}").text
    assert say(officer, line.id, words="Hoàn thành.").status_code == 403
    assert given(office, line.id) == []


def test_closing_over_others_heads_takes_a_second_factor(office: Office) -> None:
    line, browser = submitted(office), office.seated(Role.HEAD)
    say(browser, line.id, words="Giao đồng chí Võ Hoài Nam chủ trì.")
    say(browser, line.id, words="Hoàn thành.")
    assert "mã xác thực hai bước" in browser.get(f"/cua-toi/{line.id}").text
    assert browser.post(f"/cua-toi/{line.id}/ket-thuc").status_code != 302
    assert office.document(line.id).state is State.ASSIGNED


def test_reading_is_written_down_once_and_told_in_the_journal(office: Office) -> None:
    line, browser = submitted(office), office.seated(Role.HEAD)
    browser.get(f"/cua-toi/{line.id}")
    browser.get(f"/cua-toi/{line.id}")
    with office.app.db.reading() as session:
        (reading,) = readings.of_document(session, AGENCY, line.id)
    assert reading.first_at == reading.last_at
    assert "mới" not in re.sub(r"\s+", " ", browser.get("/cua-toi/").text).split("tasks")[1].split("</ul>")[0]


def test_what_waits_for_paper_is_not_shown_to_leaders(office: Office) -> None:
    held = office.hold(a_letter(a_document()))
    assert office.seated(Role.HEAD).get(f"/cua-toi/{held.id}").status_code == 200  # the head belongs to the office
    assert office.seated(Role.LEADER).get(f"/cua-toi/{held.id}").status_code == 403


def finish(browser: Visit, document_id: int, *files: tuple[bytes, str], words: str = ""):  # type: ignore[no-untyped-def]
    sent = [(io.BytesIO(content), name) for content, name in files]
    form = {"csrf_token": browser.token(), "words": words, "result": sent}
    return browser.client.post(f"/cua-toi/{document_id}/hoan-thanh", data=form, content_type="multipart/form-data")


def test_an_officer_hands_in_the_result_and_everybody_finds_it(office: Office) -> None:
    line = submitted(office)
    say(office.seated(Role.HEAD), line.id, words="Giao đồng chí Võ Hoài Nam chủ trì.")
    officer, content = office.seated(Role.OFFICER), a_document()
    assert "Hoàn thành, kèm văn bản kết quả" in officer.get(f"/cua-toi/{line.id}").text
    finish(officer, line.id, (content, "cong-van-tra-loi.pdf"), (b"", ""), words="Đã ban hành.")
    assert office.document(line.id).state is State.DONE
    for browser, page in ((officer, f"/cua-toi/{line.id}"), (office.seated(Role.CLERK), f"/van-ban/{line.id}")):
        link = re.search(rf'href="(/van-ban/{line.id}/ket-qua/\d+)">cong-van-tra-loi.pdf', browser.get(page).text)
        assert link
        assert browser.client.get(link[1], follow_redirects=True).data == content
    assert len(letters(office, "receipt-06")) == 1


def test_a_picture_is_no_result_and_nothing_is_reported(office: Office) -> None:
    line = submitted(office)
    say(office.seated(Role.HEAD), line.id, words="Giao đồng chí Võ Hoài Nam chủ trì.")
    officer = office.seated(Role.OFFICER)
    finish(officer, line.id, (b"\x89PNG\r\n\x1a\n" + bytes(40), "anh.pdf"))
    assert "Tệp kết quả phải là PDF" in officer.get(f"/cua-toi/{line.id}").text
    assert office.document(line.id).state is State.ASSIGNED


def test_who_holds_no_part_hands_in_nothing(office: Office) -> None:
    line = submitted(office)
    before = set(office.app.blobs.digests())
    assert finish(office.seated(Role.OFFICER), line.id, (a_document(), "x.pdf")).status_code == 403
    assert set(office.app.blobs.digests()) == before
