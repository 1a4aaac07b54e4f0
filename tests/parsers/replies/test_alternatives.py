"""What an unclear order may have meant, each reading whole."""

from __future__ import annotations

from datetime import date

import pytest

from parsers.model import ParsedDirective, Party
from parsers.replies.alternatives import MOST, readings, unmistakable
from parsers.replies.directive import parse_directive
from tests.parsers.replypeople import AN_KT, AN_NV, KT, LAN, NAM, NV, PEOPLE, TODAY, is_weekday


def offered(text: str, people: tuple[Party, ...] = PEOPLE) -> tuple[ParsedDirective, ...]:
    directive, questions = parse_directive(text, people, TODAY, is_weekday)
    assert directive is None
    return readings(text, questions, people, TODAY, is_weekday)


def test_each_bearer_of_a_name_is_a_reading_with_everything_else_kept() -> None:
    text = "Giao anh An xử lý trước 25/11"
    assert [(r.lead, r.due_on, r.note) for r in offered(text)] == [
        ((AN_NV,), date(2026, 11, 25), text),
        ((AN_KT,), date(2026, 11, 25), text),
    ]


def test_two_units_with_one_word_of_helping_are_read_as_lead_and_helper_or_both_leading() -> None:
    found = offered("Giao Phòng Kinh tế, Phòng Nội vụ phối hợp, trước 30/11")
    assert [(r.lead, r.co_handlers) for r in found] == [((KT,), (NV,)), ((NV,), (KT,)), ((KT, NV), ())]
    assert {r.due_on for r in found} == {date(2026, 11, 30)}


def test_a_reading_never_leaves_somebody_out() -> None:
    assert offered("Giao Phòng Kinh tế, anh Nam xử lý, VP để biết") == ()
    assert [r.lead for r in offered("Giao Phòng Kinh tế, anh Nam xử lý")] == [(KT,), (NAM,)]


@pytest.mark.parametrize(
    "text",
    ["Giao phòng Xây dựng", "Giao anh An xử lý trước 25/10", "Việc này thế nào?", "Nếu kịp thì giao Lan"],
)
def test_doubts_that_no_list_can_settle_offer_nothing(text: str) -> None:
    assert offered(text) == ()


def test_a_day_that_is_today_may_be_today_or_next_week() -> None:
    weekday = ("Hai", "Ba", "Tư", "Năm", "Sáu", "Bảy")[TODAY.weekday()]
    found = offered(f"Giao chị Lan xử lý trước thứ {weekday}")
    assert [(r.lead, (r.due_on - TODAY).days if r.due_on else None) for r in found] == [((LAN,), 0), ((LAN,), 7)]


def test_no_more_readings_than_a_telephone_shows() -> None:
    many = tuple(Party("person", str(at), f"Lê {name} Tám", "", f"Phòng {name}") for at, name in enumerate("ABCDEGHI"))
    assert len(offered("Giao anh Tám xử lý", many)) == MOST


def test_a_name_two_people_have_is_told_with_what_sets_them_apart() -> None:
    one, other = (Party("person", str(at), "Lê Văn An", unit=unit) for at, unit in enumerate(("Phòng A", "Phòng B")))
    assert unmistakable(one, (one, other)) == "Lê Văn An (Phòng A)"
    assert unmistakable(LAN, PEOPLE) == LAN.name
