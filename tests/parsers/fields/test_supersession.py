"""Recall, repeal, replacement and amendment of earlier documents."""

from __future__ import annotations

from datetime import date

import pytest

from parsers.edxml import read_edxml
from parsers.fields.letterhead import read_letterhead
from parsers.fields.supersession import MOST, changes_in, changes_unnamed
from parsers.model import ChangeKind
from tests.parsers.papers import dispatch, ruling


@pytest.mark.parametrize(
    ("abstract", "kind", "notation"),
    [
        ("V/v thu hồi Công văn số 12/UBND-VX ngày 05/3/2026", ChangeKind.RECALL, "12/UBND-VX"),
        ("Thu hồi văn bản số 45/SYT-NVY", ChangeKind.RECALL, "45/SYT-NVY"),
        ("Về việc hủy bỏ Quyết định số 608/QĐ-UBND", ChangeKind.REPEAL, "608/QĐ-UBND"),
        ("Về việc bãi bỏ Quyết định số 15/2016/QĐ-UBND ngày 01/4/2016", ChangeKind.REPEAL, "15/2016/QĐ-UBND"),
        ("V/v thay thế Giấy mời số 77/GM-UBND", ChangeKind.REPLACE, "77/GM-UBND"),
        ("V/v đính chính Thông báo số 9/TB-SNV", ChangeKind.AMEND, "9/TB-SNV"),
        ("Sửa đổi, bổ sung một số điều của Quyết định số 20/QĐ-UBND", ChangeKind.AMEND, "20/QĐ-UBND"),
        ("Về việc sửa đổi Điều 3 Quyết định số 20/QĐ-UBND", ChangeKind.AMEND, "20/QĐ-UBND"),
        ("VỀ VIỆC ĐIỀU CHỈNH KẾ HOẠCH SỐ 31/KH-UBND", ChangeKind.AMEND, "31/KH-UBND"),
    ],
)
def test_an_abstract_announces_a_change(abstract: str, kind: ChangeKind, notation: str) -> None:
    (change,) = changes_in(abstract, "")
    assert (change.kind, change.notation) == (kind, notation)


@pytest.mark.parametrize(
    ("body", "kind", "notation"),
    [
        ("Công văn này thay thế Công văn số 12/UBND-VX ngày 05/3/2026.", ChangeKind.REPLACE, "12/UBND-VX"),
        (
            "Quyết định này có hiệu lực kể từ ngày ký và thay thế Quyết định số 7/QĐ-UBND ngày 02/01/2024.",
            ChangeKind.REPLACE,
            "7/QĐ-UBND",
        ),
        ("QUYẾT ĐỊNH:\nĐiều 1. Bãi bỏ Quyết định số 608/QĐ-UBND.", ChangeKind.REPEAL, "608/QĐ-UBND"),
        ("Nay thu hồi Công văn số 88/STC-NS do ghi nhầm số liệu.", ChangeKind.RECALL, "88/STC-NS"),
    ],
)
def test_a_body_orders_a_change(body: str, kind: ChangeKind, notation: str) -> None:
    (change,) = changes_in("V/v việc khác", body)
    assert (change.kind, change.notation) == (kind, notation)


@pytest.mark.parametrize(
    ("abstract", "body"),
    [
        ("V/v thu hồi đất theo Quyết định số 12/QĐ-UBND", ""),
        ("V/v thu hồi Giấy chứng nhận quyền sử dụng đất số 12345", ""),
        ("V/v báo cáo kết quả thực hiện Quyết định số 12/QĐ-UBND", ""),
        ("V/v góp ý dự thảo thay thế Quyết định số 12/QĐ-UBND", ""),
        ("V/v đề nghị Sở Tư pháp bãi bỏ Quyết định số 12/QĐ-UBND", ""),
        ("V/v thu hồi tạm ứng năm 2025", "Thực hiện Công văn số 5/STC-NS."),
        (
            "",
            "Căn cứ Nghị định số 30/2020/NĐ-CP thay thế Nghị định số 110/2004/NĐ-CP;\nCăn cứ Luật số 12/2020/QH14;",
        ),
        ("", "Nghị định số 30/2020/NĐ-CP đã thay thế Nghị định số 110/2004/NĐ-CP."),
        ("V/v thay thế người đại diện tại Công ty số 3", ""),
        (None, ""),
    ],
)
def test_what_only_speaks_of_changes_changes_nothing(abstract: str | None, body: str) -> None:
    assert changes_in(abstract, body) == ()


def test_date_and_issuer_of_the_changed_document_are_read() -> None:
    text = "V/v thu hồi Công văn số 12/UBND-VX ngày 05 tháng 3 năm 2026 của Ủy ban nhân dân tỉnh Hoa Sen về dịch bệnh"
    (change,) = changes_in(text, "")
    assert (change.issued_on, change.issuer) == (date(2026, 3, 5), "Ủy ban nhân dân tỉnh Hoa Sen")


def test_several_documents_are_changed_at_once() -> None:
    text = "Về việc bãi bỏ Quyết định số 7/QĐ-UBND ngày 02/01/2024 và Quyết định số 8/QĐ-UBND ngày 03/01/2024"
    assert [(one.notation, one.issued_on) for one in changes_in(text, "")] == [
        ("7/QĐ-UBND", date(2024, 1, 2)),
        ("8/QĐ-UBND", date(2024, 1, 3)),
    ]


def test_the_same_change_told_twice_counts_once() -> None:
    body = "Công văn này thay thế Công văn số 12/UBND-VX ngày 05/3/2026."
    assert len(changes_in("V/v thay thế Công văn số 12/UBND-VX", body)) == 1


def test_endless_lists_are_cut() -> None:
    many = ", ".join(f"Quyết định số {n}/QĐ-UBND" for n in range(1, 90))
    assert 10 < len(changes_in(f"Về việc bãi bỏ {many}", "")) <= MOST


def test_the_letterhead_carries_its_changes() -> None:
    fields = read_letterhead(dispatch(number="Số: 13/UBND-VX", about="V/v thu hồi Công văn số 12/UBND-VX"))
    assert [(one.kind, one.notation) for one in fields.changes] == [(ChangeKind.RECALL, "12/UBND-VX")]


def test_ordinary_documents_change_nothing() -> None:
    assert read_letterhead(dispatch()).changes == ()
    assert read_letterhead(ruling()).changes == ()


def an_edxml(business: str) -> bytes:
    header = (
        "<MessageHeader><From><OrganName>Văn phòng Chính phủ</OrganName></From>"
        "<Code><CodeNumber>7816</CodeNumber><CodeNotation>VPCP-TTĐT</CodeNotation></Code>"
        "<PromulgationInfo><PromulgationDate>2018/09/28</PromulgationDate></PromulgationInfo></MessageHeader>"
    )
    return f"<edXML><edXMLHeader>{header}<Bussiness>{business}</Bussiness></edXMLHeader></edXML>".encode()


@pytest.mark.parametrize(
    ("code", "kind"), [("1", ChangeKind.RECALL), ("2", ChangeKind.AMEND), ("3", ChangeKind.REPLACE)]
)
def test_edxml_names_the_documents_it_changes(code: str, kind: ChangeKind) -> None:
    named = "<DocumentId>000.00.00.G22,2014/02/03,7806/VPCP-TTĐT</DocumentId>"
    message = read_edxml(an_edxml(f"<BussinessDocType>{code}</BussinessDocType>{named}"))
    (change,) = message.fields.changes
    assert (change.kind, change.notation, change.issued_on) == (kind, "7806/VPCP-TTĐT", date(2014, 2, 3))


def test_an_edxml_revocation_without_names_is_about_its_own_number() -> None:
    (change,) = read_edxml(an_edxml("<BussinessDocType>1</BussinessDocType>")).fields.changes
    assert (change.kind, change.notation, change.issuer) == (
        ChangeKind.RECALL,
        "7816/VPCP-TTĐT",
        "Văn phòng Chính phủ",
    )


@pytest.mark.parametrize(
    "business", ["", "<BussinessDocType>0</BussinessDocType>", "<BussinessDocType>x</BussinessDocType>"]
)
def test_a_new_edxml_document_changes_nothing(business: str) -> None:
    assert read_edxml(an_edxml(business)).fields.changes == ()


def test_an_edxml_identifier_that_tells_nothing_gives_nothing() -> None:
    odd = "<BussinessDocType>1</BussinessDocType><DocumentId>3f2504e0-4f89-11d3</DocumentId>"
    assert read_edxml(an_edxml(odd)).fields.changes == ()


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("V/v đề nghị không sử dụng Công văn số 12/UBND-VX ngày 05/3/2026", ChangeKind.RECALL),
        ("Thông báo thu hồi Công văn số 12/UBND-VX", ChangeKind.RECALL),
        ("V/v hủy bỏ hiệu lực Công văn số 12/UBND-VX", ChangeKind.REPEAL),
        ("V/v dừng thực hiện Kế hoạch số 12/UBND-VX", ChangeKind.REPEAL),
        ("Quyết định về việc bãi bỏ một phần Quyết định số 12/UBND-VX", ChangeKind.REPEAL),
        ("V/v thay đổi thời gian họp tại Giấy mời số 12/UBND-VX", ChangeKind.AMEND),
        ("V/v hoãn cuộc họp theo Giấy mời số 12/UBND-VX", ChangeKind.AMEND),
        ("V/v cập nhật, thay thế phụ lục kèm theo Công văn số 12/UBND-VX", ChangeKind.AMEND),
        ("V/v đính chính thể thức và kỹ thuật trình bày tại Quyết định số 12/UBND-VX", ChangeKind.AMEND),
    ],
)
def test_changes_are_known_in_the_words_offices_use(title: str, kind: ChangeKind) -> None:
    assert [(one.kind, one.notation) for one in changes_in(title, "")] == [(kind, "12/UBND-VX")]


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("Công văn này thay cho Công văn số 12/UBND-VX ngày 05/3/2026.", ChangeKind.REPLACE),
        ("Văn bản này hủy và thay thế Công văn số 12/UBND-VX.", ChangeKind.REPLACE),
        ("Kính gửi các xã. Bãi bỏ Công văn số 12/UBND-VX ngày 02/01/2024.", ChangeKind.REPEAL),
    ],
)
def test_body_orders_changes_in_its_own_words(body: str, kind: ChangeKind) -> None:
    assert [(one.kind, one.notation) for one in changes_in("", body)] == [(kind, "12/UBND-VX")]


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("V/v báo cáo việc thu hồi giấy phép số 12/GP-UBND theo Công văn số 5/UBND", ""),
        ("V/v góp ý dự thảo Quyết định thay thế Quyết định số 7/QĐ-UBND", ""),
        ("", "Sở đã thu hồi Công văn số 5/SYT-NVY."),
    ],
)
def test_changes_others_made_or_may_make_are_none(title: str, body: str) -> None:
    assert changes_in(title, body) == ()


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("V/v gửi lại Kế hoạch số 12/UBND-VX (thay thế bản gửi ngày 05/11/2026)", ChangeKind.REPLACE),
        (
            "V/v cập nhật lịch tiếp công dân tuần 46 (thay thế Thông báo số 12/UBND-VX ngày 02/01/2026)",
            ChangeKind.REPLACE,
        ),
        ("V/v gửi bổ sung phụ lục kèm theo Công văn số 12/UBND-VX", ChangeKind.AMEND),
        ("Về việc đính chính số liệu tại Báo cáo số 12/UBND-VX", ChangeKind.AMEND),
        ("V/v lùi thời gian tổ chức cuộc họp (Giấy mời số 12/UBND-VX)", ChangeKind.AMEND),
        ("V/v bổ sung thành phần dự họp theo Giấy mời số 12/UBND-VX", ChangeKind.AMEND),
    ],
)
def test_changes_are_known_beside_a_subject_of_another_kind(title: str, kind: ChangeKind) -> None:
    assert [(one.kind, one.notation) for one in changes_in(title, "")] == [(kind, "12/UBND-VX")]


@pytest.mark.parametrize(
    "title",
    [
        "V/v triển khai Kế hoạch số 5/KH-UBND (thay thế Kế hoạch số 4/KH-UBND)",
        "V/v gửi bổ sung Báo cáo số 5/BC-UBND",
        "V/v gửi lại Báo cáo số 5/BC-UBND",
        "V/v bổ sung nội dung theo Công văn số 88/UBND-VX",
        "V/v kiểm tra (theo Giấy mời số 3/GM-UBND)",
    ],
)
def test_a_document_named_beside_is_not_changed(title: str) -> None:
    assert changes_in(title, "") == ()


ISSUERS = ("ỦY BAN NHÂN DÂN TỈNH HOA SEN", "SỞ NỘI VỤ")


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("Sở Nội vụ thu hồi Công văn số 12/SNV-VP ngày 05/11/2026 do sai sót.", ChangeKind.RECALL),
        ("Nay Sở Nội vụ tỉnh Hoa Sen xin đính chính Công văn số 12/SNV-VP như sau:", ChangeKind.AMEND),
        ("Sở Nội vụ đề nghị các đơn vị hủy, không sử dụng Công văn số 12/SNV-VP.", ChangeKind.RECALL),
        ("Sở Nội vụ thông báo hủy Công văn số 12/SNV-VP; thay bằng Công văn số 13/SNV-VP.", ChangeKind.REPEAL),
    ],
)
def test_the_issuer_changes_its_own_papers_in_a_sentence(body: str, kind: ChangeKind) -> None:
    assert [(one.kind, one.notation) for one in changes_in("V/v khác", body, ISSUERS)] == [(kind, "12/SNV-VP")]


@pytest.mark.parametrize(
    "body",
    [
        "UBND tỉnh thu hồi Quyết định số 9/QĐ-SNV.",
        "Sở Nội vụ thu hồi Quyết định số 9/QĐ-UBND của UBND xã Tân Phú.",
        "Sở Nội vụ đã thu hồi Công văn số 12/SNV-VP.",
        "Sở Nội vụ đề nghị UBND xã thu hồi Quyết định số 9/QĐ-UBND.",
        "Trường hợp Sở Nội vụ thu hồi Công văn số 12/SNV-VP thì các đơn vị gửi lại.",
    ],
)
def test_what_others_do_or_did_is_no_change_of_ours(body: str) -> None:
    assert changes_in("V/v khác", body, ISSUERS) == ()


def test_a_correction_finds_its_document_where_the_mistake_stands() -> None:
    body = "Tại Công văn số 12/SNV-VP ngày 30/10/2026 có sai sót. Nay đính chính như sau: theo Kế hoạch số 5/KH-SNV."
    assert [one.notation for one in changes_in("V/v đính chính văn bản", body)] == ["12/SNV-VP"]
    assert changes_in("V/v báo cáo", body) == ()


@pytest.mark.parametrize(
    ("title", "unnamed"),
    [
        ("V/v gửi lại báo cáo quý III (thay thế bản gửi ngày 05/11/2026)", True),
        ("V/v thu hồi văn bản phát hành nhầm", True),
        ("V/v gửi lại hồ sơ", False),
        ("V/v thu hồi đất", False),
        (None, False),
    ],
)
def test_a_change_without_a_number_is_known(title: str | None, unnamed: bool) -> None:
    assert changes_unnamed(title) is unnamed


def test_a_change_without_a_number_is_told_to_the_clerk() -> None:
    fields = read_letterhead(dispatch(about="V/v gửi lại báo cáo (thay thế bản gửi ngày 05/11/2026)"))
    assert "change_unnamed" in fields.flags
