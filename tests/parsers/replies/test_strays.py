"""What a stranger's sentences or a changed sign once lost without a word: read, or asked back."""

from __future__ import annotations

import pytest

from parsers.model import ParsedReply, Party
from parsers.replies.cutting.reply import CutReply
from parsers.replies.replymail import read_words
from tests.parsers.replypeople import KT, LAN, NAM, PEOPLE, TODAY, is_weekday

CNTT = Party("unit", "cntt", "Khoa Công nghệ thông tin", aliases=("CNTT",))


def read(words: str) -> ParsedReply:
    return read_words(CutReply(words, "", 1.0), (*PEOPLE, CNTT), TODAY, is_weekday)


@pytest.mark.parametrize("day", ["thứ Sáu 30/11", "thứ Sáu, 30/11", "thứ 6 ngày 30/11/2026"])
def test_a_day_of_the_week_that_is_not_that_date_is_asked(day: str) -> None:
    assert [question.code for question in read(f"Giao Nam xử lý trước {day}").questions] == ["two_dates"]


@pytest.mark.parametrize("day", ["thứ Hai 30/11", "thứ 2, ngày 30/11/2026"])
def test_a_day_of_the_week_that_is_that_date_is_the_limit(day: str) -> None:
    order = read(f"Giao Nam xử lý trước {day}").directive
    assert order is not None and f"{order.due_on:%d/%m}" == "30/11"


def test_a_helper_behind_one_unread_word_is_not_left_out() -> None:
    assert read("giao pkt xu ly, phoi hop khoa cntt, xong trc 30/11").directive is None


def test_a_condition_typed_without_marks_is_one() -> None:
    assert [question.code for question in read("PKT trien khai neu bo tri duoc kinh phi").questions] == ["conditional"]
    assert read("PKT neu kho khan, bao cao truoc 27/11").directive is not None


def test_a_limit_behind_a_comma_without_a_blank_is_seen() -> None:
    assert read("a Nam thụ lý đơn này,10 ngày fải có kết luận").directive is None


def test_a_comrade_may_be_written_with_a_full_stop() -> None:
    order = read("Giao PKT. Để biết: đ.c Lan").directive
    assert order is not None and (order.lead, order.inform) == ((KT,), (LAN,))


def test_a_unit_behind_a_dash_has_its_part() -> None:
    order = read("Giao Nam chủ trì - CNTT phối hợp").directive
    assert order is not None and (order.lead, order.co_handlers) == ((NAM,), (CNTT,))


@pytest.mark.parametrize(
    "words",
    ["THẢO LÀM CÔNG VĂN TRẢ LỜI SỞ TÀI CHÍNH, NAM CUNG CẤP SỐ LIỆU", "thao lam cong van tra loi, nam cung cap so lieu"],
)
def test_a_lead_whose_name_is_a_verb_is_not_left_out_where_capitals_tell_nothing(words: str) -> None:
    thao = Party("person", "thao", "Nguyễn Phương Thảo", "Chuyên viên", "Phòng Kinh tế")
    order = read_words(CutReply(words, "", 1.0), (*PEOPLE, thao), TODAY, is_weekday).directive
    assert order is None or thao in order.lead
