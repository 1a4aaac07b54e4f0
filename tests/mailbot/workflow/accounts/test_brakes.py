"""How guessing is slowed down, and whom it does not slow down."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from mailbot.domain.errors import NotAuthorised
from mailbot.domain.people import Role
from mailbot.workflow.accounts import Browser, log_in
from mailbot.workflow.accounts.brakes import ACCOUNT, ADDRESS, Brake, take_try
from tests.builders_portal import PASSWORD, Office, open_office

DESK, OUTSIDE = Browser("10.0.0.7", ""), Browser("203.0.113.9", "")
WRONG = "sai rồi nhé bạn"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    made = open_office(tmp_path)
    yield made
    made.app.close()


def tries(office: Office, brake: Brake, of_whom: str, count: int, every: timedelta = timedelta(0)) -> str:
    """What the last of so many tries is told."""
    for _ in range(count):
        office.clock.ahead += every
        try:
            with office.app.db.transaction() as session:
                take_try(session, brake, of_whom, office.clock())
        except NotAuthorised as refused:
            told = refused.code
        else:
            told = "taken"
    return told


@pytest.mark.parametrize(("brake", "count"), [(ACCOUNT, 5), (ADDRESS, 20)])
def test_the_free_tries_are_free_and_the_next_waits(office: Office, brake: Brake, count: int) -> None:
    assert tries(office, brake, "a", count) == "taken"
    assert tries(office, brake, "a", 1) == "login_wait"
    assert tries(office, brake, "b", 1) == "taken"


@pytest.mark.parametrize(("hidden", "told"), [(99, "taken"), (101, "login_wait")])
def test_an_account_takes_a_hundred_wrong_tries_a_month(office: Office, hidden: int, told: str) -> None:
    assert tries(office, ACCOUNT, "a", hidden, every=timedelta(minutes=16)) == told


def test_after_a_month_the_count_begins_anew(office: Office) -> None:
    tries(office, ACCOUNT, "a", 101, every=timedelta(minutes=16))
    office.clock.ahead += timedelta(days=30)

    assert tries(office, ACCOUNT, "a", 1) == "taken"


def test_guesses_from_outside_do_not_slow_down_the_desk(office: Office) -> None:
    login = office.account(Role.CLERK)
    log_in(office.app, login, PASSWORD, DESK)
    tries(office, ACCOUNT, f"{login}@elsewhere", 7)

    with pytest.raises(NotAuthorised, match="login_wait"):
        log_in(office.app, login, PASSWORD, OUTSIDE)
    assert log_in(office.app, login, PASSWORD, DESK).cookie


def test_an_unknown_login_waits_like_a_known_one(office: Office) -> None:
    tries(office, ACCOUNT, "khongco@elsewhere", 7)

    with pytest.raises(NotAuthorised, match="login_wait"):
        log_in(office.app, "khongco", WRONG, OUTSIDE)


def test_one_address_cannot_try_many_names(office: Office) -> None:
    login = office.account(Role.CLERK)
    tries(office, ADDRESS, OUTSIDE.address, 21)

    with pytest.raises(NotAuthorised, match="login_wait"):
        log_in(office.app, login, PASSWORD, OUTSIDE)
    assert log_in(office.app, login, PASSWORD, DESK).cookie


def test_a_good_login_forgives_the_wrong_ones_before(office: Office) -> None:
    login = office.account(Role.CLERK)
    for _ in range(3):
        with pytest.raises(NotAuthorised, match="login_wrong"):
            log_in(office.app, login, WRONG, DESK)
    log_in(office.app, login, PASSWORD, DESK)
    for _ in range(4):
        with pytest.raises(NotAuthorised, match="login_wrong"):
            log_in(office.app, login, WRONG, DESK)

    assert log_in(office.app, login, PASSWORD, DESK).cookie
