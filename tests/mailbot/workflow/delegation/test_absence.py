"""Out-of-office answers of leaders."""

from __future__ import annotations

import pytest

from mailbot.domain.people import Person, Role
from mailbot.storage import people
from tests.mailbot.workflow.delegation.test_standing_in import lend
from tests.mailbot.workflow.desk import Desk, a_reply
from tests.story.town import AGENCY, CLERK, DEPUTY, HEAD, OFFICER

OFFICE = "chanhvp@xa.example"
AWAY = (("Auto-Submitted", "auto-replied"), ("X-Autoreply", "yes"))


@pytest.fixture
def office(desk: Desk) -> Desk:
    """The commune with a head of office."""
    with desk.app.db.transaction() as session:
        person = Person(0, "Đỗ Minh Châu", "Chánh Văn phòng", Role.OFFICE, OFFICE, None)
        people.put_person(session, AGENCY, person, heads_unit=False)
    return desk


def away(desk: Desk, sender: str = HEAD, **changes: object) -> str | None:
    """An automatic answer to the letter that lies before the head; returns the outcome."""
    letter = desk.letters("assignment")[-1] if desk.letters("assignment") else desk.submitted()
    return desk.reply(letter, sender, "Tôi đi công tác đến hết tuần.", headers=AWAY, **changes).outcome


def test_the_head_of_office_hears_that_a_leader_is_away(office: Desk) -> None:
    assert away(office) == "ignored"
    assert "Trần Quốc Bảo gửi trả lời tự động" in office.letter("clerk-alert", OFFICE).text
    assert not office.letters("clerk-alert", CLERK)


def test_one_absence_is_told_once(office: Desk) -> None:
    away(office)
    office.clock.advance(days=13)
    away(office)
    assert len(office.letters("clerk-alert", OFFICE)) == 1
    office.clock.advance(days=2)
    away(office)
    assert len(office.letters("clerk-alert", OFFICE)) == 2


def test_who_has_delegated_may_be_away(office: Desk) -> None:
    office.submitted()
    lend(office)
    away(office)
    assert not office.letters("clerk-alert")


@pytest.mark.parametrize("sender", [OFFICER, "nguoila@noikhac.example"])
def test_only_those_who_direct_are_missed(office: Desk, sender: str) -> None:
    away(office, sender)
    assert not office.letters("clerk-alert")


def test_a_forged_absence_alarms_nobody(office: Desk) -> None:
    away(office, authentication=())
    assert not office.letters("clerk-alert")


def test_without_a_head_of_office_the_clerk_hears_it(desk: Desk) -> None:
    away(desk, DEPUTY)
    assert desk.letters("clerk-alert", CLERK)


def test_the_same_answer_seen_again_weeks_later_is_no_new_absence(office: Desk) -> None:
    content = a_reply(office.submitted(), HEAD, "Tôi đi công tác.", headers=AWAY)
    office.receive(content)
    office.clock.advance(days=15)
    office.receive(content)
    assert len(office.letters("clerk-alert", OFFICE)) == 1
