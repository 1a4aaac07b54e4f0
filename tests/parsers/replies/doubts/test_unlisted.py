"""Somebody outside the list who is told to act: the order is not carried out without them."""

from __future__ import annotations

import pytest

from parsers.replies.directive import parse_directive
from tests.parsers.replypeople import KT, PEOPLE, TODAY, is_weekday


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("đội Thuế rà soát, P. Kinh tế tổng hợp", "đội Thuế"),
        ("Giao P. Kinh tế, kế toán rà soát", "kế toán"),
        ("Giao P. Kinh tế, bí thư chi bộ thôn rà soát", "bí thư chi bộ thôn"),
        ("P. Kinh tế làm, bộ phận một cửa trả kết quả", "bộ phận một cửa"),
        ("Hạt Kiểm lâm, Phòng Kinh tế rà soát", "Hạt Kiểm lâm"),
    ],
)
def test_who_is_not_in_the_list_and_named_with_a_part_is_asked_about(words: str, named: str) -> None:
    order, questions = parse_directive(words, PEOPLE, TODAY, is_weekday)
    assert order is None
    assert [(question.code, question.word) for question in questions] == [("unknown_name", named)]


@pytest.mark.parametrize(
    "words",
    [
        "P. Kinh tế rà soát, tổ chức kiểm tra",
        "P. Kinh tế rà soát, hội nghị tổ chức đúng hạn",
        "P. Kinh tế hướng dẫn, bà con thực hiện",
        "P. Kinh tế tham mưu, phòng cháy chữa cháy kiểm tra kỹ",
        "P. Kinh tế trả lời đơn của ông Tư, thôn 3",
    ],
)
def test_a_thing_or_a_stranger_served_is_no_part_of_the_order(words: str) -> None:
    order, _ = parse_directive(words, PEOPLE, TODAY, is_weekday)
    assert order is not None
    assert order.lead == (KT,)
    assert order.co_handlers == ()
