"""The clerk's morning in a real browser."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator

import pytest
import waitress
from playwright.sync_api import Browser, Page, expect, sync_playwright

from mailbot.domain.people import Role
from mailbot.domain.states import State
from portal.app import create_app
from tests.builders_portal import PASSWORD, Office
from tests.services.machine import LOOPBACK, require_browser
from tests.story.town import a_document, a_letter

pytestmark = pytest.mark.browser
QUIET = (
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--no-first-run",
)  # fmt: skip
expect.set_options(timeout=30_000)  # as patient as everything else of Playwright


@contextlib.contextmanager
def chromium() -> Iterator[Browser]:
    """A browser; opened after the documents are made, for it keeps an event loop that signing cannot share."""
    program = require_browser()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(program), args=QUIET)
        yield browser
        browser.close()


@contextlib.contextmanager
def served(office: Office) -> Iterator[str]:
    """The portal on a free port."""
    server = waitress.create_server(create_app(office.app), host=LOOPBACK, port=0, threads=4)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        yield f"http://{LOOPBACK}:{server.effective_port}"
    finally:
        server.close()
        thread.join(5)


@contextlib.contextmanager
def clerk_at(office: Office, width: int = 1366, height: int = 768) -> Iterator[Page]:
    """A clerk logged in by the form; any script error, blocked resource or request elsewhere fails the test."""
    login = office.account(Role.CLERK)
    with served(office) as url, chromium() as browser:
        context = browser.new_context(viewport={"width": width, "height": height}, locale="vi-VN")
        page = context.new_page()
        faults: list[str] = []
        page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("request", lambda asked: None if asked.url.startswith(url) else faults.append(asked.url))
        page.goto(url)
        page.get_by_label("Tên đăng nhập").fill(login)
        page.get_by_label("Mật khẩu").fill(PASSWORD)
        page.keyboard.press("Enter")
        page.get_by_role("heading", name="Hôm nay").wait_for()
        yield page
        context.close()
        assert faults == []


def test_a_clerk_empties_the_queue_by_keyboard(office: Office) -> None:
    held = [office.hold(a_letter(a_document())) for _ in range(2)]
    with clerk_at(office) as page:
        page.get_by_role("link", name="Chờ bản giấy").first.click()
        picture = page.locator(".sheet img").first
        picture.wait_for()
        assert picture.evaluate("image => image.decode().then(() => image.naturalWidth)") > 500

        page.keyboard.press("p")
        page.get_by_text("Đã vào sổ, số đến 1.").wait_for()
        page.wait_for_load_state("domcontentloaded")  # words are seen before keys work
        page.keyboard.press("p")
        page.get_by_text("Đã vào sổ, số đến 2.").wait_for()

        page.get_by_text("Không còn văn bản nào chờ bản giấy.").wait_for()
    assert [office.document(line.id).state for line in held] == [State.REGISTERED] * 2


def test_j_and_k_move_through_the_queue_and_p_typed_in_a_field_is_only_a_letter(office: Office) -> None:
    first, second = office.hold(a_letter(a_document())), office.hold(a_letter(a_document()))
    with clerk_at(office) as page:
        page.goto(page.url + "cho-ban-giay/")
        page.keyboard.press("j")
        page.wait_for_url(f"**/cho-ban-giay/{second.id}")
        page.keyboard.press("k")
        page.wait_for_url(f"**/cho-ban-giay/{first.id}")
        page.get_by_label("Ghi chú").press("p")
        assert page.get_by_label("Ghi chú").input_value() == "p"
        page.keyboard.press("Escape")
        page.keyboard.press("?")
        assert page.get_by_role("heading", name="Phím tắt").is_visible()
    assert office.document(first.id).state is State.HELD


def test_returning_takes_a_prepared_sentence_that_can_be_changed(office: Office) -> None:
    held = office.hold(a_letter(a_document()))
    with clerk_at(office) as page:
        page.goto(page.url + "cho-ban-giay/")
        page.get_by_role("button", name="Trả lại nơi gửi").click()
        page.get_by_label("Lý do có sẵn").select_option(index=1)
        words = page.get_by_label("Lời báo cho nơi gửi")
        assert "không đúng nơi nhận" in words.input_value()
        words.fill("Gửi nhầm xã.")
        page.get_by_role("button", name="Trả lại và báo nơi gửi").click()
        page.get_by_text("Đã trả lại văn bản").wait_for()
    assert office.document(held.id).state is State.REFUSED


def test_a_dialog_that_was_closed_once_still_works(office: Office) -> None:
    held = office.hold(a_letter(a_document()))
    with clerk_at(office) as page:
        page.goto(page.url + "cho-ban-giay/")
        for _ in range(2):
            page.keyboard.press("?")
            page.get_by_role("button", name="Đóng").click()
            page.get_by_role("heading", name="Phím tắt").wait_for(state="hidden")
        page.get_by_role("button", name="Trả lại nơi gửi").click()
        page.get_by_role("button", name="Thôi").click()
        page.get_by_role("button", name="Trả lại nơi gửi").click()
        page.get_by_label("Lời báo cho nơi gửi").fill("Gửi nhầm xã.")
        page.get_by_role("button", name="Trả lại và báo nơi gửi").click()
        page.get_by_text("Đã trả lại văn bản").wait_for()
    assert office.document(held.id).state is State.REFUSED
