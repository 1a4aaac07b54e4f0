"""What stands around a group of names and may change its part: a purpose, a call, a place in a list."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from parsers.replies.items.item import Item
from parsers.replies.words import turns
from parsers.replies.words.tags import Tag
from parsers.vietnamese.fold import fold

NAMES = frozenset({Tag.PARTY, Tag.UNKNOWN})
HELPED = re.compile(r"(?:tham muu|xu ly|thuc hien|giai quyet)$")
"""Helping with this: who stands behind it is served, and helps nobody."""
_SHARING = re.compile(r"dong (?:xu ly|chu tri)")
_MEETS = re.compile(
    r"^(?:họp|hop)\b|lịch (?:họp|làm việc)|làm việc|lam viec|trao đổi|trao doi|\b(?:bàn|gặp|tiếp|ngồi|đón)\b"
    r"|mời họp"
)
_DONE_WITH = re.compile(
    r"(?:di |xuong )?(?:kiem tra|ra soat|xu ly|thuc hien|giai quyet|khao sat|trien khai|chuan bi|soan|tham muu|du thao"
    r"|lap|viet|tong hop|tra loi|xay dung|hoan thien|nghien cuu|de xuat)|lam$"
)
_OF_A_TASK = frozenset({Tag.WORK, Tag.WORD, Tag.PLAIN, Tag.FILLER, Tag.OBJECT})
NEUTRAL = frozenset({Tag.FILLER, Tag.DATE})
_CALLED = ("anh", "chi", "a", "c", "em", "dong chi", "d/c", "dc", "co", "chu", "ong", "ba")


def tags_before(clause: Sequence[Item], start: int) -> tuple[Tag, ...]:
    """Tags to the left, nearest last, neutral words left out."""
    return tuple(item.tag for item in clause[:start] if item.tag not in NEUTRAL)


def tags_after(clause: Sequence[Item], end: int) -> tuple[Tag, ...]:
    """Tags to the right; in `Hạnh thay anh Ba xử lý` whose place it is does not count."""
    if end < len(clause) and turns.STANDING_IN.match(fold(clause[end].text)):
        end += 1
        while end < len(clause) and clause[end].tag in NAMES | {Tag.FILLER, Tag.WITH}:
            end += 1
    meant = [item for item in clause[end:] if item.tag not in NEUTRAL]
    if len(meant) > 1 and meant[1].tag in {Tag.WORK, Tag.REPORT, Tag.SUBMIT} and turns.FIRST.match(fold(meant[0].text)):
        meant = meant[1:]
    tags = tuple(Tag.WORK if turns.DEALING.match(fold(item.text)) else item.tag for item in meant)
    return tags[1:] if tags[:1] == (Tag.COLON,) else tags


def is_sharing(left: Sequence[Item], right: Sequence[Item]) -> bool:
    """Whether the word that makes them helpers, before them or else behind, says that they handle it too."""
    meant = [item for item in left if item.tag not in NEUTRAL]
    while meant and meant[-1].tag in {Tag.WITH, Tag.COLON}:
        meant.pop()
    said = [item for item in (*meant[-1:], *right) if item.tag is Tag.CO][:1]
    return bool(said) and _SHARING.match(fold(said[0].text)) is not None


def is_let(clause: Sequence[Item], start: int) -> bool:
    """`Cho anh Tiến làm chính`: given at the beginning of a part, not to somebody somebody else does it for."""
    begins = start == 1 or (start > 1 and clause[start - 2].tag is Tag.COMMA)
    return begins and fold(clause[start - 1].text) == "cho"


def is_asked_to_join(clause: Sequence[Item], start: int, end: int) -> bool:
    """`P.KT chủ trì, đề nghị Công an cử người tham gia`: asked beside somebody who leads, to give them a hand."""
    asked = start > 0 and fold(clause[start - 1].text) in {"de nghi", "nho", "moi", "kinh de nghi"}
    return asked and task(clause[end:]).startswith(("cu ", "cung cap", "gop y", "cho y kien", "co y kien", "bo tri"))


def goes_along(left: Sequence[Item]) -> bool | None:
    """`Quang đi kiểm tra thực địa cùng anh Cường`: they do it together; `họp cùng anh Cường` is a meeting with him.

    None where it is not said that anybody goes along, or of what; `kiểm tra với anh Cường` may be either.
    """
    if not left or not is_company(left):
        return None
    part = list(itertools.takewhile(lambda item: item.tag is not Tag.COMMA, reversed(left[:-1])))
    if any(_MEETS.search(item.text.lower()) for item in part if item.tag is not Tag.FILLER):
        return False
    together = fold(left[-1].text) != "voi"
    return True if together and any(item.tag is Tag.WORK for item in part) else None


def is_company(left: Sequence[Item]) -> bool:
    """Named behind `cùng`, and it is not said in what (`hạn cuối tuần, cùng anh Lan`); or behind work `với` them."""
    if not left or left[-1].tag is not Tag.WITH:
        return False
    if fold(left[-1].text) == "voi":
        task = itertools.takewhile(lambda item: item.tag in _OF_A_TASK, reversed(left[:-1]))
        work = next((item for item in task if item.tag is Tag.WORK), None)
        return work is not None and _DONE_WITH.match(fold(work.text)) is not None
    return fold(left[-1].text) in {"cung", "cung voi"}


def is_purpose(clause: Sequence[Item], start: int) -> bool:
    """`VP tham mưu để anh Huy chủ trì họp`: what somebody else's work is for."""
    return start > 1 and fold(clause[start - 1].text) == "de" and any(item.tag in NAMES for item in clause[: start - 1])


def decides(right: Sequence[Item]) -> bool:
    """What is prepared for somebody above: to sign, to read, to hold a meeting."""
    words = fold(" ".join(item.text for item in right if item.tag not in NEUTRAL))
    return words.startswith(("ky", "duyet", "phe duyet", "xem", "trinh", "hop", "du hop", "chu tri hop", "quyet dinh"))


def is_odd_list(named: Sequence[Item]) -> bool:
    """`Giao Nam và Hoa, Lan chủ trì`: a comma behind the `và` begins another part."""
    signs = [item.tag for item in named if item.tag in {Tag.AND, Tag.COMMA}]
    return Tag.AND in signs and signs[-1] is Tag.COMMA


def files(right: Sequence[Item]) -> bool:
    """`VP lưu`: they keep it and know of it; `Nam đã xem` is a report."""
    meant = next((item for item in right if item.tag not in NEUTRAL), None)
    return meant is not None and meant.tag is Tag.KEEP and fold(meant.text).startswith(("luu", "vao so"))


def is_dated_alone(clause: Sequence[Item], start: int, end: int) -> bool:
    """`P.VHXH hạn 20/11`: a name and its limit, nothing else."""
    rest = [item for item in (*clause[:start], *clause[end:]) if item.tag not in {Tag.FILLER, Tag.COMMA}]
    limited = [item for item in rest if item.tag is Tag.DATE and turns.LIMITED.match(fold(item.text))]
    return bool(limited) and len(limited) == len(rest) and end == start + 1


def is_told_apart(clause: Sequence[Item], start: int, before: tuple[Tag, ...], after: tuple[Tag, ...]) -> bool:
    """`giao chị Thủy lo hậu cần chị Sáu lo nội dung`: with a title, and work of their own behind another's."""
    titled = any(fold(clause[start].text).startswith(f"{title} ") for title in _CALLED)
    return titled and before[-1:] == (Tag.WORD,) and after[:1] == (Tag.WORK,) and Tag.WORK in before


def is_called(clause: Sequence[Item], start: int, end: int) -> bool:
    """`làm nhanh nhé Nam`: one person called by a particle, in a sentence with work and nobody else."""
    alone = not any(item.tag in NAMES for item in (*clause[:start], *clause[end:])) and end == start + 1
    particle = start > 0 and fold(clause[start - 1].text) in {"nhe", "nha", "nghen", "nhen", "nghe"}
    return alone and particle and any(item.tag is Tag.WORK for item in clause)


def is_served(left: Sequence[Item]) -> bool:
    """Whom the helpers work for, who helps nobody: `Mai phối hợp tham mưu cho Chủ tịch`."""
    meant = [item for item in left if item.tag not in NEUTRAL]
    if meant and meant[-1].tag is Tag.WITH and fold(meant[-1].text) == "cho":
        meant.pop()
    helps = [item.tag for item in meant[-2:]]
    return len(helps) == 2 and helps[0] in NAMES and helps[1] is Tag.CO and bool(HELPED.search(fold(meant[-1].text)))


def without_apposition(names: Sequence[Item]) -> tuple[Item, ...]:
    """`Nguyễn Thị Lan, Phó Chủ tịch` is one person."""
    kept = list(names[:1])
    for item in names[1:]:
        known = kept[-1].parties
        if not (len(known) == 1 and known[0].kind == "person" and known[0] in item.parties):
            kept.append(item)
    return tuple(kept)


def task(right: Sequence[Item]) -> str:
    meant = [item for item in right if item.tag not in NEUTRAL | {Tag.WITH, Tag.COMMA, Tag.AND}]
    follows = len(meant) > 1 and meant[1].tag is Tag.MONITOR  # `kiểm tra, đôn đốc`: no help, but no mere following
    return fold(meant[0].text) if meant and not follows and meant[0].tag in {Tag.WORK, Tag.SUBMIT} else ""
