"""The pretend commune and its correspondents: plain values, everything invented."""

from __future__ import annotations

from dataclasses import dataclass

from mailbot.domain.people import Role

AGENCY_ID = "tanphu"
AGENCY_NAME = "Ủy ban nhân dân xã Tân Phú"
PROVINCE = "vinhgiang.example"
SEAL_TEXT = ("ỦY BAN NHÂN DÂN XÃ TÂN PHÚ", "TỈNH VĨNH GIANG")
"""Words along the upper and the lower arc of the commune's own seal."""
DOMAIN = f"xatanphu.{PROVINCE}"
OFFICIAL_MAILBOX = f"vanban@{DOMAIN}"


@dataclass(frozen=True, slots=True)
class DemoUnit:
    """A unit of the commune."""

    name: str
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """Somebody who works at the commune."""

    login: str
    name: str
    position: str
    role: Role
    unit: str | None = None
    heads_unit: bool = False
    aliases: tuple[str, ...] = ()

    @property
    def email(self) -> str:
        return f"{self.login}@{DOMAIN}"


@dataclass(frozen=True, slots=True)
class Neighbour:
    """An agency that writes to the commune."""

    key: str
    """Short name, also of its certificates on disk."""
    name: str
    parent: str
    """The agency above it as printed on its documents; empty where there is none."""
    symbol: str
    """The agency's part of number and symbol: UBND, SNV."""
    place: str
    email: str
    leader: str
    capacity: tuple[str, ...]
    """The lines above the signature, as printed."""
    seal_text: tuple[str, str]
    """Words along the upper and the lower arc of the round seal."""


@dataclass(frozen=True, slots=True)
class Correspondent:
    """Somebody outside without a certificate."""

    name: str
    email: str


OFFICE = "Văn phòng Hội đồng nhân dân và Ủy ban nhân dân"
ECONOMY = "Phòng Kinh tế"
CULTURE = "Phòng Văn hóa - Xã hội"
ONE_STOP = "Trung tâm Phục vụ hành chính công"

UNITS = (
    DemoUnit(OFFICE, ("Văn phòng", "VP", "Văn phòng HĐND và UBND")),
    DemoUnit(ECONOMY, ("Kinh tế", "PKT", "Phòng KT")),
    DemoUnit(CULTURE, ("Văn hóa - Xã hội", "Văn xã", "VHXH", "Phòng VHXH", "Phòng VH-XH")),
    DemoUnit(ONE_STOP, ("Trung tâm", "Trung tâm hành chính công", "TTHCC", "TTPVHCC")),
)

PERSONS = (
    DemoPerson("chutich", "Nguyễn Văn Hòa", "Chủ tịch Ủy ban nhân dân", Role.HEAD, aliases=("Chủ tịch",)),
    DemoPerson("minh.pct", "Trần Quốc Minh", "Phó Chủ tịch Ủy ban nhân dân", Role.LEADER, aliases=("PCT Minh",)),
    DemoPerson("thuy.pct", "Lê Thị Thanh Thủy", "Phó Chủ tịch Ủy ban nhân dân", Role.LEADER, aliases=("PCT Thủy",)),
    DemoPerson(
        "binh.vp",
        "Phạm Đức Bình",
        "Chánh Văn phòng",
        Role.OFFICE,
        OFFICE,
        heads_unit=True,
        aliases=("Chánh Văn phòng", "CVP"),
    ),
    DemoPerson("lan.vt", "Nguyễn Thị Lan", "Văn thư", Role.CLERK, OFFICE),
    DemoPerson("tuan.vp", "Đỗ Anh Tuấn", "Chuyên viên", Role.OFFICER, OFFICE),
    DemoPerson("son.kt", "Hoàng Văn Sơn", "Trưởng phòng", Role.UNIT_HEAD, ECONOMY, heads_unit=True),
    DemoPerson("dung.kt", "Vũ Tiến Dũng", "Chuyên viên", Role.OFFICER, ECONOMY),
    DemoPerson("huong.kt", "Ngô Thu Hương", "Chuyên viên", Role.OFFICER, ECONOMY),
    DemoPerson("mai.vx", "Bùi Thị Tuyết Mai", "Trưởng phòng", Role.UNIT_HEAD, CULTURE, heads_unit=True),
    DemoPerson("khoa.vx", "Đặng Đăng Khoa", "Chuyên viên", Role.OFFICER, CULTURE),
    DemoPerson("ngoc.hcc", "Phan Hồng Ngọc", "Phó Giám đốc", Role.UNIT_HEAD, ONE_STOP, heads_unit=True),
    DemoPerson("quang.hcc", "Lý Minh Quang", "Chuyên viên", Role.OFFICER, ONE_STOP),
)

PROVINCE_COMMITTEE = Neighbour(
    "ubndtinh", "Ủy ban nhân dân tỉnh Vĩnh Giang", "", "UBND", "Vĩnh Giang", f"vanthu@ubnd.{PROVINCE}",
    "Đinh Công Thành", ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
    ("ỦY BAN NHÂN DÂN", "TỈNH VĨNH GIANG"),
)  # fmt: skip
HOME_AFFAIRS = Neighbour(
    "snv", "Sở Nội vụ", "Ủy ban nhân dân tỉnh Vĩnh Giang", "SNV", "Vĩnh Giang", f"vanthu@snv.{PROVINCE}",
    "Mai Thị Kim Oanh", ("GIÁM ĐỐC",), ("SỞ NỘI VỤ", "TỈNH VĨNH GIANG"),
)  # fmt: skip
AGRICULTURE = Neighbour(
    "snnmt", "Sở Nông nghiệp và Môi trường", "Ủy ban nhân dân tỉnh Vĩnh Giang", "SNNMT", "Vĩnh Giang",
    f"vanthu@snnmt.{PROVINCE}", "Trịnh Xuân Lâm", ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"),
    ("SỞ NÔNG NGHIỆP VÀ MÔI TRƯỜNG", "TỈNH VĨNH GIANG"),
)  # fmt: skip
EDUCATION = Neighbour(
    "sgddt", "Sở Giáo dục và Đào tạo", "Ủy ban nhân dân tỉnh Vĩnh Giang", "SGDĐT", "Vĩnh Giang",
    f"vanthu@sgddt.{PROVINCE}", "Hồ Ngọc Diệp", ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"),
    ("SỞ GIÁO DỤC VÀ ĐÀO TẠO", "TỈNH VĨNH GIANG"),
)  # fmt: skip
AN_BINH = Neighbour(
    "xaanbinh", "Ủy ban nhân dân xã An Bình", "", "UBND", "An Bình", f"vanban@xaanbinh.{PROVINCE}",
    "Cao Thế Vinh", ("CHỦ TỊCH",), ("ỦY BAN NHÂN DÂN XÃ AN BÌNH", "TỈNH VĨNH GIANG"),
)  # fmt: skip
NEIGHBOURS = (PROVINCE_COMMITTEE, HOME_AFFAIRS, AGRICULTURE, EDUCATION, AN_BINH)

SCHOOL = Correspondent("Trường Trung học cơ sở Tân Phú", "thcstanphu@giaoduc.example")
CITIZEN = Correspondent("Nguyễn Văn Tám", "nguyenvantam@thudientu.example")
STRANGER = Correspondent("Công ty Cổ phần Dịch vụ số Đông Á", "vanphong@dichvudonga.example")
MAIL_SYSTEM = Correspondent("Mail Delivery System", f"mailer-daemon@{PROVINCE}")
OTHERS = (SCHOOL, CITIZEN, STRANGER)


def everybody() -> dict[str, str]:
    """Address -> name of everyone with a mailbox in the demonstration, the official one first."""
    inside = {person.email: f"{person.name} ({person.position})" for person in PERSONS}
    outside = {one.email: one.name for one in (*NEIGHBOURS, *OTHERS)}
    return {OFFICIAL_MAILBOX: f"Hộp thư công vụ {AGENCY_NAME}"} | inside | outside
