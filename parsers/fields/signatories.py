"""The signature block: capacity, position and name (Decree 30/2020, Article 13)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from parsers.pages.pagetext import LOWER, UPPER, is_upper, squeeze

_CAPACITY = re.compile(
    rf"^(?:TM|T/M|KT|K/T|TL|T/L|TUQ|T\.U\.Q|Q|T\.M|K\.T|T\.L)\s*[./]?\s+(?=[{UPPER}])|^(?:TM|KT|TL|TUQ"
    rf"|Q)\.(?=[{UPPER}])"
)
_OFFICE = re.compile(
    r"\b(?:CHỦ TỊCH|GIÁM ĐỐC|CHÁNH VĂN PHÒNG|CHÁNH THANH TRA|CHÁNH ÁN|TRƯỞNG|BÍ THƯ|CHỦ NHIỆM|THỦ TƯỚNG"
    r"|THỐNG ĐỐC|TỔNG THƯ KÝ|[ỦU][YỶ] VIÊN"
    r"|CHỈ HUY|TƯ LỆNH|CHÍNH [ỦU][YỶ]|TỔNG THANH TRA|TỔNG KIỂM TOÁN|ĐỐC|PHÓ CHÁNH|TỔNG BIÊN TẬP|CHỦ HỘ|TỔ TRƯỞNG"
    r"|THƯ KÝ|CHỦ TRÌ|CHỦ TỌA|THẨM PHÁN|KIỂM SÁT VIÊN|CHẤP HÀNH VIÊN|ĐIỀU TRA VIÊN|CÔNG CHỨNG VIÊN|NGƯỜI ĐẠI DIỆN)\b"
)
_HEAD_OF = r"(?:BỘ|HIỆU|VIỆN|(?:CHI |TỔNG )?CỤC|VỤ|ĐỘI|TRẠM|HẠT|ĐOÀN|KHOA) (?=TRƯỞNG\b)"
_POSITION = re.compile(rf"^(?:PHÓ |QUYỀN |Q\. ?|THỨ |TỔNG |{_HEAD_OF})*{_OFFICE.pattern}")
_RANK = re.compile(
    r"^(?:(?:GS|PGS|TS|ThS|Ths|THS|BS|BSCK\w*|CN|KS|LS|NGƯT|NGND|TTƯT|TTND|CKI+|Dr|Ông|Bà|Đại tá|Thượng tá"
    r"|Trung tá|Thiếu tá|Đại tướng|Thượng tướng"
    r"|Trung tướng|Thiếu tướng|Đại úy|Thượng úy|Trung úy)\b[.,]?\s*)+"
)
_WORD = rf"(?:[{UPPER}][{LOWER}’']+|[{UPPER}]['’]?[{UPPER}]?[{LOWER}]*|[{UPPER}]+)"
_NAME = re.compile(rf"{_WORD}(?:[ -]{_WORD}){{1,5}}")
_SURNAMES = """
nguyễn trần lê phạm hoàng huỳnh phan vũ võ đặng bùi đỗ hồ ngô dương lý đoàn đinh trịnh trương mai đào hà tạ
lưu tô cao lương thái tăng châu quách từ kiều triệu lâm la nông hứa vương chu doãn thân ninh khuất mạc nghiêm
phùng tống viên khổng giáp thạch sơn kim danh đàm vi ma hầu giàng vàng sùng thào lò cầm quàng lường tòng cà
điêu hoá rơ siu ksor kpă y h’ rah bạch bế cù cung diệp đậu đồng hạ kha khương lại lục nhâm nhữ ông phí phó
quan tiêu tôn trà văn âu ân hán thiều trang úng xa cấn
"""
SURNAMES = frozenset(_SURNAMES.split())
_NOT_A_NAME = re.compile(
    r"\b(?:nơi|nhận|như|lưu|điều|trên|sở|phòng|ban|tỉnh|huyện|xã|phường|kính|gửi|ngày|chương|phụ lục|số|việt nam"
    r"|cộng hòa|độc lập)\b",
    re.I,
)
_NEVER_A_NAME = re.compile(r"(?-i:^Lưu [A-ZĐ]{2,}\b)|\b(?:nơi nhận|phụ lục|việt nam|cộng hòa|độc lập)\b", re.I)
"""Of people with a known surname, whose other names may be any word: Lưu Hồng Phòng, Nguyễn Văn Điều."""
_END = re.compile(r"^(?:PHỤ LỤC|Phụ lục|DANH SÁCH|QUY CHẾ|QUY ĐỊNH|KẾ HOẠCH|CHƯƠNG TRÌNH|ĐỀ ÁN|PHƯƠNG ÁN|Chương I\b)")


# The columns of the signature block: a wide gap, or an office in capitals behind an entry of "Nơi nhận".
_CELL = re.compile(
    rf"[ ]{{3,}}|(?<=[;:.])[ ]+(?=(?:TM|KT|TL|TUQ|Q)\.[ ]?[{UPPER}])|(?<=[;:])[ ]+(?=(?:PHÓ |QUYỀN )?{_OFFICE.pattern})"
)


MAX_CELLS = 3_000
"""Lines looked at: some fifty pages; a signature of the main text never stands further back."""


@dataclass(frozen=True, slots=True)
class Signature:
    """One signature block; None means: not printed."""

    capacity: str | None = None
    position: str | None = None
    name: str | None = None


def signatures(text: str) -> tuple[Signature, ...]:
    """Signature blocks in the text behind the letterhead, in order of appearance, those with a position or capacity."""
    cells = _cells(text)[:MAX_CELLS]
    found: list[Signature] = []
    i = 0
    while i < len(cells):
        block = _block(cells, i) if _opens(cells[i]) else None
        if block is None:
            i += 1
            continue
        signature, i = block
        found.append(signature)
    return tuple(found)


def person_name(text: str) -> str | None:
    """The name in a line that is nothing but a name (rank and degrees taken off); None otherwise."""
    bare = _RANK.sub("", squeeze(text).strip(" .;,")).strip()
    if not _NAME.fullmatch(bare):
        return None
    known = re.split(r"[ -]", bare)[0].casefold() in SURNAMES
    if (_NEVER_A_NAME if known else _NOT_A_NAME).search(bare):
        return None
    if is_upper(bare) and (not known or len(bare.split()) < 3 or _OFFICE.search(bare)):
        return None
    return bare if known or len(bare.split()) <= 4 else None


def is_signature_line(text: str) -> bool:
    """The line opens a signature block."""
    return _opens(squeeze(text))


def _cells(text: str) -> list[str]:
    return [squeeze(cell) for line in text.split("\n") for cell in _CELL.split(line.strip()) if cell.strip()]


def _opens(cell: str) -> bool:
    if len(cell) > 90 or not is_upper(re.sub(r"^(?:TM|KT|TL|TUQ)\.?", "", cell)):
        return False
    return bool(_CAPACITY.match(cell) or (_POSITION.match(cell) and not cell.endswith((":", ";", ","))))


def _block(cells: list[str], start: int) -> tuple[Signature, int] | None:
    """The block that opens at `start` and the index behind it; None when no name or capacity bears it out."""
    capacities: list[str] = []
    positions: list[str] = []
    i = start
    while i < len(cells) and i - start < 14:
        cell = cells[i]
        name = person_name(cell)
        if name and not _opens(cell):
            return Signature(_joined(capacities), " ".join(positions) or None, name), i + 1
        if _END.match(cell) or re.match(r"(?:Căn cứ|Điều \d)", cell):
            break
        _place(cell, capacities, positions)
        i += 1
    if capacities and positions:
        return Signature(_joined(capacities), " ".join(positions), None), start + len(capacities) + len(positions)
    return None


def _place(cell: str, capacities: list[str], positions: list[str]) -> None:
    """Add a line of capitals to the capacity or position it belongs to; anything else is not part of the block."""
    if not is_upper(cell) or len(cell) > 90 or re.match(r"^[-+]", cell):
        return
    if _CAPACITY.match(cell):
        capacities.append(cell)
        positions.clear()
        if re.match(r"Q\.?\s", cell):
            positions.append(cell)
    elif _POSITION.match(cell):
        positions.append(cell)
    elif positions:
        positions[-1] += f" {cell}"
    elif capacities:
        capacities[-1] += f" {cell}"


def _joined(lines: list[str]) -> str | None:
    return "; ".join(lines) or None
