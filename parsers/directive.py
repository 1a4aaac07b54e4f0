"""What a leader's or officer's words order: one directive, or what must be asked back."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from parsers.fold import fold, tidy
from parsers.model import ParsedDirective, Party, Question, Verb
from parsers.names import Names
from parsers.phrases import Tag
from parsers.reldates import Due, WorkingDay, find_due, find_dues
from parsers.roles import NAMES, Group, Role, groups_of
from parsers.sentence import Item, items_of
from parsers.tokens import tokens_of

Clause = tuple[Item, ...]

LONGEST = 3000
"""Characters; an instruction is a sentence or a page, anything longer is for a person to read."""

_DOUBTS = {
    Tag.ASK: "asked_not_ordered",
    Tag.NOT: "negated",
    Tag.IF: "conditional",
    Tag.OR: "two_readings",
    Tag.MAYBE: "not_an_order",
    Tag.BUT: "conditional",
}
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
_DATED = frozenset({Verb.ASSIGN, Verb.EXTEND, Verb.OPINION, Verb.IN_PROGRESS, Verb.AGREE})
_STRONG_GIVING = re.compile(r"^(giao|chuyen|kinh chuyen|phan cong|cu\b|ban giao|chi dinh)")
_ANSWER = re.compile(r"^\(?(?:so|chon|chon so|phuong an|muc|cau)?\s*(\d{1,2})\s*[.)!]*\s*(?:nhe|nha|a|em)?\s*\.?$")
_DIGEST = re.compile(r"(?:^|[;\n])[ \t]*\d{1,3}[ \t]+[^\W\d]")
_LONGER = re.compile(r"\bthem\s+(?:\w+\s+){0,2}(?:ngay|tuan|thang)\b")
_UNDO_WORDS = re.compile(r"chi dao|lenh|y kien|phan cong|tren|vua roi|noi dung|truoc|cua|thu|email|but phe|lan|do")


@dataclass(frozen=True, slots=True)
class _Reading:
    clauses: tuple[Clause, ...]
    groups: tuple[tuple[Group, ...], ...]
    due: Due | None

    def having(self, role: Role) -> list[Group]:
        return [group for groups in self.groups for group in groups if group.role is role]

    def parties(self, role: Role) -> tuple[Party, ...]:
        found = [item.parties[0] for group in self.having(role) for item in group.items if item.parties]
        return tuple(dict.fromkeys(found))


def parse_choice(text: str) -> int | None:
    """The number in an answer that is nothing but a number ("2", "Số 2", "chọn 2"), else None."""
    match = _ANSWER.match(fold(tidy(text)).strip())
    return int(match.group(1)) if match else None


def parse_directive(
    text: str, people: Sequence[Party], today: date, is_working_day: WorkingDay
) -> tuple[ParsedDirective | None, tuple[Question, ...]]:
    """The order in the fresh words of a reply. With questions there is no directive: nothing is done, only asked."""
    text = tidy(text).strip()
    if not text or parse_choice(text) is not None:
        return None, (Question("nothing_understood", text),)
    if len(text) > LONGEST:
        return None, (Question("too_long", text[:60]),)
    reading = _read(text, people, today, is_working_day)
    questions = _doubts(text, reading) or _name_questions(reading) or _role_questions(reading)
    if questions:
        return None, questions
    return _decide(text, reading)


def _read(text: str, people: Sequence[Party], today: date, is_working_day: WorkingDay) -> _Reading:
    dues = find_dues(text, today, is_working_day)
    items = items_of(text, tokens_of(text), Names(people), [(due.start, due.end) for due in dues])
    clauses = _without_signature(_split(items))
    groups: list[tuple[Group, ...]] = []
    for clause in clauses:
        known = any(group.role is Role.LEAD for earlier in groups for group in earlier)
        groups.append(tuple(groups_of(clause, lead_known=known)))
    return _Reading(clauses, tuple(groups), find_due(text, today, is_working_day))


def _split(items: Sequence[Item]) -> list[Clause]:
    clauses: list[list[Item]] = [[]]
    for item in items:
        if item.tag is Tag.BREAK:
            clauses.append([])
        else:
            clauses[-1].append(item)
    return [tuple(clause) for clause in clauses if clause]


def _without_signature(clauses: list[Clause]) -> tuple[Clause, ...]:
    """A person's bare name or position in the last lines is who wrote it, not who is meant."""
    kept = list(clauses)
    while len(kept) > 1 and _is_signature(kept[-1]):
        kept.pop()
    return tuple(kept)


def _is_signature(clause: Clause) -> bool:
    return all(
        item.tag is Tag.PARTY and all(party.kind == "person" for party in item.parties) and len(item.text.split()) > 1
        for item in clause
    )


def _doubts(text: str, reading: _Reading) -> tuple[Question, ...]:
    if _DIGEST.search(text):
        return (Question("several_orders", text),)
    for clause in reading.clauses:
        for item in clause:
            if item.tag in _DOUBTS:
                return (Question(_DOUBTS[item.tag], _words(clause)),)
    return ()


def _name_questions(reading: _Reading) -> tuple[Question, ...]:
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
        following = next((other for other in clause[index + 1 :] if other.tag not in {Tag.FILLER, Tag.WITH}), None)
        strange = following is not None and following.tag is Tag.WORD and following.capital
        if item.tag is Tag.GIVE and following is not None and following.tag in NAMES:
            continue
        strong = bool(_STRONG_GIVING.match(fold(item.text))) and (index == 0 or not groups)
        if (item.tag is Tag.GIVE and (strong or (strange and not groups))) or (item.tag is Tag.CO and strange):
            unknown.append(Question("unknown_name", _words(clause)))
        if item.tag in {Tag.LEAD, Tag.CO, Tag.MONITOR} and index and clause[index - 1].tag is Tag.WORD:
            unknown.append(Question("unknown_name", _words(clause)))
    return unknown[:1]


def _role_questions(reading: _Reading) -> tuple[Question, ...]:
    """Roles that can be read in two ways."""
    unclear = reading.having(Role.UNCLEAR)
    leads = reading.having(Role.LEAD)
    if unclear or len(leads) > 1:
        return (_which_part(reading, [*leads, *unclear]),)
    helpers = [group for group in reading.having(Role.CO) if group.given and group.has_comma]
    if helpers and not leads:
        return (_which_part(reading, helpers),)
    several = [set(reading.parties(role)) for role in (Role.LEAD, Role.CO, Role.INFORM)]
    if several[0] & (several[1] | several[2]) or several[1] & several[2]:
        return (Question("two_readings", _group_words([*leads, *reading.having(Role.CO)])),)
    lead = reading.parties(Role.LEAD)
    homes = {party.name for party in lead if party.kind == "unit"}
    if any(party.kind == "person" and party.unit in homes for party in lead):
        return (_which_part(reading, leads),)
    return ()


def _which_part(reading: _Reading, groups: Sequence[Group]) -> Question:
    """Named, but not clear who leads and who helps; a choice only when nobody else is named beside them."""
    if sum(map(len, reading.groups)) > len(groups):
        return Question("two_readings", _group_words(groups))
    found = [item.parties[0] for group in groups for item in group.items if item.parties]
    return Question("two_readings", _group_words(groups), tuple(dict.fromkeys(found)))


def _decide(text: str, reading: _Reading) -> tuple[ParsedDirective | None, tuple[Question, ...]]:
    lead, watching = reading.parties(Role.LEAD), reading.parties(Role.MONITOR)
    inform = reading.parties(Role.INFORM)
    if not lead and watching and not reading.parties(Role.CO):
        lead, watching = watching, ()
    helpers = reading.parties(Role.CO)
    statements = _statements(reading, assigned=bool(lead or helpers))
    if helpers and not lead:
        return None, (Question("no_lead", _group_words(reading.having(Role.CO))),)
    verb = _verb(statements, assigned=bool(lead), informed=bool(inform))
    if verb is None:
        return None, (Question("two_readings" if statements else "nothing_understood", text),)
    if verb is Verb.OPINION:
        lead = reading.parties(Role.TARGET)
    draft = ParsedDirective(verb, lead, helpers, tuple(dict.fromkeys((*inform, *watching))), None, text)
    return _with_due(draft, reading)


def _with_due(draft: ParsedDirective, reading: _Reading) -> tuple[ParsedDirective | None, tuple[Question, ...]]:
    due = reading.due
    if draft.verb is Verb.OPINION and not draft.lead:
        return None, (Question("unknown_name", draft.note),)
    if draft.verb is Verb.EXTEND and (due is None or _LONGER.search(fold(draft.note))):
        return None, (Question("extend_until", draft.note),)
    if due is None or draft.verb not in _DATED:
        return draft, ()
    if due.doubt:
        return None, (Question(due.doubt, due.words),)
    return ParsedDirective(draft.verb, draft.lead, draft.co_handlers, draft.inform, due.on, draft.note), ()


def _statements(reading: _Reading, *, assigned: bool) -> set[Verb]:
    found: set[Verb] = set()
    for clause, groups in zip(reading.clauses, reading.groups, strict=True):
        given = any(group.role in {Role.LEAD, Role.CO, Role.INFORM, Role.MONITOR} for group in groups)
        for first, rest in _heads(clause):
            verb = _STATEMENTS.get(first.tag)
            loud = verb in {Verb.RETURN, Verb.UNDO, Verb.EXTEND}
            if verb is None or (given and verb is not Verb.AGREE and not loud):
                continue
            if verb is Verb.UNDO and not _is_plain_undo(rest):
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
        addressed = len(meant) > 1 and meant[0].tag is Tag.SUBMIT and meant[1].tag in NAMES
        meant = meant[1:] if addressed else meant
        while meant and meant[0].tag in NAMES | {Tag.GREET, Tag.COLON}:
            meant = meant[1:]
        if meant:
            heads.append((meant[0], tuple(meant[1:])))
        if len(meant) > 1 and meant[0].tag is Tag.AGREE and meant[1].tag in _STATEMENTS:
            heads.append((meant[1], tuple(meant[2:])))
        part = []
    return heads


def _is_plain_undo(rest: Clause) -> bool:
    return all(item.tag in NAMES or _UNDO_WORDS.search(fold(item.text)) for item in rest)


def _verb(statements: set[Verb], *, assigned: bool, informed: bool) -> Verb | None:
    if assigned:
        return Verb.ASSIGN if statements <= {Verb.AGREE, Verb.INFORM} else None
    if not statements:
        return Verb.INFORM if informed else None
    if len(statements) == 1:
        return next(iter(statements))
    return next((verb for together, verb in _TOGETHER if statements == together), None)


def _words(items: Sequence[Item]) -> str:
    return " ".join(item.text for item in items)


def _group_words(groups: Sequence[Group]) -> str:
    return "; ".join(", ".join(item.text for item in group.items) for group in groups)
