"""A mail tried on the rules: everything is told, nothing happens."""

from __future__ import annotations

from io import BytesIO

from mailbot.domain.calendar import VIETNAM
from mailbot.domain.people import Role
from mailbot.storage import documents, inbox, outbox
from tests.builders_portal import AGENCY, Office, Visit
from tests.portal.rulebooks.test_pages import hidden
from tests.story.town import a_document, a_letter, a_signed_document


def try_file(browser: Visit, content: bytes):  # type: ignore[no-untyped-def]
    form = {"csrf_token": browser.token(), "mail": (BytesIO(content), "thu.eml")}
    return browser.client.post("/quy-tac/thu/", data=form, content_type="multipart/form-data")


def kept(office: Office) -> tuple[int, int, int]:
    """Messages, documents and letters there are."""
    with office.app.db.reading() as session:
        messages = len(inbox.listed(session, AGENCY))
        return messages, sum(documents.counts(session, AGENCY).values()), sum(outbox.counts(session).values())


def test_a_dropped_mail_meets_every_rule_and_leaves_nothing(office: Office) -> None:
    office.hold(a_letter(a_document()))
    before = kept(office)

    page = try_file(office.visit(Role.ADMINISTRATOR), a_letter(a_signed_document()))

    assert page.status_code == 200
    assert "Ký bởi cơ quan đã biết" in page.text
    assert "Trần Quốc Bảo" in page.text
    assert "Trình lãnh đạo" in page.text
    assert kept(office) == before


def test_a_mail_of_a_day_is_judged_again_as_if_it_came_now(office: Office) -> None:
    message = office.receive(a_letter(a_signed_document()))
    browser = office.visit()
    today = office.clock().astimezone(VIETNAM).date().isoformat()

    assert f'href="/quy-tac/thu/{message.id}"' in browser.get(f"/quy-tac/thu/?ngay={today}").text
    page = browser.get(f"/quy-tac/thu/{message.id}").text
    assert "Ký bởi cơ quan đã biết" in page
    assert "Thư đã nhận" in page  # the rule is named, and does not hit its own mail
    assert "→ Vào sổ" in page


def test_the_administrator_tries_files_but_reads_no_mails(office: Office) -> None:
    message = office.receive(a_letter(a_document(), subject="V/v nhân sự chủ chốt"))
    browser = office.visit(Role.ADMINISTRATOR)
    today = office.clock().astimezone(VIETNAM).date().isoformat()

    assert "nhân sự chủ chốt" not in browser.get(f"/quy-tac/thu/?ngay={today}").text
    assert browser.get(f"/quy-tac/thu/{message.id}").status_code == 403


def test_a_day_nobody_understands_is_told(office: Office) -> None:
    assert "Không hiểu ngày “hôm qua”" in office.visit().get("/quy-tac/thu/?ngay=hôm qua").text


def test_without_a_file_nothing_is_tried(office: Office) -> None:
    browser = office.visit()

    assert try_file(browser, b"").status_code == 302
    assert "Hãy chọn một tệp thư" in browser.get("/quy-tac/thu/").text


def test_rubbish_is_a_mail_for_the_clerk(office: Office) -> None:
    page = try_file(office.visit(), b"\x00\x01 rubbish")

    assert page.status_code == 200
    assert "Cần xem" in page.text


HEALTH_TO_LAN = {"place": ["1"], "issuer": [""], "kind": [""], "words": [""], "urgency": [""],
                 "to": ["nguoi1@tan-phu.example"]}  # fmt: skip


def draft_of(browser: Visit) -> str:
    """The draft “everything goes to Lê Thị Lan”, as its page carries it."""
    return hidden(browser.post("/quy-tac/phan-luong/xem-truoc", **HEALTH_TO_LAN).text, "draft")


def test_a_mail_is_tried_on_a_draft_that_is_not_in_force(office: Office) -> None:
    message, browser = office.receive(a_letter(a_signed_document())), office.visit(Role.OFFICE)
    form = {"draft": draft_of(browser), "message_id": str(message.id)}
    before = kept(office)

    page = browser.post("/quy-tac/phan-luong/thu-ban-nhap", **form).text

    assert "Theo bản nháp “Phân luồng văn bản”, chưa áp dụng." in page
    assert "Lê Thị Lan (dòng 1 của bảng phân luồng)" in page
    assert "Trần Quốc Bảo (không dòng nào khớp: thủ trưởng)" in browser.get(f"/quy-tac/thu/{message.id}").text
    assert kept(office) == before


def test_a_dropped_file_is_tried_on_a_draft_with_the_letters_it_would_write(office: Office) -> None:
    browser = office.visit(Role.ADMINISTRATOR)
    form = {"csrf_token": browser.token(), "draft": draft_of(browser)}

    page = browser.client.post(
        "/quy-tac/phan-luong/thu-ban-nhap", data={**form, "mail": (BytesIO(a_letter(a_signed_document())), "thu.eml")}
    ).text

    assert "nguoi1@tan-phu.example" in page
    assert "nguoi0@tan-phu.example" not in page


def test_the_administrator_reads_no_earlier_mail_through_a_draft(office: Office) -> None:
    message, browser = office.receive(a_letter(a_document(), subject="V/v nhân sự")), office.visit(Role.ADMINISTRATOR)

    answer = browser.post("/quy-tac/phan-luong/thu-ban-nhap", draft=draft_of(browser), message_id=str(message.id))

    assert answer.status_code == 403


def test_a_draft_with_a_fault_is_not_tried(office: Office) -> None:
    browser = office.visit(Role.OFFICE)
    draft = draft_of(browser).replace("nguoi1@tan-phu.example", "ai-do@evil.example")

    answer = browser.post("/quy-tac/phan-luong/thu-ban-nhap", draft=draft, message_id="1")

    assert answer.status_code == 409
    assert "ai-do@evil.example" in answer.text


def test_an_earlier_version_shows_what_it_said(office: Office) -> None:
    browser = office.visit(Role.OFFICE)

    assert "Buổi làm việc 07:30–11:30" in browser.get("/quy-tac/lich-lam-viec/ban/0").text
