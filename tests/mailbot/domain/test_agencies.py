"""Names of agencies, before and after the reorganisation of 2025, in the spellings of certificates and letterheads."""

from __future__ import annotations

import json
import unicodedata
from datetime import date
from pathlib import Path

import pytest

from mailbot.domain.agencies.agreement import Parties, Signer, issuer_ended, sender_agrees, signer_agrees
from mailbot.domain.agencies.directory import Directory, Entry
from mailbot.domain.agencies.names import parse, plain, readings
from mailbot.domain.agencies.reading import read_csv, read_toml
from mailbot.domain.errors import DomainError
from mailbot.letters.words import sentence
from mailbot.workflow.directory.book import built_in
from parsers.fields.letterhead import read_letterhead
from parsers.model import DocumentFields
from rules.facts import Agreement

CORPUS = Path(__file__).parents[2] / "corpus" / "headers.jsonl"
AGREES, CONTRADICTS, UNKNOWN = Agreement.AGREES, Agreement.CONTRADICTS, Agreement.UNKNOWN
BEFORE, AFTER = date(2025, 6, 30), date(2025, 7, 1)
NOW = date(2026, 11, 20)


def parties(signer: str, issuer: str, *, parent: str = "", sender: str = "", dated: date = NOW) -> Parties:
    return Parties((Signer(signer),) if signer else (), issuer, parent, sender, dated, max(dated, dated))


def book(*entries: Entry) -> Directory:
    return Directory.of(entries, built_in())


SAME = [
    ("Ủy ban nhân dân tỉnh Sóc Trăng", "ỦY BAN NHÂN DÂN TỈNH SÓC TRĂNG"),
    ("Uy ban nhan dan tinh Soc Trang", "ỦY BAN NHÂN DÂN TỈNH SÓC TRĂNG"),
    ("UBND tỉnh Sóc Trăng", "UỶ BAN NHÂN DÂN TỈNH SÓC TRĂNG"),
    ("UBND TP. Hồ Chí Minh", "ỦY BAN NHÂN DÂN THÀNH PHỐ HỒ CHÍ MINH"),
    ("Ủy ban nhân dân TP Hồ Chí Minh", "UBND THÀNH PHỐ HỒ CHÍ MINH"),
    ("Sở Giáo dục và Đào tạo", "SỞ GIÁO DỤC VÀ ĐÀO TẠO"),
    ("Sở GD&ĐT tỉnh Trà Vinh", "SỞ GIÁO DỤC VÀ ĐÀO TẠO TỈNH TRÀ VINH"),
    ("So Giao duc va Dao tao tinh Tra Vinh", "SỞ GIÁO DỤC - ĐÀO TẠO"),
    ("Sở Y tế tỉnh Cao Bằng", "SỞ Y TẾ"),
    ("Sở Y tế", "SỞ Y TẾ TỈNH CAO BẰNG"),
    ("Sở Y tế Cao Bằng", "SỞ Y TẾ TỈNH CAO BẰNG"),
    ("Sở Lao động - Thương binh và Xã hội", "SỞ LAO ĐỘNG-TB VÀ XÃ HỘI"),
    ("Sở LĐTBXH tỉnh Nghệ An", "SỞ LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI"),
    ("Sở Văn hóa, Thể thao và Du lịch", "SỞ VĂN HÓA THỂ THAO VÀ DU LỊCH"),
    ("Ủy ban nhân dân xã An Bình, huyện Long Hồ, tỉnh Vĩnh Long", "ỦY BAN NHÂN DÂN XÃ AN BÌNH"),
    ("UBND xã An Bình", "ỦY BAN NHÂN DÂN XÃ AN BÌNH TỈNH VĨNH LONG"),
    ("UBND phường Bến Thành", "ỦY BAN NHÂN DÂN PHƯỜNG BẾN THÀNH"),
    ("UBND đặc khu Côn Đảo", "ỦY BAN NHÂN DÂN ĐẶC KHU CÔN ĐẢO"),
    ("Hội đồng nhân dân tỉnh Lạng Sơn", "HĐND TỈNH LẠNG SƠN"),
    ("Văn phòng HĐND và UBND xã Tân Phú", "VĂN PHÒNG HỘI ĐỒNG NHÂN DÂN VÀ ỦY BAN NHÂN DÂN XÃ TÂN PHÚ"),
    ("Văn phòng UBND tỉnh Bắc Ninh", "VĂN PHÒNG ỦY BAN NHÂN DÂN TỈNH BẮC NINH"),
    ("Bảo hiểm xã hội tỉnh Điện Biên", "BHXH TỈNH ĐIỆN BIÊN"),
    ("Kho bạc Nhà nước khu vực XIX", "KHO BẠC NHÀ NƯỚC KHU VỰC XIX"),
    ("Tòa án nhân dân tỉnh Sơn La", "TAND TỈNH SƠN LA"),
    ("Viện kiểm sát nhân dân tỉnh Sơn La", "VKSND TỈNH SƠN LA"),
    ("Công an tỉnh Thanh Hóa", "CÔNG AN TỈNH THANH HÓA"),
    ("Bộ Nội vụ", "BỘ NỘI VỤ"),
    ("Bo Noi vu", "BỘ NỘI VỤ"),
    ("Ủy ban nhân dân tỉnh Quảng Trị", "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH QUẢNG TRỊ"),
    ("Uy ban nhan dan tinh Quang Tri", "CHỦ TỊCH UBND TỈNH QUẢNG TRỊ"),
    ("Hội đồng nhân dân xã Đông Anh", "THƯỜNG TRỰC HỘI ĐỒNG NHÂN DÂN XÃ ĐÔNG ANH"),
    ("Văn phòng Chính phủ", "VĂN PHÒNG CHÍNH PHỦ"),
    ("Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh Hà Tĩnh", "ỦY BAN MTTQ TỈNH HÀ TĨNH"),
    ("Trường THCS Tân Phú", "TRƯỜNG TRUNG HỌC CƠ SỞ TÂN PHÚ"),
    ("Sở Y tế - UBND tỉnh Lai Châu", "SỞ Y TẾ"),
    ("Phòng Văn hóa - Xã hội", "PHÒNG VĂN HÓA VÀ XÃ HỘI"),
]
OTHERS = [
    ("Sở Y tế", "SỞ NỘI VỤ"),
    ("Ủy ban nhân dân tỉnh Sóc Trăng", "ỦY BAN NHÂN DÂN TỈNH AN GIANG"),
    ("Ủy ban nhân dân xã Tân Phú", "ỦY BAN NHÂN DÂN XÃ TÂN PHÚ ĐÔNG"),
    ("Ủy ban nhân dân xã Tân Phú, tỉnh Đồng Nai", "ỦY BAN NHÂN DÂN XÃ TÂN PHÚ TỈNH VĨNH LONG"),
    ("Ủy ban nhân dân tỉnh Bắc Ninh", "HỘI ĐỒNG NHÂN DÂN TỈNH BẮC NINH"),
    ("Sở Y tế - UBND tỉnh Lai Châu", "ỦY BAN NHÂN DÂN TỈNH LAI CHÂU"),
    ("Ủy ban nhân dân thành phố Sóc Trăng", "ỦY BAN NHÂN DÂN TỈNH SÓC TRĂNG"),
    ("Ủy ban nhân dân phường Tân An", "ỦY BAN NHÂN DÂN XÃ TÂN AN"),
    ("Công ty Cổ phần Dịch vụ số", "SỞ NỘI VỤ"),
    ("Bộ Nội vụ", "SỞ NỘI VỤ"),
    ("Sở Y tế tỉnh Cà Mau", "SỞ Y TẾ TỈNH NGHỆ AN"),
]
SERVED = [
    ("Văn phòng Chính phủ", "THỦ TƯỚNG CHÍNH PHỦ"),
    ("VAN PHONG CHINH PHU", "CHÍNH PHỦ"),
    ("Văn phòng UBND tỉnh Bắc Ninh", "ỦY BAN NHÂN DÂN TỈNH BẮC NINH"),
    ("Văn phòng UBND tỉnh Bắc Ninh", "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH BẮC NINH"),
    ("Văn phòng Đoàn ĐBQH và HĐND tỉnh Hưng Yên", "THƯỜNG TRỰC HĐND TỈNH HƯNG YÊN"),
    ("Văn phòng Đoàn đại biểu Quốc hội và Hội đồng nhân dân tỉnh Hưng Yên", "ĐOÀN ĐẠI BIỂU QUỐC HỘI TỈNH HƯNG YÊN"),
    ("Văn phòng HĐND và UBND xã Tân Phú", "HỘI ĐỒNG NHÂN DÂN XÃ TÂN PHÚ"),
    ("Văn phòng Đảng ủy xã Kim Liên", "ĐẢNG ỦY XÃ KIM LIÊN"),
    ("Văn phòng Tỉnh ủy Cà Mau", "TỈNH ỦY CÀ MAU"),
]
NOT_SERVED = [
    ("Văn phòng Chính phủ", "BỘ Y TẾ"),
    ("Văn phòng Chính phủ", "ỦY BAN NHÂN DÂN TỈNH BẮC NINH"),
    ("Văn phòng UBND tỉnh Bắc Ninh", "ỦY BAN NHÂN DÂN TỈNH BẮC KẠN"),
    ("Văn phòng UBND tỉnh Bắc Ninh", "HỘI ĐỒNG NHÂN DÂN TỈNH BẮC NINH"),
    ("Văn phòng Đảng ủy xã Kim Liên", "ỦY BAN NHÂN DÂN XÃ KIM LIÊN"),
    ("Văn phòng Sở Y tế tỉnh Cà Mau", "SỞ NỘI VỤ TỈNH CÀ MAU"),
    ("Ủy ban nhân dân tỉnh Bắc Ninh", "VĂN PHÒNG CHÍNH PHỦ"),
]
MERGED = [
    ("tỉnh Hà Giang", "tỉnh Tuyên Quang"), ("tỉnh Yên Bái", "tỉnh Lào Cai"), ("tỉnh Bắc Kạn", "tỉnh Thái Nguyên"),
    ("tỉnh Vĩnh Phúc", "tỉnh Phú Thọ"), ("tỉnh Hòa Bình", "tỉnh Phú Thọ"), ("tỉnh Bắc Giang", "tỉnh Bắc Ninh"),
    ("tỉnh Thái Bình", "tỉnh Hưng Yên"), ("tỉnh Hải Dương", "thành phố Hải Phòng"), ("tỉnh Hà Nam", "tỉnh Ninh Bình"),
    ("tỉnh Nam Định", "tỉnh Ninh Bình"), ("tỉnh Quảng Bình", "tỉnh Quảng Trị"), ("tỉnh Quảng Nam", "TP. Đà Nẵng"),
    ("tỉnh Kon Tum", "tỉnh Quảng Ngãi"), ("tỉnh Bình Định", "tỉnh Gia Lai"), ("tỉnh Ninh Thuận", "tỉnh Khánh Hòa"),
    ("tỉnh Đắk Nông", "tỉnh Lâm Đồng"), ("tỉnh Bình Thuận", "tỉnh Lâm Đồng"), ("tỉnh Phú Yên", "tỉnh Đắk Lắk"),
    ("tỉnh Bình Dương", "TP. Hồ Chí Minh"), ("tỉnh Bà Rịa - Vũng Tàu", "thành phố Hồ Chí Minh"),
    ("tỉnh Bình Phước", "tỉnh Đồng Nai"), ("tỉnh Long An", "tỉnh Tây Ninh"), ("tỉnh Sóc Trăng", "thành phố Cần Thơ"),
    ("tỉnh Hậu Giang", "TP Cần Thơ"), ("tỉnh Bến Tre", "tỉnh Vĩnh Long"), ("tỉnh Trà Vinh", "tỉnh Vĩnh Long"),
    ("tỉnh Tiền Giang", "tỉnh Đồng Tháp"), ("tỉnh Bạc Liêu", "tỉnh Cà Mau"), ("tỉnh Kiên Giang", "tỉnh An Giang"),
]  # fmt: skip
OFFICES = [
    ("Sở Thông tin và Truyền thông", "Sở Khoa học và Công nghệ"),
    ("Sở Tài nguyên và Môi trường", "Sở Nông nghiệp và Môi trường"),
    ("Sở NN&PTNT", "Sở Nông nghiệp và Môi trường"),
    ("Sở Kế hoạch và Đầu tư", "Sở Tài chính"),
    ("Sở Giao thông vận tải", "Sở Xây dựng"),
    ("Sở Lao động - Thương binh và Xã hội", "Sở Nội vụ"),
    ("Bộ Thông tin và Truyền thông", "Bộ Khoa học và Công nghệ"),
    ("Bộ Giao thông vận tải", "Bộ Xây dựng"),
]


@pytest.mark.parametrize(("signer", "issuer"), SAME)
def test_one_agency_in_two_spellings_agrees(signer: str, issuer: str) -> None:
    assert signer_agrees(parties(signer, issuer), book()) is AGREES


@pytest.mark.parametrize(("signer", "issuer"), OTHERS)
def test_two_agencies_contradict(signer: str, issuer: str) -> None:
    assert signer_agrees(parties(signer, issuer), book()) is CONTRADICTS


@pytest.mark.parametrize(("signer", "issuer"), SERVED)
def test_seal_of_the_office_agrees_on_letters_of_the_agency_it_serves(signer: str, issuer: str) -> None:
    assert signer_agrees(parties(signer, issuer), book()) is AGREES


@pytest.mark.parametrize(("signer", "issuer"), NOT_SERVED)
def test_seal_of_an_office_contradicts_letters_of_anybody_else(signer: str, issuer: str) -> None:
    assert signer_agrees(parties(signer, issuer), book()) is CONTRADICTS


@pytest.mark.parametrize(("old", "new"), MERGED)
def test_seal_of_a_merged_province_agrees_on_letters_of_the_new_one_from_the_day_on(old: str, new: str) -> None:
    pair = (f"Ủy ban nhân dân {old}", f"ỦY BAN NHÂN DÂN {new}")
    assert signer_agrees(parties(*pair, dated=AFTER), book()) is AGREES
    assert signer_agrees(parties(*pair, dated=BEFORE), book()) is CONTRADICTS


@pytest.mark.parametrize(("old", "new"), OFFICES)
def test_seal_of_a_merged_office_agrees_from_the_day_on(old: str, new: str) -> None:
    assert signer_agrees(parties(old, new, dated=date(2025, 3, 1)), book()) is AGREES
    assert signer_agrees(parties(old, new, dated=date(2025, 2, 28)), book()) is CONTRADICTS


def test_office_and_province_may_both_have_changed() -> None:
    pair = ("Sở Tài nguyên và Môi trường tỉnh Sóc Trăng", "SỞ NÔNG NGHIỆP VÀ MÔI TRƯỜNG THÀNH PHỐ CẦN THƠ")
    assert signer_agrees(parties(*pair, dated=AFTER), book()) is AGREES
    assert signer_agrees(parties(*pair, dated=BEFORE), book()) is CONTRADICTS


def test_new_province_does_not_go_on_in_an_old_one() -> None:
    pair = ("Ủy ban nhân dân tỉnh Hậu Giang", "ỦY BAN NHÂN DÂN TỈNH SÓC TRĂNG")
    assert signer_agrees(parties(*pair), book()) is CONTRADICTS


def test_letter_of_the_old_province_sealed_by_the_new_one_agrees() -> None:
    pair = ("Ủy ban nhân dân thành phố Cần Thơ", "ỦY BAN NHÂN DÂN TỈNH SÓC TRĂNG")
    late = Parties((Signer(pair[0]),), pair[1], "", "", BEFORE, arrived=AFTER)
    assert signer_agrees(late, book()) is AGREES


def test_commune_of_a_merged_province_is_left_open() -> None:
    pair = ("UBND xã Tân Phú, tỉnh Bạc Liêu", "ỦY BAN NHÂN DÂN XÃ TÂN PHÚ, TỈNH CÀ MAU")
    assert signer_agrees(parties(*pair), book()) is UNKNOWN


@pytest.mark.parametrize(
    ("signer", "issuer", "parent", "expected"),
    [
        ("Sở Y tế tỉnh Cà Mau", "SỞ Y TẾ", "ỦY BAN NHÂN DÂN TỈNH CÀ MAU", AGREES),
        ("Sở Y tế tỉnh Cà Mau", "SỞ Y TẾ", "ỦY BAN NHÂN DÂN TỈNH NGHỆ AN", CONTRADICTS),
        ("Sở Y tế tỉnh Sóc Trăng", "SỞ Y TẾ", "ỦY BAN NHÂN DÂN THÀNH PHỐ CẦN THƠ", AGREES),
        ("Sở Y tế tỉnh Cà Mau", "SỞ Y TẾ", "ỦY BAN NHÂN DÂN TỈNH CA MÂU CỘNG HÒA", AGREES),
        ("Văn phòng UBND tỉnh Cà Mau", "VĂN PHÒNG", "ỦY BAN NHÂN DÂN TỈNH CÀ MAU", AGREES),
        ("Phòng Kinh tế xã Tân Phú", "PHÒNG KINH TẾ", "ỦY BAN NHÂN DÂN XÃ TÂN PHÚ", AGREES),
        ("Phòng Kinh tế xã Tân Phú", "PHÒNG KINH TẾ", "ỦY BAN NHÂN DÂN XÃ AN BÌNH", CONTRADICTS),
    ],
)
def test_agency_above_says_which_province_is_meant(signer: str, issuer: str, parent: str, expected: Agreement) -> None:
    assert signer_agrees(parties(signer, issuer, parent=parent), book()) is expected


@pytest.mark.parametrize(
    ("signer", "issuer"), [("", "SỞ Y TẾ"), ("Sở Y tế", ""), ("UBND tỉnh Cà Mau", "ỦY BAN NHÂN DÂN"), ("Sở", "SỞ Y TẾ")]
)
def test_names_that_say_nothing_are_left_open(signer: str, issuer: str) -> None:
    assert signer_agrees(parties(signer, issuer), book()) is UNKNOWN


@pytest.mark.parametrize(
    ("signer", "issuer"), [("Sở Y tế", "ỦY BAN NHÂN DÂN"), ("Văn phòng", "SỞ Y TẾ"), ("Bộ Tài chính", "VĂN PHÒNG")]
)
def test_vague_name_of_another_office_contradicts(signer: str, issuer: str) -> None:
    assert signer_agrees(parties(signer, issuer), book()) is CONTRADICTS


def test_one_seal_of_several_is_enough() -> None:
    joint = Parties((Signer("Sở Y tế"), Signer("Sở Nội vụ")), "SỞ NỘI VỤ", "", "", NOW, NOW)
    assert signer_agrees(joint, book()) is AGREES


# -- the address book -------------------------------------------------------------------------------------------------

OLD = Entry("cu", "Ban Quản lý Khu Đông", addresses=("vt@khudong.gov.vn",), valid_until=BEFORE, successors=("moi",))
NEW = Entry(
    "moi", "Ban Quản lý các khu kinh tế", addresses=("vt@kkt.gov.vn",), domains=("kkt.gov.vn",), valid_from=AFTER
)
HEALTH = Entry("yt", "Sở Y tế tỉnh Cà Mau", domains=("syt.camau.gov.vn",), certificate_names=("SYT CM",))
PINNED = Entry("x", "Trung tâm Tin học", fingerprints=("ab" * 32,))


def test_name_in_certificates_of_the_address_book_agrees() -> None:
    assert signer_agrees(parties("SYT CM", "SỞ Y TẾ TỈNH CÀ MAU"), book(HEALTH)) is AGREES
    assert signer_agrees(parties("SYT CM", "SỞ Y TẾ TỈNH CÀ MAU"), book()) is CONTRADICTS


def test_fingerprint_of_the_address_book_agrees_whatever_the_certificate_says() -> None:
    pinned = Parties((Signer("TTTH", "AB" * 32),), "TRUNG TÂM TIN HỌC", "", "", NOW, NOW)
    other = Parties((Signer("TTTH", "cd" * 32),), "TRUNG TÂM TIN HỌC", "", "", NOW, NOW)
    assert (signer_agrees(pinned, book(PINNED)), signer_agrees(other, book(PINNED))) == (AGREES, CONTRADICTS)


def test_successor_of_the_address_book_agrees_within_its_period_only() -> None:
    pair = ("Ban Quản lý Khu Đông", "BAN QUẢN LÝ CÁC KHU KINH TẾ")
    assert signer_agrees(parties(*pair, dated=AFTER), book(OLD, NEW)) is AGREES
    assert signer_agrees(parties(*pair, dated=BEFORE), book(OLD, NEW)) is CONTRADICTS


@pytest.mark.parametrize(
    ("sender", "expected"),
    [
        ("vt@kkt.gov.vn", AGREES),
        ("Phong.Dau-Tu@KKT.gov.vn", AGREES),
        ("a@mail.kkt.gov.vn", AGREES),
        ("vt@khudong.gov.vn", AGREES),
        ("vanthu@syt.camau.gov.vn", CONTRADICTS),
        ("khudong@gmail.com", CONTRADICTS),
        ("vt@kkt.gov.vn.evil.com", CONTRADICTS),
        ("vt@akkt.gov.vn", CONTRADICTS),
        ("", UNKNOWN),
    ],
)
def test_sender_against_the_address_book(sender: str, expected: Agreement) -> None:
    given = parties("Ban Quản lý các khu kinh tế", "BAN QUẢN LÝ CÁC KHU KINH TẾ", sender=sender)
    assert sender_agrees(given, book(OLD, NEW, HEALTH)) is expected


@pytest.mark.parametrize(
    ("sender", "expected"),
    [("ai-do@gmail.com", UNKNOWN), ("khac@syt.camau.gov.vn", UNKNOWN), ("vt@kkt.gov.vn", CONTRADICTS)],
)
def test_sender_of_an_issuer_nobody_wrote_down(sender: str, expected: Agreement) -> None:
    given = parties("Sở Nội vụ tỉnh Cà Mau", "SỞ NỘI VỤ TỈNH CÀ MAU", sender=sender)
    assert sender_agrees(given, book(OLD, NEW, HEALTH)) is expected


def test_office_sends_the_letters_of_the_agency_it_serves() -> None:
    office = Entry("vp", "Văn phòng UBND tỉnh Cà Mau", addresses=("vp@camau.gov.vn",))
    committee = Entry("ub", "Ủy ban nhân dân tỉnh Cà Mau", addresses=("ub@camau.gov.vn",))
    given = parties("UBND tỉnh Cà Mau", "ỦY BAN NHÂN DÂN TỈNH CÀ MAU", sender="vp@camau.gov.vn")
    assert sender_agrees(given, book(office, committee)) is AGREES


def test_letter_dated_after_its_issuer_ended_is_told() -> None:
    given = parties("Ban Quản lý Khu Đông", "BAN QUẢN LÝ KHU ĐÔNG", dated=AFTER)
    assert issuer_ended(given, book(OLD, NEW)) == OLD
    assert issuer_ended(parties("x", "BAN QUẢN LÝ KHU ĐÔNG", dated=BEFORE), book(OLD, NEW)) is None
    assert issuer_ended(given, book()) is None


# -- spelling ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "office", "places"),
    [
        ("Bảo hiểm xã hội", "bhxh", {}),
        ("Cơ quan Ủy ban", "co quan uy ban", {}),
        ("Bộ Tư lệnh Quân khu 9", "bo tu lenh quan khu 9", {}),
        ("Sở Y tế tỉnh Bà Rịa - Vũng Tàu", "so y te", {"tinh": "ba ria vung tau"}),
        ("UBND xã A, huyện B, tỉnh C", "ubnd", {"xa": "a", "huyen": "b", "tinh": "c"}),
    ],
)
def test_name_is_taken_apart(name: str, office: str, places: dict[str, str]) -> None:
    assert (parse(name).office, dict(parse(name).places)) == (office, places)


def test_plain_text_has_one_spelling() -> None:
    assert plain("Uỷ ban Nhân dân TP. HCM") == plain("ỦY BAN NHÂN DÂN THÀNH PHỐ HỒ CHÍ MINH") == "ubnd tp hcm"


def test_name_of_the_agency_above_after_a_dash_is_understood() -> None:
    assert readings("Sở Y tế - UBND tỉnh Lai Châu")[1] == parse("Sở Y tế tỉnh Lai Châu")


# -- reading ----------------------------------------------------------------------------------------------------------

TOML = """
[[agency]]
key = "ct"
name = "Ủy ban nhân dân thành phố Cần Thơ"
addresses = ["VT@cantho.gov.vn"]
domains = ["@cantho.gov.vn"]
fingerprints = ["AB:CD:%s"]
valid_from = 2025-07-01

[[agency]]
name = "Ủy ban nhân dân tỉnh Sóc Trăng"
successors = ["ct"]
valid_until = "30/06/2025"

[[place]]
new = "tỉnh Mới"
old = ["tỉnh Cũ"]
since = 2027-01-01
""" % ("0" * 60)


def test_toml_is_read() -> None:
    read = read_toml(TOML)
    assert read.entries[0].addresses == ("vt@cantho.gov.vn",)
    assert read.entries[0].domains == ("cantho.gov.vn",)
    assert read.entries[0].fingerprints == ("abcd" + "0" * 60,)
    assert (read.entries[1].valid_until, read.entries[1].successors) == (BEFORE, ("ct",))
    assert read.successions.places[0].new == "tinh moi"


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_spreadsheet_is_read_with_any_delimiter(delimiter: str) -> None:
    rows = [("name", "aliases", "domains", "valid_until"), ("Sở Y tế", "SYT|Y tế", "syt.gov.vn", "30/06/2025")]
    text = "\ufeff" + "\r\n".join(delimiter.join(row) for row in rows)
    (entry,) = read_csv(text).entries
    assert (entry.name, entry.aliases, entry.valid_until) == ("Sở Y tế", ("SYT", "Y tế"), BEFORE)


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        ("[[agency]", "directory_not_toml", "TOML"),
        ("[[agencies]]\nname = 'x'", "directory_key_unknown", "agency"),
        ("[[agency]]\nnames = 'x'", "directory_key_unknown", "name"),
        ("[[agency]]\nkey = 'x'", "directory_name_missing", "1"),
        ("[[agency]]\nname = 'x'\naddresses = ['x']", "directory_value_invalid", "addresses"),
        ("[[agency]]\nname = 'x'\ndomains = ['x y']", "directory_value_invalid", "domains"),
        ("[[agency]]\nname = 'x'\nfingerprints = ['12']", "directory_value_invalid", "fingerprints"),
        ("[[agency]]\nname = 'x'\naliases = 'y'", "directory_value_invalid", "aliases"),
        ("[[agency]]\nname = 'x'\nvalid_from = '31/02/2025'", "directory_value_invalid", "valid_from"),
        ("[[agency]]\nname = 'x'\n[[agency]]\nname = 'x'", "directory_key_twice", "x"),
        ("[[agency]]\nname = 'x'\nsuccessors = ['z']", "directory_successor_unknown", "z"),
        (
            "[[agency]]\nname = 'x'\nvalid_from = 2025-07-02\nvalid_until = 2025-07-01",
            "directory_value_invalid",
            "valid_until",
        ),
        ("[[place]]\nnew = 'Mới'\nold = ['tỉnh Cũ']\nsince = 2027-01-01", "reorganisation_invalid", "Mới"),
        ("[[office]]\nnew = 'Sở A'\nold = ['Sở B']", "reorganisation_invalid", "since"),
    ],
)
def test_fault_in_the_file_is_told_in_one_line(text: str, code: str, words: str) -> None:
    with pytest.raises(DomainError) as caught:
        read_toml(text)
    assert caught.value.code == code
    told = sentence(code, caught.value.values)
    assert words in told and "\n" not in told and "…" not in told


# -- real letterheads -------------------------------------------------------------------------------------------------


def real_letterheads() -> list[tuple[str, DocumentFields]]:
    """The agency's name as a G1 certificate spells it, and what is read on its page."""
    lines = (json.loads(line) for line in CORPUS.read_text(encoding="utf-8").splitlines())
    return [(unaccented(one["expected"]["co_quan"]), read_letterhead(one["text"])) for one in lines]


def unaccented(name: str) -> str:
    plain_letters = unicodedata.normalize("NFD", name.replace("Đ", "D").replace("đ", "d"))
    return "".join(c for c in plain_letters if not unicodedata.combining(c)).title()


def between(signer: str, fields: DocumentFields) -> Agreement:
    return signer_agrees(parties(signer, fields.issuer or "", parent=fields.parent_issuer or ""), book())


def test_no_real_letterhead_contradicts_its_own_agency() -> None:
    found = [between(name, fields) for name, fields in real_letterheads()]
    assert len(found) >= 25
    assert CONTRADICTS not in found
    assert found.count(AGREES) >= len(found) - 1  # one name is `Văn phòng` and nothing else


def test_no_real_letterhead_is_taken_for_another_agencys() -> None:
    letterheads = real_letterheads()
    merged = {"ubnd tp can tho", "ubnd tinh soc trang", "ubnd tinh hau giang"}
    pairs = [
        (name, fields.issuer)
        for name, _own in letterheads
        for other, fields in letterheads
        if plain(name) != plain(other) and not {plain(name), plain(other)} <= merged
    ]
    agreeing = [pair for pair in pairs if pair[1] and between(pair[0], DocumentFields(issuer=pair[1])) is AGREES]
    assert len(pairs) > 500
    assert not agreeing
