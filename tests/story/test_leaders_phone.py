"""A leader on a 390 px telephone, on the real system: two taps from the letter to the order; everybody hears of it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page

from mailbot.domain.people import Role
from mailbot.domain.states import State
from mailbot.workflow.arrival.reconcile import faults
from tests.builders_portal import Clock, Office
from tests.portal.desk.browsing import cookie_of, picture, sitting
from tests.portal.every import looks
from tests.portal.test_browser import chromium, served
from tests.services.dovecot import DovecotServer
from tests.services.smtpsink import SmtpSink
from tests.story.town import (
    AGENCY,
    HEAD,
    OFFICER,
    SENDER,
    UNIT_HEAD,
    Town,
    a_letter,
    a_signed_document,
    a_spec,
    edxml_of,
    running_town,
    text_of,
)

pytestmark = pytest.mark.browser
PHONE = (390, 844)
FINGER = 44
"""CSS pixels a finger hits (WCAG 2.2, 2.5.5)."""
TOO_SMALL = """size => [...document.querySelectorAll(
    '.answers button, .answers summary, .answers label.pick, .task, .tabs a, .more a, .up a')]
  .filter((one) => one.checkVisibility() && one.getBoundingClientRect().height < size)
  .map((one) => one.textContent.trim())"""


def one_document(town: Town) -> None:
    town.deliver(a_letter(a_signed_document(a_spec(abstract="rà soát hộ nghèo, hộ cận nghèo năm 2026"))))
    town.wait_decided(1)


def link_in(letter: str) -> str:
    """Where the button of the letter leads, without the host."""
    found = re.search(r"https?://[^/\s]+(/cua-toi/\d+)", letter)
    assert found
    return found[1]


def fits(page: Page) -> None:
    """Nothing is too small for a finger or wider than the screen."""
    page.wait_for_load_state("load")  # without its styles nothing has its size
    assert page.evaluate(TOO_SMALL, FINGER) == []
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0


def test_a_leader_answers_with_two_taps_and_takes_it_back_with_one(
    tmp_path: Path, dovecot: DovecotServer, smtp_sink: SmtpSink
) -> None:
    with running_town(tmp_path, dovecot, smtp_sink) as town:
        one_document(town)
        link = link_in(text_of(town.letters(HEAD)[0]))
        office = Office(town.app, Clock())
        head, nam = (cookie_of(office, role, AGENCY) for role in (Role.HEAD, Role.OFFICER))
        with served(office) as url, chromium() as browser:
            with sitting(browser, url, head, PHONE) as page:
                page.goto(url + "/cua-toi/")
                fits(page)
                picture(page, "lanh-dao-danh-sach")
                page.locator(".task").first.click()
                assert page.url == url + link
                fits(page)
                picture(page, "lanh-dao-van-ban")
                page.get_by_role("button", name="Giao Phòng Kinh tế").click()
                page.get_by_text("Đã ghi nhận: “Giao Phòng Kinh tế chủ trì tham mưu.”").wait_for()
                picture(page, "lanh-dao-da-giao")
                assert "Giao Phòng Kinh tế chủ trì tham mưu." in text_of(town.letters(HEAD, 2)[1])
                town.letters(UNIT_HEAD)

                page.get_by_role("button", name="Hủy ý kiến vừa cho").click()
                page.get_by_role("button", name="Giao Phòng Kinh tế").wait_for()
                give_by_list(page)
            assert town.letters(OFFICER)
            with sitting(browser, url, nam, PHONE) as page:
                page.goto(url + link)
                fits(page)
                picture(page, "can-bo-van-ban")
                page.get_by_role("button", name="Hoàn thành").click()
                page.get_by_text("Đã ghi nhận: “Hoàn thành.”").wait_for()
        assert town.documents()[0].state is State.DONE
        assert any(b">06<" in edxml_of(letter) for letter in town.letters(SENDER, 3) if b".edxml" in letter.content)
        assert list(faults(town.app)) == []


def give_by_list(page: Page) -> None:
    """Somebody without a button of his own is chosen from the list."""
    page.get_by_text("Giao…", exact=True).click()
    fits(page)
    assert list(looks.faults(page)) == []  # with everything opened: axe, focus, width
    page.locator("label.pick", has_text="Võ Hoài Nam").first.click()
    picture(page, "lanh-dao-chon")
    page.get_by_role("button", name="Giao việc").click()
    page.get_by_text("Đã ghi nhận: “Giao Võ Hoài Nam chủ trì.”").wait_for()
