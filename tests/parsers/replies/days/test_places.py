"""A day stands anywhere in an order, at its head, in brackets, between who and what: read or asked, never lost."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from itertools import product

import pytest

from parsers.replies.cutting.reply import CutReply
from parsers.replies.replymail import read_words
from tests.parsers.replypeople import PEOPLE, TODAY, is_weekday

DAYS = {
    "trước 27/11": 4, "trước ngày 27/11/2026": 4, "trong tuần": 4, "trong tuần này": 4, "chậm nhất thứ Năm": 3,
    "hạn 30/11": 7, "hạn chót 16h ngày 25/11": 2, "trong hôm nay": 0, "trong ngày mai": 1, "đến hết ngày 04/12": 11,
    "trước 17h chiều mai": 1, "trong 3 ngày làm việc": 3, "thứ Tư": 2, "sáng thứ Sáu": 4, "trước cuối tháng": 7,
    "muộn nhất là ngày 02 tháng 12": 9, "27/11": 4, "trước thứ 6": 4, "cuối tuần này": 4, "chiều nay": 0, "ngày mai": 1,
    "đầu tuần sau": 7, "thứ hai tuần tới": 7, "10h sáng mai": 1, "ngày 26": 3, "15/12": 22, "trước 5/12": 12,
}  # fmt: skip
"""Words of a day and how many days it lies behind Monday, 23 November 2026."""
FRAMES = (
    "Giao {who} rà soát hồ sơ, {day} báo cáo", "{day}, giao {who} rà soát hồ sơ", "Giao {who} {day} rà soát xong hồ sơ",
    "{who} rà soát hồ sơ xong {day}", "{who} rà soát hồ sơ ({day})", "{day} {who} báo cáo kết quả",
    "Giao {who} rà soát hồ sơ - {day}", "Giao {who} rà soát hồ sơ. {day} báo cáo anh",
    "Giao {who} rà soát hồ sơ; thời gian: {day}", "Đồng ý. {who} làm {day} xong nhé", "{who} xử lý, {day} trình ký",
    "Giao {who}, {day}, rà soát hồ sơ", "{who} chuẩn bị nội dung {day} gửi tỉnh",
    "Yêu cầu {who} rà soát hồ sơ gửi Sở {day}", "{who} kiểm tra, {day} phải có kết quả", "cần {day} xong, giao {who}",
    "{who} ơi {day} xong nhé, rà soát hồ sơ này", "Giao {who} rà soát hồ sơ để {day} báo cáo tỉnh",
)  # fmt: skip


@pytest.mark.parametrize("who", ["anh Nam", "Văn phòng", "P. Kinh tế"])
def test_a_day_anywhere_in_an_order_is_read_or_asked(who: str) -> None:
    wrong: list[tuple[str, date | None]] = []
    told: Counter[str] = Counter()
    for frame, (day, later) in product(FRAMES, DAYS.items()):
        words = frame.format(who=who, day=day)
        words = words[0].upper() + words[1:]
        order = read_words(CutReply(words, "", 1.0), PEOPLE, TODAY, is_weekday).directive
        told["asked" if order is None else "read"] += 1
        if order is not None and order.due_on != TODAY + timedelta(days=later):
            wrong.append((words, order.due_on))
    assert wrong == []
    assert told["read"] > 0.85 * told.total()
