"""Who sees what of documents and messages; the routes themselves are in test_url_map.py."""

from __future__ import annotations

import pytest

from mailbot.domain.people import Role
from tests.builders_portal import AGENCY, NEIGHBOUR, Office
from tests.story.town import a_document, a_letter

BROKEN = b"From: a@b.example\r\nTo: x@y.example\r\nSubject: Hoi tham\r\nMessage-ID: <1@b.example>\r\n\r\nXin chao."


@pytest.mark.parametrize(
    "path", ["/van-ban/{d}", "/van-ban/{d}/ban-goc", "/van-ban/{d}/trang/1.png", "/van-ban/{d}/kem-theo/1"]
)
def test_a_document_of_another_agency_does_not_exist(office: Office, path: str) -> None:
    foreign = office.hold(a_letter(a_document()), NEIGHBOUR)

    assert office.visit().get(path.format(d=foreign.id)).status_code == 404


def test_a_message_of_another_agency_can_neither_be_read_nor_retried(office: Office) -> None:
    foreign = office.receive(BROKEN, NEIGHBOUR)
    browser = office.visit()

    assert browser.get(f"/can-xem/thu/{foreign.id}").status_code == 404
    assert browser.get(f"/can-xem/thu/{foreign.id}/nguyen-ban").status_code == 404
    assert browser.post(f"/can-xem/thu/{foreign.id}/thu-lai").status_code == 404


def test_a_held_document_of_another_agency_cannot_be_confirmed(office: Office) -> None:
    foreign = office.hold(a_letter(a_document()), NEIGHBOUR)

    answer = office.visit().post(f"/cho-ban-giay/{foreign.id}/ban-giay", version="1")

    assert answer.status_code == 404
    assert office.document(foreign.id, NEIGHBOUR).arrival_number is None


def test_a_held_document_is_the_offices_business_only(office: Office) -> None:
    held = office.hold(a_letter(a_document()))

    assert office.visit(Role.OFFICER).get(f"/van-ban/{held.id}").status_code == 403
    assert office.visit(Role.HEAD).get(f"/van-ban/{held.id}").status_code == 200


def test_the_head_reads_the_queue_but_finds_no_button(office: Office) -> None:
    office.hold(a_letter(a_document()))

    page = office.visit(Role.HEAD).get("/cho-ban-giay/").text

    assert "Trả lại nơi gửi" not in page
    assert "Trả lại nơi gửi" in office.visit(Role.CLERK, AGENCY).get("/cho-ban-giay/").text
