"""Coming in, in a real browser: the first phone, the code at the next login, and out everywhere."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page

from mailbot.config.portal import ALWAYS_TWO_FACTORS
from mailbot.domain.people import Role
from tests.builders_portal import PASSWORD, Office, open_office
from tests.portal.test_browser import chromium, served

pytestmark = pytest.mark.browser


@pytest.fixture
def strict(tmp_path: Path) -> Iterator[Office]:
    made = open_office(tmp_path, ALWAYS_TWO_FACTORS)
    yield made
    made.app.close()


def test_a_clerk_comes_in_with_a_phone_and_goes_out_everywhere(strict: Office) -> None:
    _login, token = strict.invited(Role.CLERK)
    with served(strict) as url, chromium() as browser:
        desk, other = (browser.new_context(locale="vi-VN", viewport={"width": 1366, "height": 768}) for _ in range(2))
        page = desk.new_page()
        page.goto(f"{url}/loi-moi/{token}")
        page.get_by_label("Mật khẩu mới").fill(PASSWORD)
        page.get_by_label("Nhập lại mật khẩu").fill(PASSWORD)
        page.keyboard.press("Enter")
        name_and_password(page)

        page.get_by_text("Không quét được?").click()
        seed = page.locator(".seed").inner_text().replace(" ", "")
        picture = page.locator("img.qr")
        assert picture.evaluate("image => image.decode().then(() => image.naturalWidth)") > 150
        page.get_by_label("Mã xác thực").fill(strict.code(seed))
        page.keyboard.press("Enter")
        page.get_by_role("heading", name="Giữ lại mã khôi phục").wait_for()
        recovery = page.locator(".recovery code").first.inner_text()
        page.get_by_role("button", name="Tôi đã cất mã, tiếp tục").click()
        page.get_by_role("heading", name="Hôm nay").wait_for()

        second = other.new_page()
        second.goto(url)
        name_and_password(second)
        second.get_by_label("Mã xác thực").fill(recovery)
        second.keyboard.press("Enter")
        second.get_by_role("heading", name="Hôm nay").wait_for()
        second.get_by_role("link", name="Nguyễn Thị Hoa").click()
        second.get_by_text("Còn 7 mã khôi phục chưa dùng.").wait_for()
        assert second.locator(".sessions li").count() == 2
        second.get_by_role("button", name="Đăng xuất mọi nơi").click()
        second.get_by_role("heading", name="Đăng nhập").wait_for()

        page.reload()
        page.get_by_role("heading", name="Đăng nhập").wait_for()
        name_and_password(page)
        strict.clock.ahead += timedelta(seconds=31)
        page.get_by_label("Mã xác thực").fill(strict.code(seed))
        page.keyboard.press("Enter")
        page.get_by_role("heading", name="Hôm nay").wait_for()
        desk.close()
        other.close()


def name_and_password(page: Page) -> None:
    """Fill the first page of the login."""
    page.get_by_label("Tên đăng nhập").fill("hoant")
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.keyboard.press("Enter")
