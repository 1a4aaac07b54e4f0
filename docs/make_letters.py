"""Draw every letter as its reader sees it: `.venv/bin/python -m docs.make_letters`, pictures in docs/letters/."""

from __future__ import annotations

import email
import shutil
import sys
from dataclasses import replace
from email.policy import default
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from mailbot.letters.compose import LetterKind, compose
from tests.mailbot.letters.samples import ENVELOPE, FULL_LETTERS
from tests.mailbot.letters.test_timeleft import CALENDAR

PICTURES = Path(__file__).parent / "letters"
DRAWN_DARK = (LetterKind.ASSIGNMENT, LetterKind.ECHO, LetterKind.REGISTERED)
DESK, PHONE = 640, 375


def page_of(kind: LetterKind) -> str:
    """The HTML body of the composed letter."""
    message = email.message_from_bytes(
        compose(kind, replace(ENVELOPE, calendar=CALENDAR), FULL_LETTERS[kind]).content, policy=default
    )
    part = message.get_body(("html",))
    return str(part.get_content()) if part else ""


def draw(browser: Browser, page: Path, picture: Path, width: int, scheme: Literal["light", "dark"]) -> None:
    """One picture of one page."""
    shown = browser.new_page(viewport={"width": width, "height": 200}, color_scheme=scheme)
    shown.goto(page.as_uri())
    drawn = Image.open(BytesIO(shown.screenshot(full_page=True))).convert("RGB")
    drawn.quantize(255).save(picture, optimize=True)
    shown.close()


def main() -> int:
    """0, or 1 without Chromium."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        sys.stderr.write("Chromium is needed: apt install chromium\n")
        return 1
    PICTURES.mkdir(exist_ok=True)
    with TemporaryDirectory() as place, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for kind in LetterKind:
            page = Path(place) / f"{kind.value}.html"
            page.write_text(page_of(kind), encoding="utf-8")
            draw(browser, page, PICTURES / f"{kind.value}.png", DESK, "light")
            if kind in DRAWN_DARK:
                draw(browser, page, PICTURES / f"{kind.value}-dark.png", DESK, "dark")
        draw(browser, Path(place) / "assignment.html", PICTURES / "assignment-phone.png", PHONE, "light")
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
