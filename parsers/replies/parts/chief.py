"""Who leads of those named together: "Giao A và B, A chủ trì", "Các đ/c A, B cùng triển khai; A chủ trì"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from parsers.model import Party
from parsers.replies.parts.roles import Group, Role

_ABOVE = (
    "chi dao",
    "phu trach",
    "xu ly",
    "giai quyet",
    "thuc hien",
    "kiem tra",
    "giam sat",
    "ra soat",
    "duyet",
    "tham dinh",
)
"""Work that may lead as well: who is said to do it beside somebody who leads is asked about."""
_CHECKS = (
    "kiem tra", "kiem lai", "ra soat", "ra lai", "soat", "duyet", "xem", "coi lai", "doc lai", "gop y",
    "tham dinh noi dung", "chuan bi tai lieu", "chuan bi phong", "chuan bi hoi truong", "ghi bien ban", "bo tri",
    "in an", "photo", "phat hanh", "moi hop", "gui giay moi", "lam giay moi", "sap lich", "xep lich", "xep phong",
    "xep xe", "cung cap", "ho tro", "chuan bi", "cho y kien", "gop y", "co y kien", "tham gia y kien", "cu nguoi",
    "cu can bo", "cu dai dien", "cu luc luong", "lo hau can", "phuc vu hoi nghi", "dong dau", "dua tin", "gui", "lo",
)  # fmt: skip
"""Work without marks that serves somebody else's."""
_TOGETHER = frozenset({Role.LEAD, Role.UNCLEAR, Role.CO})


def under_their_chief(groups: Sequence[Sequence[Group]]) -> list[tuple[Group, ...]]:
    """The groups of each sentence; those named with somebody who is then said to lead become the helpers.

    Whoever has a part of their own said later (theo dõi, phối hợp) has that one only. Nothing is changed when nobody,
    or more than one, is said to lead.
    """
    rows = [tuple(row) for row in _with_checks(groups)]
    whole = [group for row in rows for group in row]
    chiefs = [group for group in whole if group.role is Role.LEAD and group.explicit]
    if len(chiefs) != 1 or len(_meant(chiefs[0])) != 1:
        return rows
    place = whole.index(chiefs[0])
    later = {party for group in whole[place:] if group.explicit for party in _meant(group)}
    rows = [tuple(_doing_their_part(group) for group in row) for row in rows]
    whole = [group for row in rows for group in row]
    first = [group for group in whole[:place] if _stands_over(chiefs[0], group)]
    if len(first) != 1:
        return rows
    changed = [[_helping(group, later) if group is first[0] else group for group in row] for row in rows]
    return [tuple(group for group in row if group.items) for row in changed]


def _with_checks(groups: Sequence[Sequence[Group]]) -> Sequence[Sequence[Group]]:
    """`Giao Vy soạn, Khoa duyệt`: who only looks over or prepares for the one who does the work helps."""
    whole = [group for row in groups for group in row]
    doing = [group for group in whole if group.role in {Role.LEAD, Role.UNCLEAR} and not group.task.startswith(_CHECKS)]
    if len(doing) != 1 or not (doing[0].given or doing[0].task) or doing[0].task.startswith("chi dao"):
        return groups
    if len(_meant(doing[0])) != 1 or len(doing[0].items) != 1:
        return groups
    changed = {id(group) for group in whole[whole.index(doing[0]) + 1 :] if _only_checks(group)}
    main = replace(doing[0], role=Role.LEAD) if changed else doing[0]
    return [
        [_as_helper(group) if id(group) in changed else main if group is doing[0] else group for group in row]
        for row in groups
    ]


def _only_checks(group: Group) -> bool:
    open_part = group.role is Role.UNCLEAR or (group.role is Role.LEAD and not group.explicit and not group.given)
    return open_part and bool(group.task) and all(len(item.parties) == 1 for item in group.items)


def _as_helper(group: Group) -> Group:
    return replace(group, role=Role.CO, explicit=True, has_comma=False)


def _doing_their_part(group: Group) -> Group:
    """`KHTH phụ trách chung, TCHC chuẩn bị hội trường`: work of their own under somebody who leads helps."""
    open_part = group.role is Role.UNCLEAR or (group.role is Role.LEAD and not group.explicit and not group.given)
    works = bool(group.task) and not group.task.startswith(_ABOVE)
    if not (open_part and works) or any(len(item.parties) != 1 for item in group.items):
        return group
    return _as_helper(group)


def _stands_over(chief: Group, group: Group) -> bool:
    settled = group.role in _TOGETHER and not (group.role is Role.LEAD and group.explicit)
    settled = settled and (group.given or group.role is Role.CO or bool(group.task))
    return settled and set(_meant(chief)) < set(_meant(group)) and all(len(item.parties) == 1 for item in group.items)


def _helping(group: Group, settled: set[Party]) -> Group:
    rest = tuple(item for item in group.items if item.parties[0] not in settled)
    return replace(group, items=rest, role=Role.CO, explicit=True, has_comma=False)


def _meant(group: Group) -> tuple[Party, ...]:
    return tuple(dict.fromkeys(item.parties[0] for item in group.items if item.parties))
