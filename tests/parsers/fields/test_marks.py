"""Stamps of urgency and secrecy."""

from __future__ import annotations

import pytest

from parsers.fields.letterhead import read_letterhead
from parsers.model import Secrecy, Urgency
from tests.parsers.papers import dispatch, ruling


@pytest.mark.parametrize(
    ("stamp", "secrecy"),
    [
        ("MẬT", Secrecy.CONFIDENTIAL),
        ("TỐI MẬT", Secrecy.SECRET),
        ("TUYỆT MẬT", Secrecy.TOP_SECRET),
        ("[MẬT]", Secrecy.CONFIDENTIAL),
        ("Độ mật: Tối mật", Secrecy.SECRET),
        ("KHẨN      MẬT", Secrecy.CONFIDENTIAL),
        ("MẬT HỎA TỐC", Secrecy.CONFIDENTIAL),
        ("HỎA TỐC - MẬT", Secrecy.CONFIDENTIAL),
        ("TỐI MẬT, HỎA TỐC", Secrecy.SECRET),
        ("MẬT Bản số: 03", Secrecy.CONFIDENTIAL),
        ("KHẨN CẤP - BẢO MẬT", None),
        ("THƯỢNG KHẨN TỐI MẬT", Secrecy.SECRET),
        ("BẢO VỆ BÍ MẬT KHẨN TRƯƠNG", None),
        ("Mật độ dân số", None),
        ("", None),
    ],
)
def test_secrecy_is_a_stamp_on_its_own(stamp: str, secrecy: Secrecy | None) -> None:
    assert read_letterhead(dispatch(stamp=stamp)).secrecy is secrecy


def test_stamp_below_the_title_counts() -> None:
    assert read_letterhead(ruling(title="BÁO CÁO\nTình hình an ninh quý I\nTUYỆT MẬT")).secrecy is Secrecy.TOP_SECRET


@pytest.mark.parametrize(
    "about",
    [
        "V/v bảo vệ bí mật nhà nước",
        "V/v BẢO VỆ BÍ\nMẬT\nNHÀ NƯỚC",
        "V/v rà soát danh mục tài liệu mật, tối mật, tuyệt mật",
    ],
)
def test_document_about_secrets_is_not_secret(about: str) -> None:
    assert read_letterhead(dispatch(about=about)).secrecy is None


@pytest.mark.parametrize(
    ("stamp", "urgency"),
    [
        ("KHẨN", Urgency.URGENT),
        ("THƯỢNG KHẨN", Urgency.VERY_URGENT),
        ("HỎA TỐC", Urgency.FLASH),
        ("HOẢ TỐC", Urgency.FLASH),
        ("HỎA TỐC HẸN GIỜ", Urgency.FLASH),
        ("Khẩn trương triển khai", None),
        ("", None),
    ],
)
def test_urgency_is_a_stamp_on_its_own(stamp: str, urgency: Urgency | None) -> None:
    assert read_letterhead(dispatch(stamp=stamp)).urgency is urgency


def test_stamps_do_not_enter_issuer_or_abstract() -> None:
    fields = read_letterhead(dispatch(stamp="HỎA TỐC", issuer="KHẨN\nSỞ Y TẾ"))
    assert (fields.issuer, fields.urgency) == ("SỞ Y TẾ", Urgency.FLASH)
    assert fields.abstract == "tăng cường phòng, chống dịch bệnh mùa hè"
