"""Stamps of urgency and secrecy: capitals on a line of their own at the top of page one."""

from __future__ import annotations

import re

from parsers.model import Secrecy, Urgency

_URGENCY = {
    "HỎATỐC": Urgency.FLASH,
    "HOẢTỐC": Urgency.FLASH,
    "HỎATỐCHẸNGIỜ": Urgency.FLASH,
    "HOẢTỐCHẸNGIỜ": Urgency.FLASH,
    "THƯỢNGKHẨN": Urgency.VERY_URGENT,
    "KHẨN": Urgency.URGENT,
}
_SECRECY = {"TUYỆTMẬT": Secrecy.TOP_SECRET, "TỐIMẬT": Secrecy.SECRET, "MẬT": Secrecy.CONFIDENTIAL}
_STAMPED = _URGENCY.keys() | _SECRECY.keys()
_CIRCULATION = (
    "Lưu hành nội bộ",
    "Xem xong trả lại",
    "Trả lại sau khi họp",
    "Trả lại sau khi hội nghị",
    "Không phổ biến",
)
_CIRCULATIONS = {words.upper().replace(" ", ""): words for words in _CIRCULATION} | {
    "TRẢLẠISAUKHIHỌP(HỘINGHỊ": "Trả lại sau khi họp (hội nghị)",
    "TÀILIỆULƯUHÀNHNỘIBỘ": "Lưu hành nội bộ",
}
_LABEL = re.compile(r"^(?:ĐỘ|MỨC ĐỘ|DẤU)\s+(?:KHẨN|MẬT)\s*:\s*", re.I)
_CELLS = re.compile(r"[ ]{2,}|(?<=MẬT)\s*[-–/]\s*(?=\w)|(?<=KHẨN)\s*[-–/]\s*(?=\w)|\n")
_SIDE_BY_SIDE = re.compile(
    r"(?<=MẬT)[ ]?[ ,;+/–-][ ]?(?=(?:HỎA TỐC|HOẢ TỐC|THƯỢNG KHẨN|KHẨN|Bản số|BẢN SỐ)\b)"
    r"|(?<=KHẨN|.TỐC)[ ]?[ ,;+/–-][ ]?(?=(?:TỐI |TUYỆT )?MẬT\b)"
)
"""Between two stamps in frames that touch or on one line; a copy's number stands behind a stamp of secrecy."""
_FRAME = "[](){}|<>.:*\"'“” "
# A line broken inside "BÍ MẬT" is a title about secrets, not a stamp.
_UNFINISHED = re.compile(r"(?:\bBÍ|\bBẢO|\bCƠ|\bCÁC|\bĐỘ|,|-)\s*$", re.I)


def urgency_of(header: str) -> Urgency | None:
    """The highest urgency stamped in `header`; None when none is."""
    found = {
        mark
        for cell, before in _stamps(header)
        if (mark := _URGENCY.get(_squeezed(before) + cell) or _URGENCY.get(cell))
    }
    return next((u for u in (Urgency.FLASH, Urgency.VERY_URGENT, Urgency.URGENT) if u in found), None)


def secrecy_of(header: str) -> Secrecy | None:
    """The highest secrecy stamped in `header`; None when none is."""
    found = {
        mark
        for cell, before in _stamps(header)
        if (mark := _SECRECY.get(_squeezed(before) + cell) or _SECRECY.get(cell)) and not _UNFINISHED.search(before)
    }
    return next((s for s in (Secrecy.TOP_SECRET, Secrecy.SECRET, Secrecy.CONFIDENTIAL) if s in found), None)


def circulation_of(header: str) -> tuple[str, ...]:
    """How far the document may go (Decree 30/2020, Article 8): marks on a line or in a cell of their own."""
    found = (_CIRCULATIONS.get(cell.upper()) for cell, _ in _stamps(header))
    return tuple(dict.fromkeys(mark for mark in found if mark))


def without_marks(header: str) -> str:
    """`header` with the stamped cells taken out."""
    kept = []
    for line in header.split("\n"):
        cells = re.split(r"([ ]{2,})", _SIDE_BY_SIDE.sub("  ", line))
        kept.append("".join(c for c in cells if _squeezed(c) not in _STAMPED))
    return "\n".join(kept)


def _stamps(header: str) -> list[tuple[str, str]]:
    """Every cell in capitals, squeezed, with the cell before it."""
    cells = [cell for cell in _CELLS.split(_SIDE_BY_SIDE.sub("  ", header)) if cell.strip()]
    return [(_squeezed(cell), cells[i - 1] if i else "") for i, cell in enumerate(cells)]


def _squeezed(cell: str) -> str:
    bare = _LABEL.sub("", cell.strip(_FRAME))
    if _LABEL.match(cell.strip(_FRAME)):
        bare = bare.upper()
    return bare.strip(_FRAME).replace(" ", "")
