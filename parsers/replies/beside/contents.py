"""What an order wants said or looked into: "trả lời huyện là xã chưa có nhu cầu", "xem có ảnh hưởng gì không".

Such words are full of refusals and questions which are not the leader's own. They are left out of the reading (never
of the note that is kept and forwarded), and only where nothing in them could be an order, a day or a condition.
"""

from __future__ import annotations

import re

from parsers.vietnamese.fold import fold

_WHOM = (
    r"(?:huyen|tinh|xa|so|bo|ubnd|ho|dan|cong dan|cong ty|doanh nghiep|nguoi dan|don vi|co quan|ban|truong|noi gui"
    r"|cu tri|ngan hang)"
)
_NO_ORDER = (
    r"(?:(?!\b(?:giao|chuyen|phan cong|chu tri|phoi hop|han|truoc|ngay|tuan|thang|thi|neu|nhung|biet|theo doi"
    r"|xong|hom nay|chieu|sang|trua|mai|cuoi|kip|de toi|cho toi)\b|\d)[^,.;:?!\n])"
)
_NO_TURN = rf"(?:(?!\b(?:chua|khong|ko|hay|hoac|thoi|nhi|chu|ha|a|u|vay|dau|gi|nao|sao)\b){_NO_ORDER})"
"""Nor anything that turns an order round at its end."""
_SAID = re.compile(
    rf"\b(?:tra loi|phuc dap|hoi dap|thong bao|thong tin)\s(?:lai )?(?:cho )?{_WHOM}\b[^,.;:?!\n]{{0,30}}?"
    rf"(?P<what>\s(?:la|rang)\s(?=[^,.;\n]*\b(?:khong|chua|chang|ko)\b){_NO_ORDER}{{3,120}})(?<!chua)(?<!khong)(?<!ko)(?=[,.;\n]|$)"
    r"|\b(?:tra loi|phuc dap|tham muu|soan thao|soan|du thao|bao cao|giai trinh)\b[^,.;:?!\n]{0,40}?"
    rf"(?P<drift>\s(?:theo huong|theo tinh than|voi noi dung)\s(?=[^,.;\n]*\b(?:khong|chua|chang|ko|tu choi)\b)"
    rf"{_NO_ORDER}{{3,120}})(?<!chua)(?<!khong)(?<!ko)(?=[,.;\n]|$)"
)
_LOOKED = re.compile(
    r"\b(?:xem|coi|kiem tra|ra soat|ra|xac minh|tim hieu|doi chieu|check|hoi)"
    r"(?: (?:lai|ky|giup|xem|coi|thu|ho|dum|toi|anh|chi|minh|co quan|ben do))*"
    r"(?P<what>\s(?!co (?:duoc|nen|on|dung|phai) (?:khong|ko)\b)(?:co|con|da|du)\s"
    rf"{_NO_ORDER}{{1,60}}?\s(?:hay )?(?:khong|ko|chua)"
    r"|\s(?:tinh hinh|thuc te|hien trang|cu the|su viec|vu viec|thuc hu)(?: (?!giao|chuyen)\w+){0,4} (?:ra sao"
    r"|the nao))(?=\s*(?:[,.;\n]|$)|\s(?:roi|de|nhe|nha|a)\b)"
)
_ASKING = re.compile(
    r"\b(?:tham muu|soan thao|soan|du thao|lam|chuan bi|viet|ra|trinh ky|trinh)\s(?:giup (?:toi|anh|chi) )?"
    r"(?:(?:van ban|cong van|cv|vb|to trinh|phieu|thu)(?=\s(?:xin|lay|hoi) y kien))"
    rf"(?P<what>\s(?:xin|lay|hoi) y kien\s{_NO_TURN}{{3,60}})(?=[,.;\n]|$)"
)
"""A letter that asks somebody: writing it is the work, and nobody is asked by us."""
_NEVER = re.compile(
    r"[,.;]\s*(?:va )?(?:nhat quyet |tuyet doi |kien quyet )?(?:khong duoc|khong|dung|cho)\sde(?P<what>\s(?:lai )?"
    r"(?:phat sinh|xay ra|ton|sot|lot|cham|tre|qua han|keo dai|sai|mat|dan|nguoi dan|ba con|cong dan|doanh nghiep"
    r"|khieu nai|khieu kien|anh huong|lo|bi|ach tac|un|tai dien|bung phat|lay lan|lan rong"
    r"|that thoat|lang phi|don thu|vuot cap|nhac|cap tren|tinh|so|huyen|thanh pho|lap lai|thieu|hong|ai)\b"
    rf"{_NO_TURN}{{0,80}})(?=[,.;!\n]|$)"
)
_WAITING = re.compile(
    rf"[,.;]\s*(?:chu |keo )?(?:dung )?de(?P<what>\s(?:nguoi ta|dan|ba con|nguoi dan|ho|tinh|huyen"
    rf"|tren)\s{_NO_TURN}{{3,60}})$"
)
"""What must not come of it: `không để phát sinh điểm nóng`, `đừng để dân phải đi lại`."""

_CASE = (
    r"(?:du dieu kien|dung quy dinh|hop le|phu hop|dat yeu cau|vi pham|sai pham|vuong mac|kho khan|vuong|phat sinh"
    r"|can thiet|khong co gi vuong)"
)
_IF_SO = re.compile(
    rf",\s*(?:va )?(?P<what>neu (?:thay |ho so |thuc su |qua kiem tra |xet thay )*(?:co )?{_CASE}(?: \w+){{0,3}}?,?"
    r" (?:(?:thi|can|phai|de nghi|kip thoi) )+(?:trinh|bao cao|bao|xu ly|lap bien ban|tham muu|de xuat|phan anh)\b"
    rf"{_NO_TURN}{{0,40}})(?=[,.;!\n]|$)"
)
"""`kiểm tra hồ sơ, nếu đủ điều kiện thì trình ký`: what they do then is in their task."""


def without_content(text: str) -> str:
    """The order without what is to be said or found out in it; the whole text where nothing of the kind is read."""
    text = _without_warning(text)
    for pattern, names in ((_SAID, ("what", "drift")), (_LOOKED, ("what",)), (_ASKING, ("what",)), (_IF_SO, ("what",))):
        match = pattern.search(fold(text))
        name = next((name for name in names if match and match[name]), None)
        if match is not None and name is not None:
            text = text[: match.start(name)] + text[match.end(name) :]
    return text


def _without_warning(text: str) -> str:
    """Names are written with a capital letter: `đừng để Nam làm` is no warning."""
    match = _NEVER.search(fold(text)) or _WAITING.search(fold(text).rstrip(" .!"))
    if match is None or text[match.start("what") :].lstrip()[:1].isupper():
        return text
    return text[: match.start()] + text[match.end() :]
