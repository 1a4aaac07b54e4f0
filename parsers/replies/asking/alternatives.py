"""What an unclear order may have meant: whole readings, so that a number is answer enough."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from parsers.model import ParsedDirective, Party, Question
from parsers.replies.asking.drafts import draft_of, either_named, only_named, reported, said_plainly
from parsers.replies.asking.unknownnames import with_others_named
from parsers.replies.days.daycounts import WorkingDay
from parsers.replies.days.impossible import put_right
from parsers.replies.days.reldates import Due, find_due
from parsers.replies.directive import parse_directive
from parsers.replies.items.nameforms import unmistakable
from parsers.replies.words.progress import is_report

MOST = 6
"""Readings offered; a longer list is not read on a telephone."""
_LEFT_UNDONE = frozenset({"negated", "conditional"})
_OF_REPORTS = frozenset({"two_readings", "nothing_understood", "not_an_order", *_LEFT_UNDONE})
_UNREAD = frozenset({"not_an_order", "two_readings", "date_unread"})
"""Doubts about words beside an order: it is shown as it was read, for the leader to confirm."""


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
            found.append(directive)
        elif {doubt.code for doubt in doubts} != {question.code for question in questions}:
            found += _settled(words, doubts, people, today, is_working_day)
    return tuple(dict.fromkeys(replace(one, note=text) for one in found))[:MOST]


def _settled(
    text: str, questions: Sequence[Question], people: Sequence[Party], today: date, is_working_day: WorkingDay
) -> Iterator[ParsedDirective]:
    """A second doubt behind the first: a name two people have, and a day gone by."""
    for words in _rewritten(text, questions, people, today, is_working_day):
        directive, doubts = parse_directive(words, people, today, is_working_day)
        if directive is not None and not doubts:
            yield directive


def _rewritten(
    text: str, questions: Sequence[Question], people: Sequence[Party], today: date, is_working_day: WorkingDay
) -> Iterator[str]:
    codes, due = {question.code for question in questions}, find_due(text, today, is_working_day)
    if not questions:
        return
    if codes == {"ambiguous_name"}:
        yield from _with_names(text, questions, people)
    elif codes == {"unknown_name"}:
        yield from with_others_named(text, questions, people, today, is_working_day)
    elif codes == {"date_unclear"}:
        days = (today, today + timedelta(days=7))
        yield from (_put(text, questions[0].word, f"ngày {day:%d/%m/%Y}") for day in days)
    elif codes == {"two_dates"}:
        yield from _with_one_day(text, questions[0].word.split("; "))
    elif codes == {"date_in_past"} and due is not None:
        yield from _with_a_later_day(text, due, today)
    elif codes == {"date_impossible"} and due is not None:
        limits = put_right(text[due.start : due.end], today)
        yield from (f"{text[: due.start]}{limit}{text[due.end :]}" for limit in limits)
    elif codes <= {"two_readings", "no_lead"} and len(questions) == 1 and len(questions[0].choices) > 1:
        yield from _with_parts(questions[0].choices, people, due)
    elif codes == {"two_readings"} and (either := either_named(text, people, today, is_working_day)):
        until = f", hạn {due.on:%d/%m/%Y}" if due is not None and due.on is not None else ""
        yield from (f"Giao {unmistakable(party, people)} xử lý{until}" for party in either)
    elif codes <= _OF_REPORTS and is_report(text):
        yield from ("Đang xử lý.",) if codes & _LEFT_UNDONE else ("Đã hoàn thành.", "Đang xử lý.")
    elif (
        codes <= {"two_readings", "nothing_understood"}
        and (only := only_named(text, people, today, is_working_day)) is not None
    ):
        name = unmistakable(only, people)
        until = f", hạn {due.on:%d/%m/%Y}" if due is not None and due.on is not None else ""
        yield from (f"Giao {name} xử lý{until}", f"Gửi {name} để biết")
    elif codes == {"two_readings"} and reported(text, people, today, is_working_day):
        yield from ("Đã hoàn thành.", "Đang xử lý.")
    elif codes & _UNREAD and (draft := draft_of(text, people, today, is_working_day)) is not None:
        yield said_plainly(draft, {party: unmistakable(party, people) for party in people})


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


def _with_one_day(text: str, days: Sequence[str]) -> Iterator[str]:
    for kept in days:
        words = text
        for other in days:
            words = words if other == kept else re.sub(rf"\s*,?\s*{re.escape(other)}", "", words, count=1)
        yield words


def _with_a_later_day(text: str, due: Due, today: date) -> Iterator[str]:
    """The same day of the month still to come, or no limit at all."""
    day = re.search(r"\d{1,2}", due.words)
    months = ((today.year + (today.month + ahead - 1) // 12, (today.month + ahead - 1) % 12 + 1) for ahead in (0, 1, 2))
    coming = (_read_day(f"{int(day[0]):02}/{month:02}/{year}") for year, month in months) if day else ()
    if (chosen := next((one for one in coming if one is not None and one >= today), None)) is not None:
        written = f"ngày {chosen:%d/%m/%Y}"
        yield f"{text[: due.start]}{written}{text[due.end :]}" if due.marked else _put(text, due.words, written)
    yield f"{text[: due.start].rstrip(' ,;')}{text[due.end :]}"


def _read_day(written: str) -> date | None:
    try:
        return datetime.strptime(written, "%d/%m/%Y").replace(tzinfo=UTC).date()
    except ValueError:
        return None


def _put(text: str, word: str, instead: str) -> str:
    return re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", lambda _: instead, text, count=1)
