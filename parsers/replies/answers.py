"""Answers to what a letter of ours asked, and requests for help: whole sentences only, nothing looser."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from parsers.model import Party, Verb
from parsers.replies.beside.courtesies import without_courtesies
from parsers.replies.cutting.namecards import without_card
from parsers.replies.days.daycounts import WorkingDay
from parsers.replies.directive import parse_directive
from parsers.vietnamese.fold import fold, tidy

_ME = r"(?:(?:toi|em|minh|lanh dao|don vi)\s+)?"
_POLITE = r"(?:\s+(?:a|nhe|nha|em|nhe em|dong chi))?"
_WHAT = (
    r"(?:\s*,?\s*(?:cho\s+)?(?:(?:phep\s+)?gia han|lui han|bo sung|phoi hop|de nghi|de xuat|yeu cau|viec nay"
    r"|bo sung (?:don vi|nguoi) phoi hop)(?:\s+(?:nhu|theo)\s+(?:de nghi|de xuat|tren))?)?"
    r"(?:\s*,?\s*(?:nhu|theo)\s+(?:de nghi|de xuat|tren))?"
)
_YES = re.compile(rf"^{_ME}(?:dong y|nhat tri|chap thuan|duoc|ok|oke|okay|thong nhat){_WHAT}{_POLITE}$")
_NO = re.compile(
    rf"^{_ME}(?:khong|chua|k|ko)\s+(?:cho\s+)?(?:dong y|nhat tri|chap thuan|duoc|gia han duoc|gia han"
    rf"|lui han|lui duoc|lui|keo dai duoc|keo dai"
    rf"|thong nhat)"
    rf"(?:\s+(?:them|nua|thoi gian))*{_WHAT}{_POLITE}$"
)
_NO_AND_WHY = re.compile(r"^(?P<no>[^,.;:\d]+?)(?:\s*[,.;:]\s*|\s+(?=(?:vi|do)\s))(?P<why>\S.*)$", re.S)
_OFFERS = re.compile(
    r"\d|\b(?:giao|chuyen|phan cong|den|truoc|han|cho phep|neu|thi|nhung|tuy|rieng|chi dong y|tra lai|thu hoi|dong y)\b"
)
_END = re.compile(
    r"^(?:de nghi\s+|xin\s+)?(?:ket thuc|dong|chot|dung|tong hop)(?:\s+(?:viec|dot))?"
    r"(?:\s+(?:lay\s+)?y kien)?(?:\s+(?:nay|tai day|di|va tong hop|thoi))*$"
)
_REOPENING = r"(?:cho\s+)?(?:phep\s+)?mo lai(?:\s+(?:van ban|viec))?(?:\s+nay)?"
_OPEN_AGAIN = re.compile(
    rf"^{_ME}(?:(?:dong y|nhat tri|chap thuan|duoc|ok|oke|okay|thong nhat)(?:\s*,?\s*{_REOPENING})?|{_REOPENING})"
    rf"(?:\s+(?:voi|nhu|theo)\s+(?:de nghi|de xuat))?{_POLITE}$"
)
_STOP = re.compile(r"^(?:xin |de nghi )?(?:dung|ngung|thoi|khong)(?: nhan| gui)? thu tong hop(?: nua)?$|^unsubscribe$")
_AGAIN = re.compile(r"^(?:xin |de nghi )?(?:nhan|gui)(?: lai)? thu tong hop$")
_ASKING = (
    r"(?:(?:da|vang)[ ,]+)?(?:dang xu ly\s*[,.;]\s*)?(?:cho (?=(?:em|phong em|ben em) xin))?"
    r"(?:em\s+|toi\s+|phong(?: em)?\s+)?(?:kinh\s+)?(?:xin|de nghi|kinh de nghi|mong|can)"
)
_WHOM = r"(?:\s+(?:lanh dao|dong chi|anh|chi|cho|duoc|sep))*"
_GIVE = r"(?:\s+(?:giao|phan cong|bo sung|cu|moi|them|co))*"
_HELP = re.compile(
    rf"^{_ASKING}{_WHOM}{_GIVE}\s+(?P<who>.+?)\s+(?:cung\s+|tham gia\s+)?(?:phoi hop|ho tro|dong xu ly|tham gia"
    r"|lam cung)"
    r"(?:\s+(?:xu ly|thuc hien|tham muu|giai quyet|ho tro|cung|cung (?:phong|em|toi|ben em|phong em)|so lieu|ho so"
    r"|tai lieu"
    r"|thong tin|nhan luc|giup|voi phong|voi em))*"
    r"(?:\s+(?:de\s+)?(?:cung cap|ra soat|tong hop|kiem tra|xac minh|tham dinh|bao cao|chuan bi|trien khai|hoan thien)"
    r"\b[^.;\n]*)?(?:\s+(?:vu nay|viec nay|them|voi))*"
    r"(?:\s*,\s*(?:(?:mot )?minh (?:em|phong em|ben em|toi)|vi|do|tai|ben em|phong em)\b[^.;\n]*)?$"
    rf"|^{_ASKING}\s+(?:phoi hop|ho tro)\s*(?:cua|voi|tu|:)\s*(?P<of>.+)$"
)


def permission(text: str) -> Verb | None:
    """GRANT or DECLINE when the whole answer says nothing else; a date or a condition is for the ordinary grammar."""
    words = _whole(text)
    if _NO.match(words) or _declined_with_reason(words):
        return Verb.DECLINE
    return Verb.GRANT if _YES.match(words) else None


def _declined_with_reason(words: str) -> bool:
    """ "Không đồng ý, tự làm": the reason orders nothing, names no day and offers nothing instead."""
    match = _NO_AND_WHY.match(words)
    why = re.sub(r"\b(?:dung|kip|khong qua) (?:thoi )?han\b", "", match["why"]) if match is not None else ""
    return match is not None and _NO.match(match["no"]) is not None and not _OFFERS.search(why)


def ends_round(text: str) -> bool:
    """Whether the whole answer ends an opinion round."""
    return _END.match(_whole(text)) is not None


def opens_again(text: str) -> bool:
    """Whether the whole answer agrees that a finished document is opened again."""
    return _OPEN_AGAIN.match(_whole(text)) is not None


def about_digests(text: str) -> Verb | None:
    """Whether somebody wants no more digests, or wants them again."""
    words = _whole(text)
    if _STOP.match(words):
        return Verb.PAUSE_DIGEST
    return Verb.RESUME_DIGEST if _AGAIN.match(words) else None


def help_asked(text: str, people: Sequence[Party], today: date, is_working_day: WorkingDay) -> tuple[Party, ...]:
    """Whom somebody who works on a document asks to have beside them; empty when the sentence is anything else."""
    whole = re.sub(r"(?:\s+(?:ạ|a|nhé|nha|nhe))+$", "", without_card(tidy(text).strip()).strip(".!… "))
    match = _HELP.match(fold(whole))
    if match is None:
        return ()
    name = "who" if match["who"] else "of"
    order, questions = parse_directive(
        f"Giao {whole[match.start(name) : match.end(name)]} chủ trì.", people, today, is_working_day
    )
    plain = order is not None and not questions and order.verb is Verb.ASSIGN and order.due_on is None
    return order.lead if order is not None and plain and not (order.co_handlers or order.inform) else ()


def _whole(text: str) -> str:
    return fold(without_courtesies(without_card(tidy(text).strip())).strip(".!… "))
