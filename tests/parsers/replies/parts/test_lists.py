"""Names between commas need not have the same part: who has work is in the order, or the whole answer is asked back.

Every pair of a task that names somebody and a part behind it: 136 of 1,320 such orders once went out without their
helper, who stood in a list with the department to be answered.
"""

from __future__ import annotations

from collections import Counter
from datetime import date
from itertools import product
from pathlib import Path

import pytest

from parsers.replies.cutting.reply import CutReply
from parsers.replies.replymail import read_words
from tests.parsers.replies.test_writers import _party
from tests.parsers.replypeople import is_weekday

LIST = Path(__file__).parents[3] / "corpus" / "writers" / "y1-people.txt"
PEOPLE = tuple(map(_party, LIST.read_text(encoding="utf-8").splitlines()))
TASKS = (
    "trả lời Sở Tài chính", "mời Sở Tài chính", "gửi Sở Tài chính", "báo cáo Sở Tài chính", "liên hệ Sở Tài chính",
    "làm việc với Sở Tài chính", "phúc đáp Sở Nội vụ", "xin ý kiến Sở Tài chính", "hỏi Sở Tài chính",
    "xử lý theo đề nghị của Sở Tài chính", "tham mưu UBND tỉnh", "trình Sở Tài chính", "góp ý cho Sở Tư pháp",
    "soạn công văn trả lời Sở Tài chính", "giải trình với Kiểm toán nhà nước", "nộp hồ sơ cho Kho bạc",
    "đôn đốc Hạt Mộc Châu", "kiểm tra Hạt Mộc Châu", "mời Hạt Mộc Châu", "họp với Hạt Mộc Châu",
    "làm rõ với Hạt Mộc Châu", "báo cáo chị Mến", "trình chị Mến", "gửi chị Mến", "xin ý kiến chị Mến",
    "phối hợp Hạt Mộc Châu", "thay chị Mến dự họp", "đi cùng chị Mến",
)  # fmt: skip
PARTS = {
    "Đạt cung cấp số liệu": "dat", "Đạt hỗ trợ": "dat", "Đạt phối hợp": "dat", "Đạt lo kinh phí": "dat",
    "Hải đi cùng": "hai", "Hải theo dõi": "hai", "anh Hải nhập phần mềm": "hai", "Linh phát hành": "linh",
    "chị Ngọc biết": "ngoc", "TTPC thẩm định": "tt", "Hạt Sông Mã báo cáo": "hatsm",
}  # fmt: skip
FRAMES = ("{who} {task}, {part}", "Giao đ/c {who} {task}, {part} trước 27/11", "{who} {task}; {part}")


@pytest.mark.parametrize(("who", "lead"), [("Thảo", "thao"), ("Tuấn", "tuan")])
def test_nobody_who_has_work_is_left_out(who: str, lead: str) -> None:
    left_out: list[str] = []
    told: Counter[str] = Counter()
    for frame, task, (part, helper) in product((*FRAMES, "{who} {task} và {part}"), TASKS, PARTS.items()):
        words = frame.format(who=who, task=task, part=part)
        order = read_words(CutReply(words, "", 1.0), PEOPLE, date(2026, 11, 23), is_weekday).directive
        told["asked" if order is None else "read"] += 1
        named = {party.key for party in (*order.lead, *order.co_handlers, *order.inform)} if order else {lead, helper}
        if not {lead, helper} <= named:
            left_out.append(words)
    assert left_out == []
    assert told["read"] > 0.4 * told.total()


@pytest.mark.parametrize(
    "words",
    [
        "Chuyển đ/c Sự, Phòng Quản lý bảo vệ rừng phối hợp, phần pháp lý giao chị Ngọc",
        "Chuyển anh Tuấn, Hạt Mộc Châu phối hợp, đ/c Cường cấp số liệu",
        "Chuyển Sơn, TTPC theo dõi đôn đốc, Hạt Sông Mã hướng dẫn",
        "Tuấn soạn công văn trả lời dân với đ/c Cường",
        "Gửi anh Quý, Sơn để biết, xong trước 27/11",
    ],
)
def test_who_leads_or_helps_is_asked_where_two_readings_are_open(words: str) -> None:
    assert read_words(CutReply(words, "", 1.0), PEOPLE, date(2026, 11, 23), is_weekday).directive is None


def test_who_gathers_what_others_send_helps() -> None:
    words = "Giao Hạt Mộc Châu rà soát, gửi về Phòng Sử dụng và Phát triển rừng tổng hợp trước 27/11"
    order = read_words(CutReply(words, "", 1.0), PEOPLE, date(2026, 11, 23), is_weekday).directive
    assert order is not None
    assert ([who.key for who in order.lead], [who.key for who in order.co_handlers]) == (["hatmc"], ["sdpt"])
