"""The administrator's first day on the real system: from the invitation to the first registered document."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pyotp
import pytest
from playwright.sync_api import Browser, Page

from mailbot.domain.people import Actor, Person, Role
from mailbot.domain.staff import PersonWish
from mailbot.domain.states import State
from mailbot.workflow.accounts import invite
from mailbot.workflow.staff.save import save_person
from tests.builders_portal import Clock, Office
from tests.portal.desk.browsing import WIDE, picture
from tests.portal.test_browser import chromium, served
from tests.services.dovecot import DovecotServer
from tests.services.smtpsink import SmtpSink
from tests.story.town import AGENCY, SENDER, Town, a_document, a_letter, running_town, text_of

pytestmark = pytest.mark.browser
OPERATOR = Actor("mailbot")
SECRETS = {"tanhs": "một câu dài chỉ Tân biết", "moilt": "một câu dài chỉ Mới biết"}


def first_invitation(town: Town) -> str:
    """What `mailbot people add` and `mailbot people invite` do on the machine; returns the path of the link."""
    keeper = Person(0, "Hồ Sỹ Tân", "Quản trị", Role.ADMINISTRATOR, "tan@xa.example", None)
    made = save_person(town.app, AGENCY, PersonWish(keeper, False), OPERATOR)
    _, token = invite(town.app, AGENCY, made, OPERATOR)
    return f"/loi-moi/{token}"


@contextmanager
def window(browser: Browser, url: str) -> Iterator[Page]:
    """A fresh browser window; a script error or a request elsewhere fails the test."""
    context = browser.new_context(viewport={"width": WIDE[0], "height": WIDE[1]}, locale="vi-VN")
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("request", lambda asked: None if asked.url.startswith((url, "data:")) else faults.append(asked.url))
    yield page
    context.close()
    assert faults == []


def come_in(page: Page, url: str, path: str, login: str) -> None:
    """Password by invitation, login, second factor with a telephone's code, recovery codes put away."""
    page.goto(url + path)
    page.get_by_label("Mật khẩu mới").fill(SECRETS[login])
    page.get_by_label("Nhập lại mật khẩu").fill(SECRETS[login])
    page.keyboard.press("Enter")
    page.get_by_label("Tên đăng nhập").fill(login)
    page.get_by_label("Mật khẩu").fill(SECRETS[login])
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Bật xác thực hai bước").wait_for()
    seed = (page.locator(".seed").text_content() or "").replace(" ", "")
    page.get_by_label("Mã xác thực").fill(pyotp.TOTP(seed).now())
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Tôi đã cất mã, tiếp tục").click()


def bring_in_a_clerk(page: Page) -> str:
    """A new person with a nickname, invited; returns the path of the link shown once."""
    page.get_by_role("link", name="Người dùng", exact=True).click()
    page.get_by_role("button", name="Thêm người").click()
    page.get_by_label("Họ và tên").fill("Lý Thị Mới")
    page.get_by_label("Chức vụ").fill("Văn thư")
    page.get_by_label("Địa chỉ thư").fill("moi@xa.example")
    page.locator("select[name=unit]").select_option(label="Văn phòng")
    page.locator("label.pick", has_text="Văn thư").click()
    page.get_by_label("Tên gọi khác").fill("chị Mới")
    picture(page, "quan-tri-them-nguoi")
    page.get_by_role("button", name="Lưu").click()
    page.get_by_text("Đã thêm Lý Thị Mới").wait_for()
    picture(page, "quan-tri-mot-nguoi")
    page.get_by_role("button", name="Mời đăng nhập").click()
    link = page.get_by_label("Liên kết mời").input_value()
    picture(page, "quan-tri-loi-moi")
    return "/loi-moi/" + link.rpartition("/loi-moi/")[2]


def test_from_the_invitation_to_the_first_registered_document(
    tmp_path: Path, dovecot: DovecotServer, smtp_sink: SmtpSink
) -> None:
    with running_town(tmp_path, dovecot, smtp_sink) as town:
        invitation = first_invitation(town)
        office = Office(town.app, Clock())
        with served(office) as url, chromium() as browser:
            with window(browser, url) as page:
                come_in(page, url, invitation, "tanhs")
                page.get_by_role("heading", name="Trạng thái").wait_for()
                second = bring_in_a_clerk(page)
                page.goto(url + "/nguoi/")
                picture(page, "quan-tri-nguoi")
                page.get_by_text("đã mời", exact=True).wait_for()
            town.deliver(a_letter(a_document()))
            town.wait_decided(1)
            with window(browser, url) as page:
                come_in(page, url, second, "moilt")
                page.get_by_role("link", name="Chờ bản giấy").first.click()
                page.get_by_role("heading", name="Văn bản chờ bản giấy").wait_for()
                page.wait_for_load_state("load")  # keys are heard once the scripts have run
                page.keyboard.press("p")
                page.get_by_text("Đã vào sổ, số đến 1.").wait_for()
        (line,) = town.documents()
        assert (line.arrival_number, line.registered_by) == (1, "Lý Thị Mới")
        assert line.state in (State.REGISTERED, State.SUBMITTED)
        assert "số đến 1" in text_of(town.letters(SENDER, 2)[1]).lower()
