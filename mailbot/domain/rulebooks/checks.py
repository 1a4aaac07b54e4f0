"""Whether a rule table can be put in force: every fault at once, each with its row."""

from __future__ import annotations

import re
import string
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import singledispatch
from itertools import pairwise

from mailbot.domain.folding import fold
from mailbot.domain.rulebooks.values import (
    CalendarBook,
    Exclusion,
    Exclusions,
    Limits,
    RouteRule,
    Routes,
    Rulebook,
    Texts,
)
from parsers.model import DocumentKind, Urgency
from rules.engine import Reason
from rules.exclusions import Where

MOST_ROWS = 300
LONGEST_TEXT = 1500
LONGEST_LIMIT = 366
_WEEKEND = (5, 6)
_SENDER = re.compile(r"[^@\s]*@[^@\s]+\.[^@\s]+")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a table may refer to."""

    people: Collection[str]
    """Lower-case addresses of the agency's people."""
    texts: Mapping[str, str]
    """Code -> mailbot's own wording of every passage that may be worded otherwise."""


@singledispatch
def faults(book: Rulebook, around: Surroundings) -> Iterator[Reason]:
    """Everything that speaks against the table; nothing: it can be put in force."""
    raise TypeError(type(book))


@faults.register
def _routes(book: Routes, around: Surroundings) -> Iterator[Reason]:
    yield from _too_many(len(book.rows))
    everything = 0
    for number, row in enumerate(book.rows, 1):
        yield from _route(number, row, around)
        if everything:
            yield Reason("route_never_reached", {"row": str(number), "above": str(everything)})
        elif not (row.issuer or row.kind or row.words or row.urgency):
            everything = number


def _route(number: int, row: RouteRule, around: Surroundings) -> Iterator[Reason]:
    if not row.to:
        yield Reason("route_to_missing", {"row": str(number)})
    elif row.to.lower() not in around.people:
        yield Reason("route_to_nobody", {"row": str(number), "to": row.to})
    yield from _known(number, row.kind, DocumentKind, "rule_kind_unknown")
    yield from _known(number, row.urgency, Urgency, "rule_urgency_unknown")
    for word in (row.issuer, *row.words):
        if word and not fold(word):
            yield Reason("rule_word_empty", {"row": str(number), "word": word})


@faults.register
def _limits(book: Limits, _around: Surroundings) -> Iterator[Reason]:
    for limits, known, code in (
        (book.by_urgency, Urgency, "rule_urgency_unknown"),
        (book.by_kind, DocumentKind, "rule_kind_unknown"),
    ):
        for number, one in enumerate(limits, 1):
            yield from _known(number, one.name, known, code)
            if not 0 <= one.days <= LONGEST_LIMIT:
                yield Reason("limit_out_of_range", {"name": one.name, "longest": str(LONGEST_LIMIT)})
        yield from _twice([one.name for one in limits], "limit_twice")
    yield from _urgent_is_longer({one.name: one.days for one in book.by_urgency})


def _urgent_is_longer(days: Mapping[str, int]) -> Iterator[Reason]:
    """A more urgent document may not take longer (Decree 30/2020, Article 4)."""
    known = [urgency.value for urgency in Urgency if urgency.value in days]
    for slower, faster in pairwise(known):
        if days[faster] > days[slower]:
            yield Reason("limit_not_shorter", {"faster": faster, "slower": slower})


@faults.register
def _exclusions(book: Exclusions, _around: Surroundings) -> Iterator[Reason]:
    yield from _too_many(len(book.rows))
    for number, row in enumerate(book.rows, 1):
        yield from _exclusion(number, row)
    yield from _twice([f"{row.where.value} {fold(row.value)}" for row in book.rows], "exclusion_twice")


def _exclusion(number: int, row: Exclusion) -> Iterator[Reason]:
    if not row.value:
        yield Reason("exclusion_value_missing", {"row": str(number)})
    elif row.where is Where.SENDER and not _SENDER.fullmatch(row.value):
        yield Reason("exclusion_not_an_address", {"row": str(number), "value": row.value})
    elif row.where is Where.KIND:
        yield from _known(number, row.value, DocumentKind, "rule_kind_unknown")
    elif row.where is Where.WORDS and len(fold(row.value)) < 4:
        # One syllable would set aside half of the office's mail.
        yield Reason("exclusion_too_short", {"row": str(number), "value": row.value})


@faults.register
def _calendar(book: CalendarBook, _around: Surroundings) -> Iterator[Reason]:
    moments = [moment for session in book.sessions for moment in session]
    if not moments:
        yield Reason("calendar_no_sessions")
    if moments != sorted(set(moments)):
        yield Reason("calendar_sessions_cross")
    for one in book.work:
        if one.day.weekday() not in _WEEKEND:
            yield Reason("calendar_work_on_weekday", {"day": one.day.strftime("%d/%m/%Y")})
    off, work = [one.day for one in book.off], [one.day for one in book.work]
    yield from _twice([day.strftime("%d/%m/%Y") for day in off], "calendar_day_twice")
    yield from _twice([day.strftime("%d/%m/%Y") for day in work], "calendar_day_twice")
    for day in sorted(set(off) & set(work)):
        yield Reason("calendar_off_and_work", {"day": day.strftime("%d/%m/%Y")})
    for year in book.years:
        if year not in {day.year for day in off}:
            yield Reason("calendar_year_empty", {"year": str(year)})


@faults.register
def _texts(book: Texts, around: Surroundings) -> Iterator[Reason]:
    for text in book.rows:
        own = around.texts.get(text.code)
        if own is None:
            yield Reason("text_unknown", {"code": text.code})
        elif not text.words.strip() or len(text.words) > LONGEST_TEXT:
            yield Reason("text_length", {"longest": str(LONGEST_TEXT), "words": text.words[:40]})
        else:
            yield from _placeholders(text.words, own)


def _placeholders(words: str, own: str) -> Iterator[Reason]:
    try:
        used, known = fields_of(words), fields_of(own)
    except ValueError:
        yield Reason("text_braces", {"words": words[:40]})
        return
    for name in sorted(used - known):
        yield Reason("text_placeholder_unknown", {"name": name, "words": words[:40]})


def fields_of(words: str) -> frozenset[str]:
    """Names in braces; raises ValueError for braces that do not pair or hold more than a name."""
    found = [(name, more, change) for _, name, more, change in string.Formatter().parse(words) if name is not None]
    if any(more or change or not name.isidentifier() for name, more, change in found):
        raise ValueError(words)
    return frozenset(name for name, _, _ in found)


def _known(number: int, value: str, known: type[DocumentKind] | type[Urgency], code: str) -> Iterator[Reason]:
    if value and fold(value) not in {fold(one.value) for one in known}:
        yield Reason(code, {"row": str(number), "value": value})


def _twice(names: list[str], code: str) -> Iterator[Reason]:
    for name in dict.fromkeys(name for name in names if names.count(name) > 1):
        yield Reason(code, {"name": name})


def _too_many(count: int) -> Iterator[Reason]:
    if count > MOST_ROWS:
        yield Reason("rule_rows_many", {"most": str(MOST_ROWS)})
