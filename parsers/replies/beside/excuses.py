"""Reports with a reason beside them: "xin gia hạn đến 30/11 vì chưa có số liệu", "đang xử lý, còn chờ ý kiến".

The reason is full of words that turn an order round (chưa, không, chờ) and orders nothing itself. Only reports are read
so, which give nobody power or work; a reason with an order or a condition in it is left to the ordinary grammar.
"""

from __future__ import annotations

import re

from parsers.vietnamese.fold import fold

_LATE = r"(?:chua|khong)\s+(?:xong|kip|hoan thanh|lam xong|xu ly xong|du|co|nhan)\b[^.,;\n]{0,60},\s*"
_LONGER = (
    r"\b(?:gia han|lui (?:thoi )?han|keo dai thoi (?:han|gian)|them thoi gian|them (?:den|toi|sang)"
    r"|them \d{1,2} ngay|lui (?:lai )?(?:den|sang|toi)|doi (?:den|sang)|hoan (?:den|sang))\b"
)
_WHY = (
    r"[\s,]+(?:vi|do|boi|ly do|tai|(?:hien )?(?:dang|con) (?:cho|doi|thieu)|(?:hien )?(?:chua|khong) (?:co|du|nhan))"
    r"\b[^;\n]*|,\s*(?:huyen|tinh|so|xa|ben \w+|cac \w+|don vi|co quan|doi tac|nha thau|phong \w+)(?:\s+\w+){0,4}?"
    r"\s+(?:chua|cham|dang|con|moi|gui cham)\b[^;\n]*"
)
_TIME = re.compile(rf"^(?P<late>{_LATE})?(?P<report>[^;\n]*?{_LONGER}[^;\n]*?)(?P<why>{_WHY})?$")
_WORK = re.compile(
    r"^(?P<late>)(?P<report>(?:(?:da|em|e|toi|chung toi|phong|ben|don vi)\s+)*(?:da nhan,?\s*)?"
    r"(?:van )?dang (?:xu ly|trien khai|thuc hien|tham muu|lam|soan|ra soat|tong hop|du thao|nghien cuu"
    r"|giai quyet|doi chieu|kiem tra|xac minh|thu thap|cap nhat|xay dung|hoan thien|chuan bi)\b[^.,;\n]{0,60})"
    r",\s*(?P<why>(?:con |hien |hien con |dang )?(?:cho|doi|chua|thieu|vuong|ket|can)\b[^;\n]*"
    r"|(?:hien |moi )*(?:con|co|duoc|nhan duoc) \d+(?:[/ ]\d+)? [^;\n]*)$"
)
_BACK = re.compile(
    r"^(?P<late>)(?P<report>(?:(?:da|em|e|toi|phong|ben em|don vi|de nghi|xin|xin phep|kinh|duoc)\s+)*"
    r"(?:tra lai|chuyen tra|hoan tra|gui tra|tra ve|tra ho so|tra van ban)\b[^.,;\n]{0,60}?)"
    r"(?P<why>(?:\s*,\s*|\s+(?=vi\b|do\b))(?:vi|do|chua|khong|sai|thieu|gui nham|chuyen nham|nham)\b"
    r"(?:(?!(?<!duoc )\bgiao\b|\bchuyen (?!nham)|\bhuy\b)[^;\n])*)$"
)
_ANOTHER_SENTENCE = re.compile(r"[.!?]\s+\w")
_ORDERS = re.compile(
    r",\s*(?:tru|khoan|nhung|thoi|de)\b|\bcho (?:y kien )?(?:anh|chi|toi|lanh dao)\b.*\bda$"
    r"|\bla (?:khong )?(?:dung|sai)$|"
    r"\b(?:neu|thi|(?:cho|doi) (?:giao|phan cong))\b"
    r"|,\s*(?:giao|chuyen|phan cong|tra|huy|nho|de nghi|kinh chuyen|thu hoi)\b"
)


def without_excuse(text: str) -> str | None:
    """The report alone; None when there is no reason to leave out, or more than a reason."""
    whole = text.strip().rstrip(".!… ")
    folded = fold(whole)
    if _ANOTHER_SENTENCE.search(folded):
        return None
    match = _TIME.match(folded) or _WORK.match(folded) or _BACK.match(folded)
    if match is None or not (match["late"] or match["why"]) or _ORDERS.search(match["why"] or ""):
        return None
    return whole[match.start("report") : match.end("report")].strip(" ,")
