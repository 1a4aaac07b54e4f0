"""What an invented document says: the truth a reading is compared with."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta

PLACES = ("Hoa Sen", "Hà Nội", "Thành phố Hồ Chí Minh", "Đà Nẵng", "Đắk Lắk", "Bà Rịa - Vũng Tàu", "Krông Pắc")
PARENTS = ("UBND TỈNH HOA SEN", "ỦY BAN NHÂN DÂN\nTHÀNH PHỐ SÔNG XANH", "BỘ Y TẾ", "UBND HUYỆN ĐÔNG TRÀ")
AGENCIES = (
    ("SỞ GIÁO DỤC VÀ ĐÀO TẠO", "SGDĐT", "GIÁM ĐỐC"),
    ("SỞ THÔNG TIN\nVÀ TRUYỀN THÔNG", "STTTT", "GIÁM ĐỐC"),
    ("CỤC PHÒNG, CHỐNG BỆNH TẬT", "CPCBT", "CỤC TRƯỞNG"),
    ("CHI CỤC KIỂM LÂM", "CCKL", "CHI CỤC TRƯỞNG"),
    ("VĂN PHÒNG", "VP", "CHÁNH VĂN PHÒNG"),
    ("TRUNG TÂM PHÁT TRIỂN QUỸ ĐẤT", "TTPTQĐ", "GIÁM ĐỐC"),
)
UNITS = ("VP", "TCCB", "KH-TC", "NVY", "CNTT", "TTr")
SUBJECTS = (
    "tăng cường công tác phòng, chống dịch bệnh mùa hè năm 2025",
    "báo cáo kết quả thực hiện cải cách hành chính quý I",
    "hướng dẫn sử dụng chữ ký số trong các cơ quan nhà nước trên địa bàn tỉnh",
    "kiểm tra công tác bảo vệ bí mật nhà nước tại các xã, phường",
    "giải quyết khiếu nại, tố cáo kéo dài trên địa bàn",
    "sửa đổi, bổ sung Quyết định số 15/2016/QĐ-UBND ngày 14 tháng 7 năm 2016",
    "ứng phó khẩn cấp với bão số 3",
    "lấy ý kiến dự thảo Quy chế làm việc",
)
PEOPLE = ("Nguyễn Văn Mẫu", "Trần Thị Thử", "Lê Quang Hữu Nghĩa", "Đặng Ngọc Ánh", "Vũ Thuỳ Dương", "Y Thanh Hà Niê")
KINDS = {"QĐ": "Quyết định", "TB": "Thông báo", "KH": "Kế hoạch", "BC": "Báo cáo", "TTr": "Tờ trình", "CT": "Chỉ thị"}
STAMPS = ("", "", "", "KHẨN", "THƯỢNG KHẨN", "HỎA TỐC")
URGENCIES = {"KHẨN": "Khẩn", "THƯỢNG KHẨN": "Thượng khẩn", "HỎA TỐC": "Hỏa tốc"}
SECRETS = ("", "", "", "", "MẬT", "TỐI MẬT", "TUYỆT MẬT")
SECRECIES = {"MẬT": "Mật", "TỐI MẬT": "Tối mật", "TUYỆT MẬT": "Tuyệt mật"}


@dataclass(frozen=True, slots=True)
class Paper:
    """The words of one document."""

    parent: str
    agency: str
    code: str
    office: str
    unit: str
    number: int
    kind: str
    """Abbreviation; empty for a công văn."""
    subject: str
    signer: str
    place: str
    day: date
    urgency: str
    secrecy: str

    @property
    def printed_day(self) -> str:
        """The place-and-date line."""
        month = f"{self.day.month:02}" if self.day.month < 3 else str(self.day.month)
        return f"{self.place}, ngày {self.day.day:02} tháng {month} năm {self.day.year}"


def paper(seed: int) -> Paper:
    """The invented document with this number; the same words every time."""
    dice = random.Random(seed)
    agency, code, office = dice.choice(AGENCIES)
    return Paper(
        parent=dice.choice(PARENTS),
        agency=agency,
        code=code,
        office=office,
        unit=dice.choice(UNITS),
        number=dice.choice((dice.randint(1, 9), dice.randint(10, 99), dice.randint(100, 12_000))),
        kind=dice.choice(tuple(KINDS)),
        subject=dice.choice(SUBJECTS),
        signer=dice.choice(PEOPLE),
        place=dice.choice(PLACES),
        day=date(2010, 1, 1) + timedelta(days=dice.randrange(5_800)),
        urgency=dice.choice(STAMPS),
        secrecy=dice.choice(SECRETS),
    )
