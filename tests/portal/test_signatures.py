"""The specialist's page: every signature taken apart, pictures of what changed, evidence judged again."""

from __future__ import annotations

import io
import re

from PIL import Image

from mailbot.domain.people import Actor, Role
from mailbot.storage import history
from tests import pki
from tests.builders_portal import NEIGHBOUR, Office
from tests.story.town import AGENCY, a_document, a_letter, a_signed_document


def registered(office: Office) -> int:
    return office.documents_of(office.receive(a_letter(a_signed_document())))[0].id


def overdrawn(office: Office) -> int:
    """A document on which something was drawn after the last signature."""
    return office.documents_of(office.receive(a_letter(pki.overlaid(a_signed_document()))))[0].id


def test_chain_times_algorithms_and_sources_are_told(office: Office) -> None:
    page = office.visit().get(f"/van-ban/{registered(office)}/chu-ky-so").text
    for words in ("RootCA giả lập Chính phủ", "gốc tin cậy, chuyên dùng Chính phủ", "danh sách thu hồi (CRL)"):
        assert words in page
    for words in ("SHA-256, RSA PKCS#1 v1.5, khóa RSA 2048 bit", "Nhận thư", "theo lúc nhận thư", "toàn bộ tệp"):
        assert words in page
    assert page.count("không bị thu hồi") == 4
    assert "phiên bản 2/3" in page and "phiên bản 3/3" in page


def test_the_document_leads_to_the_report(office: Office) -> None:
    number = registered(office)
    browser = office.visit()
    assert f"/van-ban/{number}/chu-ky-so" in browser.get(f"/van-ban/{number}").text
    assert browser.get(f"/documents/{number}/signatures").headers["Location"] == f"/van-ban/{number}/chu-ky-so"


def test_what_was_drawn_later_is_shown_as_a_picture(office: Office) -> None:
    number = overdrawn(office)
    browser = office.visit()
    page = browser.get(f"/van-ban/{number}/chu-ky-so").text
    assert "thay đổi ở trang 1" in page
    (path,) = set(re.findall(r'src="(/van-ban/[^"]+/trang/1\.png)"', page))
    answer = browser.get(path)
    picture = Image.open(io.BytesIO(answer.data))
    assert (answer.mimetype, picture.format) == ("image/png", "PNG")
    assert (190, 18, 34) in {colour for _, colour in picture.getcolors(1_000_000)}
    assert browser.get(path).data == answer.data


def test_a_page_that_did_not_change_has_no_picture(office: Office) -> None:
    number = overdrawn(office)
    browser = office.visit()
    assert browser.get(f"/van-ban/{number}/chu-ky-so/0/trang/1.png").status_code == 404
    assert browser.get(f"/van-ban/{number}/chu-ky-so/1/trang/2.png").status_code == 404
    assert browser.get(f"/van-ban/{number}/chu-ky-so/9/trang/1.png").status_code == 404


def test_the_verdict_is_reached_again_on_the_page(office: Office) -> None:
    page = office.visit().get(f"/van-ban/{registered(office)}/chu-ky-so?kiem-tra-lai=1").text
    assert "Kiểm tra lại từ chứng cứ cho cùng kết quả" in page


def test_an_unsigned_document_has_nothing_to_take_apart(office: Office) -> None:
    held = office.hold(a_letter(a_document()))
    answer = office.visit().get(f"/van-ban/{held.id}/chu-ky-so")
    assert answer.status_code == 200
    assert "Không có chữ ký nào để phân tích" in answer.text


def test_others_see_nothing(office: Office) -> None:
    number = overdrawn(office)
    path = f"/van-ban/{number}/chu-ky-so"
    assert office.stranger().get(path).status_code == 302
    assert office.visit(Role.CLERK, NEIGHBOUR).get(path).status_code == 404
    assert office.visit(Role.ADMINISTRATOR).get(path).status_code == 403
    assert office.visit(Role.OFFICER).get(path).status_code == 403
    assert office.visit(Role.OFFICER).get(f"{path}/1/trang/1.png").status_code == 403


def test_a_key_found_revoked_after_entry_is_told_above_the_document(office: Office) -> None:
    number = registered(office)
    address, browser = f"/van-ban/{number}", office.visit()
    assert "trước thời điểm ký" not in browser.get(address).text
    with office.app.db.transaction() as session:
        about, told = ("document", number), {"signer": "UBND xã Sóc Trăng", "revoked_on": "21/11/2026"}
        history.append(session, AGENCY, office.app.clock(), Actor("mailbot"), "revoked_afterwards", about, **told)
    page = browser.get(address).text
    assert "chứng thư số của UBND xã Sóc Trăng đã bị thu hồi từ ngày 21/11/2026, trước thời điểm ký" in page
    assert "Sau khi vào sổ mới biết chứng thư đã bị thu hồi" in page
