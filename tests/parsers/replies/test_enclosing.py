"""Reports that say a file comes with them, and those that only speak of files."""

from __future__ import annotations

import pytest

from parsers.replies.enclosing import announces_file


@pytest.mark.parametrize(
    "words",
    [
        "Gửi kèm báo cáo kết quả.",
        "Hoàn thành. Kèm theo dự thảo công văn.",
        "Đã xong, file đính kèm.",
        "da xong, gui kem bao cao",
        "Hoàn thành, xin kèm tờ trình.",
        "Không có vướng mắc; kết quả kèm theo.",
        "Done, see the attached report.",
    ],
)
def test_an_enclosed_file_is_announced(words: str) -> None:
    assert announces_file(words)


@pytest.mark.parametrize(
    "words",
    [
        "Hoàn thành.",
        "Hoàn thành, không kèm theo văn bản nào.",
        "Đã xong, chưa gửi kèm báo cáo.",
        "Đã gửi báo cáo bản giấy.",
        "",
    ],
)
def test_nothing_enclosed_is_announced(words: str) -> None:
    assert not announces_file(words)
