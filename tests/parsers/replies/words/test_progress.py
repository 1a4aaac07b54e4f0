"""How far the work is, told by who does it: kept as it stands, and never made of what a leader orders or asks."""

from __future__ import annotations

from datetime import date

import pytest

from parsers.model import ParsedReply, Verb
from parsers.replies.cutting.reply import CutReply
from parsers.replies.replymail import read_words
from tests.parsers.replypeople import PEOPLE, TODAY, is_weekday


def read(words: str) -> ParsedReply:
    return read_words(CutReply(words, "", 1.0), PEOPLE, TODAY, is_weekday)


@pytest.mark.parametrize(
    "words",
    [
        "Đang trình ký", "Đang chờ ý kiến Sở Tài chính", "Vẫn đang chờ ý kiến Sở Tài chính", "Đang vướng chỗ kinh phí",
        "Em đang chờ anh Nam cung cấp số liệu", "Em đang làm, khoảng thứ Tư xong", "Dự kiến thứ Năm xong",
        "Thứ Năm em báo cáo", "Sang tuần em nộp", "Mai xong ạ", "Mai em xong", "Vâng anh, mai em gửi",
        "Em quên mất, mai em làm", "Em xin lỗi vì chậm, em nộp hôm nay", "Em sẽ báo cáo sau", "Để em kiểm tra lại",
        "Em nhận được rồi, xin phép anh thứ Tư em trả lời", "Chắc phải sang tuần mới xong anh ạ",
        "Đã lập biên bản, đang chờ kết quả giám định", "Đã soạn xong dự thảo, đang trình chị Lan",
        "Dạ em đang soạn, chiều em trình chị ạ", "Phòng đang rà soát, dự kiến 27/11 có báo cáo",
        "dang cho y kien so", "mai em nop a", "thu 5 em nop", "dang trinh ky a", "Sẽ xong trong hôm nay",
    ],
)  # fmt: skip
def test_a_report_of_work_under_way_is_kept_as_progress(words: str) -> None:
    order = read(words).directive
    assert order is not None and (order.verb, order.note) == (Verb.IN_PROGRESS, words)


@pytest.mark.parametrize(
    "words",
    [
        "Chưa xong thì làm cho xong", "Đang vướng thì họp bàn", "Xong phần kinh phí rồi báo tôi", "Chưa được, làm lại",
        "Thứ Năm em báo cáo anh nhé", "Chiều em nộp nhé", "Mai xong", "Mai xong nhé", "Thứ Năm xong nhé em",
        "Trong tuần này xong", "Hoàn thành 80% trước 30/11", "Chưa xong à", "Em xong chưa", "chua xong a",
        "Còn thiếu căn cứ pháp lý", "Chưa nộp báo cáo", "Chưa có ý kiến của chị Lan thì chưa làm", "Đang đi công tác",
        "Em sẽ làm nếu có kinh phí", "Em đang làm, đề nghị Nam hỗ trợ", "Thứ Hai em nộp được không anh",
        "Em làm ngay việc này đi", "Đang có đoàn kiểm tra, anh Nam chuẩn bị",
        "Văn bản đang trình ký, giao Nam theo dõi",
        "Em Nam xử lý trong hôm nay", "Để anh xem", "Đang áp dụng quy định cũ",
    ],
)  # fmt: skip
def test_an_order_a_wish_or_a_remark_is_no_progress(words: str) -> None:
    order = read(words).directive
    assert order is None or order.verb is not Verb.IN_PROGRESS


def test_the_day_an_officer_promises_is_kept() -> None:
    order = read("Em đang tổng hợp, 27/11 em nộp ạ").directive
    assert order is not None and (order.verb, order.due_on) == (Verb.IN_PROGRESS, date(2026, 11, 27))


@pytest.mark.parametrize(
    "words", ["Em gửi kết quả kiểm tra", "Em đã nộp bản cứng cho chị Lan", "Đã họp xong", "Phần em xong"]
)
def test_a_report_of_something_done_is_asked_whether_that_was_all(words: str) -> None:
    reply = read(words)
    assert reply.directive is None and [one.verb for one in reply.readings] == [Verb.DONE, Verb.IN_PROGRESS]


@pytest.mark.parametrize("words", ["Đã soạn xong nhưng chưa trình", "Chưa làm được vì thiếu số liệu"])
def test_what_is_left_undone_is_not_offered_as_done(words: str) -> None:
    reply = read(words)
    assert reply.directive is None and [one.verb for one in reply.readings] == [Verb.IN_PROGRESS]


@pytest.mark.parametrize("words", ["Đề nghị cho kết thúc việc này", "Anh cho em đóng việc này", "Xin phép kết thúc"])
def test_a_wish_to_close_is_a_report_that_all_is_done(words: str) -> None:
    order = read(words).directive
    assert order is not None and order.verb is Verb.DONE


@pytest.mark.parametrize("words", ["Xin phép nộp chậm đến 30/11", "Em xin khất đến 30/11"])
def test_a_wish_to_hand_in_later_asks_for_time(words: str) -> None:
    order = read(words).directive
    assert order is not None and (order.verb, order.due_on) == (Verb.EXTEND, date(2026, 11, 30))


def test_a_long_line_of_such_words_is_read_at_once() -> None:
    assert read("em hồ sơ văn bản phòng " * 17).directive is None


@pytest.mark.parametrize("words", ["Dự kiến thứ Năm giao Nam làm", "Tôi định giao Nam"])
def test_who_only_means_to_give_work_gives_none(words: str) -> None:
    assert read(words).directive is None
