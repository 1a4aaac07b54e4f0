"""Days spelled out become figures; stretches of time do not."""

from __future__ import annotations

import pytest

from parsers.replies.days.spelled import in_figures


@pytest.mark.parametrize(
    ("words", "figures"),
    [
        ("chậm nhất là ngày mười tám tháng mười một", "chậm nhất là ngày 18 tháng 11"),
        ("hạn ba mươi tháng mười một", "hạn 30 tháng 11"),
        ("truoc ngay hai muoi lam thang 11", "truoc ngay 25 thang 11"),
        ("mùng năm tháng chạp", "mùng 5 tháng 12"),
        ("ngày năm tháng sau", "ngày 5 tháng sau"),
    ],
)
def test_a_day_spelled_out_is_read(words: str, figures: str) -> None:
    assert in_figures(words).replace("thang", "tháng") == figures.replace("thang", "tháng")


@pytest.mark.parametrize(
    "words", ["trong năm tháng mười ngày", "ba tháng một lần", "ngày ba mươi hai tháng mười", "5 tháng sau"]
)
def test_what_is_no_day_of_a_month_stays(words: str) -> None:
    assert in_figures(words) == words
