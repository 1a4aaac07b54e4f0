"""What must be asked back before the words can order anything: doubts, names, and who has which part."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from parsers.model import Question
from parsers.replies.items.item import Item
from parsers.replies.parts.reading import Reading, meant
from parsers.replies.parts.roles import Group, Role
from parsers.replies.parts.statements import Clause
from parsers.replies.parts.surroundings import HELPED, NAMES
from parsers.replies.words import turns
from parsers.replies.words.doubts import DEFECTS, FAULTS
from parsers.replies.words.tags import Tag
from parsers.vietnamese.fold import fold

_DOUBTS = {
    Tag.ASK: "asked_not_ordered",
    Tag.NOT: "negated",
    Tag.IF: "conditional",
    Tag.OR: "two_readings",
    Tag.MAYBE: "not_an_order",
    Tag.BUT: "conditional",
}
_THEN = frozenset({Tag.SUBMIT, Tag.REPORT, Tag.WORK})
_DEFECTS, _FAULTS = (frozenset(fold(one).strip() for one in table.split("|")) for table in (DEFECTS, FAULTS))
_STRONG_GIVING = re.compile(r"^(giao|chuyen|kinh chuyen|phan cong|cu\b|ban giao|chi dinh)")


def questions_about(text: str, reading: Reading) -> tuple[Question, ...]:
    """Of words of doubt first, then of names, then of parts."""
    return _doubts(text, reading) or _name_questions(reading) or _role_questions(reading)


def _doubts(text: str, reading: Reading) -> tuple[Question, ...]:
    if turns.DIGEST.search(text):
        return (Question("several_orders", text),)
    folded = fold(text)
    if turns.LEFT_OUT.search(text.lower()):
        return (Question("negated", text),)
    if turns.GIVEN_LATER.search(folded) or turns.CITED.search(folded):
        return (Question("not_an_order", text),)
    for clause in reading.clauses:
        for index, (item, following) in enumerate(itertools.zip_longest(clause, clause[1:])):
            if (code := _doubt_of(item, following)) and not _is_a_defect(item, clause, index):
                return (Question(code, _words(clause)),)
    return ()


def _is_a_defect(item: Item, clause: Clause, index: int) -> bool:
    """`bổ sung hồ sơ còn thiếu`: said of the thing that somebody is to work on."""
    words = fold(item.text)
    part = list(itertools.takewhile(lambda other: other.tag is not Tag.COMMA, reversed(clause[:index])))
    worked = any(other.tag is Tag.WORK for other in part[1:])
    named = any(other.tag in NAMES for other in clause[:index])
    given = clause[0].tag is Tag.GIVE
    return worked and named and (words in _DEFECTS or (given and words in _FAULTS))


def _doubt_of(item: Item, following: Item | None) -> str | None:
    words = fold(item.text)
    if following is not None and words == "roi" and (following.tag in _THEN or fold(following.text) == "bao"):
        return None  # `rà soát rồi báo cáo`: then; `đã làm rồi`: already
    if following is not None and words == "khong de" and following.tag in NAMES:
        return "negated"
    return _DOUBTS.get(item.tag)


def _name_questions(reading: Reading) -> tuple[Question, ...]:
    questions: list[Question] = []
    for groups in reading.groups:
        for group in groups:
            if group.role is not Role.MENTIONED:
                questions += [_name_question(item) for item in group.items if len(item.parties) != 1]
    for clause, groups in zip(reading.clauses, reading.groups, strict=True):
        questions += _nameless(clause, groups)
    return tuple(dict.fromkeys(questions))


def _name_question(item: Item) -> Question:
    return Question("ambiguous_name" if item.parties else "unknown_name", item.text, item.parties)


def _nameless(clause: Clause, groups: Sequence[Group]) -> list[Question]:
    """A word of giving or a role with words beside it that name nobody we know."""
    unknown: list[Question] = []
    for index, item in enumerate(clause):
        following = next(
            (other for other in clause[index + 1 :] if other.tag not in {Tag.FILLER, Tag.WITH, Tag.COLON}), None
        )
        strange = following is not None and following.tag is Tag.WORD and following.capital
        if item.tag is Tag.GIVE and following is not None and following.tag in NAMES | {Tag.LEAD}:
            continue
        strong = bool(_STRONG_GIVING.match(fold(item.text))) and (index == 0 or not groups)
        served = index > 0 and clause[index - 1].tag in NAMES and HELPED.search(fold(item.text)) is not None
        helped = item.tag is Tag.CO and strange and not served
        if helped or (item.tag is Tag.GIVE and (strong or (strange and not groups))):
            unknown.append(Question("unknown_name", _words(clause)))
        if item.tag in {Tag.LEAD, Tag.CO, Tag.MONITOR} and index and clause[index - 1].tag is Tag.WORD:
            unknown.append(Question("unknown_name", _words(clause)))
    return unknown[:1]


def _role_questions(reading: Reading) -> tuple[Question, ...]:
    """Roles that can be read in two ways."""
    leads = reading.having(Role.LEAD)
    leads = leads[:1] if len({meant([group]) for group in leads}) == 1 else leads
    unclear = [group for group in reading.having(Role.UNCLEAR) if not set(meant([group])) <= set(meant(leads))]
    if unclear or len(leads) > 1:
        return (_which_part(reading, [*leads, *unclear]),)
    helpers = _given_before_any_lead(reading)
    if helpers:
        return (_which_part(reading, helpers),)
    several = [set(reading.parties(role)) for role in (Role.LEAD, Role.CO, Role.INFORM)]
    if several[0] & (several[1] | several[2]) or several[1] & several[2]:
        return (Question("two_readings", group_words([*leads, *reading.having(Role.CO)])),)
    lead = reading.parties(Role.LEAD)
    homes = {party.name for party in lead if party.kind == "unit"}
    if any(party.kind == "person" and party.unit in homes for party in lead):
        return (_which_part(reading, leads),)
    return ()


def _given_before_any_lead(reading: Reading) -> list[Group]:
    """`Chuyển A, B phối hợp`: A may well be who leads, even when C is told below to do something."""
    row = [group for groups in reading.groups for group in groups]
    first = next((index for index, group in enumerate(row) if group.role is Role.LEAD), len(row))
    beside = {Role.CO, Role.MONITOR}
    return [group for group in row[:first] if group.role in beside and group.given and group.has_comma]


def _which_part(reading: Reading, groups: Sequence[Group]) -> Question:
    """Named, but not clear who leads and who helps; a choice only when nobody else is named beside them."""
    beside = [group for row in reading.groups for group in row if group.role is not Role.MENTIONED]
    if any(group not in groups for group in beside):
        return Question("two_readings", group_words(groups))
    found = [item.parties[0] for group in groups for item in group.items if item.parties]
    return Question("two_readings", group_words(groups), tuple(dict.fromkeys(found)))


def _words(items: Sequence[Item]) -> str:
    return " ".join(item.text for item in items)


def group_words(groups: Sequence[Group]) -> str:
    return "; ".join(", ".join(item.text for item in group.items) for group in groups)
