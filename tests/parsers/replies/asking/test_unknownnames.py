"""A unit or person nobody knows: who of the agency is offered instead."""

from __future__ import annotations

from datetime import date

import pytest

from parsers.model import ParsedDirective, Party
from parsers.replies.asking.alternatives import readings
from parsers.replies.asking.unknownnames import NEAREST, called_nearly
from parsers.replies.directive import parse_directive
from tests.parsers.replypeople import AN_NV, HOA, KT, LAN, NAM, NV, PEOPLE, TODAY, is_weekday


def offered(text: str, people: tuple[Party, ...] = PEOPLE) -> tuple[ParsedDirective, ...]:
    _, questions = parse_directive(text, people, TODAY, is_weekday)
    assert {question.code for question in questions} == {"unknown_name"}
    return readings(text, questions, people, TODAY, is_weekday)


@pytest.mark.parametrize(
    "text",
    [
        "Giao phòng Xây dựng",
        "Giao phòng Xây dựng xử lý",
        "Đồng ý, giao phòng Xây dựng nghiên cứu tham mưu",
        "Chuyển phòng Tổng hợp",
        "Phòng Tư pháp chủ trì",
        "Giao Phong Tai nguyen xu ly",
    ],
)
def test_for_a_unit_nobody_knows_the_nearest_units_are_offered(text: str) -> None:
    found = offered(text)
    assert len(found) == NEAREST
    assert {party.kind for one in found for party in one.lead} == {"unit"}
    assert {one.note for one in found} == {text}


@pytest.mark.parametrize("text", ["Giao đồng chí Tám chủ trì.", "anh Tám làm nhé", "Kính chuyển đ/c Tám xử lý"])
def test_for_a_person_nobody_knows_the_nearest_persons_are_offered(text: str) -> None:
    found = offered(text)
    assert list(found[0].lead) == [NAM]
    assert {party.kind for one in found for party in one.lead} == {"person"}


def test_everything_else_in_the_order_is_kept() -> None:
    found = offered("Giao anh Tám chủ trì, Phòng Kinh tế phối hợp, báo cáo trước 25/11")
    assert {(one.co_handlers, one.due_on) for one in found} == {((KT,), date(2026, 11, 25))}


def test_who_has_a_part_already_is_not_offered_for_another() -> None:
    found = offered("Giao phòng Giáo dục chủ trì phối hợp với phòng Kinh tế")
    assert all(one.lead != (KT,) and one.co_handlers == (KT,) for one in found)


def test_a_name_of_two_parts_is_one_name() -> None:
    found = offered("Giao Phòng Tài nguyên và Môi trường phối hợp các phòng liên quan tham mưu trước 30/11")
    assert len(found) == NEAREST
    assert all(len(one.lead) == 1 and one.due_on == date(2026, 11, 30) for one in found)


@pytest.mark.parametrize(("written", "meant"), [("Giao anh Namm xử lý", NAM), ("Giao Nguyễn Văn Ân xử lý", AN_NV)])
def test_a_slip_of_the_finger_offers_no_more_than_who_was_meant(written: str, meant: Party) -> None:
    assert [one.lead for one in offered(written)] == [(meant,)]


def test_a_unit_named_like_a_kind_of_work_is_not_left_out_of_the_order() -> None:
    found = offered("Giao Phòng Kinh tế chủ trì, phòng Xây dựng phối hợp")
    assert all(one.lead == (KT,) and len(one.co_handlers) == 1 for one in found)


def test_two_names_nobody_knows_are_not_guessed_together() -> None:
    assert offered("Giao anh Tám và chị Chín xử lý") == ()


def test_a_name_nobody_knows_and_a_day_no_calendar_has_are_settled_together() -> None:
    found = offered("Giao anh Tám xử lý, hạn 31/11")
    assert [(one.lead, one.due_on) for one in found[:2]] == [
        ((NAM,), date(2026, 11, 30)),
        ((NAM,), date(2026, 12, 1)),
    ]


def test_units_with_the_same_heading_come_first_and_persons_where_there_is_none() -> None:
    assert called_nearly("phòng Nội", PEOPLE)[0] == NV
    assert {party.kind for party in called_nearly("Tuấn", PEOPLE)[:NEAREST]} == {"person"}
    assert called_nearly("Hoà", PEOPLE) == (HOA,)
    assert LAN in called_nearly("Phó Chủ tịhc", PEOPLE)


def test_an_agency_without_people_offers_nobody() -> None:
    assert offered("Giao phòng Xây dựng", ()) == ()


def test_no_unit_of_ours_is_offered_for_an_agency_outside() -> None:
    """A blind writer was offered the own office for `Sở Nội vụ`."""
    ours = tuple(party for party in PEOPLE if not party.name.startswith("Sở"))
    assert offered("Xin ý kiến Sở Nội vụ về nội dung này", ours) == ()
