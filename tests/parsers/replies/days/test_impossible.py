"""Days no calendar has, and those that were probably meant."""

from __future__ import annotations

import pytest

from parsers.replies.days.impossible import put_right
from tests.parsers.replypeople import TODAY


@pytest.mark.parametrize(
    ("words", "right"),
    [
        ("trước 31/11", ("trước 30/11/2026", "trước 01/12/2026")),
        ("trước 17h30 ngày 31/11", ("trước 17h30 ngày 30/11/2026", "trước 17h30 ngày 01/12/2026")),
        ("hạn 29/2/2027", ("hạn 28/02/2027", "hạn 01/03/2027")),
        ("đến ngày 31 tháng 11 năm 2026", ("đến ngày 30/11/2026", "đến ngày 01/12/2026")),
        ("ngày 31 tháng này", ("ngày 30/11/2026", "ngày 01/12/2026")),
        ("30-2", ("28/02/2027", "01/03/2027")),
        ("trước 11/25", ("trước 25/11/2026",)),
        ("trước 2/13", ("trước 13/02/2027",)),
        ("trước 11/25/26", ("trước 25/11/2026",)),
    ],
)
def test_the_end_of_the_month_or_the_day_after_or_day_and_month_turned_round(words: str, right: tuple[str]) -> None:
    assert put_right(words, TODAY) == right


@pytest.mark.parametrize(
    "words", ["trước 31/9", "31/9/2026", "32/11", "0/11", "15/0", "15/13", "31/11/0000", "cuối tháng 13", ""]
)
def test_where_no_day_is_near_none_is_guessed(words: str) -> None:
    assert put_right(words, TODAY) == ()
