"""What a sentence says by itself (đồng ý, trả lại, đã xong), beside the people it names."""

from __future__ import annotations

import re
from collections.abc import Sequence

from parsers.model import Verb
from parsers.replies.items.item import Item
from parsers.replies.parts.roles import Group, Role
from parsers.replies.parts.surroundings import NAMES
from parsers.replies.words import turns
from parsers.replies.words.tags import Tag
from parsers.vietnamese.fold import fold

Clause = tuple[Item, ...]

_STATEMENTS = {
    Tag.AGREE: Verb.AGREE,
    Tag.RETURN: Verb.RETURN,
    Tag.UNDO: Verb.UNDO,
    Tag.EXTEND: Verb.EXTEND,
    Tag.IN_PROGRESS: Verb.IN_PROGRESS,
    Tag.DONE: Verb.DONE,
    Tag.FINISH: Verb.DONE,
    Tag.OPINION: Verb.OPINION,
    Tag.KEEP: Verb.INFORM,
    Tag.INFORM: Verb.INFORM,
}
_REPORTED = frozenset({Tag.IN_PROGRESS, Tag.DONE, Tag.EXTEND, Tag.RETURN})
_TOGETHER: tuple[tuple[frozenset[Verb], Verb], ...] = (
    (frozenset({Verb.AGREE, Verb.INFORM}), Verb.AGREE),
    (frozenset({Verb.AGREE, Verb.EXTEND}), Verb.EXTEND),
    (frozenset({Verb.IN_PROGRESS, Verb.EXTEND}), Verb.EXTEND),
    (frozenset({Verb.DONE, Verb.INFORM}), Verb.DONE),
    (frozenset({Verb.AGREE, Verb.DONE}), Verb.DONE),
    (frozenset({Verb.AGREE, Verb.OPINION}), Verb.OPINION),
    (frozenset({Verb.AGREE, Verb.IN_PROGRESS}), Verb.IN_PROGRESS),
)
"""Verbs that may stand together, with the one that counts; any other pair is asked back."""
_UNDO_WORDS = re.compile(r"chi dao|lenh|y kien|phan cong|tren|vua roi|noi dung|truoc|cua|thu|email|but phe|lan|do")
_GIVING_BACK = re.compile(r"(xin )?(tra|chuyen tra|hoan tra|gui tra)\b")
_BACK = re.compile(
    r"(van|noi|ho|cong|don|co|vi|do|nguoi|bo|phong|vi|de|theo|ubnd|cap|ly|tinh|huyen|so|bo|xa"
    r"|phuong|thanh)$"
)
"""What may follow `trả lại` when a document is sent back: whom to, or why."""


def statements_of(clauses: Sequence[Clause], groups: Sequence[Sequence[Group]], *, assigned: bool) -> set[Verb]:
    """The verbs said; `assigned` says that somebody was named who is to act."""
    found: set[Verb] = set()
    for clause, named in zip(clauses, groups, strict=True):
        given = any(group.role in {Role.LEAD, Role.CO, Role.INFORM, Role.MONITOR} for group in named)
        for first, rest in _heads(clause):
            verb = _STATEMENTS.get(first.tag)
            dated = any(item.tag is Tag.DATE for item in clause)
            goes_on = any(item.tag is Tag.IN_PROGRESS for item in clause)
            if (assigned or goes_on) and first.tag is Tag.DONE and dated and fold(first.text) == "xong":
                continue  # `Tuần này xong nhé. Giao Nam`, `Đang làm, mai xong ạ`: by when
            loud = verb in {Verb.RETURN, Verb.UNDO, Verb.EXTEND}
            if verb is None or (given and verb is not Verb.AGREE and not loud):
                continue
            if not given and _is_about_something_else(verb, first, rest):
                continue
            if not (assigned and first.tag in {Tag.KEEP, Tag.INFORM, Tag.FINISH}):
                found.add(verb)
    return found


def _heads(clause: Clause) -> list[tuple[Item, Clause]]:
    """What each comma-separated part begins with, pronouns and a subject left out."""
    heads: list[tuple[Item, Clause]] = []
    part: list[Item] = []
    for item in (*clause, Item(Tag.COMMA, "")):
        if item.tag is not Tag.COMMA:
            part.append(item)
            continue
        meant = [one for one in part if one.tag not in {Tag.FILLER, Tag.DATE}]
        addressed = len(meant) > 1 and meant[0].tag is Tag.SUBMIT and meant[1].tag in NAMES | {Tag.COLON}
        meant = meant[1:] if addressed else meant
        while meant and (meant[0].tag in NAMES | {Tag.GREET, Tag.COLON, Tag.WITH} or _is_ourselves(meant)):
            meant = meant[1:]
        if meant:
            heads.append((meant[0], tuple(meant[1:])))
        if len(meant) > 1 and meant[0].tag is Tag.AGREE and meant[1].tag in _STATEMENTS:
            heads.append((meant[1], tuple(meant[2:])))
        part = []
    return heads


def _is_ourselves(meant: Sequence[Item]) -> bool:
    """`Phòng đang xử lý`, `đơn vị xin gia hạn`: who reports, not named."""
    return len(meant) > 1 and turns.OURSELVES.match(fold(meant[0].text)) is not None and meant[1].tag in _REPORTED


def _is_about_something_else(verb: Verb, first: Item, rest: Clause) -> bool:
    """`Hủy hợp đồng` takes no order back, `Trả lại tiền cho dân` no document, `Hoàn thành 50%` ends nothing."""
    if verb is Verb.UNDO:
        return not all(item.tag in NAMES or _UNDO_WORDS.search(fold(item.text)) for item in rest)
    following = fold(rest[0].text) if rest and rest[0].tag is Tag.WORD else ""
    if verb is Verb.DONE:
        return following.isdigit()
    return bool(following and _GIVING_BACK.match(fold(first.text)) and not _BACK.match(following))


def verb_of(statements: set[Verb], *, assigned: bool, informed: bool) -> Verb | None:
    """The one verb of an answer; None when there is none, or when two do not go together."""
    if assigned:
        return Verb.ASSIGN if statements <= {Verb.AGREE, Verb.INFORM} else None
    if not statements:
        return Verb.INFORM if informed else None
    if len(statements) == 1:
        return next(iter(statements))
    return next((verb for together, verb in _TOGETHER if statements == together), None)
