"""What the pages show, and what they keep to themselves."""

from __future__ import annotations

from datetime import timedelta

from mailbot.domain.people import Role
from mailbot.letters.words import sentence
from mailbot.storage import agencies, trust
from mailbot.storage.outbox import LetterRow, LetterState
from rules.engine import Reason
from tests.builders_portal import AGENCY, NEIGHBOUR, Office
from tests.portal.test_access import BROKEN
from tests.story.town import a_document, a_letter, a_signed_document, a_spec


def test_the_page_of_a_document_explains_every_rule(office: Office) -> None:
    line = office.documents_of(office.receive(a_letter(a_signed_document())))[0]

    page = office.visit().get(f"/van-ban/{line.id}").text

    assert "Chữ ký số hợp lệ" in page
    assert "Vì sao?" in page
    assert "không thuộc trường hợp này" in page
    assert 'class="decided"' in page
    assert "Đến và vào sổ" in page


def test_the_original_is_a_download_with_the_very_bytes(office: Office) -> None:
    pdf = a_signed_document()
    line = office.documents_of(office.receive(a_letter(pdf)))[0]

    answer = office.visit().client.get(f"/van-ban/{line.id}/ban-goc", follow_redirects=True)

    assert answer.data == pdf
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer.mimetype == "application/octet-stream"


def test_page_pictures_end_where_the_document_ends(office: Office) -> None:
    line, browser = office.hold(a_letter(a_document())), office.visit()

    assert browser.get(f"/van-ban/{line.id}/trang/1.png").data.startswith(b"\x89PNG")
    assert browser.get(f"/van-ban/{line.id}/trang/0.png").status_code == 404
    assert browser.get(f"/van-ban/{line.id}/trang/99.png").status_code == 404


def test_a_secret_document_shows_nothing_but_that_it_came(office: Office) -> None:
    spec = a_spec(abstract="kế hoạch tuần tra biên giới")
    message = office.receive(a_letter(a_document(spec), subject="MẬT: kế hoạch tuần tra"))
    browser = office.visit()

    assert message.outcome == "set_aside"
    for path in ("/", "/can-xem/", "/so-van-ban-den?q=tuan+tra", "/cho-ban-giay/"):
        assert "tuần tra" not in browser.get(path).text, path
    assert "dấu chỉ độ mật" in browser.get("/can-xem/").text
    assert browser.get(f"/can-xem/thu/{message.id}/nguyen-ban").status_code == 403


def test_words_from_a_mail_never_become_markup(office: Office) -> None:
    evil = BROKEN.replace(b"Hoi tham", b"<script>alert(1)</script>").replace(
        b"Xin chao", b"<img src=x onerror=alert(1)>"
    )
    message, browser = office.receive(evil), office.visit()

    for path in ("/can-xem/", f"/can-xem/thu/{message.id}"):
        page = browser.get(path).text
        assert "<script>alert" not in page
        assert "<img src=x" not in page
        assert "&lt;script&gt;" in page


def test_a_quarantined_message_can_be_tried_again_or_put_away(office: Office) -> None:
    message, browser = office.receive(BROKEN), office.visit()
    assert "không kèm văn bản" in browser.get("/can-xem/").text

    browser.post(f"/can-xem/thu/{message.id}/da-xu-ly", note="Đã gọi điện hỏi")

    assert "Mọi thư đã có kết quả" in browser.get("/can-xem/").text


def test_retrying_sends_the_message_through_the_road_again(office: Office) -> None:
    message, browser = office.receive(BROKEN), office.visit()

    browser.post(f"/can-xem/thu/{message.id}/thu-lai")

    assert "sẽ xử lý lại" in browser.get("/can-xem/").text
    assert browser.post(f"/can-xem/thu/{message.id}/thu-lai").status_code == 404


def test_a_failed_letter_is_shown_with_the_servers_words_and_sent_again(office: Office) -> None:
    office.hold(a_letter(a_document()))
    with office.app.db.transaction() as session:
        letter = session.query(LetterRow).first()
        assert letter is not None
        letter.state, letter.reply = LetterState.FAILED.value, "550 no such user"
        number = letter.id
    browser = office.visit()
    assert "550 no such user" in browser.get("/can-xem/").text

    browser.post(f"/can-xem/thu-di/{number}/gui-lai")

    assert "550 no such user" not in browser.get("/can-xem/").text


def test_a_letter_that_waits_for_its_signature_says_why(office: Office) -> None:
    office.receive(a_letter(a_signed_document()))
    with office.app.db.transaction() as session:
        letter = session.query(LetterRow).first()
        assert letter is not None
        letter.reply, number = "letter_not_signed: own_output_not_valid, certificate_revoked", letter.document_id
    page = office.visit().get(f"/van-ban/{number}").text
    assert "Thư chưa ký được nên chưa gửi. Chữ ký vừa tạo không qua được bước tự kiểm tra" in page


def test_the_register_is_found_without_accents_and_by_pieces_of_a_symbol(office: Office) -> None:
    spec = a_spec(abstract="phòng cháy, chữa cháy rừng")
    office.receive(a_letter(a_signed_document(spec)))
    browser = office.visit(Role.LEADER)

    for words in ("chay rung", "chữa cháy", spec.number, f"{spec.number} ubnd"):
        assert "chữa cháy rừng" in browser.get(f"/so-van-ban-den?q={words}").text, words
    assert "Không tìm thấy" in browser.get("/so-van-ban-den?q=tuyen+quan").text


def test_the_register_shows_only_our_own_book(office: Office) -> None:
    office.receive(a_letter(a_signed_document(a_spec(abstract="việc riêng của xã bên"))), NEIGHBOUR)

    assert "xã bên" not in office.visit().get("/so-van-ban-den").text


def test_the_first_page_counts_what_waits(office: Office) -> None:
    office.hold(a_letter(a_document()))
    office.hold(a_letter(a_document()))
    office.receive(BROKEN)

    page = office.visit().get("/").text

    assert "<b>2</b> chờ bản giấy" in page
    assert "<b>1</b> cần xem" in page


def test_late_documents_come_first_on_the_first_page(office: Office) -> None:
    office.receive(a_letter(a_signed_document()))
    office.clock.ahead = timedelta(days=20)

    page = office.visit().get("/").text

    assert "đã quá hạn" in page
    assert "ngày làm việc" in page


def test_notices_of_the_trust_store_are_shown_and_fail_nothing(office: Office) -> None:
    ends = Reason("trusted_certificate_ends_soon", {"name": "CA G2", "until": "20/12/2026", "days": "30"})
    stale = Reason("crl_stale", {"name": "CA G2", "until": "19/11/2026"})
    with office.app.db.transaction() as session:
        trust.note(session, [("notice", ends)])
    seen = office.visit(Role.ADMINISTRATOR).get("/trang-thai").text
    assert "Chứng thư “CA G2” sẽ hết hạn ngày 20/12/2026 (còn 30 ngày)." in seen and "mailbot trust add" in seen
    told = office.stranger().get("/healthz").get_json()
    assert [one["code"] for one in told["notices"]] == ["trusted_certificate_ends_soon"]
    assert "trusted_certificate_ends_soon" not in {one["code"] for one in told["problems"]}
    with office.app.db.transaction() as session:
        trust.note(session, [("wrong", stale)])
    told = office.stranger().get("/healthz").get_json()
    assert (told["status"], told["notices"]) == ("failing", [])
    assert "crl_stale" in {one["code"] for one in told["problems"]}


def test_healthz_is_200_when_every_mailbox_was_looked_at(office: Office) -> None:
    browser = office.stranger()
    assert browser.get("/healthz").status_code == 503
    with office.app.db.transaction() as session:
        for agency in (AGENCY, NEIGHBOUR):
            box = session.get_one(agencies.MailboxRow, f"vanban-{agency}")
            box.last_look_at = office.clock()

    answer = browser.get("/healthz")

    assert (answer.status_code, answer.get_json()["status"]) == (200, "ok")


def test_metrics_speak_prometheus(office: Office) -> None:
    office.hold(a_letter(a_document()))

    answer = office.stranger().get("/metrics")

    assert 'mailbot_messages{outcome="held"} 1.0' in answer.text
    assert answer.mimetype == "text/plain"


def test_an_unknown_page_says_so_in_vietnamese_with_a_code(office: Office) -> None:
    answer = office.visit().get("/khong-co")

    assert answer.status_code == 404
    assert "Không tìm thấy" in answer.text
    assert "http_404" in answer.text


def test_the_administrator_goes_to_the_status_page_and_an_officer_to_the_own_work(office: Office) -> None:
    assert office.visit(Role.ADMINISTRATOR).get("/").headers["Location"] == "/trang-thai"
    assert office.visit(Role.OFFICER).get("/").headers["Location"] == "/cua-toi/"


def test_each_problem_on_the_status_page_says_what_to_do(office: Office) -> None:
    with office.app.db.transaction() as session:
        box = session.get_one(agencies.MailboxRow, f"vanban-{AGENCY}")
        box.error, box.error_at = "login_refused", office.clock()

    page = office.visit(Role.ADMINISTRATOR).get("/trang-thai").text

    assert "từ chối đăng nhập" in page
    assert sentence("advice_imap") in page


def test_a_mailbox_nobody_looks_at_names_the_command_to_run(office: Office) -> None:
    page = office.visit(Role.ADMINISTRATOR).get("/trang-thai").text

    assert sentence("advice_mailbox_behind") in page
