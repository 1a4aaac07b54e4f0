"""A better abstract for one that says nothing."""

from __future__ import annotations

import pytest

from parsers.fields.abstracts import is_vague
from parsers.fields.letterhead import read_letterhead
from tests.parsers.papers import dispatch

VAGUE = (
    *("V/v báo cáo", "V/v thực hiện công văn số 123/UBND-VX", "V/v phúc đáp Công văn số 12/SYT-NVY", "V/v gửi báo cáo"),
    *("V/v triển khai thực hiện Kế hoạch số 34/KH-UBND của UBND tỉnh", "V/v mời tham dự cuộc họp", "V/v xin ý kiến"),
    *(
        "V/v lấy ý kiến góp ý văn bản",
        "V/v báo cáo theo yêu cầu",
        "V/v một số nội dung liên quan",
        "V/v báo cáo tháng 10",
        "Về việc trả lời công văn",
        "V/v đôn đốc thực hiện nhiệm vụ",
    ),
)
CLEAR = (
    *("V/v thực hiện Công văn số 123/UBND-VX về rà soát hộ nghèo", "V/v báo cáo kết quả rà soát hộ nghèo"),
    *(
        "V/v cử cán bộ",
        "V/v mời họp thẩm định dự án X",
        "Thi hành án theo yêu cầu",
        "Tổ chức Tháng Thanh niên năm 2026",
    ),
)


@pytest.mark.parametrize(("abstract", "vague"), [*((text, True) for text in VAGUE), *((text, False) for text in CLEAR)])
def test_an_abstract_is_vague_when_nothing_in_it_names_the_matter(abstract: str, vague: bool) -> None:
    assert is_vague(abstract) is vague


@pytest.mark.parametrize(
    ("about", "body", "proposed"),
    [
        (
            "V/v báo cáo",
            "Thực hiện Công văn số 123/UBND-VX ngày 05/3/2026 của UBND tỉnh về việc rà soát hộ nghèo năm 2026, "
            "UBND xã Hoa Sen báo cáo kết quả như sau:",
            "báo cáo: rà soát hộ nghèo năm 2026",
        ),
        (
            "V/v mời họp",
            "Ủy ban nhân dân xã kính mời dự họp để thảo luận phương án giải phóng mặt bằng.\n"
            "Thời gian: 14 giờ 00 ngày 12/3/2026.\nĐịa điểm: Hội trường xã.\nChủ trì: Chủ tịch UBND xã.",
            "mời họp: phương án giải phóng mặt bằng; 14 giờ 00 ngày 12/03/2026; tại Hội trường xã; "
            "Chủ tịch UBND xã chủ trì",
        ),
        ("V/v mời họp", "Nội dung: Xét duyệt kế hoạch sử dụng đất", "mời họp: Xét duyệt kế hoạch sử dụng đất"),
        ("V/v phối hợp", "Đề nghị Công an xã phối hợp tuần tra ban đêm.", None),
        ("V/v báo cáo kết quả rà soát hộ nghèo", "Nội dung: Xét duyệt kế hoạch sử dụng đất", None),
    ],
)
def test_the_documents_own_words_are_proposed(about: str, body: str, proposed: str | None) -> None:
    assert read_letterhead(dispatch(about=about, body=body)).abstract_proposal == proposed


@pytest.mark.parametrize("text", ["họp " * 170 + "!", "báo cáo " * 90 + "x", "mời họp " * 60 + "về"])
def test_repeated_words_are_judged_at_once(text: str) -> None:
    assert is_vague(text) is False
