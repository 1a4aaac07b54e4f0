"""Answers to a digest by number: "3 giao Lan; 5 xong; còn lại để biết"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from parsers.model import ParsedDirective, Party, Question, Verb
from parsers.replies.beside.courtesies import without_courtesies
from parsers.replies.corrections import correction
from parsers.replies.cutting.namecards import without_card
from parsers.replies.days.daycounts import WorkingDay
from parsers.replies.days.reldates import find_dues
from parsers.replies.directive import LONGEST, parse_said
from parsers.vietnamese.fold import fold, tidy

_KIND = (
    r"(?:(?:cau|so|muc|viec|viec thu|cai|vb|van ban|cv|cong van|ho so|stt|#"
    r"|tu(?=\s*\d{1,3}\s*(?:den|toi)\s*\d))\s*){0,2}"
)
_LIST = r"\d{1,3}(?:\s*(?:,|&|\+|va|voi|cung|-|–|den|toi)\s*(?:so\s+|muc\s+|viec\s+)?\d{1,3})*"
_UNIT = re.compile(r"(?:ngày|ngay|tuần|tháng|năm|giờ|gio|phút|phut|người|lần|tỷ|triệu|đồng(?! ý| chí)|nội dung)\b")
"""Written out, because Nam, Lan, Tuấn and Thắng are people: `3 ngày` counts, `3 Nam` is item 3."""
_THINGS = re.compile(
    r"(?:trieu|ty|van de|phu luc|trang|ho so|van ban|truong hop|don vi|dong chi|du an|cong trinh|vu viec|ho dan|ban ve"
    r"|ban sao|cuoc hop|bien ban|bo ho so)\b"
)
_REST = (
    r"(?:(?:nhung |cac )?(?:van ban |viec |muc |cai |ho so |so |noi dung )?(?:con lai|khac)"
    r"|tat ca(?: cac)?(?: van ban| viec| muc| ho so)?(?: con lai)?)"
)
_ORDERS = r"(?:giao|chuyen|xong|de biet|luu|dong y|tra lai|ok|huy|dang|da|xin)\b"
_MARK = r"(?:\s*[.)/]*\s*[:=]|\s*[.)/]+|\s*[-–>]+)"
_NAMED = r"(?:cau|so|muc|viec|vb|van ban|cv|cong van|ho so|stt|#)\s*"
_HEAD = re.compile(
    rf"(?:(?:^|[;\n]|[.,:](?=\s))[ \t*•-]*(?:va\s+|rieng\s+)?"
    rf"|\bva\s+(?={_KIND}{_LIST}(?:\s+{_ORDERS}|{_MARK}\s+[^\W\d])|{_NAMED}{_KIND}{_LIST}\s+[^\W\d]|{_REST}\s))\s*"
    rf"(?:\(?{_KIND}(?P<numbers>{_LIST}){_MARK}?\s+(?!va\s+\d)(?=[^\W\d])"
    rf"|(?P<rest>{_REST})\s*[:-]?\s+(?=[^\W\d]))"
)
_NUMBER = re.compile(r"\d{1,3}")
_SPAN = re.compile(r"(\d{1,3})\s*(?:-|–|den|toi)\s*(?:so\s+|muc\s+|viec\s+)?(\d{1,3})")
_STRAY = re.compile(
    r"(?<!\bso )(?<!\bquy )(?<!\bdieu )(?<!\bkhoan )(?<![\w/.,-])\d{1,3}(?:(?=/\s)|(?![\w/%-]|[.,]\d))\s*"
)
_PRELUDE = re.compile(
    r"(?:\W|\b(?:kinh|chao|gui|da|em|anh|chi|dong chi|van phong|vp|van thu|toi|y kien|tra loi|chi dao|nhu sau|cua|xin"
    r"|thua|dear|hi|hello|cac|ban|ok|la|a)\b)*"
)
_BEHIND = re.compile(
    rf"(?P<words>[^\W\d][^\d]*?)(?<!thu)(?<!\bngay)(?<!\bthang)(?<!\btuan)(?<!\bnam)(?<!\bquy)(?<!\bhan)(?<!\btruoc)"
    rf"(?<!\bden)(?<!\bluc)(?<!\bdieu)(?<!\bkhoan)(?<!\bto)(?<!\bdoi)(?<!\bthon)(?<!\bap)(?<!\bphuong)(?<!\bphong)"
    rf"(?<!\bkhu)(?<!\bpho)(?<!\bdot)(?<!\blan)(?<!\bkhoa)(?<!\blop)(?<!\bnhom)(?<!\bquan)(?<!\bvao)(?<!\bvung)"
    rf"\s*:?\s+(?:cac\s+)?{_KIND}(?P<numbers>{_LIST}(?:\s+\d{{1,3}})*)\s*[.!]*"
)
"""`Đồng ý 1, 2, 3`, `Giao Hải việc 3`: the number behind the order, and no other number in it."""
_EVERY = re.compile(
    r"(?P<words>(?:toi |anh |chi )?(?:dong y|nhat tri|duyet|thong nhat|ok|oke|de biet|luu|da biet|da xem|biet))"
    r"(?: voi)?\s+(?:het|tat ca|ca|toan bo)(?:\s+(?:cac\s+)?(?:viec|muc|van ban|noi dung))?(?:\s+tren)?\s*[.!]*"
)
_ORDER_FIRST = re.compile(r"\s*[;\n]\s*|,\s*(?=[^\W\d])|\.\s+(?=[^\W\d])")
_SAME = re.compile(r"(?:thi |cung )*(?:vay|the|tuong tu|nhu tren|nhu the|nhu vay|giong vay|giong the|nt)[.!]*")
_CORRECTIONS = frozenset({Verb.RECALL, Verb.REOPEN})
"""What can be corrected of one line; a delegation is about no document."""
_TURNS = frozenset({"negated", "conditional", "asked_not_ordered", "not_an_order"})


@dataclass(frozen=True, slots=True)
class ItemAnswer:
    """What was said of one item of a digest."""

    number: int
    """From 1, as in the digest."""
    words: str
    """The words for this item, verbatim, without its number."""
    directive: ParsedDirective | None
    """None when `questions` must be asked back first."""
    questions: tuple[Question, ...] = ()


@dataclass(frozen=True, slots=True)
class DigestAnswers:
    """An answer to a digest. Items nobody spoke of are not in it: nothing happens to them."""

    items: tuple[ItemAnswer, ...]
    """By number, each number once."""
    questions: tuple[Question, ...] = ()
    """What concerns the answer as a whole: `no_such_item`, `which_item`, `several_orders`, `too_long`."""


@dataclass(frozen=True, slots=True)
class _Part:
    numbers: tuple[int, ...]
    """Empty: the rest."""
    words: str


def parse_digest(
    text: str, count: int, people: Sequence[Party], today: date, is_working_day: WorkingDay
) -> DigestAnswers:
    """The orders in the fresh words of an answer to a digest of `count` items.

    Each item's words are read by `parse_said`, so nothing can be ordered here that could not be ordered alone.
    A doubt about the numbers makes the rest ("còn lại") doubtful too; a doubt about the whole leaves every item alone.
    """
    text = without_card(tidy(text).strip())
    parts = list(_parts(text)) or (_behind(text) if count > 1 else [])
    doubt = _whole_doubt(text, parts, count)
    if doubt is not None:
        return DigestAnswers((), (doubt,))
    if not parts:
        parts = [_Part((1,), text)]
    strange = tuple(number for part in parts for number in part.numbers if not 1 <= number <= count)
    words = _by_item(parts, count)
    items = tuple(_answer(number, said, people, today, is_working_day) for number, said in sorted(words.items()))
    several = any(question.code == "several_orders" for item in items for question in item.questions)
    if any(map(_turns_back, items)) or (several and any(not part.numbers for part in parts)):
        return DigestAnswers((), (Question("several_orders", text),))  # a number unread may be one of the rest
    if not strange:
        return DigestAnswers(items)
    unknown = Question("no_such_item", ", ".join(map(str, dict.fromkeys(strange))))
    named = {number for part in parts for number in part.numbers}
    return DigestAnswers(tuple(item for item in items if item.number in named), (unknown,))


def _parts(text: str) -> Iterator[_Part]:
    heads, before = _heads(text), None
    for index, head in enumerate(heads):
        end = heads[index + 1].start() if index + 1 < len(heads) else len(text)
        words = re.sub(r"^(?:thì|thi)\s+", "", text[head.end() : end].strip(" \t\n;,"), flags=re.IGNORECASE)
        if _SAME.fullmatch(fold(words)) and before is not None:
            words = before.words
        before = _Part(_numbers(head["numbers"]) if head["numbers"] else (), words)
        yield before


def _behind(text: str) -> list[_Part]:
    """Parts with the number behind the order; none unless every one of them is written so."""
    if every := _EVERY.fullmatch(fold(text)):
        return [_Part((), text[every.start("words") : every.end("words")])]
    parts = [part for part in _ORDER_FIRST.split(text.strip()) if part.strip()]
    found = [_BEHIND.fullmatch(fold(part)) for part in parts]
    return [
        _Part(_numbers(match["numbers"]), part[: match.end("words")].strip(" :,"))
        for part, match in zip(parts, found, strict=True)
        if match is not None and None not in found
    ]


def _heads(text: str) -> list[re.Match[str]]:
    lower = text.lower()
    return [head for head in _HEAD.finditer(fold(text)) if head["rest"] or not _UNIT.match(lower, head.end())]


def _numbers(written: str) -> tuple[int, ...]:
    found = list(map(int, _NUMBER.findall(written)))
    for first, last in _SPAN.findall(written):
        found += range(int(first), int(last) + 1)
    return tuple(dict.fromkeys(found))


def _whole_doubt(text: str, parts: Sequence[_Part], count: int) -> Question | None:
    if len(text) > LONGEST:
        return Question("too_long", text[:60])
    if not parts:
        return None if count == 1 else Question("which_item", text)
    heads = _heads(text)
    if len(parts) == 1 and heads and heads[0]["rest"] and not heads[0]["rest"].startswith("tat ca"):
        return Question("which_item", text)
    before = fold(text)[: heads[0].start()] if heads else ""
    several_rests = sum(not part.numbers for part in parts) > 1
    return Question("several_orders", text) if several_rests or not _PRELUDE.fullmatch(before) else None


def _by_item(parts: Sequence[_Part], count: int) -> dict[int, tuple[str, ...]]:
    """Every different thing said of each item; the rest is what no other part names."""
    said: dict[int, list[str]] = defaultdict(list)
    named = {number for part in parts for number in part.numbers}
    for part in parts:
        for number in part.numbers or sorted(set(range(1, count + 1)) - named):
            if 1 <= number <= count and part.words not in said[number]:
                said[number].append(part.words)
    return {number: tuple(words) for number, words in said.items()}


def _answer(
    number: int, said: Sequence[str], people: Sequence[Party], today: date, is_working_day: WorkingDay
) -> ItemAnswer:
    words = "; ".join(said)
    if len(said) > 1:
        return ItemAnswer(number, words, None, (Question("two_readings", words),))
    if _has_stray_number(words, today, is_working_day):
        return ItemAnswer(number, words, None, (Question("several_orders", words),))
    bare = without_courtesies(words)
    corrected = correction(bare, people, today, is_working_day)
    if corrected is not None and corrected.verb in _CORRECTIONS:
        return ItemAnswer(number, words, replace(corrected, note=words))
    directive, questions = parse_said(words, people, today, is_working_day)
    return ItemAnswer(number, words, replace(directive, note=words) if directive else None, questions)


def _has_stray_number(words: str, today: date, is_working_day: WorkingDay) -> bool:
    """A bare number inside an order may be the next item, written where we do not expect it."""
    dues = find_dues(words, today, is_working_day)
    lower, folded = words.lower(), fold(words)
    return any(
        not any(due.start <= match.start() < due.end for due in dues)
        and not _UNIT.match(lower, match.end())
        and not _THINGS.match(folded, match.end())
        for match in _STRAY.finditer(folded)
    )


def _turns_back(item: ItemAnswer) -> bool:
    """A refusal in a sentence of its own may take back every order before it ("… 5 xong. Thôi để sau")."""
    later = re.search(r"[.!\n]\s*\S", item.words)
    return later is not None and any(question.code in _TURNS for question in item.questions)
