"""Letterheads: real samples as data, and the traps one by one."""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from parsers.fields.letterhead import read_letterhead
from parsers.model import DocumentKind, Urgency
from parsers.pages.pagetext import clean
from tests.parsers.papers import MOTTO, dispatch, ruling

CORPUS = Path(__file__).parents[2] / "corpus" / "headers.jsonl"
SAMPLES = [json.loads(line) for line in CORPUS.read_text(encoding="utf-8").splitlines()]
FIELDS = {
    "so_ky_hieu": "notation",
    "ngay_ban_hanh": "issued_on",
    "co_quan": "issuer",
    "loai": "kind",
    "trich_yeu": "abstract",
    "nguoi_ky": "signatory",
    "chuc_vu": "position",
    "quyen_han": "capacity",
    "co_quan_chu_quan": "parent_issuer",
    "kinh_gui": "addressee",
    "noi_nhan": "recipients",
    "do_khan": "urgency",
}


def same(value: object) -> str:
    """The comparison rules of the corpus: case, composition, blanks, "V/v", old fonts, tone places."""
    text = " | ".join(value) if isinstance(value, list | tuple) else "" if value is None else str(value)
    text = unicodedata.normalize("NFC", text).replace("Ƣ", "Ư").replace("ƣ", "ư").casefold()
    text = " ".join(text.replace("uỷ", "ủy").replace("hoà", "hòa").split())
    return re.sub(r"^(?:v/v\s*:?|về việc)\s*", "", text)


def score(key: str) -> Counter[str]:
    found: Counter[str] = Counter()
    for sample in SAMPLES:
        if key not in sample["expected"]:
            continue
        got = getattr(read_letterhead(sample["text"]), FIELDS[key])
        right = same(got) == same(sample["expected"][key])
        found["right" if right else "wrong" if got else "empty"] += 1
    return found


@pytest.mark.parametrize("key", FIELDS)
def test_real_headers_are_read_right_in_95_of_100(key: str, record_property: pytest.RecordProperty) -> None:
    found = score(key)
    record_property(FIELDS[key], dict(found))
    assert found["right"] >= 0.95 * found.total(), f"{FIELDS[key]}: {dict(found)}"


@pytest.mark.parametrize("key", ["so_ky_hieu", "ngay_ban_hanh"])
def test_no_number_or_date_of_a_real_header_is_invented(key: str) -> None:
    assert score(key)["wrong"] == 0


def test_no_real_header_is_taken_for_a_secret_one() -> None:
    assert all(read_letterhead(sample["text"]).secrecy is None for sample in SAMPLES)


def test_a_dispatch_gives_every_field_of_its_letterhead() -> None:
    fields = read_letterhead(dispatch())
    assert (fields.notation, fields.number, fields.symbol) == ("12/UBND-VX", "12", "UBND-VX")
    assert (fields.issued_on, fields.place) == (date(2026, 3, 5), "Hoa Sen")
    assert (fields.issuer, fields.parent_issuer) == ("ỦY BAN NHÂN DÂN TỈNH HOA SEN", None)
    assert fields.kind is DocumentKind.DISPATCH
    assert fields.abstract == "tăng cường phòng, chống dịch bệnh mùa hè"
    assert (fields.capacity, fields.position, fields.signatory) == ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Trần Văn Thử")
    assert (fields.addressee, fields.recipients) == (("Sở Y tế",), ("Như trên", "Lưu: VT"))
    assert fields.flags == ()


def test_every_value_has_a_confidence_and_no_absent_value_has_one() -> None:
    fields = read_letterhead(dispatch(addressee="", closing=""))
    assert fields.confidence["notation"] > 0.9
    assert "addressee" not in fields.confidence
    assert "signatory" not in fields.confidence


def test_recognised_text_is_trusted_less_than_a_text_layer() -> None:
    assert read_letterhead(dispatch(), source="ocr").confidence["notation"] < 0.75


def test_three_levels_of_agencies_give_issuer_and_the_one_above() -> None:
    text = dispatch(issuer="BỘ NÔNG NGHIỆP VÀ PTNT\nTỔNG CỤC THỦY LỢI\nCỤC QUẢN LÝ\nĐÊ ĐIỀU")
    fields = read_letterhead(text)
    assert (fields.issuer, fields.parent_issuer) == ("CỤC QUẢN LÝ ĐÊ ĐIỀU", "TỔNG CỤC THỦY LỢI")


def test_party_letterhead_is_read() -> None:
    text = (
        "ĐẢNG CỘNG SẢN VIỆT NAM\nTỈNH ỦY HOA SEN\nVĂN PHÒNG\n*\nSố 1976-CV/VPTU\nV/v chuẩn bị Hội nghị Tỉnh ủy\n"
        "Hoa Sen, ngày 02 tháng 4 năm 2025\nKính gửi: - Các ban đảng Tỉnh ủy,\n- Đảng ủy các xã.\n"
        "Nơi nhận:\n- Như trên,\n- Lưu.\nK/T CHÁNH VĂN PHÒNG\nPHÓ CHÁNH VĂN PHÒNG\nLê Thị Giả"
    )
    fields = read_letterhead(text)
    assert (fields.notation, fields.number, fields.symbol) == ("1976-CV/VPTU", "1976", "CV/VPTU")
    assert (fields.issuer, fields.parent_issuer) == ("VĂN PHÒNG", "TỈNH ỦY HOA SEN")
    assert (fields.capacity, fields.signatory) == ("K/T CHÁNH VĂN PHÒNG", "Lê Thị Giả")


def test_abstract_spans_its_lines_and_ends_before_the_authority() -> None:
    title = "QUYẾT ĐỊNH\nBAN HÀNH QUY CHẾ BẢO VỆ BÍ\nMẬT\nNHÀ NƯỚC CỦA TỈNH HOA SEN"
    fields = read_letterhead(ruling(title=title))
    assert fields.abstract == "BAN HÀNH QUY CHẾ BẢO VỆ BÍ MẬT NHÀ NƯỚC CỦA TỈNH HOA SEN"
    assert fields.secrecy is None


def test_first_sentence_of_the_body_is_no_abstract() -> None:
    text = ruling(title="PHIẾU CHUYỂN\nVăn phòng Ủy ban nhân dân tỉnh nhận được đơn của ông Nguyễn Văn A")
    assert read_letterhead(text).abstract is None


def test_type_named_by_a_title_wins_over_the_symbol_and_is_flagged() -> None:
    fields = read_letterhead(ruling(number="Số: 55/2007/CT-UBND"))
    assert fields.kind is DocumentKind.RULING
    assert "kind_symbol_conflict" in fields.flags


@pytest.mark.parametrize(
    "number",
    ["Số:          /UBND-VX", "Số: ......../UBND-VX", "Số: /HC-TH", "Số:         /2024/QĐ-UBND", "Số:"],
)
def test_blank_number_stays_blank_and_is_flagged(number: str) -> None:
    fields = read_letterhead(dispatch(number=number))
    assert (fields.notation, fields.number, fields.symbol) == (None, None, None)
    assert "blank_number" in fields.flags


@pytest.mark.parametrize(
    ("printed", "number", "symbol", "flagged"),
    [
        ("Số: 1207", "1207", None, True),
        ("Số: 03", "03", None, True),
        ("Số: 402 CV/TĐTN", "402", "CV/TĐTN", False),
        ("Số: 1876 SCT QLTM", None, None, True),
        ("Số (No.): 1520/ĐHBK-HTQT", "1520", "ĐHBK-HTQT", False),
    ],
)
def test_number_without_a_symbol_is_not_called_blank(
    printed: str, number: str | None, symbol: str | None, flagged: bool
) -> None:
    fields = read_letterhead(dispatch(number=printed))
    assert (fields.number, fields.symbol) == (number, symbol)
    assert ("symbol_missing" in fields.flags) is flagged
    assert "blank_number" not in fields.flags


def test_number_seen_without_its_symbol_on_a_scan_is_not_taken() -> None:
    assert read_letterhead(dispatch(number="Số: 1207"), source="ocr").number is None


@pytest.mark.parametrize(
    ("printed", "number"),
    [
        ("Số: 1685/NQ UBTVQH15", "1685"),
        ("Số: 1105 / QĐ  -  UBND", "1105"),
        ("Số: 91/2025/QHl5", "91"),
        ("Số: 34l/QĐ-UBND", None),
        ("Số: 12/UBND-\nVX", "12"),
    ],
)
def test_symbol_that_is_damaged_stays_empty(printed: str, number: str | None) -> None:
    fields = read_letterhead(ruling(number=printed))
    assert (fields.number, fields.symbol, fields.notation) == (number, None, None)


def test_number_below_a_title_has_lost_its_hyphens_too() -> None:
    title = "HỢP ĐỒNG CUNG CẤP DỊCH VỤ\nSố: 15/2026/HĐVNPT"
    fields = read_letterhead(f"{MOTTO.replace('-', '')}\n{title}\n\nHôm nay, chúng tôi gồm:")
    assert (fields.number, fields.symbol) == ("15", None)


def test_contract_named_above_its_number_is_a_contract() -> None:
    title = "HỢP ĐỒNG CUNG CẤP DỊCH VỤ\nSố: 15/2026/HĐ-VNPT"
    fields = read_letterhead(f"{MOTTO}\n-----o0o-----\n{title}\n\nHôm nay, ngày 20 tháng 3 năm 2026, chúng tôi gồm:")
    assert (fields.kind, fields.notation) == (DocumentKind.CONTRACT, "15/2026/HĐ-VNPT")


def test_number_of_a_cited_document_never_fills_a_blank_one() -> None:
    annex = "QUY CHẾ\n(Ban hành kèm theo Quyết định số 99/QĐ-UBND ngày 01/3/2024 của UBND tỉnh Hoa Sen)"
    fields = read_letterhead(ruling(number="Số:      /QĐ-UBND", annex=annex))
    assert fields.notation is None


def test_number_missing_from_the_header_comes_from_the_annex_line_and_says_so() -> None:
    annex = "QUY CHẾ\n(Ban hành kèm theo Quyết định số 192 /QĐ-UBND ngày 28 tháng 02 năm 2017 của UBND tỉnh Hoa Sen)"
    fields = read_letterhead(ruling(number="", dated="", annex=annex))
    assert (fields.notation, fields.issued_on) == ("192/QĐ-UBND", date(2017, 2, 28))
    assert "number_from_annex" in fields.flags
    assert fields.confidence["notation"] < 0.7


def test_form_of_another_agency_gives_no_number() -> None:
    annex = "Mẫu số 01\n(Ban hành kèm theo Quyết định số 15/2006/QĐ-BTC ngày 20/3/2006 của Bộ Tài chính)"
    assert read_letterhead(ruling(number="", annex=annex)).notation is None


@pytest.mark.parametrize(
    ("annex", "flagged"),
    [("10/2014/QĐ-UBND", True), ("10/2014/UBND", False), ("55/2001/QĐ-TTg", False)],
)
def test_annex_that_contradicts_the_header_is_flagged(annex: str, flagged: bool) -> None:
    text = ruling(number="Số: 10/2014/UBND", annex=f"QUY CHẾ\n(Ban hành kèm theo Quyết định số {annex} ngày 28/8/2014)")
    fields = read_letterhead(text)
    assert fields.notation == "10/2014/UBND"
    assert ("header_annex_conflict" in fields.flags) is flagged


@pytest.mark.parametrize(
    "dated", ["Hoa Sen, ngày    tháng 5 năm 2024", "Hoa Sen, ngày … tháng … năm 2024", "ngày 31 tháng 02 năm 2024"]
)
def test_incomplete_or_impossible_date_stays_blank(dated: str) -> None:
    fields = read_letterhead(dispatch(dated=dated))
    assert fields.issued_on is None
    assert "blank_date" in fields.flags


def test_date_cited_in_the_body_is_never_the_date_of_issue() -> None:
    assert read_letterhead(dispatch(dated="")).issued_on is None


def test_two_dates_in_the_letterhead_are_flagged_not_chosen() -> None:
    fields = read_letterhead(dispatch(dated="Hoa Sen, ngày 05 tháng 3 năm 2026\nHoa Sen, ngày 06 tháng 3 năm 2026"))
    assert fields.issued_on is None
    assert "several_dates" in fields.flags


def test_two_numbers_in_the_letterhead_are_flagged_not_chosen() -> None:
    fields = read_letterhead(dispatch(number="Số: 12/UBND-VX\nSố: 13/UBND-VX"))
    assert fields.notation is None
    assert "several_numbers" in fields.flags


def test_arrival_stamp_of_a_receiving_agency_is_not_the_number() -> None:
    fields = read_letterhead("ĐẾN\nSố: 1234\nNgày: 09/03/2026\n" + dispatch())
    assert (fields.notation, fields.issued_on) == ("12/UBND-VX", date(2026, 3, 5))


def test_columns_that_share_a_line_are_told_apart() -> None:
    text = (
        "UBND TX. HOA SEN       CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        "PHÒNG GIÁO DỤC-ĐÀO TẠO     Độc lập - Tự do - Hạnh phúc\n"
        "  Số : 151/TB-PGDĐT        Hoa Sen, ngày 20 tháng 3 năm 2012.\n\n"
        "          THÔNG BÁO\n   Về việc treo cờ Tổ quốc\n"
    )
    fields = read_letterhead(text)
    assert (fields.issuer, fields.parent_issuer) == ("PHÒNG GIÁO DỤC-ĐÀO TẠO", "UBND TX. HOA SEN")
    assert (fields.notation, fields.place) == ("151/TB-PGDĐT", "Hoa Sen")
    assert fields.abstract == "Về việc treo cờ Tổ quốc"


@pytest.mark.parametrize(
    ("about", "vague"),
    [
        ("V/v mời họp", True),
        ("V/v báo cáo số liệu", True),
        ("V/v mời họp thẩm định dự thảo Quy chế công tác văn thư ngày 06/6/2026", False),
    ],
)
def test_abstract_that_says_nothing_is_flagged(about: str, vague: bool) -> None:
    assert ("vague_abstract" in read_letterhead(dispatch(about=about)).flags) is vague


def test_urgent_telegram_is_read() -> None:
    text = ruling(number="Số: 07/CĐ-UBND", title="HỎA TỐC\nCÔNG ĐIỆN\nVề việc chủ động ứng phó bão số 3")
    fields = read_letterhead(text)
    assert (fields.kind, fields.urgency) == (DocumentKind.TELEGRAM, Urgency.FLASH)


def test_a_font_that_maps_u_with_horn_wrongly_is_mended() -> None:
    fields = read_letterhead(dispatch(issuer="BỘ NỘI VỤ\nCỤC VĂN THƢ VÀ LƢU TRỮ\nNHÀ NƢỚC"))
    assert fields.issuer == "CỤC VĂN THƯ VÀ LƯU TRỮ NHÀ NƯỚC"


OLD = "CéNG HßA X· HéI CHñ NGHÜA VIÖT NAM §éc lËp - Tù do ®\xadîc ¸p dông ®èi víi"


def test_old_encoding_is_read() -> None:
    assert clean(OLD).endswith("Độc lập - Tự do được áp dụng đối với")
    assert "legacy_encoding" not in read_letterhead(OLD).flags


def test_old_encoding_that_cannot_be_read_is_flagged() -> None:
    assert "legacy_encoding" in read_letterhead(OLD + " \u2192").flags


@pytest.mark.parametrize(
    "text",
    ["", "\x00", MOTTO, "Số:", "a" * 500_000, "Kính gửi:\n" * 5_000, "ngày " * 50_000, " " * 300_000, "\n" * 300_000],
)
def test_any_text_is_survived(text: str) -> None:
    assert read_letterhead(text).notation is None


def test_the_stamp_of_the_receiver_is_no_part_of_the_letterhead() -> None:
    stamp = "VĂN PHÒNG ĐẢNG ỦY\nĐẾN\nSố: 4471\nNgày: 19/11/2026 Số: 88/PKT-XD\nChuyển: ........\n"
    head = f"UBND PHƯỜNG HẢI CHÂU\nPHÒNG KINH TẾ\n{stamp}CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
    fields = read_letterhead(head + "Hải Châu, ngày 17 tháng 11 năm 2026\nKính gửi: Đội Quản lý trật tự xây dựng\n")
    assert (fields.notation, fields.issuer, fields.parent_issuer) == (
        "88/PKT-XD",
        "PHÒNG KINH TẾ",
        "UBND PHƯỜNG HẢI CHÂU",
    )


def test_on_a_scan_an_annex_is_no_witness_for_a_lost_number() -> None:
    text = (
        "ỦY BAN NHÂN DÂN\nTỈNH SƠN LA\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nQUYẾT ĐỊNH\nBan hành Quy chế\n\n"
        "Căn cứ Luật;\nQUY CHẾ\n(Ban hành kèm theo Quyết định số 109/QĐ-UBND ngày 27/10/2026)\n"
    )
    assert read_letterhead(text).number == "109"
    assert read_letterhead(text, source="ocr").number is None
