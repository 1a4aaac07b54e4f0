"""What a leader's or officer's words order: one directive, or what must be asked back."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from parsers.model import ParsedDirective, Party, Question, Verb
from parsers.replies.beside.background import behind_background
from parsers.replies.beside.contents import without_content
from parsers.replies.beside.excuses import without_excuse
from parsers.replies.beside.prefaces import without_clerk, without_preface
from parsers.replies.beside.replaced import taken_and_given
from parsers.replies.beside.shorthand import written_out
from parsers.replies.beside.vocative import spoken_to
from parsers.replies.days.daycounts import WorkingDay
from parsers.replies.days.reldates import Due, find_due, find_dues
from parsers.replies.doubts.guard import doubt_in, is_asked, unread_name
from parsers.replies.doubts.unlisted import unlisted_actor
from parsers.replies.items.names import names_of
from parsers.replies.items.sentence import Item, items_of
from parsers.replies.items.tokens import tokens_of
from parsers.replies.parts.chief import under_their_chief
from parsers.replies.parts.passing import passed_on
from parsers.replies.parts.roles import Group, Role, groups_of
from parsers.replies.parts.statements import Clause, statements_of, verb_of
from parsers.replies.parts.surroundings import HELPED, NAMES
from parsers.replies.words import turns
from parsers.replies.words.doubts import DEFECTS, FAULTS
from parsers.replies.words.short import SHORT
from parsers.replies.words.tags import Tag
from parsers.vietnamese.fold import fold, tidy

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
_OF_NAMES_AND_DAYS = frozenset({"unknown_name", "ambiguous_name", "date_in_past", "date_impossible", "date_unclear"})
_THEN = frozenset({Tag.SUBMIT, Tag.REPORT, Tag.WORK})
_DEFECTS, _FAULTS = (frozenset(fold(one).strip() for one in table.split("|")) for table in (DEFECTS, FAULTS))
_DATED = frozenset({Verb.ASSIGN, Verb.EXTEND, Verb.OPINION, Verb.IN_PROGRESS, Verb.AGREE})
_REPORTS = frozenset({Verb.EXTEND, Verb.IN_PROGRESS, Verb.RETURN})
"""What a reason may stand beside: it gives nobody power or work."""
_LEADERS = (
    "chu tich",
    "pho chu tich",
    "giam doc",
    "pho giam doc",
    "bi thu",
    "pho bi thu",
    "cuc truong",
    "chi cuc truong",
)
_STRONG_GIVING = re.compile(r"^(giao|chuyen|kinh chuyen|phan cong|cu\b|ban giao|chi dinh)")
_ANSWER = re.compile(r"^\(?(?:so|chon|chon so|phuong an|muc|cau)?\s*(\d{1,2})\s*[.)!]*\s*(?:nhe|nha|a|em)?\s*\.?$")


@dataclass(frozen=True, slots=True)
class Reading:
    clauses: tuple[Clause, ...]
    groups: tuple[tuple[Group, ...], ...]
    due: Due | None
    dues: tuple[Due, ...]

    def having(self, role: Role) -> list[Group]:
        return [group for groups in self.groups for group in groups if group.role is role]

    def parties(self, role: Role) -> tuple[Party, ...]:
        return _meant(self.having(role))


def _meant(groups: Sequence[Group]) -> tuple[Party, ...]:
    return tuple(dict.fromkeys(item.parties[0] for group in groups for item in group.items if item.parties))


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
    order, questions = _understood(written_out(text), people, today, is_working_day)
    return (replace(order, note=text) if order else None), questions


def _understood(
    text: str, people: Sequence[Party], today: date, is_working_day: WorkingDay
) -> tuple[ParsedDirective | None, tuple[Question, ...]]:
    whole = fold(text).strip(" .!…")
    verb = next((verb for pattern, verb in SHORT if pattern.fullmatch(whole)), None)
    if verb is not None and not turns.WORDED_QUESTION.search(text.lower()):
        return ParsedDirective(verb, note=text), ()
    if (report := without_excuse(text)) is not None and not is_asked(text):
        reported, doubted = parse_directive(report, people, today, is_working_day)
        if reported is not None and reported.verb in _REPORTS:
            return replace(reported, note=text), ()
        if any(question.code == "extend_until" for question in doubted):
            return None, doubted
    if (said := taken_and_given(text)) is not None:
        return _instead(text, said, people, today, is_working_day)
    text = without_content(without_clerk(without_preface(spoken_to(text, people)), people))
    reading = reading_of(text, people, today, is_working_day)
    questions = _doubts(text, reading) or _name_questions(reading) or _role_questions(reading)
    if questions:
        behind = behind_background(text, reading.clauses)
        order, doubts = _understood(behind, people, today, is_working_day) if behind else (None, ())
        if order is not None and order.verb is Verb.ASSIGN:
            return order, ()
        return None, doubts if {doubt.code for doubt in doubts} & _OF_NAMES_AND_DAYS else questions
    order, questions = decided(text, reading)
    parts = tuple(zip(reading.clauses, reading.groups, strict=True))
    if order is None:
        return None, questions
    if doubt := doubt_in(text, order, parts, reading.dues, today):
        return None, (Question(doubt, text),)
    unread = (unread_name(parts, people) or unlisted_actor(reading.clauses)) if order.verb is Verb.ASSIGN else None
    return (None, (Question("unknown_name", unread),)) if unread else (order, ())


def _instead(
    text: str, said: tuple[str, str], people: Sequence[Party], today: date, is_working_day: WorkingDay
) -> tuple[ParsedDirective | None, tuple[Question, ...]]:
    """The order for who is to have the work, when who is not to have it is known and has no part in it."""
    order, questions = parse_directive(said[1], people, today, is_working_day)
    if not said[0]:
        return (replace(order, note=text), ()) if order is not None else (None, questions)
    clauses = reading_of(f"Giao {said[0]}.", people, today, is_working_day).clauses
    former = [item for item in clauses[0] if item.tag not in {Tag.GIVE, Tag.FILLER}]
    named = len(clauses) == 1 and len(former) == 1 and len(former[0].parties) == 1 and not is_asked(text)
    if order is None or order.verb is not Verb.ASSIGN or not named:
        return None, (Question("negated", text), *questions)[:1]
    if former[0].parties[0] in (*order.lead, *order.co_handlers, *order.inform):
        return None, (Question("two_readings", text),)
    return replace(order, note=text), ()


def reading_of(text: str, people: Sequence[Party], today: date, is_working_day: WorkingDay) -> Reading:
    """The words taken apart: sentences, who is named in them with what part, and days."""
    dues = find_dues(text, today, is_working_day)
    items = items_of(text, tokens_of(text), names_of(tuple(people)), [(due.start, due.end) for due in dues])
    clauses = _without_signature(_split(passed_on(items)))
    groups: list[tuple[Group, ...]] = []
    for clause in clauses:
        known = any(group.role is Role.LEAD for earlier in groups for group in earlier)
        groups.append(tuple(groups_of(clause, lead_known=known)))
    return Reading(clauses, tuple(under_their_chief(groups)), find_due(text, today, is_working_day), dues)


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
    while len(kept) > 1 and (_is_signature(kept[-1]) or _is_initialled(kept)):
        kept.pop()
    return tuple(kept)


def _is_signature(clause: Clause) -> bool:
    return all(
        item.tag is Tag.PARTY and all(party.kind == "person" for party in item.parties) and len(item.text.split()) > 1
        for item in clause
    )


def _is_initialled(clauses: Sequence[Clause]) -> bool:
    """`Chuyển chị Hoàn xử lý nhé.` and on the last line `Huân`, who leads the agency and was given nothing above."""
    (*_, above), last = clauses[:-1], clauses[-1]
    ordered = any(item.tag in {Tag.GIVE, Tag.WORK, Tag.INFORM, Tag.AGREE} for item in above)
    alone = len(last) == 1 and last[0].tag is Tag.PARTY and len(last[0].parties) == 1 and last[0].capital
    party = last[0].parties[0] if alone else None
    leads = party is not None and fold(party.position).startswith(_LEADERS)
    return ordered and leads and above[-1].tag not in NAMES


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
    leads = leads[:1] if len({_meant([group]) for group in leads}) == 1 else leads
    unclear = [group for group in reading.having(Role.UNCLEAR) if not set(_meant([group])) <= set(_meant(leads))]
    if unclear or len(leads) > 1:
        return (_which_part(reading, [*leads, *unclear]),)
    beside = [*reading.having(Role.CO), *reading.having(Role.MONITOR)]
    helpers = [group for group in beside if group.given and group.has_comma]
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


def _which_part(reading: Reading, groups: Sequence[Group]) -> Question:
    """Named, but not clear who leads and who helps; a choice only when nobody else is named beside them."""
    beside = [group for row in reading.groups for group in row if group.role is not Role.MENTIONED]
    if any(group not in groups for group in beside):
        return Question("two_readings", _group_words(groups))
    found = [item.parties[0] for group in groups for item in group.items if item.parties]
    return Question("two_readings", _group_words(groups), tuple(dict.fromkeys(found)))


def decided(text: str, reading: Reading) -> tuple[ParsedDirective | None, tuple[Question, ...]]:
    """The order the grammar makes of a reading, before the guard has looked at the words left over."""
    lead, watching = reading.parties(Role.LEAD), reading.parties(Role.MONITOR)
    inform = reading.parties(Role.INFORM)
    if not lead and watching and not reading.parties(Role.CO):
        given = _meant([group for group in reading.having(Role.MONITOR) if group.given])
        lead = given or watching  # `Giao A giám sát công trình. B theo dõi`: A has the work
        watching = tuple(party for party in watching if party not in lead)
    helpers = reading.parties(Role.CO)
    statements = statements_of(reading.clauses, reading.groups, assigned=bool(lead or helpers))
    if helpers and not lead:
        return None, (Question("no_lead", _group_words(reading.having(Role.CO)), helpers if len(helpers) > 1 else ()),)
    verb = verb_of(statements, assigned=bool(lead), informed=bool(inform))
    if verb is None:
        return None, (Question("two_readings" if statements else "nothing_understood", text),)
    if verb is Verb.OPINION:
        lead = reading.parties(Role.TARGET)
    informed = tuple(dict.fromkeys((*inform, *watching)))
    sharing = _meant([group for group in reading.having(Role.CO) if group.shares])
    draft = ParsedDirective(verb, lead, helpers, informed, None, text, follow=watching, sharing=sharing)
    return _with_due(draft, reading)


def _with_due(draft: ParsedDirective, reading: Reading) -> tuple[ParsedDirective | None, tuple[Question, ...]]:
    due = reading.due
    if draft.verb is Verb.OPINION and not draft.lead:
        return None, (Question("unknown_name", draft.note),)
    named = due is not None and due.on is not None and re.search(r"\bden\b|\btoi\b", fold(due.words))
    if draft.verb is Verb.EXTEND and (due is None or (turns.LONGER.search(fold(draft.note)) and not named)):
        return None, (Question("extend_until", draft.note),)
    if due is None or draft.verb not in _DATED:
        return draft, ()
    if due.doubt:
        return None, (Question(due.doubt, due.words),)
    return replace(draft, due_on=due.on), ()


def _words(items: Sequence[Item]) -> str:
    return " ".join(item.text for item in items)


def _group_words(groups: Sequence[Group]) -> str:
    return "; ".join(", ".join(item.text for item in group.items) for group in groups)
