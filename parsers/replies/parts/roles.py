"""Who gets which role in one sentence of a reply."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from parsers.replies.items.item import Item
from parsers.replies.parts.lists import end_of_list
from parsers.replies.parts.surroundings import (
    NAMES,
    NEUTRAL,
    decides,
    files,
    goes_along,
    is_asked_to_join,
    is_called,
    is_company,
    is_dated_alone,
    is_let,
    is_odd_list,
    is_purpose,
    is_served,
    is_sharing,
    is_told_apart,
    tags_after,
    tags_before,
    task,
    without_apposition,
)
from parsers.replies.words.tags import Tag
from parsers.vietnamese.fold import fold


class Role(StrEnum):
    """What a named party is to do."""

    LEAD = "lead"
    CO = "co"
    INFORM = "inform"
    MONITOR = "monitor"
    TARGET = "target"
    """Whose opinion is asked."""
    MENTIONED = "mentioned"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class Group:
    """Parties named together and the role the sentence gives them."""

    items: tuple[Item, ...]
    role: Role
    explicit: bool
    """The role was said in words (chủ trì, phối hợp), not only by giving."""
    has_comma: bool
    given: bool
    """The group stands behind a word of giving."""
    shares: bool = False
    """Of helpers: they are to handle it too (đồng xử lý)."""
    task: str = ""
    """Work of their own said directly behind them, without marks."""


_AFTER = {Tag.LEAD: Role.LEAD, Tag.CO: Role.CO, Tag.INFORM: Role.INFORM, Tag.MONITOR: Role.MONITOR}
_LABELS = {
    Tag.LEAD: Role.LEAD, Tag.WORK: Role.LEAD, Tag.GIVE: Role.LEAD, Tag.SUBMIT: Role.LEAD, Tag.CO: Role.CO,
    Tag.INFORM: Role.INFORM, Tag.INFORM_TO: Role.INFORM, Tag.MONITOR: Role.MONITOR, Tag.OPINION: Role.TARGET,
    Tag.KEEP: Role.MENTIONED,
}  # fmt: skip
_BEFORE = {
    Tag.INFORM_TO: Role.INFORM,
    Tag.OPINION: Role.TARGET,
    Tag.OBJECT: Role.MENTIONED,
    Tag.REPORT: Role.MENTIONED,
    Tag.KEEP: Role.MENTIONED,
    Tag.RETURN: Role.MENTIONED,
    Tag.GREET: Role.MENTIONED,
}
_GIVING = re.compile(r"giao|phan cong|cu\b")
"""Words that give work, never mere knowledge: `Giao X, Y để biết` gives X something and tells Y."""
_STATES = frozenset({Tag.DONE, Tag.IN_PROGRESS, Tag.EXTEND, Tag.FINISH})


def groups_of(clause: Sequence[Item], *, lead_known: bool) -> Iterator[Group]:
    """The groups of names in one clause, in order; `lead_known` says that an earlier clause has named a lead."""
    index = 0
    while index < len(clause):
        if clause[index].tag not in NAMES:
            index += 1
            continue
        end = end_of_list(clause, index)
        group = _group(clause, index, end, lead_known)
        lead_known = lead_known or group.role is Role.LEAD
        yield group
        index = end


def _group(clause: Sequence[Item], start: int, end: int, lead_known: bool) -> Group:
    names = without_apposition([item for item in clause[start:end] if item.tag in NAMES])
    comma = any(item.tag is Tag.COMMA for item in clause[start:end])
    before, after = tags_before(clause, start), tags_after(clause, end)
    if is_let(clause, start) and after[:1] and after[0] in {Tag.WORK, Tag.LEAD, Tag.CO}:
        before = (*before[:-1], Tag.GIVE)
    role, explicit = (Role.MENTIONED, True) if is_served(clause[:start]) else _role(before, after, lead_known)
    if start and fold(clause[start - 1].text) in {"qua", "thong qua"}:
        role, explicit = Role.MENTIONED, True  # `báo cáo UBND xã (qua VP)`
    elif role in {Role.LEAD, Role.UNCLEAR, Role.MENTIONED} and is_purpose(clause, start):
        role, explicit = (Role.MENTIONED if decides(clause[end:]) else Role.UNCLEAR), False
    elif role in {Role.UNCLEAR, Role.MENTIONED}:
        role = _meant_after_all(role, clause, (start, end), (before, after), lead_known)
    if role is Role.LEAD and lead_known and is_asked_to_join(clause, start, end):
        role, explicit = Role.CO, True
    odd = role is Role.LEAD and explicit and is_odd_list(clause[start:end])
    told = role is Role.INFORM and comma and len(names) > 1 and _GIVING.match(fold(clause[start - 1].text))
    if odd or told or (comma and end < len(clause) and fold(clause[end].text) == "giup"):
        role = Role.UNCLEAR
    shared = role is Role.CO and is_sharing(clause[:start], clause[end:])
    return Group(names, role, explicit, comma, before[-1:] == (Tag.GIVE,), shared, task(clause[end:]))


def _meant_after_all(
    role: Role, clause: Sequence[Item], place: tuple[int, int], around: tuple[tuple[Tag, ...], ...], lead_known: bool
) -> Role:
    """The part of a group whose nearest words give none, by what stands further around it."""
    (start, end), (before, after) = place, around
    if files(clause[end:]):
        return Role.INFORM
    if role is Role.MENTIONED and lead_known and is_company(clause[:start]):
        together = goes_along(clause[:start])
        return Role.UNCLEAR if together is None else Role.CO if together else role
    if role is Role.MENTIONED and lead_known and _gathers(clause, start, end):
        return Role.CO
    if role is Role.MENTIONED and _may_be_meant(clause, place, (before, after)):
        role = Role.UNCLEAR
    if role is Role.UNCLEAR and not lead_known:
        alone = is_called(clause, start, end) or is_dated_alone(clause, start, end)
        return Role.LEAD if alone else role
    return _under_direction(clause[:start], clause[end:]) if role is Role.MENTIONED and lead_known else role


def _gathers(clause: Sequence[Item], start: int, end: int) -> bool:
    """`Các hạt rà soát, gửi P. SDPTR tổng hợp`: the work of the others becomes theirs."""
    behind = fold(clause[end].text) if end < len(clause) else ""
    before = " ".join(fold(item.text) for item in clause[max(start - 2, 0) : start])
    return behind.startswith("tong hop") and re.search(r"\b(?:gui|chuyen)(?: ve| cho)?$", before) is not None


def _may_be_meant(clause: Sequence[Item], place: tuple[int, int], around: tuple[tuple[Tag, ...], ...]) -> bool:
    """Named behind a word for a part, or with work of their own: not merely mentioned."""
    (start, end), (before, after) = place, around
    if before[-1:] and before[-1] in _AFTER and not is_served(clause[:start]):
        return True
    if before[-2:] in {(Tag.CO, Tag.WORD), (Tag.COLON, Tag.WORD)} and len(clause[start].parties) == 1:
        return True  # `phối hợp bên kia CNTT`: one word unread before one of ours
    works_beside = before[-1:] == (Tag.WITH,) and bool(task(clause[end:]))
    return works_beside or is_told_apart(clause, start, before, after)


def _under_direction(left: Sequence[Item], right: Sequence[Item]) -> Role:
    """`Lan chỉ đạo Phòng Kinh tế thực hiện`: she will give it to them; `Hoa nhắc Nam làm` may be either's work."""
    meant = [item for item in left if item.tag not in NEUTRAL]
    works = tags_after((*left, *right), len(left))[:1] == (Tag.WORK,)
    if not works or len(meant) < 2 or meant[-1].tag is not Tag.WORK or meant[-2].tag not in NAMES:
        return Role.MENTIONED
    return Role.MENTIONED if fold(meant[-1].text).startswith("chi dao") else Role.UNCLEAR


def _role(before: tuple[Tag, ...], after: tuple[Tag, ...], lead_known: bool) -> tuple[Role, bool]:
    nearest, second = (*reversed(before), Tag.BREAK, Tag.BREAK)[:2]
    following = after[0] if after else Tag.BREAK
    if nearest is Tag.COLON and second in _LABELS:
        return _LABELS[second], True
    if nearest is Tag.WITH:
        return _role_behind_with(before[:-1], after, lead_known)
    if nearest is Tag.INFORM_TO and following is Tag.MONITOR:
        return Role.MONITOR, True
    if nearest in _BEFORE:
        return _BEFORE[nearest], True
    if nearest is Tag.SUBMIT and following is Tag.CO and lead_known:
        return Role.CO, True
    if nearest is Tag.SUBMIT and (len(before) > 1 or following in {Tag.BREAK, Tag.COMMA, *_STATES}):
        return (Role.INFORM if following is Tag.INFORM else Role.MENTIONED), True
    if nearest is Tag.LEAD and second in {Tag.BREAK, Tag.COMMA} and following not in _AFTER:
        return Role.LEAD, True
    if nearest is Tag.MONITOR and second in {Tag.BREAK, Tag.COMMA} and following not in {*_AFTER, Tag.WORK}:
        return Role.MONITOR, True
    if nearest is Tag.CO:
        return _behind_helping(second, following, lead_known)
    if following is Tag.CO and not lead_known and _leads_on(after):
        return Role.LEAD, False
    if following is Tag.INFORM and {Tag.WORK, Tag.CO}.intersection(_joined_to(after)):
        return Role.UNCLEAR, True
    if following is Tag.SUBMIT and after[1:2] and after[1] in _STATES:
        return Role.MENTIONED, False
    if following is Tag.OPINION and not NAMES.intersection(after) and nearest is Tag.SUBMIT:
        return Role.TARGET, True
    if following is Tag.KEEP and nearest in {Tag.GIVE, Tag.SUBMIT}:
        return Role.INFORM, True
    if following in _AFTER:
        return _AFTER[following], True
    if Tag.AGREE in before[:-1] and nearest not in {Tag.GIVE, Tag.COMMA, Tag.AND}:
        return (Role.UNCLEAR if following is Tag.WORK else Role.MENTIONED), False
    if after[:2] == (Tag.WITH, Tag.WORK) and lead_known and nearest in {Tag.BREAK, Tag.COMMA}:
        return Role.CO, False
    if (
        following is Tag.INFORM_TO
        and not {*NAMES, Tag.INFORM}.intersection(after)
        and nearest in {Tag.BREAK, Tag.COMMA, Tag.AGREE}
    ):
        return Role.LEAD, False
    if following is Tag.INFORM_TO and nearest in {Tag.BREAK, Tag.COMMA} and after[-1] is Tag.INFORM and not lead_known:
        return Role.LEAD, False  # `VP sao gửi P.KT, CAX để biết`: they are told, copying is its work
    return _role_by_giving(nearest, following, lead_known)


def _behind_helping(second: Tag, following: Tag, lead_known: bool) -> tuple[Role, bool]:
    """`phối hợp X`; in `A chủ trì B phối hợp C theo dõi` the part stands behind each name."""
    if second in NAMES and following in _AFTER:
        return (_AFTER[following] if lead_known else Role.UNCLEAR), True
    return Role.CO, True


def _role_behind_with(before: tuple[Tag, ...], after: tuple[Tag, ...], lead_known: bool) -> tuple[Role, bool]:
    """`phối hợp với X`, `chủ trì cùng X`, `giao cho X`, `làm việc với X`."""
    nearest = before[-1] if before else Tag.BREAK
    if nearest in {Tag.CO, Tag.LEAD} or (nearest is Tag.COMMA and Tag.LEAD in before):
        return Role.CO, True
    if nearest in {Tag.GIVE, Tag.OPINION, Tag.INFORM_TO, Tag.RETURN}:
        return _role(before, after, lead_known)
    following = after[0] if after else Tag.BREAK
    if following in {Tag.CO, Tag.INFORM}:
        return _AFTER[following], True
    if Tag.GIVE in before and following is Tag.WORK and nearest not in NAMES and not lead_known:
        return Role.LEAD, False
    return (Role.UNCLEAR, False) if nearest in NAMES else (Role.MENTIONED, False)


def _joined_to(after: tuple[Tag, ...]) -> tuple[Tag, ...]:
    """The tag behind `để biết`, with or without a sign between: `biết, thực hiện`."""
    rest = after[2:] if after[1:2] and after[1] in {Tag.AND, Tag.COMMA} else after[1:]
    return rest[:1]


def _leads_on(after: tuple[Tag, ...]) -> bool:
    """`X phối hợp với Y xử lý`: X leads."""
    rest = after[1:3]
    return any(tag in NAMES for tag in rest[:1]) or (rest[:1] == (Tag.WITH,) and rest[-1] in {*NAMES, Tag.PLAIN})


def _role_by_giving(nearest: Tag, following: Tag, lead_known: bool) -> tuple[Role, bool]:
    if following in _STATES and nearest in {Tag.BREAK, Tag.COMMA}:
        return (Role.MENTIONED if following is not Tag.FINISH else Role.LEAD), False
    if nearest in {Tag.GIVE, Tag.SUBMIT}:
        return Role.LEAD, False
    if following in {Tag.WORK, Tag.FINISH, Tag.SUBMIT} and nearest in {
        Tag.BREAK,
        Tag.COMMA,
        Tag.AND,
        Tag.AGREE,
        Tag.COLON,
    }:
        return Role.LEAD, False
    if nearest in {Tag.BREAK, Tag.COMMA, Tag.AND, Tag.COLON, Tag.OR}:
        return Role.UNCLEAR, False
    return (Role.MENTIONED if lead_known else Role.UNCLEAR), False
