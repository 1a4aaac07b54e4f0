"""What the status page says in red, `mailbot check` says in the same words, and back."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import timedelta
from html import unescape

import pytest
from sqlalchemy import update

from mailbot.domain.people import Role
from mailbot.letters.words import sentence
from mailbot.storage import certificates, nodes
from mailbot.storage.outbox import LetterRow, LetterState
from mailbot.storage.people import PersonRow
from mailbot.workflow.checking.check import check_office
from mailbot.workflow.checking.findings import Grade
from mailbot.workflow.checking.machine import BACKUP_MARK
from mailbot.workflow.trust.revoked import check_revoked
from tests.builders_portal import AGENCY, NEIGHBOUR, Office
from tests.story.town import a_document, a_letter, a_signed_document


def old_backup(office: Office) -> None:
    mark = office.app.settings.data_dir / BACKUP_MARK
    mark.touch()
    long_ago = (office.clock() - timedelta(days=9)).timestamp()
    os.utime(mark, (long_ago, long_ago))


def failed_letter(office: Office) -> None:
    office.hold(a_letter(a_document()))
    with office.app.db.transaction() as session:
        session.execute(update(LetterRow).values(state=LetterState.FAILED.value))


def no_leader(office: Office) -> None:
    with office.app.db.transaction() as session:
        head = PersonRow.role == Role.HEAD.value
        session.execute(update(PersonRow).where(head, PersonRow.agency_id == AGENCY).values(role=Role.OFFICER.value))


def failing_worker(office: Office) -> None:
    runs(office)
    with office.app.db.transaction() as session:
        nodes.beat(session, "deliver", office.clock(), "unexpected_failure", (0, 0.0), 1)


def silent_worker(office: Office, minutes: int = 16) -> None:
    runs(office)
    with office.app.db.transaction() as session:
        nodes.beat(session, "chase", office.clock() - timedelta(minutes=minutes), None, (0, 0.0), 0)


def runs(office: Office) -> None:
    with office.app.db.transaction() as session:
        nodes.enter(session, "one", 1, office.clock() - timedelta(hours=1), "0.1.0")


@pytest.mark.parametrize(
    ("broken", "code", "advice"),
    [
        (old_backup, "backup_old", "advice_backup"),
        (failed_letter, "letters_failed", "advice_letters_failed"),
        (no_leader, "head_missing", "advice_people"),
        (failing_worker, "worker_failing", "advice_worker_failing"),
        (silent_worker, "worker_silent", "advice_worker_silent"),
    ],
)
def test_page_and_command_say_the_same(
    office: Office, broken: Callable[[Office], None], code: str, advice: str
) -> None:
    broken(office)

    (finding,) = [one for one in check_office(office.app) if one.reason.code == code]
    page = office.seated(Role.OFFICE).get("/trang-thai").text

    assert finding.grade is Grade.WRONG
    assert sentence(code, finding.reason.values) in page
    assert sentence(advice) in page


def test_documents_with_keys_found_revoked_later_are_listed_with_links(office: Office) -> None:
    (document,) = office.documents_of(office.receive(a_letter(a_signed_document())))
    with office.app.db.transaction() as session:
        certificates.note_revoked(session, document.id, office.clock())

    (told,) = check_revoked(office.app.db, [AGENCY])
    page = office.seated(Role.OFFICE).get("/trang-thai").text

    assert sentence(told.reason.code, told.reason.values) in unescape(page)
    assert f'<a href="/van-ban/{document.id}">Số đến {document.arrival_number}/{document.year}</a>' in page
    assert [one.reason for one in check_office(office.app) if one.reason.code == told.reason.code] == [told.reason]
    assert list(check_revoked(office.app.db, [NEIGHBOUR])) == []


@pytest.mark.parametrize("path", ["/trang-thai", "/trang-thai/kiem-tra"])
def test_the_faults_of_a_neighbour_are_not_shown(office: Office, path: str) -> None:
    no_leader(office)

    page = office.seated(Role.OFFICE, NEIGHBOUR).get(path).text

    assert "chưa có thủ trưởng" not in page
    assert "vanban@tan-hung.example" in page
    assert "vanban@tan-phu.example" not in page


@pytest.mark.parametrize(("minutes", "told"), [(14, False), (16, True)])
def test_a_worker_may_be_silent_for_a_quarter_of_an_hour(office: Office, minutes: int, told: bool) -> None:
    silent_worker(office, minutes)

    assert ("worker_silent" in {one.reason.code for one in check_office(office.app)}) is told


def test_a_service_stopped_on_purpose_is_no_fault(office: Office) -> None:
    found = {one.reason.code: one.grade for one in check_office(office.app)}

    assert found["service_stopped"] is Grade.NOTICE
    assert "mailbox_behind" not in found


def test_what_to_do_is_said_in_the_language_of_the_page(office: Office) -> None:
    no_leader(office)
    visit = office.seated(Role.OFFICE)
    visit.client.set_cookie("mailbot_language", "en")

    for path in ("/trang-thai", "/trang-thai/kiem-tra"):
        page = unescape(visit.get(path).text)
        assert sentence("advice_people", language="en") in page
        assert sentence("advice_people") not in page
