"""A report with its reason is the report; a reason with an order in it is asked back."""

from __future__ import annotations

from datetime import date

import pytest

from parsers.model import Verb
from parsers.replies.directive import parse_directive
from tests.parsers.replypeople import PEOPLE

TODAY = date(2026, 11, 23)


def read(words: str):  # type: ignore[no-untyped-def]
    return parse_directive(words, PEOPLE, TODAY, lambda day: day.weekday() < 5)


@pytest.mark.parametrize(
    "words",
    [
        "Xin gia hạn đến 30/11 vì chờ số liệu.",
        "Xin gia hạn đến 30/11 do chưa nhận được báo cáo của các thôn",
        "xin gia han den 30/11 vi chua du so lieu",
        "Xin lùi thời hạn đến 30/11, đang chờ ý kiến Sở Tài chính",
        "Chưa xong, xin gia hạn đến 30/11",
        "Em xin gia hạn đến 30/11, hiện chưa có kinh phí ạ",
    ],
)
def test_more_time_is_asked_for_with_a_reason(words: str) -> None:
    directive, questions = read(words)
    assert questions == ()
    assert directive is not None
    assert (directive.verb, directive.due_on, directive.note) == (Verb.EXTEND, date(2026, 11, 30), words)


@pytest.mark.parametrize("words", ["Đang xử lý, chờ số liệu của thôn", "Đã nhận, đang triển khai, còn thiếu hồ sơ."])
def test_work_goes_on_though_something_is_waited_for(words: str) -> None:
    directive, _ = read(words)
    assert directive is not None
    assert directive.verb is Verb.IN_PROGRESS


@pytest.mark.parametrize(
    "words",
    [
        "Không đồng ý gia hạn vì chưa cần thiết",
        "Chưa đồng ý, gia hạn đến 30/11",
        "Không xin gia hạn nữa, sẽ xong đúng hạn",
        "Xin gia hạn đến 30/11 vì bận, giao Phòng Kinh tế làm",
        "Xin gia hạn đến 30/11, nếu không được thì giao Phòng Kinh tế",
        "Đang xử lý, chưa xong thì giao Phòng Kinh tế",
        "Đang xử lý, chờ giao Phòng Kinh tế",
        "Đã hoàn thành, chờ ký",
        "Xin gia hạn đến 30/11 vì chưa xong. Giao Phòng Kinh tế làm tiếp.",
    ],
)
def test_a_reason_that_may_order_something_is_asked_back(words: str) -> None:
    directive, questions = read(words)
    assert directive is None
    assert questions


def test_a_reason_without_a_day_is_asked_for_the_day() -> None:
    assert [question.code for question in read("Xin gia hạn vì chưa có số liệu")[1]] == ["extend_until"]
