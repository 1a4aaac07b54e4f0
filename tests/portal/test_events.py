"""What the log is told of logins and of what was refused: who and where, never the words."""

from __future__ import annotations

import logging

import pytest

from mailbot.domain.people import Role
from mailbot.workflow.accounts import Stage
from mailbot.workflow.accounts.brakes import ACCOUNT
from tests.builders_portal import PASSWORD, Office

WRONG = "sai rồi nhé bạn"


@pytest.fixture(autouse=True)
def everything(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)


def events(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [record.getMessage() for record in caplog.records]


def test_logins_and_codes_are_events(office: Office, caplog: pytest.LogCaptureFixture) -> None:
    login, browser = office.account(Role.CLERK), office.stranger()
    browser.post("/dang-nhap", login=login, password=WRONG)
    browser.post("/dang-nhap", login=login, password=PASSWORD)
    office.proved_visit(Role.HEAD)
    asked = office.seated(Role.HEAD, stage=Stage.CODE)
    asked.post("/xac-thuc-hai-buoc/ma", factor_code="000000")

    told = events(caplog)

    assert told.index("login refused") < told.index("password accepted")
    assert "code refused" in told
    assert WRONG not in caplog.text
    assert PASSWORD not in caplog.text


def test_a_refused_page_is_an_event(office: Office, caplog: pytest.LogCaptureFixture) -> None:
    office.seated(Role.OFFICER).get("/cho-ban-giay/")

    record = next(one for one in caplog.records if one.getMessage() == "access refused")

    assert (record.__dict__["view"], record.__dict__["address"]) == ("held.queue", "127.0.0.1")
    assert record.__dict__["person"] > 0


def test_brakes_and_forged_forms_are_events(office: Office, caplog: pytest.LogCaptureFixture) -> None:
    browser = office.stranger()
    for _ in range(ACCOUNT.free + 1):
        browser.post("/dang-nhap", login="khongco", password=WRONG)
    browser.client.post("/dang-nhap", data={"login": "khongco"})

    assert "try refused by the brake" in events(caplog)
    assert "form refused" in events(caplog)
    assert "khongco" not in caplog.text
