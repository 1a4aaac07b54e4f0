"""Mở lại, trình lại, chuyển việc: what a clerk puts right on a document's page."""

from __future__ import annotations

import re

import pytest

from mailbot.domain.document import DocumentLine
from mailbot.domain.people import Role
from mailbot.domain.states import State
from mailbot.storage import people
from mailbot.storage.outbox import LetterRow
from tests.builders_portal import AGENCY, Office
from tests.story.town import a_letter, a_signed_document


@pytest.fixture
def line(office: Office) -> DocumentLine:
    """A document before the head."""
    return office.documents_of(office.receive(a_letter(a_signed_document())))[0]


def order(office: Office, line: DocumentLine, words: str, role: Role = Role.HEAD) -> None:
    office.seated(role).post(f"/cua-toi/{line.id}", words=words)


def person(office: Office, role: Role) -> str:
    with office.app.db.reading() as session:
        return str(people.with_role(session, AGENCY, role)[0].id)


def letters(office: Office, kind: str) -> int:
    with office.app.db.reading() as session:
        return session.query(LetterRow).filter_by(kind=kind, agency_id=AGENCY).count()


def test_a_document_closed_by_mistake_is_opened_again_with_a_reason(office: Office, line: DocumentLine) -> None:
    order(office, line, "Giao đồng chí Võ Hoài Nam chủ trì.")
    order(office, line, "Hoàn thành.", Role.OFFICER)
    clerk = office.seated(Role.CLERK)
    assert "Mở lại văn bản</button>" in clerk.get(f"/van-ban/{line.id}").text
    clerk.post(f"/van-ban/{line.id}/mo-lai", why=" ")
    assert office.document(line.id).state is State.DONE
    clerk.post(f"/van-ban/{line.id}/mo-lai", why="báo nhầm văn bản")
    assert office.document(line.id).state is State.ASSIGNED
    assert letters(office, "receipt-05") == 1
    assert "Mở lại văn bản</button>" not in clerk.get(f"/van-ban/{line.id}").text


def test_an_undecided_document_is_laid_before_another_leader(office: Office, line: DocumentLine) -> None:
    clerk, deputy = office.seated(Role.CLERK), person(office, Role.LEADER)
    assert f'<option value="{deputy}">' in clerk.get(f"/van-ban/{line.id}").text
    clerk.post(f"/van-ban/{line.id}/trinh-lai", leader=deputy)
    assert str(office.document(line.id).routed_to_id) == deputy
    clerk.post(f"/van-ban/{line.id}/trinh-lai", leader=person(office, Role.OFFICER))
    assert str(office.document(line.id).routed_to_id) == deputy


def test_work_moves_to_other_hands_and_both_hear_of_it(office: Office, line: DocumentLine) -> None:
    order(office, line, "Giao đồng chí Võ Hoài Nam chủ trì.")
    clerk = office.seated(Role.CLERK)
    part = re.search(
        r'<select name="part" required><option value="(\d+)">Võ Hoài Nam', clerk.get(f"/van-ban/{line.id}").text
    )
    assert part
    taker, former = person(office, Role.UNIT_HEAD), person(office, Role.OFFICER)
    clerk.post(f"/van-ban/{line.id}/chuyen-viec", part=part[1], taker=former, why="đổi người")
    clerk.post(f"/van-ban/{line.id}/chuyen-viec", part="999", taker=taker, why="đổi người")
    ordered = letters(office, "work-order")
    assert letters(office, "work-echo") == 0
    clerk.post(f"/van-ban/{line.id}/chuyen-viec", part=part[1], taker=taker, why="đồng chí Nam đi học")
    assert (letters(office, "work-order"), letters(office, "work-echo")) == (ordered + 1, 1)
    assert ">Phạm Văn Dũng</option>" in clerk.get(f"/van-ban/{line.id}").text


def test_others_are_offered_nothing_and_do_nothing(office: Office, line: DocumentLine) -> None:
    head = office.seated(Role.HEAD)
    assert "Trình lãnh đạo khác" not in head.get(f"/van-ban/{line.id}").text
    assert head.post(f"/van-ban/{line.id}/trinh-lai", leader=person(office, Role.LEADER)).status_code == 403
