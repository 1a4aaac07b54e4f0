"""Doubts about what a sentence says by itself (agreed, done, sent back, told): half said is not said."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from datetime import date

from parsers.model import ParsedDirective, Verb
from parsers.replies.days.reldates import Due
from parsers.replies.items.item import Item, comma_parts
from parsers.replies.parts.roles import Group, Role
from parsers.replies.words import turns
from parsers.replies.words.tags import Tag
from parsers.vietnamese.fold import fold

Clause = tuple[Item, ...]
Parts = Sequence[tuple[Clause, Sequence[Group]]]
"""Sentences, each with the groups of names in it."""

_PAST = re.compile(r"\b(?:đã|rồi|vừa|da|roi|vua)\b")
_WANTED = re.compile(
    r"\b(?:xong|hoan thanh|hoan tat)\b(?:.*\b(?:gap|dut diem|co ban)\b|\s(?:nhe|nha)(?: em)?\W*$)"
    r"|\b(?:hoan thanh|hoan tat)\b.*\b(?:nhe|nha|di)(?: em)?\W*$"
    r"|\bem (?:xong|nop|gui|trinh|bao cao|lam|tra loi|xu ly)\b.*\b(?:nhe|nha|nghe|nghen)(?: em)?\W*$"
    r"|^\W*(?:hoan thanh|hoan tat) "
    r"(?!(?:nhiem vu|cong viec|viec|noi dung|yeu cau)?(?: duoc giao| nay)?(?: roi| a)?\W*$)"
    r"(?!xong|roi|a\b|bao cao anh|gui)\w+"
)
_TO_OTHERS = re.compile(
    r"\btra (?:lai )?(?:ho so|giay to|tien|ket qua)? ?cho (?:cong dan|nguoi dan|dan|ho|nguoi|doanh nghiep|cong ty)\b"
)
"""`Trả lại hồ sơ cho công dân`: what is to be done with their papers, no document sent back."""
_BY_WHEN = re.compile(r"^\W*(?:(?:phai|can|nho) )?(?:lam |xu ly )?(?:xong|hoan thanh|hoan tat)\W*9/")
"""`Xong trước Tết`: a limit, though no day of it was read."""
_AFTER_LONGER = "them den toi sang cho han thoi xu hoan bao nop tra gui mot hai ba nhu theo trong viec thuc giai lan"
_MORE_TIME = frozenset({*_AFTER_LONGER.split(), "thoi gian", "thoi", "thoi han", "han", "thoi gian hoan thanh"})
"""What follows `gia hạn` where time is meant: `gia hạn thêm`, `gia hạn xử lý`, `gia hạn việc này`."""
_SAID_OF_NOW = frozenset({Verb.DONE, Verb.RETURN, Verb.UNDO})
_NEUTRAL = frozenset({Tag.FILLER, Tag.DATE})
_SAYS = frozenset(
    {Tag.AGREE, Tag.RETURN, Tag.UNDO, Tag.EXTEND, Tag.IN_PROGRESS, Tag.DONE, Tag.FINISH, Tag.KEEP, Tag.INFORM}
    | {Tag.INFORM_TO}
)
"""What makes a sentence a statement by itself."""


def doubt_in_statement(
    words: str, order: ParsedDirective, parts: Parts, dues: Sequence[Due], today: date
) -> str | None:
    """The code of what must be asked back; `words` have one sign for each day."""
    folded = fold(words)
    if re.match(r"theo\b[^,;.]*\bthi\b", folded) or re.match(r"\W*(?:xin |rat )*cam on\b[^;.\n]*\bda\b", folded):
        return "not_an_order"
    if any(_is_said_of_else(part) for clause, _ in parts for part in comma_parts(clause)):
        return "not_an_order"
    if parts and _takes_back(parts[0][0]) and (order.verb is not Verb.UNDO or order.lead or order.inform):
        return "two_readings"
    if order.verb is Verb.RETURN and _TO_OTHERS.search(folded):
        return "two_readings"
    if order.verb is Verb.RETURN and re.search(r"\bma (?:la )?(?:cua|viec|thuoc)\b", folded):
        return "two_readings"
    if order.verb is Verb.IN_PROGRESS and re.fullmatch(r"\W*(?:(?:da|em|toi) )*da nhan(?: duoc)?(?: a)?\W*", folded):
        return "not_an_order"
    if order.verb is Verb.INFORM:
        return _doubt_in_telling(words, parts, dues)
    if order.verb is Verb.AGREE and turns.says(turns.RESERVED, words):
        return "conditional"
    if order.verb is Verb.EXTEND and any(map(_extends_a_thing, parts)):
        return "two_readings"
    if order.verb is Verb.EXTEND and (len(named_in(parts)) > 1 or turns.says(turns.ASIDE, words)):
        return "two_readings"
    if order.verb in _SAID_OF_NOW and any(due.on is not None and due.on > today for due in dues):
        return "two_readings"
    if order.verb is Verb.DONE and any(due.on == today for due in dues) and not _PAST.search(words.lower()):
        return "two_readings"  # `Chiều nay xong`: by when; `Sáng nay đã xong`: a report
    if order.verb is Verb.DONE and dues and _BY_WHEN.search(folded):
        return "two_readings"
    if order.verb in {Verb.DONE, Verb.IN_PROGRESS, Verb.RETURN} and re.search(r"\bthi\b", folded):
        return "conditional"
    return "two_readings" if order.verb is Verb.DONE and turns.says(turns.UNDONE, words) else None


def is_wanted(words: str) -> bool:
    """`Xong nhé em`, `Hoàn thành gấp`, without a word of the past: that it be done is wanted, not told."""
    return not _PAST.search(words.lower()) and _WANTED.search(fold(words)) is not None


def _extends_a_thing(part: tuple[Clause, Sequence[Group]]) -> bool:
    """`Đ/c Nam gia hạn chữ ký số`: work on something that runs out, no wish for more time."""
    clause = [item for item in part[0] if item.tag not in {Tag.FILLER, Tag.WITH}]
    pairs = itertools.pairwise(clause)
    return any(
        one.tag is Tag.EXTEND
        and fold(one.text).endswith("gia han")
        and two.tag in {Tag.WORD, Tag.PLAIN}
        and fold(two.text) not in _MORE_TIME
        for one, two in pairs
    )


def _doubt_in_telling(words: str, parts: Parts, dues: Sequence[Due]) -> str | None:
    if any(due.on is not None for due in dues) and any(item.tag is Tag.KEEP for clause, _ in parts for item in clause):
        return "two_readings"  # `VP lưu hồ sơ dự án, hạn thứ Sáu`: what has a limit is work
    for clause, groups in parts:
        if any(map(_gives, clause)) or _does_more(clause) or _sends_beside(clause, groups):
            return "two_readings"
    return "not_an_order" if turns.says(turns.SOMETIME, words) or turns.says(turns.EARLIER, words) else None


def _is_said_of_else(part: Clause) -> bool:
    """Words before what a sentence says by itself: `tôi định trả lại`, `đã thông báo cho VP`."""
    index = next((at for at, item in enumerate(part) if item.tag in _SAYS), None)
    words = [item for item in part[:index] if item.tag is Tag.WORD] if index else []
    first = fold(words[0].text) if words else ""
    return bool(words) and not (turns.SUBJECT.match(first) or turns.OURSELVES.match(first) or first in {"xin", "kinh"})


def agrees_to_nothing(parts: Parts) -> bool:
    """`Tôi định nhất trí. Giao Nam`, `Hủy nhất trí. Giao Nam`."""
    first = [part for clause, _ in parts[:1] for part in comma_parts(clause)][:1]
    agrees = any(item.tag is Tag.AGREE for part in first for item in part)
    return agrees and any(_is_said_of_else(part) or _takes_back(part) for part in first)


def _does_more(clause: Clause) -> bool:
    """`Lưu và trình ký`, `biết thực hiện`: more than to know of it."""
    meant = [item for item in clause if item.tag not in _NEUTRAL]
    rows = itertools.zip_longest(meant, meant[1:], meant[2:])
    return any(
        known.tag in {Tag.KEEP, Tag.INFORM} and also is not None and (_carries_out(also) or _adds(also, more))
        for known, also, more in rows
    )


def _carries_out(item: Item) -> bool:
    return item.tag is Tag.WORK and fold(item.text).startswith(("thuc hien", "trien khai", "to chuc"))


def _adds(joint: Item, more: Item | None) -> bool:
    return joint.tag is Tag.AND and more is not None and more.tag in {Tag.WORK, Tag.SUBMIT, Tag.GIVE}


def _sends_beside(clause: Clause, groups: Sequence[Group]) -> bool:
    """`Gửi anh Nam 1 bản, gửi chị Hoa biết`: sent to somebody too who would not be told."""
    unsaid = {item for group in groups if group.role is Role.MENTIONED for item in group.items}
    meant = [item for item in clause if item.tag not in _NEUTRAL]
    return any(
        left.tag in {Tag.SUBMIT, Tag.GIVE} and right in unsaid and not fold(left.text).startswith("kinh")
        for left, right in itertools.pairwise(meant)
    )


def _gives(item: Item) -> bool:
    """`bên Quản lý đất đai nắm rõ nhất, giao cho họ`: work is given, to whom is not read."""
    return item.tag is Tag.GIVE and fold(item.text).startswith(("giao", "phan cong", "ban giao", "de nghi", "yeu cau"))


def _takes_back(clause: Clause) -> bool:
    """`Hủy` before something that is no order of ours."""
    meant = [item for item in clause if item.tag not in _NEUTRAL]
    return bool(meant) and meant[0].tag is Tag.UNDO


def named_in(parts: Parts) -> set[str]:
    return {party.name for _, groups in parts for group in groups for item in group.items for party in item.parties}
