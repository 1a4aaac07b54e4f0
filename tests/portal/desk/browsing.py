"""A real browser at the desk, already logged in: what is tested here begins after the login."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, Page

from mailbot.domain.people import Role
from tests.builders_portal import AGENCY, Office

WIDE = (1366, 768)


def cookie_of(office: Office, role: Role, agency: str = AGENCY) -> str:
    """The session of somebody who is logged in."""
    found = office.seated(role, agency).client.get_cookie("mailbot_session")
    return found.value if found else ""


@contextlib.contextmanager
def sitting(browser: Browser, url: str, cookie: str, size: tuple[int, int] = WIDE) -> Iterator[Page]:
    """A window with this session; script errors, blocked resources and requests elsewhere fail the test."""
    context = browser.new_context(viewport={"width": size[0], "height": size[1]}, locale="vi-VN")
    context.add_cookies([{"name": "mailbot_session", "value": cookie, "url": url}])
    page = context.new_page()
    faults: list[str] = []
    page.on(
        "console", lambda said: faults.append(said.text) if said.type == "error" and "409" not in said.text else None
    )
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("request", lambda asked: None if asked.url.startswith((url, "data:")) else faults.append(asked.url))
    yield page
    context.close()
    assert faults == []


def picture(page: Page, name: str) -> None:
    """For the clerk's guide, when MAILBOT_SHOTS says where pictures go."""
    folder = os.environ.get("MAILBOT_SHOTS")
    if folder:
        page.screenshot(path=Path(folder) / f"{name}.png")
