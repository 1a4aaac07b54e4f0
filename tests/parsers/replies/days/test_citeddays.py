"""Days that are named beside an order and are no limit of it."""

from __future__ import annotations

from datetime import date

import pytest

from parsers.replies.days.reldates import find_due
from tests.parsers.replypeople import TODAY, is_weekday


@pytest.mark.parametrize(
    "text",
    [
        "Sơn mời các thành phần họp vào 14h ngày 26/11",
        "Xếp lịch cho anh thứ 5",
        "Chuẩn bị lễ kỷ niệm 22/12",
        "Báo cáo số liệu tính đến 15/11",
    ],
)
def test_day_of_an_event_or_of_counted_data_is_no_limit(text: str) -> None:
    assert find_due(text, TODAY, is_weekday) is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Dự họp thay anh sáng 26/11", date(2026, 11, 26)),
        ("Soạn giấy mời họp, trước 26/11", date(2026, 11, 26)),
        ("Báo cáo cuối ngày", TODAY),
        ("Báo cáo số liệu tính đến 15/11, gửi trước 25/11", date(2026, 11, 25)),
    ],
)
def test_limit_beside_an_event_stays_one(text: str, day: date) -> None:
    due = find_due(text, TODAY, is_weekday)
    assert due is not None
    assert due.on == day


@pytest.mark.parametrize("text", ["Báo cáo số liệu đến hết 30/11", "Báo cáo ngày 25 và 30/11"])
def test_day_that_may_be_either_is_asked(text: str) -> None:
    due = find_due(text, TODAY, is_weekday)
    assert due is not None
    assert due.doubt in {"date_unread", "two_dates"}
