"""How things stand, told in sentences before the order: "Dân kêu nhiều rồi, chưa ai sửa. Giao Phòng Kinh tế khảo sát".

Such sentences are full of words that turn an order round (chưa, không, rồi) and order nothing themselves. They are left
out only where a whole order stands behind them, and only those that name nobody we know, set no day, give, agree to,
refuse and ask nothing.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from parsers.replies.items.item import Item
from parsers.replies.words import turns
from parsers.replies.words.doubts import DEFECTS, FAULTS
from parsers.replies.words.tags import Tag
from parsers.vietnamese.fold import fold

_TOLD = frozenset(
    {Tag.WORD, Tag.PLAIN, Tag.FILLER, Tag.COMMA, Tag.OBJECT, Tag.AND, Tag.WITH, Tag.WORK, Tag.KEEP}
    | {Tag.SUBMIT, Tag.REPORT, Tag.UNKNOWN}
)
_TURNS = frozenset({Tag.NOT, Tag.MAYBE, Tag.BUT})
_OF_THE_CASE = frozenset({
    "chua", "khong", "ko", "hong", "chang", "sai", "nham", "roi", "lam", "cham", "cham qua", "qua cham", "kem", "van",
    "vua qua", "thoi gian qua", "con thieu", "con vuong", "rat tot", "con cho", "truoc day", "hom qua",
    "lan truoc", "nhung", "tuy nhien",
})  # fmt: skip
"""Words of doubt that may be said of a case; `đừng`, `thôi`, `chờ`, `định`, `nên` are about what is to be done."""
_FAULTS = frozenset(fold(fault).strip() for fault in f"{DEFECTS}|{FAULTS}".split("|"))
_SHORTEST = 3
"""Words of a sentence that tells something: `Không.`, `Chưa.` alone answer a question."""
_ENDS = re.compile(r"[.!…\n]")
_OWN_WILL = re.compile(
    r"\b(?:khong|chua|chang) (?:can|phai|giao|chuyen|dong y|nhat tri|duyet|ky|cho|lam|nen|duoc|muon|xu ly|thuc hien)\b"
    r"|^(?:khong|chua|thoi|ko)\W*$"
)
"""A refusal of the leader's own, not how things stand."""
_NO_STATE = re.compile(
    r"(?:khong|ko|chua|chang|bo|huy)\b(?! (?:ai|thay|co|biet|ro|kip|dat|du|duoc|on|thong nhat|dong bo|khop|day du)\b)"
)
"""How a sentence begins that takes something back rather than tells that something is missing."""


def behind_background(text: str, clauses: Sequence[Sequence[Item]]) -> str | None:
    """The words from the first sentence that is more than background; None when there is none before it."""
    told = list(itertools.takewhile(lambda clause: _is_background(text, clause), clauses))
    if not told or len(told) == len(clauses):
        return None
    last, following = told[-1][-1], clauses[len(told)][0]
    between = text[last.start + len(last.text) : following.start]
    rest = text[following.start :].strip()
    return rest if _ENDS.search(between) and rest else None


def _is_background(text: str, clause: Sequence[Item]) -> bool:
    words = fold(text[clause[0].start : clause[-1].start + len(clause[-1].text)])
    pairs = zip((None, *clause), clause, strict=False)
    tells = all(item.tag in _TOLD or _is_of_the_case(item) or _is_nobody(before, item) for before, item in pairs)
    long = len(words.split()) >= _SHORTEST
    own = _OWN_WILL.search(words) or _NO_STATE.match(words) or turns.HEARSAY.match(words)
    return tells and long and not own


def _is_of_the_case(item: Item) -> bool:
    return item.tag in _TURNS and fold(item.text) in _OF_THE_CASE | _FAULTS


def _is_nobody(before: Item | None, item: Item) -> bool:
    """`chưa ai sửa`: nobody did; alone, `ai` asks who."""
    return before is not None and before.tag is Tag.NOT and item.tag is Tag.ASK and fold(item.text) == "ai"
