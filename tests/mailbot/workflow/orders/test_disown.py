"""“Không phải tôi”: a GET shows, a POST freezes, the administrator lifts it."""

from __future__ import annotations

import re

import pytest

from mailbot.domain.errors import NotFound
from mailbot.domain.people import Actor
from mailbot.workflow.orders.disown import disown, disputed, trust_again
from portal.app import create_app
from tests.mailbot.workflow.desk import Desk, Letter
from tests.story.town import AGENCY, CLERK, HEAD

ORDER = "Giao đồng chí Võ Hoài Nam chủ trì tham mưu."
ADMINISTRATOR = Actor("quản trị")


def link(letter: Letter) -> str:
    found = re.search(r"/khong-phai-toi/(\S+)", letter.text)
    assert found is not None
    return found[1]


def ordered(desk: Desk) -> str:
    assert desk.reply(desk.submitted(), HEAD, ORDER).outcome == "directive"
    return link(desk.letter("echo", HEAD))


def test_the_echo_tells_where_to_say_that_it_was_somebody_else(desk: Desk) -> None:
    about = disputed(desk.app, ordered(desk))
    assert (about.person.email, about.words) == (HEAD, ORDER)
    assert not desk.person(HEAD).mail_frozen


def test_looking_at_the_link_changes_nothing_and_the_button_freezes(desk: Desk) -> None:
    token = ordered(desk)
    portal = create_app(desk.app)
    portal.config["WTF_CSRF_ENABLED"] = False
    browser = portal.test_client()
    assert "Không phải tôi – khóa ngay" in browser.get(f"/khong-phai-toi/{token}").text
    assert not desk.person(HEAD).mail_frozen
    assert "Đã tạm khóa" in browser.post(f"/khong-phai-toi/{token}").text
    assert desk.person(HEAD).mail_frozen
    assert "Đã tạm khóa" in browser.get(f"/khong-phai-toi/{token}").text


def test_after_it_orders_wait_for_the_clerk_and_the_office_knows(desk: Desk) -> None:
    disown(desk.app, ordered(desk))
    alert = desk.letter("clerk-alert", CLERK)
    assert "báo không phải mình gửi" in alert.text
    again = desk.reply(desk.letter("echo", HEAD), HEAD, "Giao Phòng Kinh tế chủ trì.")
    assert (again.outcome, again.reason) == ("quarantined", "mail_orders_frozen")


def test_saying_it_twice_alerts_once(desk: Desk) -> None:
    token = ordered(desk)
    disown(desk.app, token)
    disown(desk.app, token)
    assert len([one for one in desk.letters("clerk-alert", CLERK) if "không phải mình" in one.text]) == 1


def test_the_administrator_lifts_it(desk: Desk) -> None:
    disown(desk.app, ordered(desk))
    trust_again(desk.app, AGENCY, desk.person(HEAD).id, ADMINISTRATOR)
    assert desk.reply(desk.letter("echo", HEAD), HEAD, "Giao Phòng Kinh tế chủ trì.").outcome == "directive"


@pytest.mark.parametrize("spoil", [lambda t: t[:-1] + ("0" if t[-1] != "0" else "1"), lambda t: "9" + t, lambda t: "x"])
def test_a_link_that_is_not_ours_shows_nothing(desk: Desk, spoil: object) -> None:
    assert callable(spoil)
    token = spoil(ordered(desk))
    with pytest.raises(NotFound):
        disown(desk.app, token)
    assert create_app(desk.app).test_client().get(f"/khong-phai-toi/{token}").status_code == 404


@pytest.mark.parametrize(("days", "good"), [(29.99, True), (30.01, False)])
def test_a_link_ends_after_thirty_days(desk: Desk, days: float, good: bool) -> None:
    token = ordered(desk)
    desk.clock.advance(days=days)
    if good:
        assert disputed(desk.app, token).words == ORDER
    else:
        with pytest.raises(NotFound):
            disputed(desk.app, token)
