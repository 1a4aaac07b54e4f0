"""The last look at an order before it counts: words that belong to no part of it may turn it round.

The grammar says what was understood; this says what was not. A name, a date or a word that stands where an order has no
place for it makes the whole answer one to ask back, so a sentence nobody thought of is refused, not half obeyed.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence
from datetime import date

from parsers.model import ParsedDirective, Verb
from parsers.replies.days.reldates import Due
from parsers.replies.doubts.saidguard import Parts, agrees_to_nothing, doubt_in_statement, named_in
from parsers.replies.items.item import Item, comma_parts
from parsers.replies.parts.lists import is_set_to_work
from parsers.replies.parts.roles import Group, Role
from parsers.replies.parts.surroundings import NAMES
from parsers.replies.words import turns
from parsers.replies.words.comments import COMMENTS
from parsers.replies.words.tags import Tag
from parsers.vietnamese.fold import fold, has_marks, same_word

Clause = tuple[Item, ...]

_ACTING = frozenset({Role.LEAD, Role.CO, Role.MONITOR})
_GIVEN_WORK = frozenset({Verb.ASSIGN, Verb.OPINION})
_NEUTRAL = frozenset({Tag.FILLER, Tag.DATE})
_TWO_READINGS = (turns.ASIDE, turns.SUMMONS, turns.OTHERS_TOO, turns.CONCEDED, turns.AGREED_WITH, turns.WHOSE)
_OTHER_TIMES = (turns.REPORTED, turns.OWN_REPORT, turns.EARLIER)
_NO_LIMITS = (turns.SOMETIME, turns.LIMIT, turns.RECURRING)
_UNREAD_LIMITS = (turns.LATER, turns.MUST, turns.BARE_LIMIT)
_REFUSES = re.compile(r"(?:khong|ngoai|gui nham|chuyen nham|nham)\b")
_TO_FIND_OUT = re.compile(r"\b(?:xem|coi|hỏi)\b[^.;\n?]*?\s(?P<what>gì|nào)(?=\s*[.!…]*$)", re.IGNORECASE)
"""`hỏi Sở coi cần giấy tờ gì`: what somebody is to find out."""
_PRAISED = re.compile(
    r"\bhơn (?:tôi|anh|chị|ai|hẳn|trước)\b|\bhẳn\s*[.!…]*$|\bbó tay\b|\bnể (?:thật|quá)\b|\bmất ngủ\b|\bnhư cháo\b"
)
"""How somebody works, said behind a name that might as well stand in an order."""
_IF = re.compile(r"\bneu\b(?! (?:ro|y kien|van de|kho khan|ly do|cu the|vuong mac|quan diem|guong))")
"""Without marks `nếu` and `nêu` are one."""
_ONLY = frozenset({"toàn", "mới", "cũng", "hay", "cứ", "lại", "chỉ", "đều", "nào", "gì", "khó", "dễ", "thì", "là"})
"""`Việc dễ mới giao Nam`, `việc gì cũng giao Nam` complain; `Việc gỗ tang vật giao Nam` gives."""
_HOLDS_NAMES = frozenset(
    {Tag.GIVE, Tag.SUBMIT, Tag.WORK, Tag.CO, Tag.REPORT, Tag.OBJECT, Tag.WITH, Tag.GREET, Tag.OPINION, Tag.KEEP}
    | {Tag.LEAD, Tag.INFORM, Tag.INFORM_TO, Tag.MONITOR, Tag.RETURN, Tag.FINISH}
)
"""Behind one of these a name may stand inside the task: `soạn thư mời Sở Tài chính`."""


def is_asked(text: str) -> bool:
    """Whether the words end as a question does, with its sign or a particle."""
    worded = turns.WORDED_QUESTION.search(text.lower()) is not None or turns.says(turns.PLAIN_QUESTION, text)
    return "?" in text or worded or turns.says(turns.CHOICE, text)


def doubt_in(text: str, order: ParsedDirective, parts: Parts, dues: Sequence[Due], today: date) -> str | None:
    """The code of what must be asked back (`asked_not_ordered`, `not_an_order`, `date_unread`, `two_readings`)."""
    words = _blanked(text, dues)
    if turns.WORDED_QUESTION.search(text.lower()) or (
        turns.says(turns.PLAIN_QUESTION, words) and not _ends_on_a_name(text, parts)
    ):
        return "asked_not_ordered"
    if order.verb in _GIVEN_WORK and not agrees_to_nothing(parts):
        return _doubt_in_work(words, order, parts)
    if turns.DENIED.search(text.lower()):
        return "not_an_order"
    return doubt_in_statement(words, order, parts, dues, today)


def _doubt_in_work(words: str, order: ParsedDirective, parts: Parts) -> str | None:
    if _PRAISED.search(words.lower()):
        return "not_an_order"
    words = _TO_FIND_OUT.sub(lambda asked: asked.group().replace(asked["what"], " " * len(asked["what"])), words)
    if turns.says(turns.WHEN, words) or (not has_marks(words) and _IF.search(words.lower())):
        return "conditional"
    if (
        any(turns.says(one, words) for one in _TWO_READINGS)
        or _asks_first(parts)
        or any(map(_is_refused, parts))
        or any(_helps(clause) for clause, _ in parts)
        or any(_is_swallowed(clause, groups) for clause, groups in parts)
    ):
        return "two_readings"
    if any(turns.says(one, words) for one in _OTHER_TIMES) or any(_is_odd(clause, groups) for clause, groups in parts):
        return "not_an_order"
    if any(turns.says(one, words) for one in _NO_LIMITS) or turns.says(turns.FREE_THEN, _unnamed(words, parts)):
        return "date_unread"
    is_undated = order.due_on is None and any(turns.says(one, words) for one in _UNREAD_LIMITS)
    is_undated = is_undated or (order.due_on is None and _names_morrow(_unnamed(words, parts)))
    return "date_unread" if is_undated else None


def _names_morrow(words: str) -> bool:
    """`mai` by itself, in a text with marks: without them it may be a roof."""
    return (
        has_marks(words)
        and re.search(
            r"(?<!sáng )(?<!chiều )(?<!trưa )(?<!tối )(?<!đêm )(?<!\w)mai(?! (?:táng|mối|mốt)\b)(?!\w)", words
        )
        is not None
    )


def _unnamed(words: str, parts: Parts) -> str:
    """Names out of the way: in `trước 25/11, anh Nam hỗ trợ` nobody is free then."""
    for clause, _ in parts:
        for item in clause:
            if item.tag in NAMES and words[item.start : item.start + len(item.text)] == item.text:
                words = words[: item.start] + "_" * len(item.text) + words[item.start + len(item.text) :]
    return words


def _ends_on_a_name(text: str, parts: Parts) -> bool:
    """`Giao Hà`, `Giao Nhi`: what folds to a particle is somebody's name, written as one."""
    *_, last = re.findall(r"\w+", text) or [""]
    given = {name.split()[-1] for name in named_in(parts)}
    return last in given or (fold(last) != last.lower() and last.lower() in {name.lower() for name in given})


def _asks_first(parts: Parts) -> bool:
    """`Lấy ý kiến phòng Kinh tế, giao phòng Nội vụ tổng hợp`: two orders, the asking said before anybody has work."""
    roles = [group.role for _, groups in parts for group in groups]
    first = next((index for index, role in enumerate(roles) if role in _ACTING), len(roles))
    return first < len(roles) and Role.TARGET in roles[:first]


def _is_refused(part: tuple[Clause, Sequence[Group]]) -> bool:
    """`Chuyển lại cho Phòng Nội vụ vì không thuộc thẩm quyền`: sent back, or given away."""
    acts = any(group.role in _ACTING for group in part[1])
    return acts and any(item.tag is Tag.RETURN and _REFUSES.match(fold(item.text)) for item in part[0])


def _is_swallowed(clause: Clause, groups: Sequence[Group]) -> bool:
    """`theo đề nghị của Sở Tài chính và Đạt hỗ trợ`: one of ours, last in a list of who is only named, with a part."""
    for group in groups:
        *others, last = group.items
        if group.role in {Role.MENTIONED, Role.TARGET} and others and len(last.parties) == 1:
            start, end = clause.index(group.items[0]), clause.index(last)
            if start and is_set_to_work(clause[start - 1 :], end - start + 1):
                return True
    return False


def _helps(clause: Clause) -> bool:
    """`Hoa hỗ trợ Nam`: who is named last may well be who leads."""
    meant = [item for item in clause if item.tag not in {*_NEUTRAL, Tag.WITH}]
    rows = zip(meant, meant[1:], meant[2:], strict=False)
    return any(
        left.tag in NAMES
        and fold(helps.text) in {"ho tro", "giup", "giup viec", "phu", "phu giup"}
        and right.tag in NAMES
        for left, helps, right in rows
    )


def _blanked(words: str, dues: Sequence[Due]) -> str:
    """Dates that were read stay as one sign each, so `sau` and `từ` before them are still seen."""
    for due in dues:
        words = words[: due.start] + "9/" + " " * (due.end - due.start - 2) + words[due.end :]
    return words


def _is_odd(clause: Clause, groups: Sequence[Group]) -> bool:
    acting = {item for group in groups if group.role in _ACTING for item in group.items}
    mentioned = {item for group in groups if group.role is Role.MENTIONED for item in group.items}
    given = {group.items[-1] for group in groups if group.role is Role.LEAD and group.given}
    for part in comma_parts(clause):
        if _is_led_astray(part, acting) or _is_outside(part, mentioned):
            return True
        if any(_goes_astray(part[index + 1 :], item in given) for index, item in enumerate(part) if item in acting):
            return True
    return False


def _is_led_astray(part: Clause, acting: set[Item]) -> bool:
    """Words before the giving: `tội gì giao Nam`, `tỉnh giao phòng Kinh tế`."""
    index = next((at for at, item in enumerate(part) if item.tag is Tag.GIVE or item in acting), None)
    if index is None or not any(item in acting for item in part):
        return False
    colon = next((at for at, item in enumerate(part[:index]) if item.tag is Tag.COLON), None)
    if colon is not None:
        heading, part, index = part[:colon], part[colon + 1 :], index - colon - 1
        if _is_of_others(heading):
            return True
    words = [item for item in part[:index] if item.tag is Tag.WORD]
    by_plan = any(item.tag is Tag.OBJECT and fold(item.text) == "theo" for item in part[:index])
    if not words or by_plan:
        return bool(words)
    if part[0].text.lower() in {"việc", "viec"}:
        return any(item.text.lower() in _ONLY for item in part[:index])
    return turns.SUBJECT.match(fold(words[0].text)) is None


def _is_of_others(heading: Clause) -> bool:
    """Words before a colon that are not the leader's own: `Ý kiến của VP:`, `Dự kiến:`; but `Bút phê:` is."""
    unread = [item for item in heading if item.tag in {Tag.WORD, Tag.OBJECT, Tag.PLAIN}]
    if any(item.tag in NAMES for item in heading):
        return bool(unread)
    words = fold(_worded(heading))
    return any(item.tag is not Tag.OBJECT for item in unread) and not (
        turns.HEADING.match(words) or turns.SUBJECT.match(fold(heading[0].text))
    )


def _is_outside(part: Clause, mentioned: set[Item]) -> bool:
    """Somebody named beside the order, in no task: `riêng Nam nghỉ`."""
    for index, item in enumerate(part):
        if item in mentioned and any(other.tag is Tag.WORD for other in part[:index]):
            return not any(other.tag in _HOLDS_NAMES for other in part[:index])
    return False


def _goes_astray(rest: Clause, given: bool) -> bool:
    """Words behind who is to act that are no task: `giao Nam uổng`, `Nam làm ẩu`."""
    if any(item.tag is Tag.FILLER and fold(item.text) == "thi" for item in rest):
        return True
    meant = [item for item in rest if item.tag not in _NEUTRAL]
    if _is_told_of_them(meant):
        return True
    if meant and (meant[0].tag in NAMES or meant[-1].tag is Tag.GIVE):
        return True
    dated = any(item.tag is Tag.DATE for item in rest[:2])
    if given and meant and meant[0].tag is Tag.DONE and not dated:
        return True
    if given:
        return bool(meant) and meant[0].tag is Tag.WORD and not any(item.tag in _HOLDS_NAMES for item in meant[:2])
    if not any(item.tag is Tag.DATE for item in rest) and turns.begins(turns.SENDS, _worded(rest)):
        return True
    if not meant or meant[0].tag is not Tag.WORK:
        return False
    if fold(meant[0].text) == "ban giao":
        return True
    behind = itertools.takewhile(lambda item: item.tag is Tag.WORD, meant[1:])
    worked = itertools.dropwhile(lambda item: item.tag is Tag.WORK, meant)
    return turns.begins(turns.JUDGED, _worded(behind)) or turns.begins(turns.PERSONAL, _worded(worked))


def _is_told_of_them(meant: Sequence[Item]) -> bool:
    """`Giao Nam khéo tiếp dân`; but `chăm sóc` is work, though `chăm` is a praise."""
    words = _worded(meant).lower().split()
    work = len(meant[0].text.split()) if meant and meant[0].tag is Tag.WORK else 0
    are_alike = str.__eq__ if any(map(has_marks, words)) else same_word
    return any(
        len(comment) > work and len(comment) <= len(words) and all(map(are_alike, words, comment))
        for comment in COMMENTS
    )


def _worded(items: Iterable[Item]) -> str:
    return " ".join(item.text for item in items)
