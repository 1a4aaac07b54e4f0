"""What never enters the register."""

from __future__ import annotations

import pytest

from parsers.exclusions import addressed_elsewhere, looks_like_complaint, looks_like_one_stop_dossier, secrecy_mark
from parsers.letterhead import read_letterhead
from parsers.model import DocumentFields, Secrecy
from tests.parsers.papers import MOTTO, dispatch

OWN = ("Ủy ban nhân dân xã Hoa Sen", "UBND xã Hoa Sen")
PLAIN = DocumentFields()


@pytest.mark.parametrize(
    ("subject", "name", "level"),
    [
        ("[MẬT] Công văn số 12", "", Secrecy.CONFIDENTIAL),
        ("TỐI MẬT: báo cáo", "", Secrecy.SECRET),
        ("Fwd: MẬT - kế hoạch diễn tập", "", Secrecy.CONFIDENTIAL),
        ("Gửi công văn (mật)", "", Secrecy.CONFIDENTIAL),
        ("Độ mật: Tuyệt mật", "", Secrecy.TOP_SECRET),
        ("Công văn", "MẬT_12_UBND.pdf", Secrecy.CONFIDENTIAL),
        ("Công văn", "CV 12 [TOI MAT].pdf", Secrecy.SECRET),
        ("V/v bảo vệ bí mật nhà nước", "", None),
        ("V/V BẢO VỆ BÍ MẬT NHÀ NƯỚC", "", None),
        ("Đổi mật khẩu", "bao-mat-thong-tin.pdf", None),
        ("Mật độ xây dựng khu dân cư", "", None),
    ],
)
def test_secrecy_is_marked_not_mentioned(subject: str, name: str, level: Secrecy | None) -> None:
    assert secrecy_mark(PLAIN, subject, [name]) is level


def test_stamp_on_the_document_outranks_a_lower_mark() -> None:
    assert secrecy_mark(DocumentFields(secrecy=Secrecy.TOP_SECRET), "[MẬT] kế hoạch") is Secrecy.TOP_SECRET


@pytest.mark.parametrize("title", ["ĐƠN KHIẾU NẠI", "ĐƠN TỐ CÁO", "Đơn kiến nghị", "Đơn phản ánh", "ĐƠN XIN KHIẾU NẠI"])
def test_petition_is_known_by_its_title(title: str) -> None:
    text = f"{MOTTO}\n{title}\nKính gửi: Chủ tịch UBND xã\nTôi tên là Nguyễn Văn A"
    assert looks_like_complaint(read_letterhead(text), text, "")


@pytest.mark.parametrize("subject", ["Đơn tố cáo ông A", "Fwd: ĐƠN KHIẾU NẠI về đất đai"])
def test_petition_is_known_by_the_subject_of_the_mail(subject: str) -> None:
    assert looks_like_complaint(PLAIN, "", subject)


@pytest.mark.parametrize("about", ["V/v giải quyết đơn khiếu nại của ông A", "V/v xử lý đơn tố cáo"])
def test_official_document_about_petitions_is_none(about: str) -> None:
    text = dispatch(
        about=about, body="Ủy ban nhân dân tỉnh nhận được đơn khiếu nại của ông Nguyễn Văn A.\nĐơn tố cáo kèm theo."
    )
    assert not looks_like_complaint(read_letterhead(text), text, about)


@pytest.mark.parametrize(
    ("text", "subject", "expected"),
    [
        ("TRUNG TÂM HÀNH CHÍNH CÔNG\nGIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ\nMã hồ sơ: …", "", True),
        ("", "Hồ sơ H41.12-260305-0012", True),
        ("", "Công văn số 12/UBND-VX", False),
        ("Đề nghị in Giấy tiếp nhận hồ sơ và hẹn trả kết quả theo mẫu.", "", False),
    ],
)
def test_one_stop_dossier_is_known_by_form_or_code(text: str, subject: str, expected: bool) -> None:
    assert looks_like_one_stop_dossier(PLAIN, text, subject) is expected


@pytest.mark.parametrize(
    ("addressee", "recipients", "elsewhere"),
    [
        (("Sở Y tế",), (), True),
        (("Ủy ban nhân dân xã Bình Minh",), ("Như trên", "Lưu: VT"), True),
        (("Sở Y tế", "Công an tỉnh"), (), True),
        (("UBND xã Hoa Sen",), (), False),
        (("Chủ tịch Ủy ban nhân dân xã Hoa Sen",), (), False),
        (("Ủy ban nhân dân xã",), (), False),
        (("Sở Y tế", "UBND các xã, phường"), (), False),
        (("Các xã, phường",), (), False),
        (("Thủ trưởng các đơn vị",), (), False),
        (("Sở Y tế",), ("Như trên", "UBND xã Hoa Sen"), False),
        (("Sở Y tế",), ("Như trên", "UBND các xã, phường"), False),
        (("Ông Nguyễn Văn A",), (), False),
        ((), (), False),
    ],
)
def test_only_certain_strangers_count_as_elsewhere(
    addressee: tuple[str, ...], recipients: tuple[str, ...], elsewhere: bool
) -> None:
    assert addressed_elsewhere(DocumentFields(addressee=addressee, recipients=recipients), OWN) is elsewhere


def test_without_own_names_nothing_is_elsewhere() -> None:
    assert not addressed_elsewhere(DocumentFields(addressee=("Sở Y tế",)), ())
