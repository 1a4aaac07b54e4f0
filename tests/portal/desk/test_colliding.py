"""Two people at one document: who else looks, and who was first."""

from __future__ import annotations

from datetime import timedelta

from mailbot.domain.people import Role
from mailbot.domain.states import State
from mailbot.storage import viewers
from tests.builders_portal import NEIGHBOUR, Office
from tests.story.town import a_document, a_letter


def test_who_else_looks_at_a_document_is_said_until_they_leave(office: Office) -> None:
    held, clerk, manager = office.hold(a_letter(a_document())), office.seated(Role.CLERK), office.seated(Role.OFFICE)
    place = f"/dang-xem/{held.id}"
    assert "đang xem" not in clerk.post(place, version="1").text

    assert "Nguyễn Thị Hoa đang xem" in manager.post(place, version="1").text
    assert "Đỗ Minh Châu đang xem" in clerk.post(place, version="1").text

    office.clock.ahead += viewers.GONE_AFTER + timedelta(seconds=1)
    assert "đang xem" not in clerk.post(place, version="1").text


def test_the_page_says_that_the_document_changed_meanwhile(office: Office) -> None:
    held, clerk, manager = office.hold(a_letter(a_document())), office.seated(Role.CLERK), office.seated(Role.OFFICE)
    manager.post(f"/cho-ban-giay/{held.id}/ban-giay", version="1")

    said = clerk.post(f"/dang-xem/{held.id}", version="1").text

    assert "Đỗ Minh Châu đã vào sổ văn bản này" in said
    assert "số đến 1" in said


def test_the_second_clerk_is_refused_and_told_who_did_what_and_when(office: Office) -> None:
    held, clerk, manager = office.hold(a_letter(a_document())), office.seated(Role.CLERK), office.seated(Role.OFFICE)
    manager.post(f"/cho-ban-giay/{held.id}/tra-lai", version="1", words="Gửi nhầm nơi nhận.")

    answer = clerk.post(f"/cho-ban-giay/{held.id}/ban-giay", version="1")

    assert answer.status_code == 409
    assert "Đỗ Minh Châu đã trả lại văn bản này lúc" in answer.text
    assert "Thao tác của bạn chưa được thực hiện" in answer.text
    assert f'href="/van-ban/{held.id}"' in answer.text
    assert office.document(held.id).state is State.REFUSED


def test_a_document_of_another_agency_is_not_looked_at(office: Office) -> None:
    foreign = office.hold(a_letter(a_document()), NEIGHBOUR)

    assert office.seated(Role.CLERK).post(f"/dang-xem/{foreign.id}", version="1").status_code == 404
