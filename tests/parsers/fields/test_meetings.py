"""Invitations: day, hour, place and chair, or nothing."""

from __future__ import annotations

from datetime import date, time

import pytest

from parsers.fields.letterhead import read_letterhead
from parsers.fields.meetings import meeting_in
from parsers.model import DocumentKind, Meeting
from tests.parsers.papers import dispatch, ruling

ISSUED = date(2026, 3, 5)
INVITATION = """Ủy ban nhân dân tỉnh kính mời dự họp như sau:
1. Thời gian: 14 giờ 00 phút, thứ Sáu, ngày 13 tháng 3 năm 2026.
2. Địa điểm: Phòng họp số 2, trụ sở Ủy ban nhân dân tỉnh,
số 1 đường Hoa Mai.
3. Chủ trì: Đồng chí Nguyễn Văn Mẫu - Phó Chủ tịch Ủy ban nhân dân tỉnh.
4. Thành phần:
- Lãnh đạo Sở Y tế."""


def invited(when: str) -> Meeting | None:
    return meeting_in(DocumentKind.INVITATION, None, f"Thời gian: {when}", ISSUED)


def test_invitation_names_day_hour_place_and_chair() -> None:
    assert read_letterhead(ruling(title="GIẤY MỜI\nHọp bàn về chữ ký số") + "\n" + INVITATION).meeting == Meeting(
        date(2026, 3, 13),
        time(14),
        "Phòng họp số 2, trụ sở Ủy ban nhân dân tỉnh, số 1 đường Hoa Mai",
        "Đồng chí Nguyễn Văn Mẫu - Phó Chủ tịch Ủy ban nhân dân tỉnh",
    )


@pytest.mark.parametrize(
    ("when", "day", "hour"),
    [
        ("8h30 ngày 15/3/2026", date(2026, 3, 15), time(8, 30)),
        ("Vào lúc 08 giờ 00, ngày 15/3", date(2026, 3, 15), time(8)),
        ("từ 8h00 đến 11h30 ngày 15 tháng 3 năm 2026", date(2026, 3, 15), time(8)),
        ("02 giờ chiều ngày 15/3/2026 (Chủ nhật)", date(2026, 3, 15), time(14)),
        ("13:45, ngày 04/01", date(2027, 1, 4), time(13, 45)),
        ("8h00 hoặc 14h00 ngày 15/3/2026", date(2026, 3, 15), None),
        ("8h00 ngày 15/3/2026 và ngày 16/3/2026", None, time(8)),
        ("8h00 thứ Hai, ngày 15/3/2026", None, time(8)),
        ("25h00 ngày 15/3/2026", date(2026, 3, 15), None),
        ("8h00 ngày 31/02/2026", None, time(8)),
        ("07h30 - 11h30 ngày 15 tháng 3 năm 2026", date(2026, 3, 15), time(7, 30)),
        ("02 ngày, từ ngày 12 đến ngày 13/3/2026, bắt đầu lúc 8h00", date(2026, 3, 12), time(8)),
    ],
)
def test_day_and_hour_are_right_or_missing(when: str, day: date | None, hour: time | None) -> None:
    assert invited(when) == Meeting(day, hour)


@pytest.mark.parametrize(
    "text",
    [
        "Thời gian, địa điểm: 14h00 ngày 15/3/2026, tại Phòng A",
        "Thời gian: 14h00 ngày 15/3/2026\nTại: Phòng A",
        "Kính mời đồng chí đến dự họp vào lúc 14 giờ 00 phút, ngày 15/3/2026 tại Phòng A.",
    ],
)
def test_time_and_place_are_read_wherever_they_are_told(text: str) -> None:
    meeting = meeting_in(DocumentKind.INVITATION, None, text, ISSUED)
    assert meeting == Meeting(date(2026, 3, 15), time(14), "Phòng A")


def test_what_is_told_later_is_nothing() -> None:
    text = "Thời gian: sẽ thông báo sau.\nĐịa điểm: sẽ thông báo sau."
    assert meeting_in(DocumentKind.INVITATION, None, text, ISSUED) is None


def test_two_meetings_in_sentences_are_none() -> None:
    text = "Họp lúc 8h00 ngày 15/3/2026 tại Phòng A. Họp lúc 9h00 ngày 16/3/2026 tại Phòng B."
    assert meeting_in(DocumentKind.INVITATION, None, text, ISSUED) is None


def test_two_places_that_differ_give_none() -> None:
    assert meeting_in(DocumentKind.INVITATION, None, "Địa điểm: Phòng A.\nĐịa điểm: Phòng B.", ISSUED) is None


def test_only_an_invitation_invites() -> None:
    body = "- Thời gian: 8h00 ngày 15/3/2026."
    assert meeting_in(DocumentKind.PLAN, "tổ chức hội nghị", body, ISSUED) is None
    assert meeting_in(DocumentKind.DISPATCH, "mời dự hội nghị tổng kết", body, ISSUED) is not None


@pytest.mark.parametrize(
    ("stamp", "marks"),
    [
        ("LƯU HÀNH NỘI BỘ", ("Lưu hành nội bộ",)),
        ("XEM XONG TRẢ LẠI", ("Xem xong trả lại",)),
        ("TRẢ LẠI SAU KHI HỌP (HỘI NGHỊ)", ("Trả lại sau khi họp (hội nghị)",)),
        ("Không phổ biến", ("Không phổ biến",)),
        ("", ()),
    ],
)
def test_circulation_mark_is_read(stamp: str, marks: tuple[str, ...]) -> None:
    assert read_letterhead(dispatch(stamp=stamp)).circulation == marks


def test_sentence_about_circulation_is_no_mark() -> None:
    assert read_letterhead(dispatch(body="Tài liệu này lưu hành nội bộ trong cơ quan.")).circulation == ()
