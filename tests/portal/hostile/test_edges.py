"""Numbers, days and hosts at the ends of what a browser can send: an answer in words, never a fault."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from mailbot.domain.people import Role
from tests.builders_portal import Office, Visit, open_office

NUMBERS = ("9" * 10, str(2**63), "9" * 6000, "-1", "²", "１", "1.0", "1_0", "%00")
"""What stands where an id belongs; Python reads the sixth as 1."""


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    found = open_office(tmp_path_factory.mktemp("edges"))
    yield found
    found.app.close()


@pytest.fixture(scope="module")
def clerk(office: Office) -> Visit:
    browser = office.seated(Role.CLERK)
    browser.client.form_token = browser.token()  # type: ignore[attr-defined]  # a page less for each form
    return browser


def send(browser: Visit, path: str, **form: str):  # type: ignore[no-untyped-def]  # TestResponse is private to werkzeug
    return browser.client.post(path, data={"csrf_token": browser.client.form_token, **form})  # type: ignore[attr-defined]


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize("path", ["/van-ban/{}", "/can-xem/thu/{}", "/nguoi/{}", "/quy-tac/phan-luong/ban/{}"])
def test_what_is_no_number_of_ours_is_no_page(clerk: Visit, path: str, number: str) -> None:
    assert clerk.client.get(path.format(number)).status_code == 404


def test_the_longest_number_that_is_one_of_ours_is_looked_up(clerk: Visit) -> None:
    answer = clerk.get(f"/van-ban/{'9' * 9}")

    assert answer.status_code == 404
    assert "document_not_found" in answer.text


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize(
    ("path", "name", "form"),
    [
        ("/cho-ban-giay/1/ban-giay", "version", {}),
        ("/van-ban-giay/", "pages", {"issuer": "Sở Y tế", "notation": "1/SYT", "issued_on": "01/01/2026"}),
        ("/hang-loat/", "what", {"act": "paper"}),
        ("/dang-xem/1", "version", {}),
    ],
)
def test_what_is_no_number_in_a_form_is_refused_in_words(
    clerk: Visit, path: str, name: str, form: dict[str, str], number: str
) -> None:
    assert send(clerk, path, **form, **{name: number}).status_code < 500


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize(
    "path", ["/uy-quyen/?thang={0}-{0}", "/so-van-ban-den?nam={0}&trang={0}", "/hang-loat/?chon={0}"]
)
def test_what_is_no_number_in_a_question_gets_an_ordinary_page(clerk: Visit, path: str, number: str) -> None:
    assert clerk.client.get(path.format(number)).status_code in (200, 404)


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_the_ends_of_the_calendar_are_days_without_mails(clerk: Visit, day: str) -> None:
    answer = clerk.get(f"/quy-tac/thu/?ngay={day}")

    assert answer.status_code == 200
    assert "Không có thư nào đến trong ngày này" in answer.text


@pytest.mark.parametrize("year", ["0", "10000", str(2**63), "9" * 6000])
def test_a_year_no_calendar_has_is_told(office: Office, year: str) -> None:
    browser = office.seated(Role.OFFICE)

    page = browser.post("/quy-tac/lich-lam-viec/xem-truoc", sessions="07:30-11:30", off="", work="", years=year)

    assert page.status_code == 400
    assert "Chưa lưu được" in page.text


@pytest.mark.parametrize("host", ["evil.example", '"><script>', "a@evil.example", "a b", "a" * 63, "a" * 64])
def test_a_host_is_never_shown_and_one_nobody_can_read_is_refused_in_words(office: Office, host: str) -> None:
    answer = office.stranger().client.get("/dang-nhap", headers={"Host": host})

    assert answer.status_code == (400 if len(host) > 63 else 200)
    assert host[:12] not in answer.text + str(answer.headers)
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    "name", ["X-Forwarded-Host", "Forwarded", "X-Original-URL", "X-Rewrite-URL", "X-Forwarded-Prefix"]
)
def test_a_browser_cannot_say_where_the_portal_is(office: Office, name: str) -> None:
    answer = office.stranger().client.get("/van-ban/1", headers={name: "//evil.example/nguoi/"})

    assert answer.headers["Location"].startswith("/dang-nhap")
    assert "evil.example" not in answer.headers["Location"]


@pytest.mark.parametrize("cookie", ["mailbot_session", "mailbot_form", "mailbot_language"])
@pytest.mark.parametrize("value", ["x" * 4000, '"><script>', "%00", "..", "eyJhIjoxfQ.x.y"])
def test_a_forged_cookie_is_no_cookie(office: Office, cookie: str, value: str) -> None:
    stranger = office.stranger()
    stranger.client.set_cookie(cookie, value)

    assert stranger.get("/").headers["Location"].startswith("/dang-nhap")
    assert value not in stranger.get("/dang-nhap").text


def test_more_than_a_form_may_be_is_not_read(clerk: Visit) -> None:
    assert send(clerk, "/cho-ban-giay/1/tra-lai", words="x" * 2_000_000).status_code == 413
