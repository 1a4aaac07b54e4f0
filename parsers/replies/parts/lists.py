"""Where a list of names ends: names between commas need not have the same part."""

from __future__ import annotations

import re
from collections.abc import Sequence

from parsers.replies.items.item import Item
from parsers.replies.parts.surroundings import NAMES, NEUTRAL, tags_after, tags_before
from parsers.replies.words.tags import Tag
from parsers.vietnamese.fold import fold

_PARTS = frozenset({Tag.LEAD, Tag.CO, Tag.INFORM, Tag.MONITOR})
_OWN_PARTS = _PARTS | {Tag.WORK, Tag.REPORT, Tag.SUBMIT, Tag.FINISH}
_NAMING = frozenset({Tag.OBJECT, Tag.REPORT, Tag.RETURN, Tag.WORK, Tag.SUBMIT, Tag.WITH, Tag.INFORM_TO, Tag.KEEP})
"""What a name behind it is only named by: `gửi Sở Tài chính`, `theo đề nghị của Sở Tài chính`."""
_TOGETHER = (
    (re.compile(r"mời|họp|làm việc"), re.compile(r"họp|dự|tham gia|tham dự|đến|tới|làm việc")),
    (
        re.compile(r"nhắc|đôn đốc|gọi|yêu cầu|đề nghị|hướng dẫn|thông báo|chỉ đạo"),
        re.compile(r"họp|dự|tham gia|báo cáo|thực hiện|nộp|gửi|phối hợp|triển khai"),
    ),
)
"""What is done to a list of people, and what they then do together: `mời A, B họp`, `nhắc A, B nộp báo cáo`."""


def end_of_list(clause: Sequence[Item], start: int) -> int:
    """The place behind the last of the names that stand together from `start` on."""
    end = _end_of_group(clause, start)
    return _end_of_told(clause, start, _end_of_mentioned(clause, start, end))


def _end_of_group(clause: Sequence[Item], start: int) -> int:
    end = start + 1
    named = set(clause[start].parties)
    while end + 1 < len(clause) and clause[end].tag in {Tag.COMMA, Tag.AND} and clause[end + 1].tag in NAMES:
        if named & set(clause[end + 1].parties) and len(clause[end + 1].parties) == 1:
            break  # `Nam và Hoa, Nam chủ trì`: named again, so with a part of its own
        named |= set(clause[end + 1].parties)
        end += 2
    return end


def _end_of_mentioned(clause: Sequence[Item], start: int, end: int) -> int:
    """`theo đề nghị của Phòng Kinh tế, Bình phối hợp`: behind the comma begins a part, no second proposer."""
    comma = next((at for at in range(start, end) if clause[at].tag is Tag.COMMA), None)
    if comma is None:
        return end
    behind = tags_after(clause, end)[:1]
    if _is_only_named_before(clause, start, end):
        return max(at for at in range(start, end) if clause[at].tag is Tag.COMMA)
    if tags_before(clause, start)[-1:] not in {(Tag.OBJECT,), (Tag.REPORT,), (Tag.RETURN,)}:
        return end
    more = fold(clause[end].text) if end < len(clause) else ""
    return comma if behind and (behind[0] in _PARTS or behind[0] is Tag.WITH or more == "nua") else end


def _is_only_named_before(clause: Sequence[Item], start: int, end: int) -> bool:
    """`trả lời Sở Tài chính, Đạt cung cấp số liệu`: behind the strangers stands one of ours with work of their own."""
    *strangers, last = [item for item in clause[start:end] if item.tag in NAMES]
    named = tags_before(clause, start)[-1:]
    ours = len(last.parties) == 1 and clause[end - 2].tag is Tag.COMMA
    if not ours or any(item.parties for item in strangers) or not named or named[0] not in _NAMING:
        return False
    return is_set_to_work(clause[start - 1 : end + 2], end - start)


def _end_of_told(clause: Sequence[Item], start: int, end: int) -> int:
    """`cho Lan với Ba biết`, `hỏi ý kiến Ba với Quỳnh`: who is told or asked may be joined by `với`."""
    longer = end
    while longer + 1 < len(clause) and _joins(clause[longer]) and clause[longer + 1].tag in NAMES:
        longer = _end_of_group(clause, longer + 1)
    asked = tags_before(clause, start)[-1:] in {(Tag.OPINION,), (Tag.INFORM_TO,)}
    helping = tags_after(clause, longer)[:1] == (Tag.CO,) and any(item.tag is Tag.LEAD for item in clause[:start])
    return longer if asked or helping or tags_after(clause, longer)[:1] == (Tag.INFORM,) else end


def _joins(item: Item) -> bool:
    return item.tag is Tag.WITH and fold(item.text) in {"voi", "cung", "cung voi"}


def is_set_to_work(around: Sequence[Item], last: int) -> bool:
    """Whether the name at `last` has a part of its own, `around[0]` being the word before the whole list of names.

    Who is invited, reminded or told in a list does together what is said behind it: `mời A, B họp`.
    """
    behind = next((item for item in around[last + 1 :] if item.tag not in NEUTRAL), None)
    if behind is None or behind.tag not in _OWN_PARTS:
        return False
    if behind.text.lower().startswith("ký"):
        return False  # `công văn gửi Sở Y tế, chị Thanh ký thay anh`: how it ends, no part in it
    done, do = around[0].text.lower(), behind.text.lower()
    return not any(told.match(done) and follow.match(do) for told, follow in _TOGETHER)
