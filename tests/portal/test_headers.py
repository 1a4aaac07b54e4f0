"""What every answer says to browsers, with and without HTTPS in front; whose word counts about addresses."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from waitress.adjustments import Adjustments

from mailbot.domain.people import Role
from portal.__main__ import in_front
from tests.builders_portal import PASSWORD, Office, open_office

HTTPS = "https://vanthu.tanphu.example"


@pytest.fixture
def secure(tmp_path: Path) -> Iterator[Office]:
    """An office behind a web server that speaks HTTPS."""
    made = open_office(tmp_path)
    pages = made.app.settings.portal.model_copy(update={"base_url": HTTPS})
    made.app.settings = made.app.settings.model_copy(update={"portal": pages})
    yield made
    made.app.close()


def test_behind_https_every_cookie_is_of_this_host_alone(secure: Office) -> None:
    login = secure.account(Role.CLERK)
    client = secure.pages().test_client()
    page = client.get("/dang-nhap", base_url=HTTPS)
    token = page.text.partition('name="csrf_token" value="')[2].partition('"')[0]
    form = {"csrf_token": token, "login": login, "password": PASSWORD, "language": "en", "next": "/"}
    answers = [
        client.post(path, data=form, base_url=HTTPS, headers={"Referer": HTTPS}) for path in ("/ngon-ngu", "/dang-nhap")
    ]

    cookies = [cookie for answer in (page, *answers) for cookie in answer.headers.getlist("Set-Cookie")]
    assert len(cookies) >= 3
    for cookie in cookies:
        assert cookie.startswith("__Host-"), cookie
        assert all(word in cookie for word in ("Secure", "HttpOnly", "SameSite=Lax", "Path=/")), cookie
        assert "Domain=" not in cookie, cookie


def test_behind_https_browsers_are_told_to_stay_there(secure: Office) -> None:
    for path in ("/dang-nhap", "/khong-co", "/static/app.css", "/healthz"):
        with closing(secure.pages().test_client().get(path, base_url=HTTPS)) as answer:
            assert answer.headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains", path


def test_a_form_sent_from_another_site_is_refused_behind_https(secure: Office) -> None:
    client = secure.pages().test_client()
    page = client.get("/dang-nhap", base_url=HTTPS)
    token = page.text.partition('name="csrf_token" value="')[2].partition('"')[0]

    answer = client.post(
        "/dang-nhap", data={"csrf_token": token}, base_url=HTTPS, headers={"Referer": "https://evil.example/"}
    )

    assert (answer.status_code, "form_expired" in answer.text) == (400, True)


@pytest.mark.parametrize(
    ("header", "value", "status"),
    [
        ("Origin", "https://evil.example", 400),
        ("Origin", "null", 400),
        ("Origin", "http://localhost", 302),
        ("Sec-Fetch-Site", "cross-site", 400),
        ("Sec-Fetch-Site", "same-site", 400),
        ("Sec-Fetch-Site", "same-origin", 302),
    ],
)
def test_a_form_of_another_site_is_refused_even_with_the_token(
    office: Office, header: str, value: str, status: int
) -> None:
    browser = office.stranger()
    form = {"csrf_token": browser.token(), "language": "en"}

    assert browser.client.post("/ngon-ngu", data=form, headers={header: value}).status_code == status


@pytest.mark.parametrize(("path", "target"), [("/van-ban//1", "/van-ban/1"), ("/quy-tac?a=b", "/quy-tac/?a=b")])
def test_a_corrected_address_names_no_host(office: Office, path: str, target: str) -> None:
    answer = office.stranger().client.get(path, headers={"Host": "evil.example"})

    assert (answer.status_code, answer.headers["Location"]) == (308, target)
    assert "evil.example" not in answer.text


@pytest.mark.parametrize("path", ["/healthz", "/metrics", "/dang-nhap", "/van-ban//1"])
def test_nothing_but_files_is_kept_by_caches(office: Office, path: str) -> None:
    assert office.stranger().get(path).headers["Cache-Control"] == "no-store"


def test_no_page_can_be_framed_and_no_device_is_asked_for(office: Office) -> None:
    headers = office.seated(Role.CLERK).get("/").headers

    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert "base-uri 'none'" in headers["Content-Security-Policy"]
    assert "camera=()" in headers["Permissions-Policy"]
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert headers["Cache-Control"] == "no-store"
    assert "Strict-Transport-Security" not in headers
    assert "Access-Control-Allow-Origin" not in headers


@pytest.mark.parametrize("method", ["TRACE", "PUT", "DELETE", "PATCH"])
def test_other_methods_are_not_spoken(office: Office, method: str) -> None:
    assert office.seated(Role.CLERK).client.open("/", method=method).status_code == 405


def test_every_text_names_its_encoding(office: Office) -> None:
    browser = office.seated(Role.CLERK)
    for path in ("/", "/khong-co", "/metrics", "/static/app.css", "/static/app.js"):
        with closing(browser.get(path)) as answer:
            assert "charset=utf-8" in answer.headers["Content-Type"], path


def test_an_unexpected_error_tells_nothing_of_itself(office: Office) -> None:
    flask = office.pages()
    flask.view_functions["status.healthz"] = lambda: 1 / 0

    answer = office.stranger().get("/healthz")

    assert answer.status_code == 500
    assert "ZeroDivisionError" not in answer.text
    assert "Traceback" not in answer.text


def test_only_the_configured_web_server_is_believed_about_addresses() -> None:
    alone, behind = Adjustments(**in_front("")), Adjustments(**in_front("127.0.0.1"))

    assert (alone.trusted_proxy, alone.clear_untrusted_proxy_headers) == (None, True)
    assert (behind.trusted_proxy, behind.trusted_proxy_count) == ("127.0.0.1", 1)
    assert behind.trusted_proxy_headers == {"x-forwarded-for"}
