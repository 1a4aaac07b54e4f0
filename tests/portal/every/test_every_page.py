"""Every page of the URL map is right for eyes, hands, screen readers and the network; pictures are kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from mailbot.domain.people import Role
from tests.builders_portal import Office
from tests.portal.every.looks import LOOKS, SIZES, WATCH, faults, unrest
from tests.portal.every.tour import ROLES, Stop, furnished, stops
from tests.portal.test_browser import chromium, served

pytestmark = pytest.mark.browser
SCREENS = Path(__file__).parents[3] / "build" / "screens"
Look = tuple[str, str]


@dataclass
class Walk:
    """One browser with a window per person; what goes wrong on the wire is written down."""

    browser: Browser
    url: str
    cookies: dict[Role | None, str]
    language: str = "vi"
    heard: list[str] = field(default_factory=list)
    windows: dict[Role | None, Page] = field(default_factory=dict)

    def look_at(self, stop: Stop, look: Look) -> list[str]:
        """Go there, look, keep a picture; what is wrong."""
        page = self._window(stop.role)
        self._dress(page, look)
        page.goto(self.url + stop.path, wait_until="load")
        if stop.act is not None:
            stop.act(page)
            page.wait_for_load_state("load")
        found = list(unrest(page))
        SCREENS.mkdir(parents=True, exist_ok=True)
        name = "-".join((stop.name, *look, *([self.language] if self.language != "vi" else [])))
        page.screenshot(path=SCREENS / f"{name}.png", full_page=True)
        found += [*faults(page), *self.heard]
        self.heard.clear()
        return found

    def _window(self, role: Role | None) -> Page:
        if role not in self.windows:
            context = self.browser.new_context(locale="vi-VN")
            self._log_in(context, role)
            page = context.new_page()
            page.add_init_script(WATCH)
            page.on("pageerror", lambda error: self.heard.append(f"script: {error}"))
            page.on("console", lambda said: self._hear(said.type, said.text))
            page.on("request", lambda asked: self._asked(asked.url))
            self.windows[role] = page
        return self.windows[role]

    def _log_in(self, context: BrowserContext, role: Role | None) -> None:
        context.add_cookies([{"name": "mailbot_language", "value": self.language, "url": self.url}])
        if role is not None:
            context.add_cookies([{"name": "mailbot_session", "value": self.cookies[role], "url": self.url}])

    def _dress(self, page: Page, look: Look) -> None:
        width, height = SIZES[look[0]]
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(color_scheme="dark" if look[1] == "dark" else "light")

    def _hear(self, kind: str, words: str) -> None:
        # A page that is meant to be an error (400, 404) is told of on the console.
        if kind == "error" and "the server responded with a status of 4" not in words:
            self.heard.append(f"console: {words}")

    def _asked(self, url: str) -> None:
        if not url.startswith((self.url, "data:", "blob:")):
            self.heard.append(f"asked elsewhere: {url}")


@pytest.fixture
def tour(office: Office) -> tuple[dict[Role | None, str], list[Stop]]:
    """Everybody logged in, something on every page."""
    parts, scenes = furnished(office)
    browsers = {role: office.proved_visit(role) for role in ROLES}
    cookies = {role: one.client.get_cookie("mailbot_session") for role, one in browsers.items()}
    found = [*stops(office, parts, browsers), *scenes]
    assert len(found) > 25
    return {role: cookie.value for role, cookie in cookies.items() if cookie}, found


@pytest.mark.timeout(300)
def test_every_page_is_right_in_one_size_and_theme(
    office: Office, tour: tuple[dict[Role | None, str], list[Stop]]
) -> None:
    cookies, found = tour
    turns = ((stop, (LOOKS[number % len(LOOKS)],)) for number, stop in enumerate(found))
    wrong = walked(office, cookies, turns)
    assert not wrong, "\n".join(wrong)


@pytest.mark.soak
def test_every_page_is_right_in_every_size_and_theme(
    office: Office, tour: tuple[dict[Role | None, str], list[Stop]]
) -> None:
    cookies, found = tour
    wrong = walked(office, cookies, ((stop, LOOKS) for stop in found))
    assert not wrong, "\n".join(wrong)


@pytest.mark.soak
def test_every_page_is_right_in_english_too(office: Office, tour: tuple[dict[Role | None, str], list[Stop]]) -> None:
    cookies, found = tour
    looks = (("phone", "light"), ("desk", "dark"))
    wrong = walked(office, cookies, ((stop, looks) for stop in found if stop.act is None), "en")
    assert not wrong, "\n".join(wrong)


def walked(
    office: Office,
    cookies: dict[Role | None, str],
    turns: Iterator[tuple[Stop, tuple[Look, ...]]],
    language: str = "vi",
) -> list[str]:
    """What is wrong, with the page and the look."""
    with served(office) as url, chromium() as browser:
        walk = Walk(browser, url, cookies, language)
        return [
            f"{stop.name} {' '.join(look)}: {fault}"
            for stop, looks in turns
            for look in looks
            for fault in walk.look_at(stop, look)
        ]
