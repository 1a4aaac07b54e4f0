"""Kính gửi and Nơi nhận."""

from __future__ import annotations

import pytest

from parsers.fields.recipients import addressee, recipients


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("Kính gửi: Bộ Xây dựng.\n\nXét đề nghị", ("Bộ Xây dựng",)),
        ("Kính gửi:\n\n- Giám đốc Sở A;\n\n- Chủ tịch UBND huyện.\n\nỦy ban", ("Giám đốc Sở A", "Chủ tịch UBND huyện")),
        ("Kính gửi: - Sở A;\n- Sở B.\nThực hiện", ("Sở A", "Sở B")),
        ("Kính gửi: Sở A; Sở B; UBND xã C.", ("Sở A", "Sở B", "UBND xã C")),
        ("Kính gửi: Các trường Mầm non,\n   THCS trên địa bàn.\nThực hiện", ("Các trường Mầm non, THCS trên địa bàn",)),
        ("KÍNH GỬI: Sở A\nThực hiện công văn", ("Sở A",)),
        ("Không gửi ai", ()),
    ],
)
def test_addressees_end_where_the_body_begins(text: str, parties: tuple[str, ...]) -> None:
    assert addressee(text) == parties


@pytest.mark.parametrize(
    ("text", "copies"),
    [
        (
            "Nơi nhận:\n- Như trên;\n- Cổng TTĐT\ntỉnh;\n- Lưu: VT.\nKT. CHỦ TỊCH",
            ("Như trên", "Cổng TTĐT tỉnh", "Lưu: VT"),
        ),
        ("Nơi nhận:        GIÁM ĐỐC\n- Như trên;\n- Lưu: VT.\nNguyễn Văn A", ("Như trên", "Lưu: VT")),
        ("không có", ()),
    ],
)
def test_copies_end_where_the_signature_begins(text: str, copies: tuple[str, ...]) -> None:
    assert recipients(text) == copies
