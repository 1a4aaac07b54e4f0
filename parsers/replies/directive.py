"""What a leader's or officer's words order: one directive, or what must be asked back."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from parsers.model import ParsedDirective, Party, Question, Verb
from parsers.replies.beside.background import behind_background
from parsers.replies.beside.contents import without_content
from parsers.replies.beside.courtesies import without_courtesies
from parsers.replies.beside.excuses import without_excuse
from parsers.replies.beside.prefaces import without_clerk, without_preface
from parsers.replies.beside.replaced import taken_and_given
from parsers.replies.beside.shorthand import with_dashes_read, written_out
from parsers.replies.beside.vocative import spoken_to
from parsers.replies.days.daycounts import WorkingDay
from parsers.replies.days.reldates import find_due
from parsers.replies.doubts.guard import doubt_in, is_asked
from parsers.replies.doubts.questions import group_words, questions_about
from parsers.replies.doubts.saidguard import is_wanted
from parsers.replies.doubts.unlisted import unlisted_actor
from parsers.replies.doubts.unread import unread_name
from parsers.replies.parts.reading import Reading, meant, reading_of
from parsers.replies.parts.roles import Role
from parsers.replies.parts.statements import statements_of, verb_of
from parsers.replies.words import turns
from parsers.replies.words.progress import is_progress
from parsers.replies.words.short import SHORT
from parsers.replies.words.tags import Tag
from parsers.vietnamese.fold import fold, tidy

LONGEST = 3000
"""Characters; an instruction is a sentence or a page, anything longer is for a person to read."""

_OF_NAMES_AND_DAYS = frozenset({"unknown_name", "ambiguous_name", "date_in_past", "date_impossible", "date_unclear"})
_NAMING = frozenset({Verb.ASSIGN, Verb.INFORM})
_DATED = frozenset({Verb.ASSIGN, Verb.EXTEND, Verb.OPINION, Verb.IN_PROGRESS, Verb.AGREE})
_REPORTS = frozenset({Verb.EXTEND, Verb.IN_PROGRESS, Verb.RETURN})
"""What a reason may stand beside: it gives nobody power or work."""
_ANSWER = re.compile(r"^\(?(?:so|chon|chon so|phuong an|muc|cau)?\s*(\d{1,2})\s*[.)!]*\s*(?:nhe|nha|a|em)?\s*\.?$")


def parse_choice(text: str) -> int | None:
    """The number in an answer that is nothing but a number ("2", "Số 2", "chọn 2"), else None."""
    match = _ANSWER.match(fold(tidy(text)).strip())
    return int(match.group(1)) if match else None


def progress(text: str, today: date, is_working_day: WorkingDay) -> ParsedDirective | None:
    """ "Đang trình ký", "thứ Năm em nộp ạ": how far its writer has come, and the day promised."""
    if not is_progress(text):
        return None
    due = find_due(text, today, is_working_day)
    return ParsedDirective(Verb.IN_PROGRESS, note=text, due_on=due.on if due is not None else None)


def parse_said(
    said: str, people: Sequence[Party], today: date, is_working_day: WorkingDay
) -> tuple[ParsedDirective | None, tuple[Question, ...]]:
    """The order in words with their courtesies, which may tell a report (`mai xong ạ`) from a wish (`xong nhé em`)."""
    if (begun := progress(said, today, is_working_day)) is not None:
        return begun, ()
    words = without_courtesies(said)
    order, questions = parse_directive(words, people, today, is_working_day)
    if order is not None and order.verb in {Verb.DONE, Verb.IN_PROGRESS} and is_wanted(said):
        return None, (Question("two_readings", words),)
    return order, questions


def parse_directive(
    text: str, people: Sequence[Party], today: date, is_working_day: WorkingDay
) -> tuple[ParsedDirective | None, tuple[Question, ...]]:
    """The order in the fresh words of a reply. With questions there is no directive: nothing is done, only asked."""
    text = tidy(text).strip()
    if not text or parse_choice(text) is not None:
        return None, (Question("nothing_understood", text),)
    if len(text) > LONGEST:
        return None, (Question("too_long", text[:60]),)
    order, questions = _understood(with_dashes_read(written_out(text), people), people, today, is_working_day)
    return (replace(order, note=text) if order else None), questions


def _understood(
    text: str, people: Sequence[Party], today: date, is_working_day: WorkingDay
) -> tuple[ParsedDirective | None, tuple[Question, ...]]:
    whole = fold(text).strip(" .!…")
    verb = next((verb for pattern, verb in SHORT if pattern.fullmatch(whole)), None)
    if verb is not None and not turns.WORDED_QUESTION.search(text.lower()):
        return ParsedDirective(verb, note=text), ()
    if (begun := progress(text, today, is_working_day)) is not None:
        return begun, ()
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
    questions = questions_about(text, reading)
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
    unread = (unread_name(parts, people) or unlisted_actor(reading.clauses)) if order.verb in _NAMING else None
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


def decided(text: str, reading: Reading) -> tuple[ParsedDirective | None, tuple[Question, ...]]:
    """The order the grammar makes of a reading, before the guard has looked at the words left over."""
    lead, watching = reading.parties(Role.LEAD), reading.parties(Role.MONITOR)
    inform = reading.parties(Role.INFORM)
    if not lead and watching and not reading.parties(Role.CO):
        given = meant([group for group in reading.having(Role.MONITOR) if group.given])
        lead = given or watching  # `Giao A giám sát công trình. B theo dõi`: A has the work
        watching = tuple(party for party in watching if party not in lead)
    helpers = reading.parties(Role.CO)
    statements = statements_of(reading.clauses, reading.groups, assigned=bool(lead or helpers))
    if helpers and not lead:
        return None, (Question("no_lead", group_words(reading.having(Role.CO)), helpers if len(helpers) > 1 else ()),)
    verb = verb_of(statements, assigned=bool(lead), informed=bool(inform))
    if verb is None:
        return None, (Question("two_readings" if statements else "nothing_understood", text),)
    if verb is Verb.OPINION:
        lead = reading.parties(Role.TARGET)
    informed = tuple(dict.fromkeys((*inform, *watching)))
    sharing = meant([group for group in reading.having(Role.CO) if group.shares])
    draft = ParsedDirective(verb, lead, helpers, informed, None, text, follow=watching, sharing=sharing)
    return _with_due(draft, reading)


def _with_due(draft: ParsedDirective, reading: Reading) -> tuple[ParsedDirective | None, tuple[Question, ...]]:
    due = reading.due
    if draft.verb is Verb.OPINION and not draft.lead:
        return None, (Question("unknown_name", draft.note),)
    named = due is not None and due.on is not None and re.search(r"\bden\b|\btoi\b", fold(due.words))
    if draft.verb is Verb.EXTEND and (due is None or (turns.LONGER.search(fold(draft.note)) and not named)):
        return None, (Question("extend_until", draft.note),)
    if due is not None and due.marked and draft.verb is Verb.INFORM and draft.inform:
        return None, (Question("two_readings", due.words),)  # by when does one know? somebody is to do something
    if due is None or draft.verb not in _DATED:
        return draft, ()
    if due.doubt:
        return None, (Question(due.doubt, due.words),)
    return replace(draft, due_on=due.on), ()
