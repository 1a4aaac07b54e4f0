"""Tên loại văn bản: the printed title, and the abbreviation inside the symbol (Decree 30/2020, Appendix III)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from parsers.model import DocumentKind
from parsers.pages.pagetext import is_upper, squeeze

ABBREVIATIONS = {
    "NQ": DocumentKind.RESOLUTION,
    "QĐ": DocumentKind.RULING,
    "CT": DocumentKind.INSTRUCTION,
    "QC": DocumentKind.STATUTE,
    "QYĐ": DocumentKind.REGULATION,
    "TC": DocumentKind.COMMUNIQUE,
    "TB": DocumentKind.NOTICE,
    "HD": DocumentKind.GUIDANCE,
    "CTR": DocumentKind.PROGRAMME,
    "KH": DocumentKind.PLAN,
    "PA": DocumentKind.ACTION_PLAN,
    "ĐA": DocumentKind.SCHEME,
    "DA": DocumentKind.PROJECT,
    "BC": DocumentKind.REPORT,
    "BB": DocumentKind.MINUTES,
    "TTR": DocumentKind.SUBMISSION,
    "HĐ": DocumentKind.CONTRACT,
    "CĐ": DocumentKind.TELEGRAM,
    "BGN": DocumentKind.MEMORANDUM,
    "BTT": DocumentKind.AGREEMENT,
    "GUQ": DocumentKind.AUTHORISATION,
    "GM": DocumentKind.INVITATION,
    "GGT": DocumentKind.INTRODUCTION,
    "GNP": DocumentKind.LEAVE,
    "PG": DocumentKind.SENDING_SLIP,
    "PC": DocumentKind.TRANSFER_SLIP,
    "PB": DocumentKind.NOTICE_SLIP,
    "L": DocumentKind.LAW,
    "PL": DocumentKind.ORDINANCE,
    "NĐ": DocumentKind.DECREE,
    "TT": DocumentKind.CIRCULAR,
    "TTLT": DocumentKind.JOINT_CIRCULAR,
    "VBHN": DocumentKind.CONSOLIDATED,
    "CV": DocumentKind.DISPATCH,
}
# Abbreviations that are also parts of agency names (kế hoạch tài chính "KH-TC", hội đồng "HĐ") prove nothing alone.
_CERTAIN = frozenset({"NQ", "QĐ", "CT", "QC", "TB", "HD", "CTR", "BC", "TTR", "GM", "NĐ", "TT", "TTLT", "VBHN", "KH"})
_NAMES = {kind.value.upper(): kind for kind in DocumentKind} | {
    "GIẤY UỶ QUYỀN": DocumentKind.AUTHORISATION,
    "BẢN THOẢ THUẬN": DocumentKind.AGREEMENT,
    "GIẤY MỜI HỌP": DocumentKind.INVITATION,
    "KẾ HOẠCH PHỐI HỢP": DocumentKind.PLAN,
    "KẾ HOẠCH LIÊN TỊCH": DocumentKind.PLAN,
    "CHƯƠNG TRÌNH PHỐI HỢP": DocumentKind.PROGRAMME,
    "QUY CHẾ PHỐI HỢP": DocumentKind.STATUTE,
    "CÔNG ĐIỆN KHẨN": DocumentKind.TELEGRAM,
    "CÔNG ĐIỆN HỎA TỐC": DocumentKind.TELEGRAM,
}
_LONGEST_FIRST = sorted(_NAMES, key=len, reverse=True)
_ALONE = re.compile(rf"[ ]*({'|'.join(_LONGEST_FIRST)})[ ]*")
_ABOVE_NUMBER = f"{DocumentKind.CONTRACT.value.upper()} "
_LEADING = re.compile(rf"[ ]*({'|'.join(_LONGEST_FIRST)})[ ]+(\S.*)")


@dataclass(frozen=True, slots=True)
class Title:
    """The printed name of the type: line number, kind and what follows it on the same line."""

    line: int
    kind: DocumentKind
    rest: str


def find_title(lines: list[str], floor: int) -> Title | None:
    """The title among `lines`; one with words behind it on its line counts only from line `floor` on.

    A contract names its matter in its title, and has its number below.
    """
    for i, line in enumerate(lines):
        text = squeeze(line)
        alone = _ALONE.fullmatch(text if i < floor else text.upper())
        if alone:
            return Title(i, _NAMES[alone[1]], "")
        leading = _LEADING.fullmatch(text) if i >= floor or text.startswith(_ABOVE_NUMBER) else None
        if leading and leading[2].startswith("CỦA "):
            return Title(i, _NAMES[leading[1]], "")
        if leading and is_upper(text):
            return Title(i, _NAMES[leading[1]], leading[2])
        if leading and re.match(r"(?:Về việc|V/v|Về)\b", leading[2]):
            return Title(i, _NAMES[leading[1]], leading[2])
    return None


def kind_by_symbol(symbol: str) -> DocumentKind | None:
    """The type an unambiguous abbreviation stands for: `QĐ-UBND` → ruling, `CT/TW` → instruction."""
    first, *rest = re.split(r"[-/.]", symbol.upper())
    return ABBREVIATIONS[first] if rest and first in _CERTAIN else None


def kind_by_name(name: str) -> DocumentKind | None:
    """The kind with this printed name, whatever its case."""
    return _NAMES.get(squeeze(name).upper())


def without_kind(text: str, kind: DocumentKind) -> str:
    """`text` without the name of the type repeated at its beginning (in the same capitals)."""
    name = kind.value.upper()
    return text[len(name) :].lstrip() if text.startswith(name + " ") else text
