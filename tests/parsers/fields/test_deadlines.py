"""Days by which a document asks for something."""

from __future__ import annotations

from datetime import date

import pytest

from parsers.fields.deadlines import asked_by
from parsers.fields.letterhead import read_letterhead
from tests.parsers.papers import dispatch

ISSUED = date(2026, 11, 1)


@pytest.mark.parametrize(
    "text",
    [
        "Đề nghị các đơn vị gửi báo cáo trước ngày 25/11/2026.",
        "Yêu cầu hoàn thành chậm nhất là ngày 25 tháng 11 năm 2026.",
        "Ý kiến tham gia gửi về Sở trước 17 giờ 00, thứ Tư, ngày 25/11/2026 để tổng hợp.",
        "Đề nghị góp ý trước ngày 25/11.",
        "Thời hạn gửi báo cáo: ngày 25/11/2026.",
        "Hạn chót: 25/11/2026.",
        "gửi báo cáo trước\nngày 25 tháng\n11 năm 2026",
        "Đề nghị phản hồi trước 10h sáng ngày 25/11/2026.",
        "Gửi báo cáo về Sở trước ngày thứ Tư (25/11/2026).",
        "Gửi kết quả về Phòng Nội vụ trong ngày 25/11/2026.",
    ],
)
def test_asked_day_is_read(text: str) -> None:
    assert asked_by(text, ISSUED) == (date(2026, 11, 25),)


@pytest.mark.parametrize(
    "text",
    [
        "Báo cáo các dự án được phê duyệt trước ngày 25/11/2020.",
        "Đề nghị rà soát các văn bản có hiệu lực trước ngày 25/11/2026.",
        "Công trình khởi công trước ngày 25/11/2026.",
        "Hội nghị tổ chức ngày 25/11/2026.",
        "Đề nghị báo cáo theo Công văn số 12/UBND ngày 25/11/2026.",
        "Số liệu báo cáo tính đến hết ngày 25/11/2026.",
        "Báo cáo định kỳ gửi trước ngày 20 hằng tháng.",
        "Báo cáo 6 tháng gửi trước ngày 15/6, báo cáo năm gửi trước ngày 15/12 hằng năm.",
        "Đề nghị báo cáo các dự án hoàn thành trong quý IV năm 2026.",
        "Đề nghị trả lời trong vòng 5 ngày làm việc kể từ ngày nhận được văn bản.",
        "Yêu cầu hoàn thành trong tháng 13/2026.",
    ],
)
def test_other_days_are_no_deadline(text: str) -> None:
    assert asked_by(text, ISSUED) == ()


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Yêu cầu các đơn vị hoàn thành trong quý IV năm 2026.", date(2026, 12, 31)),
        ("Tiến độ: hoàn thành trong tháng 11 năm 2026.", date(2026, 11, 30)),
        ("Đề nghị hoàn thành việc rà soát trong quý I/2027.", date(2027, 3, 31)),
    ],
)
def test_what_is_to_be_done_within_a_quarter_or_month_is_due_on_its_last_day(text: str, day: date) -> None:
    assert asked_by(text, ISSUED) == (day,)


def test_day_without_year_after_new_year_belongs_to_the_next_year() -> None:
    assert asked_by("Đề nghị gửi báo cáo trước ngày 05/01.", ISSUED) == (date(2027, 1, 5),)


def test_several_deadlines_are_flagged_not_chosen() -> None:
    body = "Đề nghị gửi danh sách trước ngày 10/4/2026; gửi báo cáo trước ngày 20/4/2026."
    fields = read_letterhead(dispatch(body=body))
    assert fields.due_on is None
    assert "several_deadlines" in fields.flags
