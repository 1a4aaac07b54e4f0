"""Days that are no limit: of another document, of a meeting, of an event to be prepared."""

from __future__ import annotations

import re
from datetime import date

_CITING = re.compile(
    r"(\bso\s+\S*\d[^\s,;]*|\d+/[\w/-]*[a-z][\w/-]*|\bto trinh|\bcong van|\bcv|\bquyet dinh|\bqd|\bthong bao"
    r"|\bke hoach|\bvan ban|\bgiay moi|\bbao cao|\bhop|\bhoi nghi|\bcuoc hop|\blich|\bban hanh|\bky|\bnhan|\bgui|\btu"
    r"|\bcua|\blan|\bdot)\s*(ngay\s*)?$"
)
_TALKED = re.compile(
    r"\b(?:nhu|theo|da|vua)\s+(?:(?!giao|chuyen|xong|trinh|nop)\w+\s+){0,3}"
    r"(?:trao doi|noi|ban|dan|hop|thong nhat|ket luan|chi dao|gap|goi|de cap|bao)\s*(?:voi \w+\s*)?(?:luc\s*|vao\s*)?$"
)
"""`như anh trao đổi sáng nay`: when something was said."""
_REPORTING = re.compile(r"\b(?:bao cao|gui|ban hanh|phat hanh|trinh ky|trinh duyet|ky)\s*(ngay\s*)?$")
_SUBMITTED = re.compile(r"\b(?:trinh ky|trinh duyet|ban hanh|phat hanh)\s*(ngay\s*)?$")
_OF_TODAY = re.compile(r"\d|cuoi|trong|chieu|sang|trua")
_MEETING = re.compile(r"\s+(?:se\s+)?(?:hop|khai mac|dien ra|di cong tac)\b")
_EVENT = re.compile(
    r"\b(?:lich|hoi nghi|cuoc hop|buoi|le (?:khai|ky niem|phat dong|trao|cong bo|hoi|be mac|ra quan|don)|ky niem"
    r"|tiep (?:doan|khach|dan|cong dan)|don doan"
    r"|(?<!tong )(?<!phoi )(?<!phu )(?<!lien )(?<!ket )(?<!to )(?<!tich )(?<!truong )"
    r"hop(?! dong| tac| le| phap| ly| nhat))\b"
)
_COUNTED = re.compile(r"\b(?:so lieu|luy ke|tinh|ket qua|tu \S+)(?: (?!truoc|xong)\w+){0,2}\s*$")
_GOING = re.compile(r"\b(?:du|tham du|kip|tham gia|di hop|hop thay|di|xong|truoc|nop|trinh|bao cao)\b")
_LASTING = re.compile(
    r"\b(?:nghi|hoc|cong tac|tap huan|phep|niem yet|cong khai|cach ly|luu tru|bao quan|dieu tri|dinh chi|tam dung"
    r"|tam ngung|to chuc|dien ra|suot|lien tuc|lien tiep|thuc tap|truc|cam|u benh|tre|cham|tre han|cham han|qua han"
    r"|it nhat|toi thieu|khoang|treo|tuoc)"
    r"(?: (?!xu ly|lam|giai quyet|bao cao|tra loi|tham muu|hoan thanh|xong|trong|han)\w+){0,3}\s*$"
)
"""`cho nghỉ 3 ngày`, `niêm yết 15 ngày`: how long something goes on, or went over its time."""
_YEARLY = re.compile(
    r"\b(?:thi dua|tong ket|so ket|xep loai|danh gia|dip|kiem ke|hop|binh xet|khen thuong|thuong|kiem diem|phan loai"
    r"|cham diem|ra quan|quyet toan|toi pham|kiem tra|giao uoc|lien hoan)\s*$"
)
"""`chấm thi đua cuối năm`: what is done every year's end, no limit."""
_DAY_MOT = re.compile(r"\b(?:ngay|sang|chieu|toi|trua|bua|hom|dem) mot")
_NO_DATE = re.compile(r"thứ tự|tới nay|24/7", re.IGNORECASE)


def is_one(text: str, match: re.Match[str]) -> bool:
    """`một`, no `mốt`, and nothing beside it says that it is a day."""
    if match.groupdict().get("name") != "mot" or _DAY_MOT.search(match.group()):
        return False
    return text[match.start("name") : match.end("name")].lower() != "mốt" and not is_one_or_a_day(text, match)


def is_one_or_a_day(text: str, match: re.Match[str]) -> bool:
    """Without marks: `gui toi mot bao cao` (one, for me, or on the evening), `ra lai ho so, mot trinh toi`."""
    if match.groupdict().get("name") != "mot" or not text.isascii():
        return False
    before, behind = text[: match.start("name")].rstrip(), text[match.end("name") :].lower()
    opens = before[-1:] in {"", ",", ";", "."} and bool(re.match(r" (?:trinh|gui|bao|nop|xong|dua)\b", behind))
    return opens or bool(re.search(r"\btoi$", before.lower()))


def is_reference(text: str, folded: str, match: re.Match[str]) -> bool:
    """Whether the day only names another document, a meeting or an event."""
    if _NO_DATE.search(text[match.start() : match.end()]) or text[match.start() : match.end()] == "Mai":
        return True
    if _is_event(folded, match):
        return True
    if _TALKED.search(folded[: match.start()][-60:]):
        return True
    if match.group("lead"):
        return False
    if _YEARLY.search(folded[: match.start()][-60:]) and re.match(r"cuoi (?:nam|quy|ky)\b", match.group()):
        return True
    if re.match(r"\w+\s+(?:ngay|tuan)$", match.group()) and _LASTING.search(folded[: match.start()][-60:]):
        return True
    before = folded[: match.start()][-60:]
    if match.group().startswith("ngay"):
        before = re.sub(r"[,;]\s*$", " ", before)  # `công văn số 45, ngày 20/11`; in `số 45, chiều mai` a limit
    return bool(_CITING.search(before) or _MEETING.match(folded, match.end()))


def _is_event(folded: str, match: re.Match[str]) -> bool:
    """`mời họp vào 14h ngày 26/11`: the day of it; `dự họp ngày 26/11` is to be done that day."""
    part = re.split(r"[,.;\n](?!\d)", folded[: match.start()])[-1]
    limit = (match.group("lead") or "vao").strip()
    return limit == "vao" and bool(_EVENT.search(part)) and not _GOING.search(part)


def is_data_end(folded: str, match: re.Match[str]) -> bool:
    """`số liệu đến hết 30/11`: up to when they count."""
    until = (match.group("lead") or "").startswith("den")
    return until and _COUNTED.search(folded[: match.start()][-60:]) is not None


def is_reported(folded: str, match: re.Match[str], value: date | str, today: date) -> bool:
    """`báo cáo ngày 27/11`: no report is dated after today, so this one is due then; so is an hour of today."""
    if _REPORTING.search(folded[: match.start()][-60:]) is None:
        return False
    if isinstance(value, str):
        return value == "date_impossible"
    todays = _OF_TODAY.match(match.group()) or _SUBMITTED.search(folded[: match.start()][-60:])
    return value > today or (value == today and bool(todays))
