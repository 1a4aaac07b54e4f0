"""Which agency a letterhead means."""

from __future__ import annotations

from datetime import date

import pytest

from mailbot.domain.agencies.codes import levels, same_code
from mailbot.domain.agencies.directory import Directory, Entry
from mailbot.domain.agencies.resolving import Clues, Resolution, resolve
from mailbot.workflow.directory.book import built_in, catalogue

BEFORE, AFTER = date(2025, 6, 30), date(2025, 7, 1)
BOOK = Directory.of(
    (
        Entry("syt", "Sở Y tế tỉnh An Giang", codes=("H01.08",), domains=("syt.angiang.gov.vn",)),
        Entry("kkt", "Ban Quản lý khu kinh tế", addresses=("vt@kkt.example",)),
        Entry("t1", "Trường Tiểu học Hòa Bình", aliases=("TH Hòa Bình 1",)),
        Entry("t2", "Trường Tiểu học Hoà Bình"),
    ),
    built_in(),
)


def found(issuer: str, parent: str = "", **more: object) -> Resolution:
    return resolve(Clues(issuer, parent, **{"on": AFTER, **more}), BOOK, catalogue())  # type: ignore[arg-type]


def candidates(result: Resolution) -> list[tuple[str, str]]:
    return [(one.entry.name, one.reason) for one in result.candidates]


@pytest.mark.parametrize(
    ("issuer", "parent", "expected"),
    [
        ("BỘ Y TẾ", "", "Bộ Y tế"),
        ("BỘ GIÁO DỤC & ĐÀO TẠO", "", "Bộ Giáo dục và Đào tạo"),
        ("VPCP", "", "Văn phòng Chính phủ"),
        ("UBND TỈNH AN GIANG", "", "Ủy ban nhân dân tỉnh An Giang"),
        ("ỦY BAN NHÂN DÂN TP. HỒ CHÍ MINH", "", "Ủy ban nhân dân thành phố Hồ Chí Minh"),
        ("UBND TP HUẾ", "", "Ủy ban nhân dân thành phố Huế"),
        ("SỞ TƯ PHÁP", "UBND TỈNH CÀ MAU", "Sở Tư pháp tỉnh Cà Mau"),
        ("SỞ GIÁO DỤC - ĐÀO TẠO", "ỦY BAN NHÂN DÂN TỈNH LẠNG SƠN", "Sở Giáo dục và Đào tạo tỉnh Lạng Sơn"),
        ("VĂN PHÒNG", "ỦY BAN NHÂN DÂN TỈNH AN GIANG", "Văn phòng Ủy ban nhân dân tỉnh An Giang"),
        ("TỈNH ỦY ĐỒNG THÁP", "", "Tỉnh ủy Đồng Tháp"),
        ("CHỦ TỊCH UBND TỈNH QUẢNG TRỊ", "", "Ủy ban nhân dân tỉnh Quảng Trị"),
        ("THUẾ TỈNH HƯNG YÊN", "CỤC THUẾ", "Thuế tỉnh Hưng Yên"),
        ("VIỆN KIỂM SÁT NHÂN DÂN TỐI CAO", "", "Viện kiểm sát nhân dân tối cao"),
        ("UBND XÃ TÂN PHÚ", "TỈNH AN GIANG", "Ủy ban nhân dân xã Tân Phú, tỉnh An Giang"),
        ("ĐẢNG UỶ PHƯỜNG BẾN NGHÉ", "THÀNH PHỐ HỒ CHÍ MINH", "Đảng ủy phường Bến Nghé, thành phố Hồ Chí Minh"),
    ],
)
def test_letterheads_are_resolved(issuer: str, parent: str, expected: str) -> None:
    result = found(issuer, parent)
    assert result.entry is not None
    assert result.entry.name == expected
    assert result.candidates == ()


def test_the_book_of_the_administrator_comes_first() -> None:
    result = found("SỞ Y TẾ", "UBND TỈNH AN GIANG")
    assert result.entry is not None
    assert result.entry.key == "syt"


@pytest.mark.parametrize("issuer", ["", "   ", "CÔNG TY TNHH MỘT THÀNH VIÊN", "ỦY BAN NHÂN DÂN", "SỞ", "X" * 3000])
def test_what_names_nobody_stays_open(issuer: str) -> None:
    result = found(issuer)
    assert (result.entry, result.reason) == (None, "agency_open")


def test_a_missing_province_is_only_suggested_by_the_place() -> None:
    result = found("SỞ Y TẾ", place="Cần Thơ")
    assert result.entry is None
    assert candidates(result) == [("Sở Y tế thành phố Cần Thơ", "agency_by_place")]


def test_a_commune_without_its_province_stays_open() -> None:
    result = found("ỦY BAN NHÂN DÂN XÃ TÂN PHÚ")
    assert result.entry is None
    assert candidates(result) == [("Ủy ban nhân dân xã Tân Phú", "agency_commune")]


def test_a_commune_named_only_above_its_office_keeps_its_accents() -> None:
    result = found("TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG", "UBND PHƯỜNG BÀ RỊA")
    assert candidates(result) == [("Trung tâm Phục vụ hành chính công phường Bà Rịa", "agency_commune")]


def test_a_province_nobody_knows_resolves_no_commune() -> None:
    assert found("UBND XÃ TÂN PHÚ", "UBND TỈNH AN GIẢNG ĐẠO").entry is None


def test_a_merged_province_is_itself_on_its_last_day() -> None:
    result = found("UBND TỈNH SÓC TRĂNG", on=BEFORE)
    assert (result.reason, result.candidates) == ("agency_named", ())


def test_a_merged_province_names_its_successor_the_day_after() -> None:
    result = found("UBND TỈNH SÓC TRĂNG", on=AFTER)
    assert result.entry is not None
    assert (result.entry.name, result.reason) == ("Ủy ban nhân dân tỉnh Sóc Trăng", "agency_ended")
    assert candidates(result) == [("Ủy ban nhân dân thành phố Cần Thơ", "agency_successor")]


def test_a_department_may_have_ended_before_its_province() -> None:
    result = found("SỞ THÔNG TIN VÀ TRUYỀN THÔNG TỈNH SÓC TRĂNG", on=date(2025, 3, 1))
    assert candidates(result) == [("Sở Khoa học và Công nghệ tỉnh Sóc Trăng", "agency_successor")]


def test_districts_end_with_june_2025() -> None:
    name, above = "UBND HUYỆN AN PHÚ", "UBND TỈNH AN GIANG"
    assert found(name, above, on=BEFORE).reason == "agency_commune"
    assert found(name, above, on=AFTER).reason == "agency_ended"


def test_two_of_one_name_are_left_to_a_person() -> None:
    result = found("TRƯỜNG TIỂU HỌC HÒA BÌNH")
    assert (result.entry, result.reason) == (None, "agency_several")
    assert len(result.candidates) == 2


def test_a_damaged_name_is_suggested_not_taken() -> None:
    result = found("BAN QUẢN LY KHU KINH TÊ", sender="vt@kkt.example")
    assert result.entry is not None  # accents do not count
    damaged = found("BAN QUẢN L KHU KINH TẾ")
    assert damaged.entry is None
    assert candidates(damaged)[0] == ("Ban Quản lý khu kinh tế", "agency_similar")


def test_sender_and_code_are_only_suggestions() -> None:
    by_sender = found("", sender="vt@kkt.example")
    assert (by_sender.entry, candidates(by_sender)) == (None, [("Ban Quản lý khu kinh tế", "agency_of_sender")])
    by_code = found("", code="000.00.00.G22")
    assert (by_code.entry, candidates(by_code)) == (None, [("Văn phòng Chính phủ", "agency_by_code")])


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("000.00.00.G22", ("G22",)),
        ("G22.00.00.000", ("G22",)),
        ("000.00.15.H51", ("H51", "15")),
        ("H51.15", ("H51", "15")),
        ("28.22.H17", ("H17", "22", "28")),
        ("H37.DN.002", ("H37", "DN", "002")),
        (" h05.12.3 ", ("H05", "12", "3")),
        ("12.34", ()),
        ("", ()),
        ("H51.15.", ()),
        ("H51." + "1" * 40, ()),
    ],
)
def test_codes_are_read_in_both_orders(code: str, expected: tuple[str, ...]) -> None:
    assert levels(code) == expected


def test_codes_of_nobody_equal_nothing() -> None:
    assert same_code("000.00.15.H51", "H51.15")
    assert not same_code("", "")


def test_the_catalogue_has_34_provinces_and_every_successor_exists() -> None:
    entries = {entry.key: entry for entry in catalogue().directory.entries}
    committees = [e for e in entries.values() if e.name.startswith("Ủy ban nhân dân ") and not e.ended(AFTER)]
    assert len(committees) == 34
    assert all(entry.codes and entry.domains for entry in committees)
    assert {key for entry in entries.values() for key in entry.successors} <= entries.keys()
