"""Due dates as people write them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from parsers.replies.days.reldates import due_date, find_due
from tests.parsers.replypeople import TODAY, is_weekday

FRIDAY = date(2026, 11, 27)


def due(text: str, today: date = TODAY) -> date | None:
    return due_date(text, today, is_weekday)[0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("trước 28/11", date(2026, 11, 28)),
        ("truoc 28/11", date(2026, 11, 28)),
        ("trước ngày 25/11/2026", date(2026, 11, 25)),
        ("trước 25-11", date(2026, 11, 25)),
        ("trước 25.11.2026", date(2026, 11, 25)),
        ("hạn: 25/11/26", date(2026, 11, 25)),
        ("chậm nhất là ngày 30/11", date(2026, 11, 30)),
        ("đến hết ngày 30/11", date(2026, 11, 30)),
        ("từ nay đến 30/11", date(2026, 11, 30)),
        ("trước ngày 05 tháng 12 năm 2026", date(2026, 12, 5)),
        ("trước 17h thứ Sáu", FRIDAY),
        ("trước 17h00 ngày 25/11/2026", date(2026, 11, 25)),
        ("trước 16 giờ 30 phút ngày 25/11", date(2026, 11, 25)),
        ("trước thứ Sáu, ngày 27/11", FRIDAY),
        ("thứ 6 tuần sau", date(2026, 12, 4)),
        ("T6 tuần sau", date(2026, 12, 4)),
        ("thứ Tư tuần này", date(2026, 11, 25)),
        ("cuối tuần này", FRIDAY),
        ("trong tuần", FRIDAY),
        ("trong tuần tới", date(2026, 12, 4)),
        ("đầu tuần sau", date(2026, 11, 30)),
        ("trong 3 ngày làm việc", date(2026, 11, 26)),
        ("trong ba ngày làm việc", date(2026, 11, 26)),
        ("trong vòng 5 ngày", date(2026, 11, 28)),
        ("thời hạn 3 ngày", date(2026, 11, 26)),
        ("3 ngày nữa", date(2026, 11, 26)),
        ("trong hai tuần", date(2026, 12, 7)),
        ("trong 48h", date(2026, 11, 25)),
        ("trong 24 giờ", date(2026, 11, 24)),
        ("trong 23 giờ", TODAY),
        ("ngày 5 tháng sau", date(2026, 12, 5)),
        ("ngày 25 tháng này", date(2026, 11, 25)),
        ("trước ngày 25", date(2026, 11, 25)),
        ("trước ngày 20", date(2026, 12, 20)),
        ("ngày mai", date(2026, 11, 24)),
        ("sáng mai", date(2026, 11, 24)),
        ("ngày kia", date(2026, 11, 25)),
        ("hôm nay", TODAY),
        ("trong ngày", TODAY),
        ("cuối giờ chiều nay", TODAY),
        ("cuối tháng", date(2026, 11, 30)),
        ("cuối tháng sau", date(2026, 12, 31)),
        ("trong tháng 12", date(2026, 12, 31)),
        ("cuối năm", date(2026, 12, 31)),
    ],
)
def test_words_give_a_date(text: str, expected: date) -> None:
    assert due(text) == expected


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        ("trước 22/11", "date_in_past"),
        ("trước 20/11/2026", "date_in_past"),
        ("trước 20/6", "date_in_past"),
        ("trước 31/11", "date_impossible"),
        ("trước 30/2/2027", "date_impossible"),
        ("trước 25/11/2062", "date_far"),
        ("trước thứ Hai", "date_unclear"),
        ("hạn 25/11, trước 30/11", "two_dates"),
    ],
)
def test_doubtful_date_gives_none_with_its_words(text: str, doubt: str) -> None:
    found = find_due(text, TODAY, is_weekday)
    assert found is not None
    assert (found.on, found.doubt) == (None, doubt)
    assert due_date(text, TODAY, is_weekday) == (None, found.words)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "xử lý gấp",
        "Tờ trình số 45/TTr-PKT ngày 10/11/2026",
        "Nghị định 30/2020/NĐ-CP",
        "công văn ngày 20/11",
        "theo thứ tự",
        "từ trước tới nay",
        "trực 24/7",
        "lần thứ hai",
    ],
)
def test_text_without_a_limit_gives_nothing(text: str) -> None:
    assert due_date(text, TODAY, is_weekday) == (None, "")


def test_limit_beside_a_cited_document_is_the_limit() -> None:
    text = "công văn 123/UBND-VX ngày 20/11/2026, xử lý trước 30/11"
    assert due_date(text, TODAY, is_weekday) == (date(2026, 11, 30), "trước 30/11")


def test_report_of_the_future_is_due_then_and_one_of_the_past_is_cited() -> None:
    assert due_date("Giao PNV báo cáo ngày 27/11", TODAY, is_weekday)[0] == date(2026, 11, 27)
    assert due_date("theo báo cáo ngày 20/11", TODAY, is_weekday) == (None, "")
    assert due_date("Giao PNV báo cáo ngày 31/11", TODAY, is_weekday) == (None, "ngày 31/11")
    assert due_date("báo cáo đầu tuần sau", TODAY, is_weekday)[0] == date(2026, 11, 30)


def test_day_of_a_feast_is_asked() -> None:
    assert due_date("Giao PNV báo cáo trước Tết", TODAY, is_weekday) == (None, "trước Tết")
    assert due_date("chuẩn bị quà Tết", TODAY, is_weekday) == (None, "")


def test_today_is_not_past_and_yesterday_is() -> None:
    assert due("trước 23/11") == TODAY
    assert due("trước 22/11") is None


def test_year_is_supplied_up_to_half_a_year_ahead() -> None:
    assert due("trước 10/1") == date(2027, 1, 10)
    assert due("trước 26/5") == date(2027, 5, 26)
    assert due("trước 27/5") is None


def test_far_date_of_the_same_year_is_asked() -> None:
    found = find_due("trước 20/12", date(2026, 1, 5), is_weekday)
    assert found is not None
    assert found.doubt == "date_far"


def test_same_date_written_twice_is_one_date() -> None:
    assert due("hạn 27/11, tức là thứ Sáu tuần này") == FRIDAY


def test_end_of_week_steps_back_over_days_off() -> None:
    assert due_date("cuối tuần", TODAY, lambda day: is_weekday(day) and day != FRIDAY)[0] == FRIDAY - timedelta(days=1)


def test_working_days_skip_the_weekend() -> None:
    assert due("trong 2 ngày làm việc", FRIDAY) == date(2026, 12, 1)


def test_year_turns_with_the_month() -> None:
    assert due("ngày 5 tháng sau", date(2026, 12, 20)) == date(2027, 1, 5)
    assert due("trong tháng 1", date(2026, 12, 20)) == date(2027, 1, 29)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("hạn 30 tháng 11", date(2026, 11, 30)), ("cuối giờ chiều nay", TODAY), ("trước 26", date(2026, 11, 26)),
        ("2 hôm nữa", date(2026, 11, 25)), ("trong 1 tháng", date(2026, 12, 23)), ("tháng 12 xong", date(2026, 12, 31)),
        ("hết quý IV", date(2026, 12, 31)), ("sáng mốt", date(2026, 11, 25)), ("trong tháng 1/2027", date(2027, 1, 29)),
        ("mai báo anh", date(2026, 11, 24)), ("trước giờ nghỉ trưa ngày mai", date(2026, 11, 24)),
    ],
)  # fmt: skip
def test_everyday_limits_give_a_date(text: str, expected: date) -> None:
    assert due(text) == expected


def test_a_time_of_day_is_no_stretch() -> None:
    assert due("hạn 17h thứ sáu") == date(2026, 11, 27)
    assert due("hạn 3 ngày") == date(2026, 11, 26)


def test_within_a_day_named_by_its_number_is_that_day() -> None:
    assert due("xong trong ngày 24") == date(2026, 11, 24)
    assert due("xong trong ngày") == TODAY


@pytest.mark.parametrize("words", ["trình trước 2 ngày", "nộp trước hạn 1 ngày", "trước 3 ngày làm việc"])
def test_so_long_before_another_day_is_asked_about(words: str) -> None:
    found = find_due(words, TODAY, is_weekday)
    assert found is not None
    assert (found.on, found.doubt) == (None, "date_unread")
