"""How a paper is laid out: Decree 30/2020 Appendix I, older circulars, Party documents, drafts, annexes.

A layout is a function from a paper to a drawn page and the values printed on it. HELD layouts are only measured:
nothing in the reader was ever changed after looking at one of them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from tests.documents.paper import KINDS, SECRECIES, URGENCIES, Paper

MOTTO = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")
LEFT, RIGHT, MIDDLE = 165.0, 410.0, 305.0
BODY = (
    "Thực hiện Kế hoạch số 34/KH-UBND ngày 15/01/2009 của Ủy ban nhân dân tỉnh về ứng dụng công nghệ",
    "thông tin, căn cứ Công văn số 99/BYT-DP ngày 01 tháng 02 năm 2009 của Bộ Y tế, đề nghị các cơ quan,",
    "đơn vị nghiêm túc triển khai, tổ chức kiểm tra và bảo vệ bí mật nhà nước theo đúng quy định hiện hành.",
    "Trong quá trình thực hiện nếu có vướng mắc, các đơn vị phản ánh kịp thời để được hướng dẫn./.",
)


@dataclass(frozen=True, slots=True)
class Run:
    """Text drawn around (`centred`) or from `x`, `y` points below the top."""

    text: str
    x: float
    y: float
    size: float = 12
    centred: bool = True


@dataclass(frozen=True, slots=True)
class Sheet:
    """One drawn page and the truth: field → printed value, None when the page has none."""

    runs: tuple[Run, ...]
    truth: Mapping[str, str | None]


Layout = Callable[[Paper], Sheet]


def dispatch(p: Paper) -> Sheet:
    """Công văn of Decree 30/2020: the subject stands under the number."""
    symbol = f"{p.code}-{p.unit}"
    left = _column(LEFT, 60, (*p.parent.split("\n"), *p.agency.split("\n"), f"Số: {p.number:02}/{symbol}", *_about(p)))
    head = (*left, *_motto(p), *_stamps(p, left[-1].y + 20))
    return _sheet((*head, *_addressed(245), *_foot(p, 430)), p, symbol, "Công văn", f"{p.number:02}/{symbol}")


def titled(p: Paper) -> Sheet:
    """A type named in the middle, its subject below (Decree 30/2020)."""
    symbol = f"{p.kind}-{p.code}"
    left = _column(LEFT, 60, (*p.parent.split("\n"), *p.agency.split("\n"), f"Số: {p.number:02}/{symbol}"))
    title = _column(MIDDLE, 195, (KINDS[p.kind].upper(), *_wrapped("Về việc " + p.subject, 60)))
    head = (*left, *_motto(p), *_stamps(p, 150), *title)
    return _sheet((*head, *_text(270), *_foot(p, 430)), p, symbol, KINDS[p.kind], f"{p.number:02}/{symbol}")


def party(p: Paper) -> Sheet:
    """A Party document: motto of the Party, an asterisk, number and symbol in reversed order."""
    symbol = f"{p.kind}/TU"
    left = _column(LEFT, 60, ("ĐẢNG BỘ TỈNH HOA SEN", "TỈNH ỦY HOA SEN", "*", f"Số {p.number:02}-{symbol}"))
    right = (*_column(RIGHT, 60, ("ĐẢNG CỘNG SẢN VIỆT NAM",)), Run(p.printed_day, RIGHT, 108))
    title = _column(MIDDLE, 195, (KINDS[p.kind].upper(), p.subject))
    runs = (*left, *right, *_stamps(p, 150), *title, *_text(270), *_foot(p, 430, "T/M BAN THƯỜNG VỤ"))
    return _sheet(runs, p, symbol, KINDS[p.kind], f"{p.number:02}-{symbol}", issuer=None)


def draft(p: Paper) -> Sheet:
    """A draft: number and day are blank."""
    symbol = f"{p.kind}-{p.code}"
    left = _column(LEFT, 60, (*p.parent.split("\n"), *p.agency.split("\n"), f"Số:        /{symbol}"))
    title = _column(MIDDLE, 195, (KINDS[p.kind].upper(), *_wrapped("Về việc " + p.subject, 60)))
    right = (*_column(RIGHT, 60, MOTTO), Run(f"{p.place}, ngày      tháng      năm {p.day.year}", RIGHT, 108))
    sheet = _sheet((*left, *right, *title, *_text(270), *_foot(p, 430)), p, symbol, KINDS[p.kind], None)
    stamps: dict[str, str | None] = {"urgency": None, "secrecy": None}
    return Sheet(sheet.runs, {**sheet.truth, **stamps, "number": None, "symbol": None, "issued_on": None})


def with_year(p: Paper) -> Sheet:
    """A normative ruling: the year is part of the number, an office signs for the committee, annex mentioned."""
    symbol = "QĐ-UBND"
    notation = f"{p.number}/{p.day.year}/{symbol}"
    left = _column(LEFT, 60, ("ỦY BAN NHÂN DÂN", "TỈNH HOA SEN", f"Số: {notation}"))
    title = _column(MIDDLE, 195, ("QUYẾT ĐỊNH", *_wrapped("Ban hành Quy định về " + p.subject, 60)))
    basis = _column(MIDDLE, 255, ("ỦY BAN NHÂN DÂN TỈNH HOA SEN",))
    law = (Run("Căn cứ Luật số 12/2008/QH12 ngày 03 tháng 3 năm 2008 của Quốc hội;", 85, 280, 12, centred=False),)
    runs = (*left, *_motto(p), *_stamps(p, 150), *title, *basis, *law, *_text(300), *_foot(p, 430))
    subject = "Ban hành Quy định về " + p.subject
    return _sheet(runs, p, symbol, "Quyết định", notation, issuer="ỦY BAN NHÂN DÂN TỈNH HOA SEN", subject=subject)


def swapped(p: Paper) -> Sheet:
    """Older circular: day under the number's height, stamp above the motto, number without a colon."""
    symbol = f"{p.code}/{p.unit}"
    left = _column(LEFT, 70, (*p.parent.split("\n"), *p.agency.split("\n"), "-------", f"Số {p.number}/{symbol}"))
    about = _column(LEFT, left[-1].y + 18, _about(p))
    day = Run(p.printed_day, RIGHT, left[-1].y)
    head = (*left, *about, *_column(RIGHT, 70, MOTTO), day, *_stamps(p, 40, RIGHT))
    return _sheet((*head, *_addressed(270), *_foot(p, 450)), p, symbol, "Công văn", f"{p.number}/{symbol}")


def invitation(p: Paper) -> Sheet:
    """Giấy mời with the subject on the line of the title's next, small letters."""
    symbol = f"GM-{p.code}"
    left = _column(LEFT, 55, (*p.parent.split("\n"), *p.agency.split("\n"), f"Số: {p.number}/{symbol}"), 11)
    title = _column(MIDDLE, 185, ("GIẤY MỜI", *_wrapped("Họp bàn " + p.subject, 70)))
    head = (*left, *_motto(p), *_stamps(p, 135), *title)
    runs = (*head, *_addressed(245), *_foot(p, 430, f"KT. {p.office}"))
    return _sheet(runs, p, symbol, "Giấy mời", f"{p.number}/{symbol}", subject="Họp bàn " + p.subject)


def party_dispatch(p: Paper) -> Sheet:
    """A Party công văn: abbreviation CV, subject in the left column."""
    symbol = f"CV/{p.unit.split('-')[0]}TU"
    top = ("TỈNH ỦY HOA SEN", "VĂN PHÒNG", "*", f"Số {p.number}-{symbol}", *_about(p))
    right = (*_column(RIGHT, 60, ("ĐẢNG CỘNG SẢN VIỆT NAM", "____________")), Run(p.printed_day, RIGHT, 100))
    runs = (*_column(LEFT, 60, top), *right, *_stamps(p, 180), *_addressed(245), *_foot(p, 430))
    return _sheet(runs, p, symbol, "Công văn", f"{p.number}-{symbol}", issuer="VĂN PHÒNG")


def resolution(p: Paper) -> Sheet:
    """A resolution of a people's council with a session line and a low letterhead."""
    symbol = "NQ-HĐND"
    left = _column(150, 90, ("HỘI ĐỒNG NHÂN DÂN", "TỈNH HOA SEN", f"Số: {p.number:02}/{symbol}"), 13)
    title = _column(MIDDLE, 205, ("NGHỊ QUYẾT", *_wrapped("Về " + p.subject, 60)), 13)
    basis = _column(MIDDLE, 262, ("HỘI ĐỒNG NHÂN DÂN TỈNH HOA SEN", "KHÓA XV, KỲ HỌP THỨ 5"))
    motto = (*_column(425, 90, MOTTO, 11), Run(p.printed_day, 425, 122, 11))
    law = (Run("Căn cứ Luật số 77/2008/QH12 ngày 19 tháng 6 năm 2008;", 85, 300, 12, centred=False),)
    runs = (*left, *motto, *_stamps(p, 170), *title, *basis, *law, *_text(320), *_foot(p, 430))
    issuer = "HỘI ĐỒNG NHÂN DÂN TỈNH HOA SEN"
    return _sheet(runs, p, symbol, "Nghị quyết", f"{p.number:02}/{symbol}", issuer=issuer, subject="Về " + p.subject)


def single_column(p: Paper) -> Sheet:
    """A letterhead set in one column, motto first, as small agencies type it."""
    symbol = f"{p.kind}-{p.code}"
    lines = (*MOTTO, *p.parent.split("\n"), *p.agency.split("\n"), f"Số: {p.number}/{symbol}", p.printed_day)
    title = _column(MIDDLE, 230, (KINDS[p.kind].upper(), *_wrapped("V/v " + p.subject, 60)))
    runs = (*_column(MIDDLE, 60, lines), *_stamps(p, 200, MIDDLE), *title, *_text(290), *_foot(p, 430))
    return _sheet(runs, p, symbol, KINDS[p.kind], f"{p.number}/{symbol}")


SEEN: Mapping[str, Layout] = {
    "dispatch": dispatch, "titled": titled, "party": party, "draft": draft, "with_year": with_year,
}  # fmt: skip
HELD: Mapping[str, Layout] = {
    "swapped": swapped, "invitation": invitation, "party_dispatch": party_dispatch, "resolution": resolution,
    "single_column": single_column,
}  # fmt: skip


def _sheet(
    runs: tuple[Run, ...],
    p: Paper,
    symbol: str,
    kind: str,
    notation: str | None,
    issuer: str | None = "",
    subject: str = "",
) -> Sheet:
    number = notation.replace("-", "/").split("/")[0] if notation else None
    truth = {
        "notation": notation,
        "number": number,
        "symbol": symbol,
        "issued_on": p.day.isoformat(),
        "secrecy": SECRECIES.get(p.secrecy),
        "urgency": URGENCIES.get(p.urgency),
        "place": p.place,
        "kind": kind,
        "abstract": subject or p.subject,
        "signatory": p.signer,
        "issuer": " ".join(p.agency.split("\n")) if issuer == "" else issuer or "TỈNH ỦY HOA SEN",
    }
    return Sheet(runs, truth)


def _column(x: float, y: float, lines: tuple[str, ...], size: float = 12) -> tuple[Run, ...]:
    return tuple(Run(line, x, y + 16 * i, size) for i, line in enumerate(lines))


def _motto(p: Paper) -> tuple[Run, ...]:
    return (*_column(RIGHT, 60, MOTTO), Run(p.printed_day, RIGHT, 108))


def _about(p: Paper) -> tuple[str, ...]:
    return _wrapped("V/v " + p.subject, 34)


def _stamps(p: Paper, y: float, x: float = LEFT) -> tuple[Run, ...]:
    return tuple(Run(text, x, y + 16 * i) for i, text in enumerate(t for t in (p.secrecy, p.urgency) if t))


def _addressed(y: float) -> tuple[Run, ...]:
    lines = ("Kính gửi:", "- Ủy ban nhân dân các xã, phường;", "- Các phòng chuyên môn.")
    return (*(Run(t, 200, y + 16 * i, 12, centred=False) for i, t in enumerate(lines)), *_text(y + 60))


def _text(y: float) -> tuple[Run, ...]:
    return tuple(Run(line, 85, y + 16 * i, 10, centred=False) for i, line in enumerate(BODY))


def _foot(p: Paper, y: float, above: str = "") -> tuple[Run, ...]:
    copies = ("Nơi nhận:", "- Như trên;", f"- Lưu: VT, {p.unit}.")
    names = (*([above] if above else []), p.office, "", "", p.signer)
    left = tuple(Run(t, 85, y + 16 * i, 11, centred=False) for i, t in enumerate(copies))
    return (*left, *(Run(t, RIGHT, y + 16 * i) for i, t in enumerate(names) if t))


def _wrapped(text: str, width: int) -> tuple[str, ...]:
    lines = [""]
    for word in text.split():
        if len(lines[-1]) + len(word) > width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return tuple(lines)
