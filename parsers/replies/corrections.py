"""Whole sentences that correct what was done before: recall, reopen, delegate.

The ready sentences of our letters and the few ways people vary them, nothing looser: what is not wholly one of them is
left to the ordinary grammar, which asks back.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from parsers.model import ParsedDirective, Party, Verb
from parsers.replies.days.daycounts import WorkingDay
from parsers.replies.days.reldates import find_dues
from parsers.replies.directive import parse_directive
from parsers.replies.doubts.guard import is_asked
from parsers.replies.parts.reading import reading_of
from parsers.replies.words.tags import Tag
from parsers.vietnamese.fold import fold, tidy

_POLITE = r"(?:(?:ok|oke)[ ,.]+|(?:da|vang|u)[,.] *)?(?:(?:de nghi|xin|xin phep|kinh de nghi|toi)\s+)?"
_WHAT = (
    r"(?:\s+(?:lai\s+)?(?:viec|viec nay|van ban nay|ho so nay|nhiem vu nay|phan cong"
    r"|viec (?:da )?phan cong"
    r"|viec (?:(?:toi|anh|chi|minh) )?(?:da |vua |moi )?giao(?: luc nay| hoi nay| ban nay)?"
    r"|y kien(?: chi dao)?(?: truoc| tren| vua roi| vua gui)?|chi dao(?: truoc| tren| vua roi| vua gui)?"
    r"|van ban(?: da giao)?))?"
)
_RECALL = re.compile(
    rf"^{_POLITE}thu hoi(?: lai)?{_WHAT}(?:\s+(?:da giao\s+)?(?:cho|cua|doi voi)\s+(?P<who>.+?))?"
    r"(?:\s*[,.;]\s*(?:(?:do|vi|anh|chi|toi|em) )*(?:gui|giao|bam|viet|ghi|chuyen) nham"
    r"(?: nguoi| cho| phong| don vi| viec)?(?: roi)?)?$"
)
_TAKE_BACK = re.compile(
    rf"^{_POLITE}(?:rut lai|thu hoi|lay lai) (?:viec|van ban|vb|ho so|phan cong) (?:(?:toi|anh"
    rf"|chi) )?(?:da )?(?:giao|phan cong) (?:cho )?(?P<who>.+?)"
    r"(?: (?:hoi|luc|ban) (?:sang|chieu|nay|trua|nay|nay))?$"
)
_REOPEN = re.compile(
    rf"^(?:(?:da )?(?:bao )?(?:hoan thanh|ket thuc|dong) nham\s*[,.;:-]?\s*"
    rf"|(?:viec nay |ho so nay |van ban nay )?(?:chua (?:dat|xong|on|duoc)"
    rf"|con thieu)[^,.;\d]{{0,20}}[,.;]\s*)?{_POLITE}(?:cho\s+)?mo lai"
    r"(?:\s+(?:van ban|vb|viec|xu ly|ho so))?(?:\s+(?:nay|de xu ly|(?:de )?(?:xu ly|lam|giai quyet) (?:tiep|lai)"
    r"|nhe|nha|a|giup em|giup anh|giup toi))*"
    r"(?:\s*[,.;:(-]\s*(?:do\s+|vi\s+)?(?:em\s+|toi\s+)?(?:bam|dong|bao|an|ket thuc|bao xong) nham\)?"
    r"|\s*[,.;:-]\s*(?:do |vi )?(?:so lieu|bao cao|ket qua|noi dung|ho so)\b"
    r"(?:(?!\bgiao\b|\bchuyen\b|\bphan cong\b)[^.;\n]){3,80})?$"
)
_DELEGATE = re.compile(
    rf"^{_POLITE}uy quyen\s+(?:lai\s+)?(?:cho\s+)?(?P<who>.+?)"
    r"(?:\s+(?:xu ly|chi dao|giai quyet|dieu hanh)(?:\s+(?:toan bo|moi|tat ca))?"
    r"(?:\s+(?:cac )?van ban(?: den)?)?)?\s*,?\s*tu\s+(?:ngay\s+)?(?P<first>[\d/.-]+)\s+den\s+(?:het\s+)?(?:ngay\s+)?"
    r"(?P<last>[\d/.-]+)(?:\s*[,;(]?\s*(?:theo|can cu)\s+(?P<basis>.+?)\)?)?$"
)
_UNDO = re.compile(
    r"^(?:(?:anh|chị|tôi|em)?\s*(?:gửi|giao|bấm|viết|ghi|chuyển)?\s*nhầm(?: người| chỗ| việc)?(?: rồi)?\s*[,.;]\s*)?"
    r"(?:(?:hủy|huỷ)(?: bỏ)?|bỏ(?= (?:ý kiến|chỉ đạo|lệnh|phân công)))(?: (?:cái|việc))?"
    r"(?: (?:chỉ đạo|hồi nãy|lúc nãy|ban nãy|vừa nãy|khi nãy"
    r"|lệnh|giao|giao việc|ý kiến|phân công|vừa rồi|vừa gửi|trên"
    r"|trước|của|vừa giao|ngay|giúp|cho|anh|chị|tôi|em|nhé|nha"
    r"|đi|ạ))*"
    r"(?:\s*[,.;\n]?\s*(?:vì |do )?(?:anh |chị |tôi |em )?(?:(?:gửi|giao|bấm|viết|ghi|chuyển) )?(?:nhầm|lộn)"
    r"(?: (?:người|chỗ|việc|phòng|rồi|nhé|nha))*)?$"
)
"""With its marks: `huy` alone may be somebody's name."""


def correction(text: str, people: Sequence[Party], today: date, is_working_day: WorkingDay) -> ParsedDirective | None:
    """The directive of a sentence that is wholly a correction; None leaves it to the ordinary grammar.

    A recall names in `lead` whose part is meant, nobody for all; a delegation who stands in, `from_on` and `due_on`
    its first and last day.
    """
    whole = tidy(text).strip().strip(".!… ")
    if is_asked(whole):
        return None
    folded = fold(whole)
    if _UNDO.match(whole.lower()):
        return ParsedDirective(Verb.UNDO, note=text)
    if _REOPEN.match(folded):
        return ParsedDirective(Verb.REOPEN, note=text)
    if match := _RECALL.match(folded) or _TAKE_BACK.match(folded):
        return _recall(text, _words(whole, match, "who"), people)
    if match := _DELEGATE.match(folded):
        return _delegate(text, whole, match, people, (today, is_working_day))
    return None


def _recall(text: str, who: str, people: Sequence[Party]) -> ParsedDirective | None:
    if not who:
        return ParsedDirective(Verb.RECALL, note=text)
    party = _only(who, people)
    return ParsedDirective(Verb.RECALL, lead=(party,), note=text) if party else None


def _delegate(
    text: str, whole: str, match: re.Match[str], people: Sequence[Party], days: tuple[date, WorkingDay]
) -> ParsedDirective | None:
    who = _words(whole, match, "who")
    party = None if _has_work(who, people) else _only(who, people)
    first, last = (_day(match[name], days) for name in ("first", "last"))
    if party is None or party.kind != "person" or first is None or last is None or first > last:
        return None
    return ParsedDirective(Verb.DELEGATE, lead=(party,), due_on=last, note=text, from_on=first)


def _has_work(who: str, people: Sequence[Party]) -> bool:
    """`Ủy quyền cho Lan ký hợp đồng`: one task, not all of somebody's power."""
    reading = reading_of(who, people, date.min, lambda _: True)
    return any(item.tag is Tag.WORK for clause in reading.clauses for item in clause)


def _words(whole: str, match: re.Match[str], name: str) -> str:
    """As written: `fold` keeps positions."""
    return whole[match.start(name) : match.end(name)].strip() if match[name] else ""


def _day(words: str, days: tuple[date, WorkingDay]) -> date | None:
    found = find_dues(f"ngày {words}", *days)
    return found[0].on if len(found) == 1 and not found[0].doubt else None


def _only(who: str, people: Sequence[Party]) -> Party | None:
    order, questions = parse_directive(f"Giao {who} xử lý.", people, date.min, lambda _: True)
    if order is None or questions or order.verb is not Verb.ASSIGN or order.co_handlers or order.inform:
        return None
    return order.lead[0] if len(order.lead) == 1 else None
