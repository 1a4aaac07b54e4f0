"""One's own account: sessions, log out everywhere, password."""

from __future__ import annotations

from datetime import timedelta

import pytest

from mailbot.domain.people import Role
from portal.account.page import device
from tests.builders_portal import NEIGHBOUR, PASSWORD, Office, Visit

NEW = "con đường làng rợp bóng tre"


def session_ids(browser: Visit) -> list[str]:
    """Of the sessions the page offers to end."""
    page = browser.get("/tai-khoan").text
    return [part.partition('"')[0] for part in page.split('name="session" value="')[1:]]


def test_the_page_lists_my_sessions_and_marks_this_one(office: Office) -> None:
    here, _there = office.seated(Role.CLERK), office.seated(Role.CLERK)
    office.seated(Role.HEAD)
    office.seated(Role.CLERK, NEIGHBOUR)

    page = here.get("/tai-khoan").text

    assert page.count("Firefox, Windows") == 2
    assert page.count("phiên này") == 1
    assert len(session_ids(here)) == 1


def test_one_session_can_be_ended_from_another(office: Office) -> None:
    here, there = office.seated(Role.CLERK), office.seated(Role.CLERK)

    here.post("/tai-khoan/phien", session=session_ids(here)[0])

    assert there.get("/tai-khoan").status_code == 302
    assert here.get("/tai-khoan").status_code == 200


def test_somebody_elses_session_cannot_be_ended(office: Office) -> None:
    here, there = office.seated(Role.CLERK), office.seated(Role.HEAD)
    office.seated(Role.HEAD)

    answer = here.post("/tai-khoan/phien", session=session_ids(there)[0])

    assert answer.status_code == 404
    assert len(session_ids(there)) == 1


def test_log_out_everywhere_ends_this_session_too(office: Office) -> None:
    here, there = office.seated(Role.CLERK), office.seated(Role.CLERK)

    answer = here.post("/tai-khoan/dang-xuat-moi-noi")

    assert answer.headers["Location"] == "/dang-nhap"
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert here.get("/tai-khoan").status_code == there.get("/tai-khoan").status_code == 302


def test_sessions_that_are_over_are_not_listed(office: Office) -> None:
    office.seated(Role.CLERK)
    office.clock.ahead = timedelta(minutes=31)

    assert session_ids(office.seated(Role.CLERK)) == []


def test_a_changed_password_ends_every_other_session(office: Office) -> None:
    here, there = office.visit(Role.CLERK), office.seated(Role.CLERK)

    answer = here.post("/tai-khoan/mat-khau", old=PASSWORD, password=NEW, again=NEW)

    assert answer.status_code == 302
    assert here.get("/tai-khoan").status_code == 200
    assert there.get("/tai-khoan").status_code == 302
    assert office.stranger().post("/dang-nhap", login="hoant", password=NEW).status_code == 302
    assert office.stranger().post("/dang-nhap", login="hoant", password=PASSWORD).status_code == 401


@pytest.mark.parametrize(
    ("old", "new", "again", "words"),
    [
        ("không phải", NEW, NEW, "Mật khẩu đang dùng không đúng"),
        (PASSWORD, "Vnpt@123", "Vnpt@123", "12"),
        (PASSWORD, "Vnpt@1234567", "Vnpt@1234567", "quá dễ đoán"),
        (PASSWORD, NEW, NEW + "x", "không giống nhau"),
        (PASSWORD, PASSWORD, PASSWORD, "phải khác"),
    ],
)
def test_a_password_is_changed_only_by_who_knows_it_and_to_a_good_one(
    office: Office, old: str, new: str, again: str, words: str
) -> None:
    browser = office.visit(Role.CLERK)

    answer = browser.post("/tai-khoan/mat-khau", old=old, password=new, again=again)

    assert answer.status_code == 400
    assert words in answer.text


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36", "Chrome, Windows"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Safari/537.36 Edg/140.0", "Edge, Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19.0 Safari/604.1", "Safari, iPhone"),
        ("Mozilla/5.0 (Linux; Android 16) Chrome/140.0 Mobile Safari/537.36", "Chrome, Android"),
        ("<script>alert(1)</script>", ""),
    ],
)
def test_browsers_are_named_in_words(words: str, shown: str) -> None:
    assert device(words) == shown
