"""Hôm nay: four piles, how old the oldest is, and whether the machine is awake."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from mailbot.domain.calendar import VIETNAM
from mailbot.domain.people import Role
from mailbot.storage import agencies
from mailbot.storage.documents import DocumentRow
from tests.builders_portal import AGENCY, Office
from tests.portal.test_access import BROKEN
from tests.story.town import a_document, a_letter, a_signed_document

_PILE = re.compile(r'class="pile[^"]*"[^>]*><b>(\d+)</b>')


def piles(page: str) -> list[int]:
    return [int(count) for count in _PILE.findall(page)]


def test_each_thing_that_waits_lies_on_its_pile_with_the_age_of_the_oldest(office: Office) -> None:
    office.hold(a_letter(a_document()))
    office.receive(BROKEN)
    office.clock.ahead += timedelta(hours=5)

    page = office.seated(Role.CLERK).get("/").text

    assert piles(page) == [1, 0, 1, 0]
    assert page.partition('id="mailboxes"')[0].count("lâu nhất 5 giờ") == 2


@pytest.mark.parametrize(
    ("days", "words"), [(-30, "đã quá hạn, lâu nhất"), (0, "hạn hôm nay"), (300, "không có văn bản")]
)
def test_a_time_limit_shows_when_it_is_near_or_over(office: Office, days: int, words: str) -> None:
    calendar = office.app.calendar(AGENCY)
    while not calendar.is_working_day(office.clock().astimezone(VIETNAM).date()):
        office.clock.ahead += timedelta(days=1)
    line = office.documents_of(office.receive(a_letter(a_signed_document())))[0]
    today = office.clock().astimezone(VIETNAM).date()
    with office.app.db.transaction() as session:
        session.get_one(DocumentRow, line.id).due_on = today + timedelta(days=days)

    page = office.seated(Role.CLERK).get("/").text

    assert words in page
    assert piles(page)[3] == (0 if days > 0 else 1)


def test_the_mailbox_says_when_it_was_last_looked_at(office: Office) -> None:
    with office.app.db.transaction() as session:
        row = session.get_one(agencies.MailboxRow, f"vanban-{AGENCY}")
        row.last_look_at = office.clock() - timedelta(seconds=12)

    page = office.seated(Role.CLERK).get("/").text

    assert re.search(r"nhìn lần cuối 1\d giây trước", page)
    assert "không có thư nào chờ máy đọc" in page


def test_an_officer_is_led_to_their_own_work(office: Office) -> None:
    assert office.seated(Role.OFFICER).get("/").status_code == 302
