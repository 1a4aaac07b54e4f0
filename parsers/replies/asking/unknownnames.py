"""A name nobody has in an order: where it stands, and who of the agency is called most nearly so."""

from __future__ import annotations

import difflib
import itertools
from collections.abc import Iterator, Sequence
from datetime import date

from parsers.model import Party, Question
from parsers.replies.beside.prefaces import without_clerk, without_preface
from parsers.replies.beside.shorthand import written_out
from parsers.replies.days.daycounts import WorkingDay
from parsers.replies.directive import parse_directive
from parsers.replies.items.item import Item
from parsers.replies.items.nameforms import unmistakable
from parsers.replies.items.names import heading_length, title_length
from parsers.replies.items.phrases import tag_at
from parsers.replies.items.tokens import BREAK, Token, tokens_of, words_of
from parsers.replies.parts.reading import reading_of
from parsers.replies.words.tags import Tag
from parsers.vietnamese.fold import fold

NEAREST = 5
"""Persons or units offered for a name nobody has."""
_LIKELY_MOST, _LIKENESS = 3, 0.84
"""What differs by a slip of the finger."""
_SAME_KIND = 0.2
"""What the same heading counts for beside likeness."""
_LONGEST_NAME, _LONGEST_ORDER, _PLACES = 8, 600, 3
"""Words; characters; where it is looked for: every try is one reading of the order."""
_BEFORE = frozenset({Tag.FILLER, Tag.WITH, Tag.COLON, Tag.KEEP})
_EXPECTING = frozenset({Tag.GIVE, Tag.CO, Tag.SUBMIT, Tag.INFORM_TO, Tag.COMMA, Tag.AND})
_PARTS = frozenset({Tag.LEAD, Tag.CO, Tag.MONITOR})
_OUTSIDE = frozenset({"so", "s"})
_OPEN = frozenset({"ambiguous_name", "date_in_past", "date_unclear", "date_impossible", "two_dates"})
"""Doubts that stay when the name is put right, and have choices of their own."""


def with_others_named(
    text: str, questions: Sequence[Question], people: Sequence[Party], today: date, is_working_day: WorkingDay
) -> Iterator[str]:
    """The order with each person or unit that may have been meant; nothing when the place of the name is not sure."""
    words = without_clerk(without_preface(written_out(text)), people)
    if len(words) > _LONGEST_ORDER:
        return

    def is_read(start: int, end: int, party: Party) -> bool:
        order, doubts = parse_directive(_put(words, start, end, party, people), people, today, is_working_day)
        return order is not None if not doubts else {doubt.code for doubt in doubts} <= _OPEN

    clauses = reading_of(words, people, today, is_working_day).clauses
    items = [item for clause in clauses for item in clause if item.tag is Tag.UNKNOWN]
    unknown = {item.start: (item.start + len(item.text),) for item in items}
    for start in _beginnings(words, questions, clauses):
        if _is_outside(words[start:], people):
            continue
        asked = _of_kind(words, start, people)
        probes = tuple({party.kind: party for party in asked}.values())
        for end in (*unknown.get(start, ()), *_ends(words, start)):
            if any(is_read(start, end, one) for one in probes):
                found = (one for one in called_nearly(words[start:end], asked) if is_read(start, end, one))
                yield from (_put(words, start, end, one, people) for one in itertools.islice(found, NEAREST))
                return


def called_nearly(written: str, people: Sequence[Party]) -> tuple[Party, ...]:
    """Who differs by a slip of the finger; else everybody, those with the most alike names first."""
    bare, head = _bare(written), _heading(written)
    alike = {party: _likeness(bare, party) for party in people}
    slips = tuple(party for party in people if alike[party] >= _LIKENESS)
    near = {party: alike[party] + _SAME_KIND * _is_kind(party, head) for party in people}
    ranked = sorted(people, key=lambda party: near[party], reverse=True)
    return tuple(party for party in ranked if party in slips)[:_LIKELY_MOST] or tuple(ranked)


def _is_outside(written: str, people: Sequence[Party]) -> bool:
    """`Sở Nội vụ`, where none of ours is a Sở: no unit of ours is meant by a slip."""
    head = _heading(written)
    return head in _OUTSIDE and not any(_heading(party.name) == head for party in people if party.kind == "unit")


def _put(text: str, start: int, end: int, party: Party, people: Sequence[Party]) -> str:
    return f"{text[:start]}{unmistakable(party, people)}{text[end:]}"


def _beginnings(text: str, questions: Sequence[Question], clauses: Sequence[Sequence[Item]]) -> tuple[int, ...]:
    """Where the name may begin, the likeliest place first."""
    unknown = [item.start for clause in clauses for item in clause if item.tag is Tag.UNKNOWN]
    asked = [text.find(question.word) for question in questions if len(question.word.split()) <= _LONGEST_NAME]
    strange = [item.start for clause in clauses for item in _strange(clause)]
    return tuple(dict.fromkeys(place for place in (*unknown, *strange, *asked) if place >= 0))[:_PLACES]


def _strange(clause: Sequence[Item]) -> Iterator[Item]:
    """Words where a name is expected: behind a word of giving, or in front of a part."""
    for index, item in enumerate(clause):
        if item.tag is Tag.WORD:
            before = next((one.tag for one in reversed(clause[:index]) if one.tag not in _BEFORE), None)
            run = itertools.takewhile(lambda one: one.tag is Tag.WORD, clause[index:])
            behind = clause[index + len(list(run)) :][:1]
            if before in _EXPECTING or (before is None and behind and behind[0].tag in _PARTS):
                yield item


def _ends(text: str, start: int) -> Iterator[int]:
    """Ends of the name, the nearest first; a unit's may have more words behind `và` or a comma."""
    tokens = [token for token in tokens_of(text) if token.start >= start]
    is_unit = heading_length(tokens, 0) > 0
    least = _least(tokens)
    for index, token in enumerate(tokens[:_LONGEST_NAME]):
        if token.text == BREAK or not (token.is_word or token.text == ",") or token.text.isdigit():
            return
        if token.text in {",", "và"} and not (is_unit and _goes_on(tokens, index + 1)):
            return
        if token.text not in {",", "và"} and index + 1 >= least:
            yield token.end


def _least(tokens: Sequence[Token]) -> int:
    """How many words the name has at least: title or heading, then a word, and all with a capital behind it."""
    skip = title_length(tokens, 0) or heading_length(tokens, 0)
    capitals = itertools.takewhile(lambda token: token.is_word and token.text.istitle(), tokens[skip:])
    return skip + max(1, len(list(capitals)))


def _goes_on(tokens: Sequence[Token], index: int) -> bool:
    """`Tài nguyên và | Môi trường`; a title or a heading begins the next name."""
    named = title_length(tokens, index) or heading_length(tokens, index)
    return index < len(tokens) and tokens[index].is_capital and not named


def _of_kind(text: str, start: int, people: Sequence[Party]) -> tuple[Party, ...]:
    """Persons behind a title, units behind a heading or where words without capitals follow, else everybody."""
    tokens = [token for token in tokens_of(text) if token.start >= start]
    plain = len(tokens) > 1 and tokens[1].is_word and not tokens[1].is_capital and tag_at(tokens, 1) is None
    is_unit = heading_length(tokens, 0) or plain
    kind = "person" if title_length(tokens, 0) else "unit" if is_unit else ""
    return tuple(party for party in people if kind in {"", party.kind}) or tuple(people)


def _likeness(bare: str, party: Party) -> float:
    names = [_bare(name) for name in (party.name, *party.aliases)]
    if party.kind == "person":
        names += [fold(party.name.split()[-1]), *filter(None, (fold(party.position),))]
    return max(difflib.SequenceMatcher(None, bare, name, autojunk=False).ratio() for name in names)


def _heading(name: str) -> str:
    tokens = tokens_of(name)
    return fold(" ".join(token.text for token in tokens[: heading_length(tokens, 0)]))


def _is_kind(party: Party, head: str) -> bool:
    """Without a heading it is rather a person's name."""
    return _heading(party.name) == head if head else party.kind == "person"


def _bare(name: str) -> str:
    """Without its title or heading, folded."""
    tokens = tokens_of(name)
    skip = title_length(tokens, 0) or heading_length(tokens, 0)
    rest = words_of(" ".join(token.text for token in tokens[skip:]))
    return fold(" ".join(rest or words_of(name)))
