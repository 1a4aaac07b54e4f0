"""A list that comes after a document was entered says that its key was revoked before: people are told, once."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from mailbot.domain.people import Person, Role
from mailbot.domain.states import State
from mailbot.storage import people
from mailbot.storage.inbox import MessageRow
from mailbot.workflow.arrival.reconcile import faults
from mailbot.workflow.checking.findings import Grade
from mailbot.workflow.evidence.again import judge_again
from mailbot.workflow.evidence.calendar import check_revoked
from mailbot.workflow.trust.afterwards import WINDOW, Afterwards
from tests.mailbot.workflow.desk import Desk
from tests.pki import pki
from tests.story.town import AGENCY, CLERK, a_letter, a_signed_document, a_spec

HOUR = timedelta(hours=1)


def entered(desk: Desk) -> datetime:
    """A sealed document is entered in the book by the lists of today; its proved time."""
    desk.receive(a_letter(a_signed_document()))
    assert desk.document().state == State.SUBMITTED
    return desk.document().received_at


def publish(desk: Desk, seal_revoked_at: datetime) -> None:
    """Tomorrow's list of the sub CA, which names the seal."""
    desk.clock.advance(days=1)
    own, seal = pki().authority, pki().seal.certificate.serial_number
    listed = replace(own, revoked={**own.revoked, seal: seal_revoked_at}).crls(desk.clock.now)
    (folder,) = desk.app.settings.trust.crls
    for number, content in enumerate(listed):
        (Path(folder) / f"tomorrow-{number}.crl").write_bytes(content)


def told(desk: Desk) -> list[str]:
    return [one.recipient for one in desk.letters("clerk-alert") if "thu hồi" in one.text]


def test_a_key_revoked_before_the_document_came_is_told_once(desk: Desk) -> None:
    at = entered(desk)
    with desk.app.db.transaction() as session:
        for role, email in ((Role.OFFICE, "chanhvp@xa.example"), (Role.ADMINISTRATOR, "quantri@xa.example")):
            people.put_person(session, AGENCY, Person(0, "Hồ Sỹ Tân", "", role, email, None), heads_unit=False)
    afterwards = Afterwards(desk.app)
    publish(desk, at - HOUR)
    assert afterwards.step() is False
    assert told(desk) == [CLERK, "chanhvp@xa.example", "quantri@xa.example"]
    assert "đã bị thu hồi từ ngày" in desk.letter("clerk-alert").text
    (found,) = check_revoked(desk.app)
    assert (found.grade, found.reason.values) == (Grade.NOTICE, {"count": "1", "ids": "1"})
    before = told(desk)
    afterwards.step()
    Afterwards(desk.app).step()
    assert told(desk) == before
    assert [one.action for one in desk.journal()].count("revoked_afterwards") == 1


def test_the_document_keeps_its_number_and_its_verdict_of_the_day(desk: Desk) -> None:
    at = entered(desk)
    publish(desk, at - HOUR)
    Afterwards(desk.app).step()
    assert (desk.document().arrival_number, desk.document().state) == (1, State.SUBMITTED)
    assert judge_again(desk.app, AGENCY, 1).agrees
    assert list(faults(desk.app)) == []


def test_a_key_revoked_after_the_document_came_is_nothing_to_tell(desk: Desk) -> None:
    at = entered(desk)
    publish(desk, at + HOUR)
    Afterwards(desk.app).step()
    assert told(desk) == []
    assert list(check_revoked(desk.app)) == []
    assert "revoked_afterwards" not in [one.action for one in desk.journal()]


@pytest.mark.parametrize(("more", "letters"), [(timedelta(days=-2), True), (timedelta(days=1), False)])
def test_only_what_was_entered_lately_is_judged_again(desk: Desk, more: timedelta, letters: bool) -> None:
    at = entered(desk)
    desk.clock.advance(seconds=(WINDOW + more).total_seconds())
    publish(desk, at - HOUR)
    Afterwards(desk.app).step()
    assert bool(told(desk)) is letters


def test_a_mail_that_is_lost_keeps_nobody_else_waiting(desk: Desk) -> None:
    at = entered(desk)
    desk.receive(a_letter(a_signed_document(a_spec(number="4577"))))
    with desk.app.db.transaction() as session:
        session.get_one(MessageRow, desk.messages()[1].id).digest = "0" * 64
    publish(desk, at - HOUR)
    Afterwards(desk.app).step()
    assert told(desk)
