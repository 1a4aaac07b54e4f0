"""How every page looks: readable contrast in both themes on desk and phone; pictures into MAILBOT_SHOTS."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from mailbot.domain.people import Role
from tests.builders_portal import PASSWORD, Office
from tests.pki import overlaid
from tests.portal.test_browser import chromium, served
from tests.story.town import a_document, a_letter, a_signed_document

pytestmark = pytest.mark.browser
SIZES = {"desk": (1366, 768), "phone": (390, 844)}
THEMES = ("light", "dark")
FAINT = """() => {
  const numbers = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const light = (rgb) => rgb.slice(0, 3).map((v) => v / 255)
    .map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4))
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const behind = (node) => {
    for (let at = node; at; at = at.parentElement) {
      const colour = numbers(getComputedStyle(at).backgroundColor);
      if (colour.length === 3 || colour[3] > 0.95) return colour;
    }
    return [255, 255, 255];
  };
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let text = walker.nextNode(); text; text = walker.nextNode()) {
    const node = text.parentElement;
    if (!text.textContent.trim() || !node.checkVisibility() || node.closest("option, script, kbd")) continue;
    const [a, b] = [light(numbers(getComputedStyle(node).color)), light(behind(node))];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < 4.5) found.push(`${ratio.toFixed(2)} ${text.textContent.trim().slice(0, 40)}`);
  }
  return found;
}"""
"""Every visible text whose contrast is below 4.5:1 (WCAG 2.2, 1.4.3)."""


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("theme", THEMES)
def test_every_text_is_readable(office: Office, size: str, theme: str) -> None:
    paths = a_morning(office)
    login = office.account(Role.CLERK)
    with served(office) as url, chromium() as browser:
        for name, page in walk(browser, url, login, paths, (size, theme)):
            keep(page, f"{name}-{size}-{theme}.png")
            assert page.evaluate(FAINT) == [], name


def a_morning(office: Office) -> dict[str, str]:
    """Something on every page; name of a page -> its path."""
    held = office.hold(a_letter(a_document()))
    book = office.documents_of(office.receive(a_letter(a_signed_document())))[0]
    torn = office.documents_of(office.receive(a_letter(a_signed_document()[:-60])))[0]
    drawn = office.documents_of(office.receive(a_letter(overlaid(a_signed_document()))))[0]
    unclear = office.receive(a_letter(subject="Hỏi về lịch tiếp dân"))
    return {
        "today": "/",
        "queue": "/cho-ban-giay/",
        "held": f"/cho-ban-giay/{held.id}",
        "register": "/so-van-ban-den",
        "document": f"/van-ban/{book.id}",
        "signatures": f"/van-ban/{book.id}/chu-ky-so?kiem-tra-lai=1",
        "changed": f"/van-ban/{drawn.id}/chu-ky-so",
        "torn": f"/van-ban/{torn.id}",
        "attention": "/can-xem/",
        "message": f"/can-xem/thu/{unclear.id}",
        "status": "/trang-thai",
        "missing": "/khong-co",
    }


def walk(
    browser: Browser, url: str, login: str, paths: dict[str, str], look: tuple[str, str]
) -> Iterator[tuple[str, Page]]:
    """Each page in turn, its details open, the login first."""
    width, height = SIZES[look[0]]
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme="dark" if look[1] == "dark" else "light",
        locale="vi-VN",
    )
    page = context.new_page()
    page.goto(url)
    yield "login", page
    page.get_by_label("Tên đăng nhập").fill(login)
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Hôm nay").wait_for()
    for name, path in paths.items():
        page.goto(url + path, wait_until="networkidle")
        page.evaluate("document.querySelectorAll('details').forEach((one) => (one.open = true))")
        yield name, page
    context.close()


def keep(page: Page, name: str) -> None:
    """A picture for people to look at, when MAILBOT_SHOTS says where."""
    folder = os.environ.get("MAILBOT_SHOTS")
    if folder:
        page.screenshot(path=Path(folder) / name, full_page=True)
