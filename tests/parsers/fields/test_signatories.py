"""Signature blocks."""

from __future__ import annotations

import pytest

from parsers.fields.signatories import Signature, person_name, signatures


@pytest.mark.parametrize(
    ("text", "capacity", "position", "name"),
    [
        (
            "TM. ỦY BAN NHÂN\nDÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nNgô Hùng",
            "TM. ỦY BAN NHÂN DÂN; KT. CHỦ TỊCH",
            "PHÓ CHỦ TỊCH",
            "Ngô Hùng",
        ),
        ("GIÁM ĐỐC\n\n\n\nNguyễn Chí Cường", None, "GIÁM ĐỐC", "Nguyễn Chí Cường"),
        ("CHI CỤC TRƯỞNG\nNguyễn Chí Cường", None, "CHI CỤC TRƯỞNG", "Nguyễn Chí Cường"),
        ("KT. BỘ TRƯỞNG\nTHỨ TRƯỞNG\nLê Văn Thử", "KT. BỘ TRƯỞNG", "THỨ TRƯỞNG", "Lê Văn Thử"),
        ("TL. CHỦ TỊCH\nCHÁNH VĂN PHÒNG\nLê Văn Thử", "TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG", "Lê Văn Thử"),
        (
            "TUQ. GIÁM ĐỐC\nTRƯỞNG PHÒNG HÀNH CHÍNH\nTS. Phạm Thị Mẫu",
            "TUQ. GIÁM ĐỐC",
            "TRƯỞNG PHÒNG HÀNH CHÍNH",
            "Phạm Thị Mẫu",
        ),
        ("KT.BỘ TRƯỞNG\nTHỨ TRƯỞNG\nVũ Văn Thử", "KT.BỘ TRƯỞNG", "THỨ TRƯỞNG", "Vũ Văn Thử"),
        ("KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\nĐại tá Trần Văn Thử", "KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Trần Văn Thử"),
        ("Q. GIÁM ĐỐC\nLý Thị Mẫu", "Q. GIÁM ĐỐC", "Q. GIÁM ĐỐC", "Lý Thị Mẫu"),
        ("- Như trên;        CHỦ TỊCH\n- Lưu: VT.\n           Đỗ Văn Thử", None, "CHỦ TỊCH", "Đỗ Văn Thử"),
    ],
)
def test_signature_blocks_are_read(text: str, capacity: str | None, position: str, name: str) -> None:
    assert signatures(text) == (Signature(capacity, position, name),)


def test_unsigned_block_has_no_name() -> None:
    assert signatures("TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n")[0].name is None


def test_authority_line_is_no_signature() -> None:
    assert signatures("CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH CAO BẰNG\n\nCăn cứ Luật Tổ chức") == ()


@pytest.mark.parametrize(
    "text", ["Như trên", "Sở Y tế", "Nơi nhận", "Lưu: VT", "Nguyễn", "Hội nghị tổng kết", "PHÓ GIÁM ĐỐC", "Việt Nam"]
)
def test_other_lines_are_no_names(text: str) -> None:
    assert person_name(text) is None


@pytest.mark.parametrize("text", ["Nguyễn Văn A", "NGUYỄN THỊ MẪU", "Y Thanh Hà Niê Kđăm", "K’ Bốt Mẫu", "Lò Văn Thử"])
def test_names_are_names(text: str) -> None:
    assert person_name(text) == text
