"""Short forms of messages, written out."""

from __future__ import annotations

import pytest

from parsers.replies.beside.shorthand import written_out


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Nam bc anh trc 20/11 nhé", "Nam báo cáo anh trước 20/11 nhé"),
        ("Nam bc anh trc 20/11", "Nam bao cao anh truoc 20/11"),
        ("làm xong rùi", "làm xong rồi"),
        ("Fwd cho Nam", "chuyen cho Nam"),
        ("Fwd cho anh Tú", "chuyển cho anh Tú"),
        ("Kính đề nghị lãnh đạo cho lùi thời hạn sang thứ Hai", "xin lùi thời hạn sang thứ Hai"),
        ("a cho e xin thêm tới cuối tuần", "xin thêm tới cuối tuần"),
    ],
)
def test_short_forms_are_written_out(typed: str, meant: str) -> None:
    assert written_out(typed) == meant


@pytest.mark.parametrize("text", ["Giao BC xử lý", "gửi vanthu@trc.vn", "Đề nghị Phòng Kinh tế gia hạn giấy phép"])
def test_names_addresses_and_other_requests_stay(text: str) -> None:
    assert written_out(text) == text
