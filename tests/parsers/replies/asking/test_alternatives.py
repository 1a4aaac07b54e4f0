"""What an unclear order may have meant, each reading whole."""

from __future__ import annotations

from datetime import date

import pytest

from parsers.model import ParsedDirective, Party, Verb
from parsers.replies.asking.alternatives import MOST, readings
from parsers.replies.directive import parse_directive
from parsers.replies.items.nameforms import unmistakable
from tests.parsers.replypeople import AN_KT, AN_NV, HOA, KT, LAN, NAM, NV, PEOPLE, TODAY, is_weekday


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
    ["Giao anh Tám và chị Chín", "Việc này thế nào?", "Nếu kịp thì giao Lan"],
)
def test_doubts_that_no_list_can_settle_offer_nothing(text: str) -> None:
    assert offered(text) == ()


def test_half_a_report_may_be_the_end_or_go_on() -> None:
    found = offered("Đã hoàn thành việc rà soát, kết quả gửi kèm")
    assert [r.verb for r in found] == [Verb.DONE, Verb.IN_PROGRESS]


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


@pytest.mark.parametrize(
    ("text", "lead", "due"),
    [
        ("Giao phòng king tế xử lý trước 25/11", KT, date(2026, 11, 25)),
        ("Giao anh Namm xử lý", NAM, None),
        ("Nam lo vụ này hồi sáng anh nói", NAM, None),
        ("Cử Nam đi dự hôm nào rảnh", NAM, None),
    ],
)
def test_what_was_read_beside_a_doubtful_word_is_shown_to_be_confirmed(
    text: str, lead: Party, due: date | None
) -> None:
    assert [(r.lead, r.due_on, r.note) for r in offered(text)] == [((lead,), due, text)]


def test_a_day_gone_by_may_be_next_month_or_no_limit() -> None:
    assert [r.due_on for r in offered("Giao Nam xử lý trước 20/11")] == [date(2026, 12, 20), None]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Giao Nam xử lý trước 31/11", [date(2026, 11, 30), date(2026, 12, 1)]),
        ("Xin gia hạn đến ngày 31/11", [date(2026, 11, 30), date(2026, 12, 1)]),
        ("Giao Nam xử lý, hạn 11/25", [date(2026, 11, 25)]),
    ],
)
def test_a_day_no_calendar_has_may_be_the_one_before_or_after(text: str, days: list[date]) -> None:
    assert [r.due_on for r in offered(text)] == days


def test_of_two_days_either_may_be_meant() -> None:
    days = [r.due_on for r in offered("Giao Nam trước 25/11, xong ngày 27/11")]
    assert days == [date(2026, 11, 25), date(2026, 11, 27)]


@pytest.mark.parametrize(
    "text",
    [
        "Không giao Nam nữa",
        "Nếu kịp thì giao Nam",
        "Giao Nam được không?",
    ],
)
def test_what_refuses_or_conditions_is_no_choice(text: str) -> None:
    assert offered(text) == ()


def test_a_name_alone_is_to_do_it_or_to_know() -> None:
    found = offered("Phòng Kinh tế nhé")
    assert [(r.lead, r.inform) for r in found] == [((KT,), ()), ((), (KT,))]


@pytest.mark.parametrize("text", ["Nam có làm không", "Nam xong chưa", "Nam làm tốt không?"])
def test_what_is_said_of_somebody_is_no_order_to_choose(text: str) -> None:
    assert offered(text) == ()


@pytest.mark.parametrize("text", ["Nam hoặc Hoa làm", "Giao Nam hay Hoa xử lý"])
def test_of_two_left_open_either_may_have_the_work(text: str) -> None:
    assert [r.lead for r in offered(text)] == [(NAM,), (HOA,)]


def test_a_name_two_people_have_and_a_day_gone_by_are_settled_together() -> None:
    found = offered("Giao anh An xử lý trước 20/11")
    assert [(r.lead, r.due_on) for r in found] == [
        ((AN_NV,), date(2026, 12, 20)),
        ((AN_NV,), None),
        ((AN_KT,), date(2026, 12, 20)),
        ((AN_KT,), None),
    ]
