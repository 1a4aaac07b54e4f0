"""The built-in catalogue against a table copied by hand from the resolutions (202/2025/QH15, 176/2025/QH15)."""

from __future__ import annotations

from datetime import date

import pytest

from mailbot.domain.agencies.codes import levels, same_code
from mailbot.domain.agencies.directory import Entry
from mailbot.domain.agencies.names import parse
from mailbot.workflow.directory.book import catalogue

PROVINCES = {
    "thành phố Hà Nội": (),
    "thành phố Huế": (),
    "tỉnh Lai Châu": (),
    "tỉnh Điện Biên": (),
    "tỉnh Sơn La": (),
    "tỉnh Lạng Sơn": (),
    "tỉnh Quảng Ninh": (),
    "tỉnh Thanh Hóa": (),
    "tỉnh Nghệ An": (),
    "tỉnh Hà Tĩnh": (),
    "tỉnh Cao Bằng": (),
    "tỉnh Tuyên Quang": ("tỉnh Hà Giang",),
    "tỉnh Lào Cai": ("tỉnh Yên Bái",),
    "tỉnh Thái Nguyên": ("tỉnh Bắc Kạn",),
    "tỉnh Phú Thọ": ("tỉnh Vĩnh Phúc", "tỉnh Hòa Bình"),
    "tỉnh Bắc Ninh": ("tỉnh Bắc Giang",),
    "tỉnh Hưng Yên": ("tỉnh Thái Bình",),
    "thành phố Hải Phòng": ("tỉnh Hải Dương",),
    "tỉnh Ninh Bình": ("tỉnh Hà Nam", "tỉnh Nam Định"),
    "tỉnh Quảng Trị": ("tỉnh Quảng Bình",),
    "thành phố Đà Nẵng": ("tỉnh Quảng Nam",),
    "tỉnh Quảng Ngãi": ("tỉnh Kon Tum",),
    "tỉnh Gia Lai": ("tỉnh Bình Định",),
    "tỉnh Khánh Hòa": ("tỉnh Ninh Thuận",),
    "tỉnh Lâm Đồng": ("tỉnh Đắk Nông", "tỉnh Bình Thuận"),
    "tỉnh Đắk Lắk": ("tỉnh Phú Yên",),
    "thành phố Hồ Chí Minh": ("tỉnh Bình Dương", "tỉnh Bà Rịa - Vũng Tàu"),
    "tỉnh Đồng Nai": ("tỉnh Bình Phước",),
    "tỉnh Tây Ninh": ("tỉnh Long An",),
    "thành phố Cần Thơ": ("tỉnh Sóc Trăng", "tỉnh Hậu Giang"),
    "tỉnh Vĩnh Long": ("tỉnh Bến Tre", "tỉnh Trà Vinh"),
    "tỉnh Đồng Tháp": ("tỉnh Tiền Giang",),
    "tỉnh Cà Mau": ("tỉnh Bạc Liêu",),
    "tỉnh An Giang": ("tỉnh Kiên Giang",),
}
MERGED_ON, TOLD_ON = date(2025, 6, 30), date(2025, 7, 1)
MINISTRIES = (
    *("Bộ Quốc phòng", "Bộ Công an", "Bộ Ngoại giao", "Bộ Nội vụ", "Bộ Tư pháp", "Bộ Tài chính", "Bộ Công Thương"),
    *("Bộ Nông nghiệp và Môi trường", "Bộ Xây dựng", "Bộ Văn hóa, Thể thao và Du lịch", "Bộ Khoa học và Công nghệ"),
    *("Bộ Giáo dục và Đào tạo", "Bộ Y tế", "Bộ Dân tộc và Tôn giáo", "Văn phòng Chính phủ", "Thanh tra Chính phủ"),
    "Ngân hàng Nhà nước Việt Nam",
)
ENDED = {
    "Bộ Kế hoạch và Đầu tư": "Bộ Tài chính",
    "Bộ Giao thông vận tải": "Bộ Xây dựng",
    "Bộ Nông nghiệp và Phát triển nông thôn": "Bộ Nông nghiệp và Môi trường",
    "Bộ Tài nguyên và Môi trường": "Bộ Nông nghiệp và Môi trường",
    "Bộ Thông tin và Truyền thông": "Bộ Khoa học và Công nghệ",
    "Bộ Lao động - Thương binh và Xã hội": "Bộ Nội vụ",
    "Ủy ban Dân tộc": "Bộ Dân tộc và Tôn giáo",
}
CODES = {"000.00.00.G22": "Văn phòng Chính phủ", "H41": "tỉnh Nghệ An", "H14": "tỉnh Cao Bằng", "H37": "tỉnh Lạng Sơn"}
"""Those that real files show (facts/domain.md, 4.3)."""


def committees(on: date) -> dict[str, Entry]:
    """Place -> the committee of each province there is on that day."""
    heads = (entry for entry in catalogue().directory.entries if entry.name.startswith("Ủy ban nhân dân "))
    return {entry.aliases[0]: entry for entry in heads if not entry.ended(on) and entry.begun(on)}


def named(name: str) -> Entry:
    (entry,) = catalogue().directory.named([parse(name)])
    return entry


def test_the_34_provinces_are_those_of_the_resolution() -> None:
    assert sorted(committees(TOLD_ON)) == sorted(PROVINCES)


def test_the_63_provinces_before_are_those_that_were_merged_and_those_that_stayed() -> None:
    before = [*PROVINCES, *(old for olds in PROVINCES.values() for old in olds)]
    assert sorted(committees(MERGED_ON)) == sorted(before)


@pytest.mark.parametrize(("new", "old"), [(new, old) for new, olds in PROVINCES.items() for old in olds])
def test_merged_province_goes_on_in_the_new_one(new: str, old: str) -> None:
    entry = named(f"Ủy ban nhân dân {old}")
    assert (entry.valid_until, entry.successors) == (MERGED_ON, (f"Ủy ban nhân dân {new}",))


def test_ministries_are_those_of_the_resolution() -> None:
    known = [e for e in catalogue().directory.entries if e.codes or e.valid_from == date(2025, 3, 1)]
    central = [e.name for e in known if e.name.startswith(("Bộ ", "Văn phòng Chính", "Thanh tra Chính", "Ngân hàng"))]
    today = [name for name in central if not name.startswith("Bộ Chỉ huy") and not named(name).ended(TOLD_ON)]
    assert sorted(today) == sorted(MINISTRIES)


@pytest.mark.parametrize(("old", "new"), ENDED.items())
def test_ended_ministry_names_its_successor(old: str, new: str) -> None:
    assert (named(old).valid_until, named(old).successors) == (date(2025, 2, 28), (new,))


@pytest.mark.parametrize(("code", "name"), CODES.items())
def test_code_seen_in_real_files_is_found_in_both_orders(code: str, name: str) -> None:
    first = ".".join(levels(code))
    for written in (code, first, f"000.00.00.{first}"):
        found = [e for e in catalogue().directory.entries if any(same_code(written, own) for own in e.codes)]
        assert name in {spelling for entry in found for spelling in (entry.name, *entry.aliases)}


@pytest.mark.parametrize("place", ["xã Tân Phú", "phường Bồ Đề", "đặc khu Phú Quốc"])
def test_agency_of_a_commune_is_made_from_the_pattern(place: str) -> None:
    made = catalogue().commune(f"Ủy ban nhân dân {place}", [parse(f"ỦY BAN NHÂN DÂN {place.upper()}")])
    assert made is not None
    assert (made.name, made.ended(TOLD_ON)) == (f"Ủy ban nhân dân {place}", False)


def test_district_ended_with_the_two_tiers() -> None:
    made = catalogue().commune("Ủy ban nhân dân huyện Hiệp Hòa", [parse("Ủy ban nhân dân huyện Hiệp Hòa")])
    assert made is not None
    assert (made.ended(MERGED_ON), made.ended(TOLD_ON)) == (False, True)
