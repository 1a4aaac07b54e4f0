"""Short answers to what was asked: yes, no, the end of a round, whose help is wanted; anything more is left alone."""

from __future__ import annotations

from datetime import date

import pytest

from parsers.model import Party, Verb
from parsers.replies.answers import ends_round, help_asked, opens_again, permission

PEOPLE = (
    Party("person", "5", "Võ Hoài Nam", "Chuyên viên", "Phòng Kinh tế"),
    Party("unit", "2", "Phòng Kinh tế"),
    Party("unit", "3", "Phòng Nội vụ"),
)


@pytest.mark.parametrize(
    "words",
    [
        "Đồng ý", "đồng ý gia hạn.", "Nhất trí!", "OK", "ok em", "Được nhé", "Dong y gia han", "Tôi đồng ý",
        "Đồng ý như đề nghị", "Đồng ý cho gia hạn theo đề nghị", "Chấp thuận", "Đồng ý phối hợp",
    ],
)  # fmt: skip
def test_a_plain_yes_grants(words: str) -> None:
    assert permission(words) is Verb.GRANT


@pytest.mark.parametrize(
    "words", ["Không đồng ý", "Không gia hạn.", "chưa đồng ý", "Không được", "Khong dong y gia han"]
)
def test_a_plain_no_declines(words: str) -> None:
    assert permission(words) is Verb.DECLINE


@pytest.mark.parametrize(
    "words", ["Không đồng ý, tự làm.", "Không đồng ý vì tỉnh cần gấp", "Không được; việc đang gấp."]
)
def test_a_no_with_its_reason_declines(words: str) -> None:
    assert permission(words) is Verb.DECLINE


@pytest.mark.parametrize(
    "words",
    [
        "Không đồng ý, giao Phòng Kinh tế làm", "Không đồng ý, đến 25/11 thôi", "Không đồng ý nhưng cho thêm hai ngày",
        "Không, đồng ý", "Không đồng ý, chỉ đồng ý đến thứ sáu", "Không đồng ý cho đồng chí Nam nghỉ",
    ],
)  # fmt: skip
def test_a_no_that_offers_something_else_is_left_to_the_grammar(words: str) -> None:
    assert permission(words) is None


@pytest.mark.parametrize(
    "words",
    [
        "Đồng ý gia hạn đến 28/11", "Đồng ý nhưng phải xong trong tuần", "Đồng ý không?", "Giao đồng chí Nam", "",
        "Không đồng ý thì sao", "Được hay không tính sau", "Đồng ý nếu Phòng Nội vụ đồng ý", "Chưa",
    ],
)  # fmt: skip
def test_anything_more_is_neither(words: str) -> None:
    assert permission(words) is None


@pytest.mark.parametrize(
    "words", ["Kết thúc", "Đề nghị kết thúc lấy ý kiến.", "Chốt ý kiến", "Tổng hợp", "Dừng lấy ý kiến"]
)
def test_a_round_is_ended_in_so_many_words(words: str) -> None:
    assert ends_round(words)


@pytest.mark.parametrize("words", ["Kết thúc hợp đồng", "Chưa kết thúc", "Tổng hợp số liệu gửi Sở", "Đã có ý kiến"])
def test_a_round_is_not_ended_by_other_words(words: str) -> None:
    assert not ends_round(words)


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("Xin Phòng Nội vụ phối hợp", ["Phòng Nội vụ"]),
        ("Đề nghị lãnh đạo giao thêm Phòng Nội vụ phối hợp.", ["Phòng Nội vụ"]),
        ("Xin bổ sung P. Nội vụ phối hợp xử lý", ["Phòng Nội vụ"]),
        ("Xin phối hợp của Phòng Nội vụ", ["Phòng Nội vụ"]),
        ("Đang xử lý, xin Phòng Nội vụ và đồng chí Nam hỗ trợ", ["Phòng Nội vụ", "Võ Hoài Nam"]),
        ("Phòng Nội vụ phối hợp", []),
        ("Xin Phòng Y tế phối hợp", []),
        ("Xin Phòng Nội vụ phối hợp trước 25/11", []),
        ("Xin ý kiến Phòng Nội vụ", []),
        ("Đề nghị Phòng Nội vụ phối hợp cung cấp số liệu hộ nghèo.", ["Phòng Nội vụ"]),
        ("Xin anh Nam phối hợp để tổng hợp báo cáo", ["Võ Hoài Nam"]),
        ("Đề nghị Phòng Nội vụ phối hợp cung cấp số liệu. Giao anh Nam.", []),
    ],
)
def test_whose_help_is_asked_for(words: str, names: list[str]) -> None:
    found = help_asked(words, PEOPLE, date(2026, 11, 23), lambda day: day.weekday() < 5)
    assert [party.name for party in found] == names


@pytest.mark.parametrize(
    ("words", "agreed"),
    [
        ("Đồng ý.", True), ("Đồng ý mở lại văn bản.", True), ("Ok, cho mở lại nhé", True), ("Cho phép mở lại", True),
        ("Đồng ý theo đề nghị", True), ("Không đồng ý", False), ("Đồng ý gia hạn", False), ("Mở lại hay không?", False),
        ("Đồng ý, giao anh Nam", False),
    ],
)  # fmt: skip
def test_a_yes_to_opening_a_document_again(words: str, agreed: bool) -> None:
    assert opens_again(words) is agreed
