"""A locked archive, a password from the sender, one form."""

from __future__ import annotations

from mailbot.domain.people import Role
from mailbot.storage import documents, inbox
from mailbot.storage.inbox import MessageState
from tests.builders_archives import a_locked_zip
from tests.builders_mail import a_mail, a_part, a_pdf_part
from tests.builders_portal import NEIGHBOUR, Office
from tests.story.town import SENDER, a_document

WORD = "Mật khẩu 1"
FROM = {"From": SENDER}


def _locked(*beside: bytes) -> bytes:
    locked = a_locked_zip({"Công văn.pdf": a_document()}, WORD)
    return a_mail(headers=FROM, parts=[*beside, a_part(locked, name="khoa.zip")])


def test_page_of_a_locked_mail_asks_for_the_password_and_opens_it(office: Office) -> None:
    message, browser = office.receive(_locked()), office.visit()
    page = browser.get(f"/can-xem/thu/{message.id}").text
    assert "Mật khẩu nơi gửi đã báo" in page
    assert "Hỏi nơi gửi mật khẩu" in page

    answer = browser.post(f"/mo-khoa/{message.id}", password=WORD)

    assert answer.headers["Location"] == "/can-xem/"
    assert "Đã mở được 1 tệp" in browser.get("/can-xem/").text


def test_wrong_password_is_told_and_the_mail_still_waits(office: Office) -> None:
    message, browser = office.receive(_locked()), office.visit()

    answer = browser.post(f"/mo-khoa/{message.id}", password="sai")

    assert answer.headers["Location"] == f"/can-xem/thu/{message.id}"
    assert "không mở được tệp nào" in browser.get(f"/can-xem/thu/{message.id}").text
    with office.app.db.reading() as session:
        assert inbox.get(session, message.agency_id, message.id).state is MessageState.QUARANTINED


def test_held_document_offers_to_open_the_archive_beside_it(office: Office) -> None:
    held = office.hold(_locked(a_pdf_part(a_document(), "thu-ngo.pdf")))
    browser = office.visit()
    assert "Tệp đặt mật khẩu?" in browser.get(f"/cho-ban-giay/{held.id}").text

    answer = browser.post(f"/mo-khoa/{held.message_id}", password=WORD, document=str(held.id))

    assert answer.headers["Location"] == f"/cho-ban-giay/{held.id}"
    with office.app.db.reading() as session:
        found = documents.of_message(session, held.agency_id, held.message_id or 0)
    assert [line.file_name for line in found] == ["thu-ngo.pdf", "Công văn.pdf"]


def test_only_clerks_of_the_agency_may_open(office: Office) -> None:
    message = office.receive(_locked())
    assert office.visit(Role.OFFICER).post(f"/mo-khoa/{message.id}", password=WORD).status_code == 403
    assert office.visit(agency=NEIGHBOUR).post(f"/mo-khoa/{message.id}", password=WORD).status_code == 404
