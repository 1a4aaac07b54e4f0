"""A small agency whose people and units the reply tests name."""

from __future__ import annotations

from datetime import date

from parsers.model import Party

TODAY = date(2026, 11, 23)
"""A Monday."""

KT = Party("unit", "kt", "Phòng Kinh tế")
NV = Party("unit", "nv", "Phòng Nội vụ")
TC = Party("unit", "tc", "Phòng Tài chính - Kế hoạch", aliases=("TCKH",))
VH = Party("unit", "vh", "Phòng Văn hóa - Xã hội")
VP = Party("unit", "vp", "Văn phòng HĐND và UBND", aliases=("VP", "Văn phòng"))
STC = Party("unit", "stc", "Sở Tài chính")
CA = Party("unit", "ca", "Công an phường")
HUNG = Party("person", "hung", "Trần Văn Hùng", "Chủ tịch", "Lãnh đạo UBND")
LAN = Party("person", "lan", "Nguyễn Thị Lan", "Phó Chủ tịch", "Lãnh đạo UBND")
MINH = Party("person", "minh", "Lê Quốc Minh", "Phó Chủ tịch", "Lãnh đạo UBND")
NAM = Party("person", "nam", "Phạm Thành Nam", "Chuyên viên", "Phòng Kinh tế")
HOA = Party("person", "hoa", "Vũ Thị Hoa", "Trưởng phòng", "Phòng Nội vụ")
BINH = Party("person", "binh", "Đỗ Văn Bình", "Chánh Văn phòng", "Văn phòng HĐND và UBND")
AN_NV = Party("person", "an1", "Nguyễn Văn An", "Chuyên viên", "Phòng Nội vụ")
AN_KT = Party("person", "an2", "Lê Văn An", "Chuyên viên", "Phòng Kinh tế")
PEOPLE = (KT, NV, TC, VH, VP, STC, CA, HUNG, LAN, MINH, NAM, HOA, BINH, AN_NV, AN_KT)


def is_weekday(day: date) -> bool:
    """A working calendar without holidays."""
    return day.weekday() < 5
