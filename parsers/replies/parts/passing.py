"""Somebody named who is to have others do it: "Chị Oanh giao chuyên viên tham mưu", "Anh Khôi cho triển khai giám sát".

The words of giving and of agreeing in them are that person's work, not another order of the leader's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from parsers.replies.items.item import Item
from parsers.replies.words.tags import Tag
from parsers.vietnamese.fold import fold

_GIVES = re.compile(r"(?:giao|phan cong|cu|nhac|bao|dieu)$")
_LETS = frozenset({"cho trien khai", "cho lam", "cho phat hanh", "cho ban hanh"})
_SOMEBODY = re.compile(
    r"(?:chuyen vien|can bo|anh em|nhan vien|cong chuc|vien chuc|nguoi|bo phan|dong chi|bac si|ky su|luc luong)"
    r"(?: (?:chuyen mon|phu trach|nghiep vu|ky thuat))?$"
)
_BEGINS = frozenset({Tag.COMMA, Tag.BREAK, Tag.GREET, Tag.COLON, Tag.GIVE})
_LONGEST = 4
"""Items that name nobody in particular (`cán`, `bộ`, `chuyên`, `môn`)."""


def passed_on(items: Sequence[Item]) -> tuple[Item, ...]:
    """The items of a text, with what somebody named at the beginning of a part lets others do as their work."""
    found: list[Item] = []
    index = 0
    while index < len(items):
        length = 0
        if _follows_a_name(items, index):
            length = _passing(items, index) or int(_approves_anothers(items, index) or _watches(items, index))
        item = items[index]
        found.append(replace(item, tag=Tag.WORK, parties=()) if length else item)
        index += max(length, 1)
    return tuple(found)


def _follows_a_name(items: Sequence[Item], index: int) -> bool:
    before = items[max(index - 2, 0) : index]
    return bool(before) and before[-1].tag is Tag.PARTY and (len(before) == 1 or before[0].tag in _BEGINS)


def _approves_anothers(items: Sequence[Item], index: int) -> bool:
    """`Lộc làm, Duy duyệt`: his part of what somebody named before him does."""
    approves = items[index].tag is Tag.AGREE and fold(items[index].text) in {"duyet", "phe duyet"}
    return approves and any(item.tag is Tag.WORK for item in items[: index - 1])


def _watches(items: Sequence[Item], index: int) -> bool:
    """`Giao CAP nắm tình hình`: given, it is work; without a word of giving it may be no more than to know."""
    return fold(items[index].text) == "nam tinh hinh" and items[max(index - 2, 0)].tag is Tag.GIVE


def _passing(items: Sequence[Item], index: int) -> int:
    """How many items are one piece of work: `cho triển khai` before something, `giao | cán | bộ` before their work."""
    item, rest = items[index], items[index + 1 :]
    if item.tag is Tag.AGREE and fold(item.text) in _LETS:
        return int(bool(rest) and rest[0].tag not in {Tag.COMMA, Tag.BREAK})
    if item.tag is not Tag.GIVE or not _GIVES.match(fold(item.text)):
        return 0
    if fold(item.text) == "phan cong" and (not rest or rest[0].tag in {Tag.BREAK, Tag.COMMA, Tag.FILLER, Tag.DATE}):
        return int(not any(one.tag is Tag.PARTY for one in rest[:3]))  # `CVP phân công nhé`
    for count in range(_LONGEST, 0, -1):
        named = " ".join(fold(one.text) for one in rest[:count])
        works = count < len(rest) and rest[count].tag in {Tag.WORK, Tag.OBJECT, Tag.CO, Tag.MONITOR}
        if works and _SOMEBODY.match(named):
            return count + 1
    return 0
