"""The clerk's morning on the real system: twelve mails, a queue emptied by keyboard only, letters checked."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from mailbot.domain.people import Role
from mailbot.domain.states import State
from mailbot.workflow.arrival.reconcile import faults
from tests.builders_portal import Clock, Office
from tests.portal.desk.browsing import cookie_of, picture, sitting
from tests.portal.test_browser import chromium, served
from tests.services.dovecot import DovecotServer
from tests.services.smtpsink import SmtpSink
from tests.story.town import (
    AGENCY,
    HEAD,
    SENDER,
    Town,
    a_document,
    a_letter,
    a_signed_document,
    a_spec,
    edxml_of,
    running_town,
    text_of,
)

pytestmark = pytest.mark.browser
ABOUT = (
    "rà soát hộ nghèo, hộ cận nghèo năm 2026",
    "tăng cường phòng cháy, chữa cháy trong trường học",
    "báo cáo quyết toán ngân sách quý III năm 2026",
    "góp ý dự thảo Nghị quyết về mức thu phí, lệ phí",
    "cử cán bộ tham gia bồi dưỡng nghiệp vụ văn thư",
    "phòng, chống dịch bệnh trên đàn gia súc",
    "kiểm kê tài sản công năm 2026",
    "tiêm chủng mở rộng cho trẻ em dưới 5 tuổi",
)
UNSIGNED, SIGNED = len(ABOUT), 3


def twelve_mails(town: Town) -> None:
    """Eight scans without signature, three signed documents, one mail without any document."""
    for about in ABOUT:
        town.deliver(a_letter(a_document(a_spec(abstract=about))))
    for _ in range(SIGNED):
        town.deliver(a_letter(a_signed_document()))
    town.deliver(a_letter(subject="Hỏi về lịch tiếp dân"))
    town.wait_decided(12)


def ready(page: Page, sign: Locator) -> None:
    """The page that shows this sign; words are seen before keys work."""
    sign.wait_for()
    page.wait_for_load_state("domcontentloaded")


def go_to(page: Page, digit: str, heading: str) -> None:
    """A section by the digit the table of keys (?) names."""
    page.wait_for_load_state("domcontentloaded")  # words are seen before keys work
    page.keyboard.press("?")
    page.locator("dl.keys dt", has_text=digit).first.wait_for()
    page.keyboard.press("Escape")
    expect(page.locator("dialog[open]")).to_have_count(0)  # an open one takes every key
    page.keyboard.press(digit)
    page.get_by_role("heading", name=heading).first.wait_for()
    page.wait_for_load_state("networkidle")


def confirm(page: Page, number: int) -> None:
    """The paper of the open document is here."""
    page.keyboard.press("p")
    ready(page, page.get_by_text(f"Đã vào sổ, số đến {number}."))


def refuse(page: Page) -> None:
    """Back to the sender with the first prepared sentence."""
    page.keyboard.press("t")
    expect(page.get_by_label("Lý do có sẵn")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    picture(page, "tra-lai")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    ready(page, page.get_by_text("Đã trả lại văn bản"))


def ask(page: Page) -> None:
    """A question in the clerk's own words."""
    page.keyboard.press("h")
    page.keyboard.press("Tab")  # past the prepared questions
    expect(page.get_by_label("Điều cần hỏi")).to_be_focused()
    page.keyboard.type("Phụ lục của văn bản ở đâu?")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    ready(page, page.get_by_text("Đã viết thư hỏi nơi gửi"))


def the_rest_at_once(page: Page, count: int) -> None:
    """Choose all that are left and register them together."""
    for step in range(count):
        page.keyboard.press("x")
        page.wait_for_function(
            "n => document.querySelector('[data-chosen] output').textContent == n", arg=str(step + 1)
        )
        if step + 1 < count:
            before = page.url
            page.keyboard.press("j")
            page.wait_for_url(lambda url, before=before: url != before)
            page.wait_for_load_state("domcontentloaded")
    page.keyboard.press("b")
    ready(page, page.get_by_role("heading", name=f"Xử lý {count} văn bản một lượt"))
    page.keyboard.press("p")
    page.get_by_text(f"Đã xử lý {count} văn bản.").wait_for()


def deal_with_the_odd_mail(page: Page) -> None:
    """Cần xem: open it, say what was done."""
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    for _ in range(20):
        if page.get_by_label("Đã xử lý thế nào").evaluate("field => field === document.activeElement"):
            break
        page.keyboard.press("Tab")
    page.keyboard.type("Đã gọi điện trả lời")
    page.keyboard.press("Enter")
    page.get_by_text("Mọi thư đã có kết quả.").wait_for()


def test_twelve_mails_are_dealt_with_by_keyboard_only(
    tmp_path: Path, dovecot: DovecotServer, smtp_sink: SmtpSink
) -> None:
    with running_town(tmp_path, dovecot, smtp_sink) as town:
        twelve_mails(town)
        office = Office(town.app, Clock())
        cookie = cookie_of(office, Role.CLERK, AGENCY)
        with served(office) as url, chromium() as browser, sitting(browser, url, cookie) as page:
            page.goto(url)
            picture(page, "hom-nay")
            assert page.locator(".pile b").all_inner_texts() == [str(UNSIGNED), "0", "1", "0"]
            go_to(page, "2", "Văn bản chờ bản giấy")
            picture(page, "cho-ban-giay")
            for number in (4, 5, 6):
                confirm(page, number)
            refuse(page)
            ask(page)
            the_rest_at_once(page, 4)
            page.get_by_text("Không còn văn bản nào chờ bản giấy.").wait_for()
            go_to(page, "3", "Cần xem")
            picture(page, "can-xem")
            deal_with_the_odd_mail(page)
            go_to(page, "1", "Hôm nay")
            assert page.locator(".pile b").all_inner_texts()[:3] == ["0", "0", "0"]
        check_letters(town)
        assert list(faults(town.app)) == []


def check_letters(town: Town) -> None:
    """What the sender and the head of the agency got, read from the mail server."""
    registered, refused, questions = UNSIGNED - 1 + SIGNED, 1, 1
    told = town.letters(SENDER, UNSIGNED + registered + refused + questions)
    codes = [next((code for code in ("01", "02", "03") if f">{code}<".encode() in edxml_of(letter)), "")
             for letter in told if b".edxml" in letter.content]  # fmt: skip
    assert {code: codes.count(code) for code in ("01", "02", "03")} == {"01": UNSIGNED, "02": refused, "03": registered}
    (question,) = (letter for letter in told if b".edxml" not in letter.content)
    assert "Phụ lục của văn bản ở đâu?" in text_of(question)
    assert len(town.letters(HEAD, registered)) == registered
    numbers = sorted(line.arrival_number for line in town.documents() if line.arrival_number)
    assert numbers == list(range(1, registered + 1))
    assert [line.state for line in town.documents()].count(State.REFUSED) == refused
