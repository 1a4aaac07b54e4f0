"""What never enters the register."""

from __future__ import annotations

import pytest

from parsers.fields.exclusions import (
    addressed_elsewhere,
    looks_like_complaint,
    looks_like_one_stop_dossier,
    secrecy_mark,
)
from parsers.fields.letterhead import read_letterhead
from parsers.model import DocumentFields, Secrecy
from tests.parsers.papers import MOTTO, dispatch

OWN = ("Ủy ban nhân dân xã Hoa Sen", "UBND xã Hoa Sen")
PLAIN = DocumentFields()
MARKED = (
    *("Mật", "***MẬT***", "MẬT!!! Kế hoạch", "MẬT Công văn 12", "công văn MẬT", "Công văn MẬT số 12/UBND"),
    *("Văn bản mật", "Gửi VB độ MẬT", "VĂN BẢN MẬT số 5", "Kế hoạch diễn tập - Mật", "Độ mật: mật"),
)
ABOUT_SECRETS = (
    *("V/v giải mật tài liệu", "Hướng dẫn soạn thảo văn bản mật", "Tập huấn công tác bảo vệ bí mật nhà nước"),
    *("Báo cáo thống kê văn bản mật năm 2025", "DANH MỤC TÀI LIỆU MẬT, TỐI MẬT", "TĂNG CƯỜNG QUẢN LÝ TÀI LIỆU MẬT"),
    *("Sổ đăng ký văn bản mật đi", "KIỂM TRA VIỆC QUẢN LÝ VĂN BẢN MẬT", "Mật ong rừng U Minh", "MẬT ONG RỪNG U MINH"),
)
PETITIONS = (
    *("ĐƠN TRÌNH BÀY", "ĐƠN XIN TRÌNH BÀY VÀ KÊU CỨU", "ĐƠN KHIẾU NẠI (LẦN 2)", "ĐƠN TỐ CÁO:", "GIẤY KHIẾU NẠI"),
    *("BẢN TỐ CÁO", "THƯ TỐ CÁO", "KIẾN NGHỊ KHẨN CẤP", "ĐƠN YÊU CẦU GIẢI QUYẾT TRANH CHẤP ĐẤT ĐAI"),
    *("Đ Ơ N  K H I Ế U  N Ạ I", "DON KHIEU NAI", "ĐƠN XIN CỨU XÉT"),
)
PETITION_SUBJECTS = (
    *(
        (subject, True)
        for subject in ("Đơn kêu cứu khẩn cấp", "Đơn xin xem xét giải quyết", "Kính gửi đơn khiếu nại của gia đình tôi")
    ),
    *((subject, True) for subject in ("Tố cáo ông Nguyễn Văn A Trưởng thôn", "Khiếu nại về việc thu hồi đất")),
    *(
        (subject, True)
        for subject in ("Tôi xin tố cáo cán bộ địa chính", "Don khieu nai ve dat dai", "Kêu cứu: mất nhà")
    ),
    *((subject, False) for subject in ("V/v trả lời đơn khiếu nại của ông A", "V/v giải quyết khiếu nại, tố cáo")),
    *((subject, False) for subject in ("Báo cáo giải quyết khiếu nại tố cáo quý III", "Chuyển đơn của công dân")),
    *((subject, False) for subject in ("Kiến nghị của cử tri trước kỳ họp", "V/v chuyển đơn tố cáo theo thẩm quyền")),
    *((subject, False) for subject in ("Tập huấn Luật Tố cáo", "Khiếu nại đông người quý III", "Đơn giá xây dựng")),
)

HANDED_IN = (
    *("Nộp hồ sơ cấp giấy phép xây dựng", "Hồ sơ cấp giấy chứng nhận quyền sử dụng đất của ông Nguyễn Văn A"),
    *("Xin trích lục khai sinh", "Đăng ký kết hôn", "Bổ sung hồ sơ cấp phép xây dựng", "Nop ho so cap doi can cuoc"),
    *("Em gửi hồ sơ xin cấp bản sao giấy khai sinh", "Fwd: Kính gửi: hồ sơ hưởng trợ cấp người cao tuổi"),
)
ABOUT_DOSSIERS = (
    *("V/v cấp giấy phép xây dựng cho Công ty A", "Hướng dẫn nộp hồ sơ cấp giấy phép xây dựng trực tuyến"),
    *("Gửi hồ sơ cấp giấy phép môi trường để lấy ý kiến thẩm định", "Đăng ký kết hôn lưu động: kế hoạch năm 2026"),
    *("Xin cấp bổ sung kinh phí", "Đăng ký thi đua năm 2026", "Xin xác nhận số liệu báo cáo", "Nộp hồ sơ thi đua"),
    *("Hồ sơ cấp giấy phép xây dựng trễ hạn quý I", "V/v đăng ký khai sinh cho trẻ em bị bỏ rơi"),
)


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
        *((subject, "", Secrecy.CONFIDENTIAL) for subject in MARKED),
        *((subject, "", None) for subject in ABOUT_SECRETS),
        ("HỎA TỐC-MẬT: CV 12", "", Secrecy.CONFIDENTIAL),
        ("TỐI MẬT, KHẨN kế hoạch A2", "", Secrecy.SECRET),
        ("Kế hoạch A2 - Tối Mật", "", Secrecy.SECRET),
        ("CÔNG TÁC BẢO MẬT KHẨN CẤP", "", None),
        ("Tài liệu tuyệt mật", "", Secrecy.TOP_SECRET),
        ("Văn bản TỐI MẬT của BCH quân sự", "", Secrecy.SECRET),
        ("Văn bản có độ mật Tối mật", "", Secrecy.SECRET),
        ("TOI MAT - ke hoach", "", Secrecy.SECRET),
        *(("Công văn", name, Secrecy.CONFIDENTIAL) for name in ("CV_MAT_12.pdf", "mat.pdf", "Cong van mat 12.pdf")),
        *(("Công văn", name, None) for name in ("mat bang.pdf", "bao_mat.pdf", "giai mat.pdf", "Mặt trận.pdf")),
        ("Công văn", "tuyet-mat.pdf", Secrecy.TOP_SECRET),
        ("Công văn", "TUYETMAT_ke hoach.pdf", Secrecy.TOP_SECRET),
        ("Công văn", "danh-muc-tai-lieu-toi-mat.pdf", None),
        ("Đổi mật khẩu", "bao-mat-thong-tin.pdf", None),
        ("Mật độ xây dựng khu dân cư", "", None),
    ],
)
def test_secrecy_is_marked_not_mentioned(subject: str, name: str, level: Secrecy | None) -> None:
    assert secrecy_mark(PLAIN, subject, [name]) is level


def test_stamp_on_the_document_outranks_a_lower_mark() -> None:
    assert secrecy_mark(DocumentFields(secrecy=Secrecy.TOP_SECRET), "[MẬT] kế hoạch") is Secrecy.TOP_SECRET


@pytest.mark.parametrize("title", PETITIONS)
def test_petition_is_known_however_it_is_titled(title: str) -> None:
    text = f"{MOTTO}\n{title}\nTôi tên là Nguyễn Văn A, sinh năm 1960, trú tại thôn 3."
    assert looks_like_complaint(read_letterhead(text), text, "")


@pytest.mark.parametrize(
    "title", ["ĐƠN XIN XÁC NHẬN", "ĐƠN XIN NGHỈ PHÉP", "HƯỚNG DẪN VIẾT ĐƠN KHIẾU NẠI", "MẪU ĐƠN TỐ CÁO"]
)
def test_other_papers_of_citizens_are_no_petitions(title: str) -> None:
    text = f"{MOTTO}\n{title}\nTôi tên là Nguyễn Văn A, sinh năm 1960, trú tại thôn 3."
    assert not looks_like_complaint(read_letterhead(text), text, "")


@pytest.mark.parametrize(("subject", "petition"), PETITION_SUBJECTS)
def test_subject_of_a_citizen_is_a_petition_and_of_an_office_a_topic(subject: str, petition: bool) -> None:
    assert looks_like_complaint(PLAIN, "", subject) is petition


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
        *((form, "", True) for form in ("PHIẾU HẸN TRẢ KẾT QUẢ", "GIẤY BIÊN NHẬN HỒ SƠ", "TỜ KHAI ĐĂNG KÝ KHAI SINH")),
        *((form, "", True) for form in ("ĐƠN ĐĂNG KÝ BIẾN ĐỘNG ĐẤT ĐAI", "GIẤY ĐỀ NGHỊ ĐĂNG KÝ HỘ KINH DOANH")),
        *((form, "", False) for form in ("GIẤY ĐỀ NGHỊ THANH TOÁN", "ĐƠN ĐĂNG KÝ DỰ THI", "GIẤY MỜI")),
        *(("", about, True) for about in ("Nộp hồ sơ đăng ký khai sinh", "Hồ sơ xin cấp giấy phép xây dựng")),
        *(("", about, False) for about in ("Hồ sơ đề nghị khen thưởng", "V/v hướng dẫn tiếp nhận hồ sơ một cửa")),
        ("", "Công văn số 12/UBND-VX", False),
        ("Đề nghị in Giấy tiếp nhận hồ sơ và hẹn trả kết quả theo mẫu.", "", False),
    ],
)
def test_one_stop_dossier_is_known_by_form_or_code(text: str, subject: str, expected: bool) -> None:
    assert looks_like_one_stop_dossier(PLAIN, text, subject) is expected


@pytest.mark.parametrize("subject", HANDED_IN)
def test_citizen_who_hands_a_dossier_in_is_known_by_the_subject_alone(subject: str) -> None:
    assert looks_like_one_stop_dossier(PLAIN, "", subject)
    assert not looks_like_one_stop_dossier(DocumentFields(notation="12/QĐ-UBND"), "", subject)


@pytest.mark.parametrize("subject", ABOUT_DOSSIERS)
def test_office_that_writes_about_dossiers_is_not_excluded(subject: str) -> None:
    assert not looks_like_one_stop_dossier(PLAIN, "", subject)


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


def test_a_plain_request_is_a_petition_only_where_a_citizen_speaks() -> None:
    text = "ĐƠN ĐỀ NGHỊ\n(V/v ngập úng)\nKính gửi: UBND xã Tân Phú\n"
    assert looks_like_complaint(DocumentFields(), text + "Tôi tên là: Lê Văn Thử", "Đơn đề nghị")
    assert not looks_like_complaint(DocumentFields(), text + "Công ty chúng tôi trân trọng.", "Đơn đề nghị")
