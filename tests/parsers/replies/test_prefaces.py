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
