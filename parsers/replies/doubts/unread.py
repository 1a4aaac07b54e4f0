"""Words that look like somebody's given name with a part to play and were read as mere words."""

from __future__ import annotations

from collections.abc import Sequence

from parsers.model import Party
from parsers.replies.doubts.saidguard import Parts
from parsers.replies.items.item import Item, comma_parts
from parsers.replies.words.tags import Tag
from parsers.vietnamese.fold import fold, has_marks

_NEUTRAL = frozenset({Tag.FILLER, Tag.DATE})
_PARTS = frozenset({Tag.WORK, Tag.CO, Tag.INFORM, Tag.LEAD, Tag.MONITOR})
_ROLES = _PARTS - {Tag.WORK}
_READ_AS = frozenset({Tag.WORD, Tag.WORK, Tag.INFORM, Tag.PLAIN})
"""What a name without its marks is taken for: `dua phoi hop` (Dứa, no `đưa`), `nam voi vy` (Nam, no `nắm`)."""
_PRONOUNS = frozenset({"anh", "chị", "em", "tôi", "mình", "các", "nhé", "nha", "này", "việc", "thì", "là", "để"})
_SERVES = frozenset({Tag.WORK, Tag.OBJECT, Tag.REPORT, Tag.SUBMIT})
"""Behind one of these a name is whom the work is for: `tham mưu cho Lan`."""


def unread_name(parts: Parts, people: Sequence[Party]) -> str | None:
    """The word that looks like a person's given name with a part to play, read as a mere word: `giao Nam, lan biết`."""
    callings = [party.name.lower().split() for party in people if party.kind == "person"]
    given = {calling[-1] for calling in callings}
    written = {party.name.split()[-1] for party in people if party.kind == "person"}
    doubles = {" ".join(calling[-2:]) for calling in callings}
    for clause, _ in parts:
        for part in comma_parts(clause):
            meant = [item for item in part if item.tag not in _NEUTRAL or _is_only_a_name(item, given)]
            if meant and _is_called(meant[0], given) and _plays(meant):
                return meant[0].text
            if len(meant) > 1 and meant[0].tag is not Tag.PARTY and meant[0].text in written:
                return meant[0].text  # `Thảo mời Sở Tài chính`: a verb, or who is to invite
            first = " ".join(item.text.lower() for item in part[:2])
            if part[:1] and part[0].tag is Tag.WORD and first in doubles | set(map(fold, doubles)):
                return first
            if (inside := _inside(meant, given)) is not None:
                return inside
    return None


def _is_only_a_name(item: Item, given: set[str]) -> bool:
    """`ba phối hợp` where somebody is called Ba: a title stands before a name, not before a part."""
    return item.tag is Tag.FILLER and item.text.lower() in given - _PRONOUNS


def _is_called(item: Item, given: set[str]) -> bool:
    """One syllable, as a name of the list or, typed without marks, like one."""
    return item.text.lower() in given or (not has_marks(item.text) and item.text.lower() in set(map(fold, given)))


def _inside(meant: Sequence[Item], given: set[str]) -> str | None:
    """`Nam xử lý còn Hoa để biết`, `Giao Nam, à Hoa`; but not `đầu tư vào Việt Nam`, `ở Nam Định`."""
    for index, item in enumerate(meant[1:], start=1):
        beside = (meant[index - 1], *meant[index + 1 : index + 2])
        joined = item.tag is Tag.WORD and meant[index - 1].tag is Tag.CO and _is_called(item, given)
        if meant[index - 1].tag in {Tag.AND, Tag.WITH} and _joins_in(meant, index, given):
            return item.text
        if joined and not fold(meant[index - 1].text).startswith("phoi hop"):
            return item.text  # `chu tri lam voi loc ben thuy loi`
        if meant[index - 1].tag in _SERVES and not any(other.tag in _PARTS for other in meant[index + 1 : index + 2]):
            continue
        if _is_proper(item) and item.text.lower() in given and not any(map(_is_proper, beside)):
            return item.text
    return None


def _joins_in(meant: Sequence[Item], index: int, given: set[str]) -> bool:
    """`xử lý trước 27/11 và nam`, `làm cùng dung`: nothing behind the name, or a part."""
    item, before = meant[index], meant[index - 1]
    behind = meant[index + 1 :][:1]
    along = before.tag is Tag.AND or fold(before.text) in {"cung", "cung voi", "voi"}
    alone = not behind or behind[0].tag in _ROLES or fold(behind[0].text) == "nua"
    return along and alone and item.tag in {*_READ_AS, Tag.FILLER} and _is_called(item, given - _PRONOUNS)


def _is_proper(item: Item) -> bool:
    return item.tag is Tag.WORD and item.capital


def _plays(meant: Sequence[Item]) -> bool:
    """The name with a part behind it, joined to another name, or alone between commas."""
    rest = [item.tag for item in meant[1:3]]
    if rest[:1] == [Tag.WITH] and rest[1:] in ([Tag.PARTY], [Tag.WORK]):
        return meant[0].tag in _READ_AS
    if [fold(item.text) for item in meant[1:]] in (["nua"], ["luon"]):
        return meant[0].tag in {*_READ_AS, Tag.FILLER}
    if meant[0].tag is Tag.WORD:
        return not rest or rest[0] in _PARTS
    if meant[0].tag is Tag.WORK and rest[:1] == [Tag.WORK]:
        return True  # `THẢO LÀM CÔNG VĂN`, where no capital tells the name from the verb
    return meant[0].tag in {*_READ_AS, Tag.FILLER} and bool(rest) and rest[0] in _ROLES
