"""Tên cơ quan ban hành: the agency at the top left and the one above it (Decree 30/2020, Article 8.2b)."""

from __future__ import annotations

import re

from parsers.pages.pagetext import is_upper, squeeze

_HEADS = (
    r"BỘ|SỞ|UBND|HĐND|[ỦU][YỶ] BAN|UỶ BAN|HỘI|VĂN PHÒNG|PHÒNG(?!,? CHỐNG| CHÁY)|TỔNG CỤC|CHI CỤC|CỤC|VỤ"
    r"|BAN(?! HÀNH)|BCĐ|BCH|BQL|BTV|BHXH|KBNN|TAND|VKSND|LĐLĐ|UBMTTQ\w*"
    r"|TRƯỜNG|TRUNG TÂM|VIỆN|CÔNG AN|CÔNG TY|CÔNG ĐOÀN|ĐẢNG|(?:TỈNH|THÀNH|HUYỆN|QUẬN|THỊ|ĐẢNG) [ỦU][YỶ]"
    r"|TỈNH ĐOÀN|THÀNH ĐOÀN"
    r"|CHI BỘ|LIÊN MINH|LIÊN ĐOÀN|LIÊN HIỆP|MẶT TRẬN|ĐOÀN|TẬP ĐOÀN|TỔNG CÔNG TY|NGÂN HÀNG|KHO BẠC|T[ÒO][AÀ] ÁN"
    r"|THANH TRA|KIỂM TOÁN"
    r"|BẢO HIỂM|BỆNH VIỆN|ĐÀI|BÁO|ĐẠI HỌC|HỌC VIỆN|HẠT|ĐỘI|TRẠM|THƯỜNG TRỰC|CHÍNH PHỦ|QUỐC HỘI|THỦ TƯỚNG"
    r"|CHỦ TỊCH (?:NƯỚC|UBND|[ỦU][YỶ] BAN)|THUẾ|HẢI QUAN|VIỄN THÔNG(?! VIỆT NAM)|BƯU ĐIỆN"
    r"|(?:QUẢN LÝ )?THI HÀNH ÁN"
    r"|QUỸ|TỔ CHỨC(?! CHÍNH QUYỀN| BỘ MÁY| CÁN BỘ| THỰC| HỘI| LỄ| LẠI| KỲ| KỶ| CÁC| THÁNG| CUỘC)"
    r"|TỔ CÔNG TÁC|CƠ QUAN|TIỂU ĐOÀN|LỮ ĐOÀN|QUÂN KHU|HỢP TÁC XÃ|NHÀ XUẤT BẢN|THÔNG TẤN XÃ|TẠP CHÍ"
)
_HEAD = re.compile(rf"(?:{_HEADS})(?![\w])")
# A line that cannot be a whole agency: the next line belongs to it whatever it begins with.
_OPEN = re.compile(
    r"(?:^(?:[ỦU][YỶ]|[ỦU][YỶ] BAN|UỶ BAN|[ỦU][YỶ] BAN THƯỜNG VỤ|HỘI|HỘI ĐỒNG|THƯỜNG TRỰC|VĂN PHÒNG|BAN|CÔNG|TRUNG"
    r"|LIÊN|BAN CHỈ ĐẠO|CHỦ TỊCH|BỘ|SỞ|(?:CHI |TỔNG )?CỤC|TRUNG TÂM|(?:BỆNH |HỌC )?VIỆN|TRƯỜNG|(?:TỔNG )?CÔNG TY"
    r"|TẬP ĐOÀN|TÒA ÁN)"
    r"|[-,–]|\b(?:VÀ|CỦA|VỀ|MÔI|QUỐC|HẢI))$"
)
_TERRITORY = re.compile(
    r"^(?:TỈNH|HUYỆN|XÃ|PHƯỜNG|QUẬN|THÀNH PHỐ|TP\.?|THỊ XÃ|TX\.?|THỊ TRẤN|ĐẶC KHU)\b(?! [ỦU][YỶ]| ĐOÀN)"
)
_OFFICE = re.compile(
    r"^(?:Q\.|QUYỀN|PHÓ)?\s*(?:CHỦ TỊCH(?! NƯỚC)|TỔNG GIÁM ĐỐC|GIÁM ĐỐC|BỘ TRƯỞNG|HIỆU TRƯỞNG|TỔNG CỤC TRƯỞNG"
    r"|CỤC TRƯỞNG|CHI CỤC TRƯỞNG|VIỆN TRƯỞNG"
    r"|CHÁNH THANH TRA|CHÁNH VĂN PHÒNG|CHÁNH ÁN|CHỦ NHIỆM|TRƯỞNG BAN|TRƯỞNG PHÒNG|THỐNG ĐỐC|TỔNG THANH TRA"
    r"|TỔNG KIỂM TOÁN|TRƯỞNG)\s+"
)
_OFFICE_NOUN = re.compile(r"(?:CHÁNH |TRƯỞNG |TỔNG )(VĂN PHÒNG|THANH TRA|BAN|PHÒNG|KIỂM TOÁN)\b")
_GLUED = re.compile(r"^(UBND|HĐND)(?=[A-ZĐ])")
_NOT_AGENCY = re.compile(
    r"^(?:PHỤ LỤC|MẪU|BIỂU|DANH SÁCH|SỐ|TÀI LIỆU|BẢN SAO|SAO Y|ĐẾN|HỎA TỐC|KHẨN|LƯU HÀNH|XEM XONG|TRẢ LẠI"
    r"|KHÔNG PHỔ BIẾN)\b"
)


def agencies(left: str) -> tuple[str, ...]:
    """Agencies in what remains of the letterhead, from the highest to the issuer; lines of one name joined."""
    found: list[str] = []
    for line in capitals(left):
        if not found or (starts_agency(line) and not _OPEN.search(found[-1])):
            found.append(line)
        else:
            found[-1] = f"{found[-1]} {line}"
    return tuple(name.strip(" .,:;") for name in found if _HEAD.match(name) or len(found) > 1)


def authority(line: str) -> str | None:
    """The agency named by an authority line ("GIÁM ĐỐC SỞ Y TẾ" → "SỞ Y TẾ"); None for any other line."""
    name = squeeze(line).strip(" .,:;")
    noun = _OFFICE_NOUN.match(name)
    if noun:
        name = name[noun.start(1) :]
    name = _OFFICE.sub("", name)
    return name if is_upper(name) and _HEAD.match(name) else None


def is_authority(line: str) -> bool:
    """The line opens an authority block: an agency, or an office of one."""
    return bool(is_upper(line) and (_HEAD.match(line) or _OFFICE.match(line + " ")))


def is_office(line: str) -> bool:
    """The line is nothing but an office: "CHỦ TỊCH", "GIÁM ĐỐC"."""
    return bool(_OFFICE.fullmatch(line.strip() + " "))


def capitals(left: str) -> list[str]:
    """Cells in capitals that are no mark or label: names of agencies, and what may be taken for one."""
    cells = []
    for line in left.split("\n"):
        for cell in re.split(r"[ ]{3,}", line.strip()):
            name = squeeze(cell).strip(" |*")
            if name and (is_upper(name) or name == "Ủ") and not _NOT_AGENCY.match(name):
                cells.append(_GLUED.sub(r"\1 ", name.upper()))
    return cells


def starts_agency(line: str) -> bool:
    """A new name begins here; a territory ("TỈNH HOA SEN") belongs to the name before."""
    return bool(_HEAD.match(line)) and not _TERRITORY.match(line)
