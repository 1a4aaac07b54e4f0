"""Invitations, passwords, sessions."""

from __future__ import annotations

from datetime import timedelta

import pytest

from mailbot.domain.errors import DomainError, NotAuthorised
from mailbot.domain.people import Role
from mailbot.workflow.accounts import Browser, accept_invitation, log_in, login_name
from mailbot.workflow.accounts.brakes import ACCOUNT
from mailbot.workflow.accounts.passwords import check_password
from tests.builders_portal import PASSWORD, Office, Visit

HERE = Browser("127.0.0.1", "")


@pytest.mark.parametrize(
    ("name", "login"),
    [("Phạm Văn Dũng", "dungpv"), ("Đỗ Minh Châu", "chaudm"), ("Nguyễn Thị Ánh Ư", "unta"), ("Y", "y")],
)
def test_login_names_follow_the_regulation(name: str, login: str) -> None:
    assert login_name(name) == login


def test_an_invitation_works_once(office: Office) -> None:
    login, token = office.invited(Role.CLERK)
    assert accept_invitation(office.app, token, PASSWORD) == login == "hoant"

    with pytest.raises(DomainError, match="invitation_over"):
        accept_invitation(office.app, token, PASSWORD)


@pytest.mark.parametrize(("hours", "good"), [(23, True), (25, False)])
def test_an_invitation_lasts_a_day(office: Office, hours: int, good: bool) -> None:
    _login, token = office.invited(Role.CLERK)
    office.clock.ahead = timedelta(hours=hours)

    answer = office.stranger().post(f"/loi-moi/{token}", password=PASSWORD, again=PASSWORD)

    assert (answer.status_code == 302) is good


@pytest.mark.parametrize(
    "password", ["Vnpt@123", "vnpt@1234567", "Matkhau@2026", "aaaaaaaaaaaa", "ngắn quá đi", "dài" * 43]
)
def test_weak_passwords_are_refused(password: str) -> None:
    with pytest.raises(DomainError):
        check_password(password, "hoant")


@pytest.mark.parametrize("password", ["mười hai chữ", PASSWORD])
def test_a_sentence_of_ones_own_is_enough(password: str) -> None:
    check_password(password, "hoant")


def test_two_different_passwords_are_not_saved(office: Office) -> None:
    _login, token = office.invited(Role.CLERK)

    answer = office.stranger().post(f"/loi-moi/{token}", password=PASSWORD, again=PASSWORD + "x")

    assert answer.status_code == 400
    assert "không giống nhau" in answer.text


def test_wrong_password_and_unknown_login_get_the_same_answer(office: Office) -> None:
    login, browser = office.account(Role.CLERK), office.stranger()

    wrong = browser.post("/dang-nhap", login=login, password="sai rồi nhé bạn")
    unknown = browser.post("/dang-nhap", login=login + "z", password="sai rồi nhé bạn")

    assert wrong.status_code == unknown.status_code == 401
    assert "không đúng" in wrong.text
    assert "không đúng" in unknown.text


def test_after_five_failures_even_the_right_password_waits_a_little(office: Office) -> None:
    login = office.account(Role.CLERK)
    for _ in range(ACCOUNT.free):
        with pytest.raises(NotAuthorised, match="login_wrong"):
            log_in(office.app, login, "sai rồi nhé bạn", HERE)

    with pytest.raises(NotAuthorised, match="login_wait"):
        log_in(office.app, login, PASSWORD, HERE)
    office.clock.ahead = timedelta(minutes=16)
    assert log_in(office.app, login, PASSWORD, HERE)


@pytest.mark.parametrize(("minutes", "inside"), [(29, True), (31, False)])
def test_an_idle_session_ends_after_half_an_hour(office: Office, minutes: int, inside: bool) -> None:
    browser = office.visit()
    office.clock.ahead = timedelta(minutes=minutes)

    assert (browser.get("/cho-ban-giay/").status_code == 200) is inside


def test_a_busy_session_ends_after_twelve_hours(office: Office) -> None:
    browser = office.visit()
    for quarter in range(1, 48):
        office.clock.ahead = timedelta(minutes=15 * quarter)
        assert browser.get("/trang-thai").status_code == 200

    office.clock.ahead = timedelta(hours=12, minutes=1)
    assert browser.get("/trang-thai").status_code == 302


def test_logging_out_ends_the_session_on_the_server(office: Office) -> None:
    browser = office.visit()
    cookie = browser.client.get_cookie("mailbot_session")
    assert cookie is not None
    browser.post("/dang-xuat")

    thief = office.stranger()
    thief.client.set_cookie("mailbot_session", cookie.value)

    assert thief.get("/cho-ban-giay/").status_code == 302


def test_a_new_invitation_ends_every_session_of_the_person(office: Office) -> None:
    browser = office.visit()
    office.invited(Role.CLERK)

    assert browser.get("/cho-ban-giay/").status_code == 302


def test_every_login_gets_a_new_session_id(office: Office) -> None:
    login = office.account(Role.CLERK)

    first, second = log_in(office.app, login, PASSWORD, HERE), log_in(office.app, login, PASSWORD, HERE)

    assert first != second


def test_the_session_cookie_is_out_of_reach_of_scripts(office: Office) -> None:
    browser: Visit = office.stranger()
    answer = browser.post("/dang-nhap", login=office.account(Role.CLERK), password=PASSWORD)

    cookie = next(c for c in answer.headers.getlist("Set-Cookie") if c.startswith("mailbot_session="))
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


@pytest.mark.parametrize("target", ["//evil.example", "https://evil.example/", "/\\evil.example", "evil"])
def test_login_never_leads_to_another_site(office: Office, target: str) -> None:
    answer = office.stranger().post("/dang-nhap", login=office.account(Role.CLERK), password=PASSWORD, next=target)

    assert answer.headers["Location"] == "/"
