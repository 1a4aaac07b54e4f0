"""What an unclear order may have meant: whole readings, so that a number is answer enough."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from parsers.model import ParsedDirective, Party, Question
from parsers.replies.days.daycounts import WorkingDay
from parsers.replies.days.reldates import Due, find_due
from parsers.replies.directive import parse_directive

MOST = 6
"""Readings offered; a longer list is not read on a telephone."""


def readings(
    text: str, questions: Sequence[Question], people: Sequence[Party], today: date, is_working_day: WorkingDay
) -> tuple[ParsedDirective, ...]:
    """Every way to understand `text` that the questions leave open, each complete and without a doubt of its own.

    The text is written anew with one answer put in for each question and read by the one parser, so a reading can
    never mean more than a leader could have written. Empty when a question has no list of answers.
    """
    found: list[ParsedDirective] = []
    for words in _rewritten(text, questions, people, today, is_working_day):
        directive, doubts = parse_directive(words, people, today, is_working_day)
        if directive is not None and not doubts:
            found.append(replace(directive, note=text))
    return tuple(dict.fromkeys(found))[:MOST]


def _rewritten(
    text: str, questions: Sequence[Question], people: Sequence[Party], today: date, is_working_day: WorkingDay
) -> Iterator[str]:
    codes, due = {question.code for question in questions}, find_due(text, today, is_working_day)
    if codes == {"ambiguous_name"}:
        yield from _with_names(text, questions, people)
    elif codes == {"date_unclear"}:
        days = (today, today + timedelta(days=7))
        yield from (_put(text, questions[0].word, f"ngày {day:%d/%m/%Y}") for day in days)
    elif codes == {"two_readings"} and len(questions) == 1:
        yield from _with_parts(questions[0].choices, people, due)


def _with_names(text: str, questions: Sequence[Question], people: Sequence[Party]) -> Iterator[str]:
    for chosen in itertools.islice(itertools.product(*(question.choices for question in questions)), MOST):
        words = text
        for question, party in zip(questions, chosen, strict=True):
            words = _put(words, question.word, unmistakable(party, people))
        yield words


def _with_parts(parties: Sequence[Party], people: Sequence[Party], due: Due | None) -> Iterator[str]:
    """One leads and the others help, or all lead; the words around are the leader's own and stay in the note."""
    if not 2 <= len(parties) <= 4 or (due is not None and due.on is None):
        return
    until = f", hạn {due.on:%d/%m/%Y}" if due is not None else ""
    names = [unmistakable(party, people) for party in parties]
    for lead in names:
        yield f"Giao {lead} chủ trì, {', '.join(name for name in names if name != lead)} phối hợp{until}"
    yield f"Giao {' và '.join(names)} chủ trì{until}"


def unmistakable(party: Party, people: Sequence[Party]) -> str:
    """A name that means one entry of the list: with the unit or the position when two have the same."""
    same = [other for other in people if other.name == party.name]
    if len(same) < 2:
        return party.name
    apart = party.unit if [other.unit for other in same].count(party.unit) == 1 else party.position
    return f"{party.name} ({apart})" if apart else party.name


def _put(text: str, word: str, instead: str) -> str:
    return re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", lambda _: instead, text, count=1)
