"""The desk in a real browser: hands stay on the keyboard, and two clerks do not step on each other."""

from __future__ import annotations

import pytest

from mailbot.domain.people import Role
from mailbot.domain.states import State
from parsers.pages.pdftext import render_page
from tests.builders_portal import Office
from tests.portal.desk.browsing import cookie_of, picture, sitting
from tests.portal.test_browser import chromium, served
from tests.story.town import a_document, a_letter, a_spec

pytestmark = pytest.mark.browser


def test_u_takes_the_last_registration_back_and_the_document_is_open_again(office: Office) -> None:
    first, second = office.hold(a_letter(a_document())), office.hold(a_letter(a_document()))
    cookie = cookie_of(office, Role.CLERK)
    with served(office) as url, chromium() as browser, sitting(browser, url, cookie) as page:
        page.goto(f"{url}/cho-ban-giay/")
        page.keyboard.press("p")
        page.wait_for_url(f"**/cho-ban-giay/{second.id}")
        page.get_by_role("button", name="Hoàn tác").wait_for()
        page.wait_for_load_state("domcontentloaded")
        picture(page, "hoan-tac")
        page.keyboard.press("u")
        page.wait_for_url(f"**/cho-ban-giay/{first.id}")
        page.get_by_text("Số đến 1 được gạch bỏ").wait_for()
        page.wait_for_load_state("domcontentloaded")  # words are seen before keys work
        page.keyboard.press("p")
        page.get_by_text("Đã vào sổ, số đến 2.").wait_for()
    assert (office.document(first.id).arrival_number, office.document(second.id).state) == (2, State.HELD)


def test_x_chooses_while_moving_and_b_shows_what_would_happen(office: Office) -> None:
    lines = [office.hold(a_letter(a_document())) for _ in range(3)]
    cookie = cookie_of(office, Role.CLERK)
    with served(office) as url, chromium() as browser, sitting(browser, url, cookie) as page:
        page.goto(f"{url}/cho-ban-giay/")
        page.keyboard.press("x")
        page.keyboard.press("j")
        page.wait_for_url(f"**/cho-ban-giay/{lines[1].id}")
        page.keyboard.press("x")
        assert page.locator("[data-chosen] output").inner_text() == "2"
        page.keyboard.press("b")
        page.get_by_role("heading", name="Xử lý 2 văn bản một lượt").wait_for()
        page.wait_for_load_state("domcontentloaded")
        picture(page, "nhieu-van-ban")
        page.keyboard.press("p")
        page.get_by_text("Đã xử lý 2 văn bản.").wait_for()
        page.wait_for_load_state("domcontentloaded")
        page.keyboard.press("u")
        page.get_by_text("Đã hoàn tác 2 văn bản.").wait_for()
    assert {office.document(line.id).state for line in lines} == {State.HELD}


def test_values_are_outlined_where_they_were_read_and_a_click_leads_to_the_field(office: Office) -> None:
    office.hold(a_letter(a_document()))
    cookie = cookie_of(office, Role.CLERK)
    with served(office) as url, chromium() as browser, sitting(browser, url, cookie) as page:
        page.goto(f"{url}/cho-ban-giay/", wait_until="networkidle")
        page.locator("input[name=notation]").focus()
        assert page.locator(".spot.lit").count() == 1
        assert page.locator(".spot").count() >= 4
        page.locator(".spot[title^='Trích yếu']").click()
        assert page.locator("textarea[name=abstract]").evaluate("field => field === document.activeElement")


def test_a_photo_dropped_in_finds_its_document(office: Office) -> None:
    spec = a_spec()
    office.hold(a_letter(a_document()))
    held = office.hold(a_letter(a_document(spec)))
    photo = render_page(a_document(spec), 0, 150)
    cookie = cookie_of(office, Role.CLERK)
    with served(office) as url, chromium() as browser, sitting(browser, url, cookie) as page:
        page.goto(f"{url}/cho-ban-giay/")
        page.locator("input[name=scan]").set_input_files(
            {"name": "IMG_2041.png", "mimeType": "image/png", "buffer": photo}
        )
        page.get_by_role("heading", name="Bản giấy này là văn bản nào?").wait_for()
        page.wait_for_load_state("domcontentloaded")
        picture(page, "doi-chieu")
        page.keyboard.press("Escape")
        page.keyboard.press("j")
        page.keyboard.press("Enter")
        page.wait_for_url(f"**/cho-ban-giay/{held.id}?quet=*")
        page.keyboard.press("p")
        page.get_by_text("Đã vào sổ, số đến 1.").wait_for()
    assert office.document(held.id).state is State.REGISTERED


def test_two_clerks_collide_and_the_second_is_told_by_whom_and_how(office: Office) -> None:
    held = office.hold(a_letter(a_document()))
    hoa, chau = cookie_of(office, Role.CLERK), cookie_of(office, Role.OFFICE)
    with (
        served(office) as url,
        chromium() as browser,
        sitting(browser, url, hoa) as one,
        sitting(browser, url, chau) as two,
    ):
        one.goto(f"{url}/cho-ban-giay/{held.id}", wait_until="networkidle")
        two.goto(f"{url}/cho-ban-giay/{held.id}")
        two.get_by_text("Nguyễn Thị Hoa đang xem").wait_for()
        picture(two, "dang-xem")
        one.keyboard.press("p")
        one.get_by_text("Đã vào sổ, số đến 1.").wait_for()

        two.keyboard.press("p")

        two.get_by_role("heading", name="Dữ liệu đã thay đổi").wait_for()
        two.get_by_text("Nguyễn Thị Hoa đã vào sổ văn bản này").wait_for()
        picture(two, "da-thay-doi")
    assert office.document(held.id).arrival_number == 1
