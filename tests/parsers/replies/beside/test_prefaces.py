"""Why an order is given is left out; what may be part of the order is not."""

from __future__ import annotations

import pytest

from parsers.model import Party, Verb
from parsers.replies.directive import parse_directive
from tests.parsers.replypeople import KT, NAM, NV, PEOPLE, TODAY, is_weekday


@pytest.mark.parametrize(
    ("words", "lead"),
    [
        ("Vì anh Minh đi học nên giao Nam", NAM),
        ("Do chị Lan bận, chuyển anh Nam xử lý", NAM),
        ("Đ/c Minh đã cho ý kiến, giao Phòng Kinh tế triển khai.", KT),
        ("Đã trao đổi với đ/c Lan, giao phòng Nội vụ thực hiện", NV),
        ("Tỉnh giục rồi, phòng Kinh tế báo cáo ngay.", KT),
        ("Sở yêu cầu báo cáo nên phòng Kinh tế chủ trì", KT),
        ("Việc này gấp: Phòng Kinh tế làm ngay", KT),
    ],
)
def test_nobody_named_in_a_preface_has_a_part(words: str, lead: Party) -> None:
    directive, questions = parse_directive(words, PEOPLE, TODAY, is_weekday)
    assert questions == ()
    assert directive is not None
    assert (directive.verb, directive.lead, directive.co_handlers, directive.inform) == (Verb.ASSIGN, (lead,), (), ())
    assert directive.note == words


@pytest.mark.parametrize(
    "words",
    [
        "Vì anh Minh không đồng ý nên giao Nam",
        "Đã giao Nam, giao phòng Kinh tế",
        "Nếu Sở giục, giao Nam",
        "Đ/c Minh đã cho ý kiến chưa, giao Nam?",
        "Đã trao đổi với đ/c Lan, để tôi xem",
        "Tỉnh giục rồi, ai làm thế?",
    ],
)
def test_a_preface_that_may_turn_the_order_round_is_asked_about(words: str) -> None:
    directive, questions = parse_directive(words, PEOPLE, TODAY, is_weekday)
    assert directive is None
    assert questions


@pytest.mark.parametrize("words", ["Giao Nam, anh Minh đang đi học", "Giao Nam, chị Lan bận việc rồi"])
def test_why_somebody_else_is_not_given_it_is_left_out(words: str) -> None:
    directive, questions = parse_directive(words, PEOPLE, TODAY, is_weekday)
    assert questions == ()
    assert directive is not None
    assert directive.lead == (NAM,)


def test_work_whose_last_word_folds_to_busy_is_no_reason() -> None:
    directive, _ = parse_directive("Giao Nam chủ trì họp, VP ghi biên bản", PEOPLE, TODAY, is_weekday)
    assert directive is not None
    assert directive.co_handlers


def test_a_clerk_who_passes_on_is_given_nothing() -> None:
    clerk = Party("person", "nga", "Lê Thị Nga", "Văn thư", "Văn phòng HĐND và UBND")
    people = (*PEOPLE, clerk)
    for words in ("Em Nga vào sổ rồi chuyển Nam xử lý", "Nga chuyển Nam xử lý"):
        directive, questions = parse_directive(words, people, TODAY, is_weekday)
        assert questions == ()
        assert directive is not None
        assert (directive.lead, directive.inform) == ((NAM,), ())
    directive, _ = parse_directive("Hoa chuyển Nam xử lý", people, TODAY, is_weekday)
    assert directive is None


@pytest.mark.parametrize(
    "words",
    [
        "Tôi đi công tác đến thứ Năm, giao Nam xử lý", "Tôi họp đến 27/11, việc này Nam làm",
        "Tôi nghỉ từ 25/11 đến 27/11. Nam xử lý", "Tuần này tôi đi Hà Nội đến thứ Sáu, giao Nam",
    ],
)  # fmt: skip
def test_a_day_until_which_the_leader_is_away_is_no_limit(words: str) -> None:
    order, questions = parse_directive(words, PEOPLE, TODAY, is_weekday)
    assert (questions, order and (order.lead, order.due_on)) == ((), ((NAM,), None))
