"""Who is spoken to: "Anh Phát, … Anh trực tiếp xuống đo lại" gives the work to Phát.

The title alone, at the beginning of a later sentence or part and before a word of work, is put in full; the calling
in front is left out. A title that nobody was called by stays what it is: a way to say "I" or "you".
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from parsers.model import Party
from parsers.replies.items.names import names_of, title_length
from parsers.replies.items.phrases import tag_at
from parsers.replies.items.tokens import BREAK, Token, tokens_of
from parsers.replies.words.tags import Tag
from parsers.vietnamese.fold import fold

_GREETS = re.compile(r"^(?:kính gửi|gửi|kính chào|chào|thưa|kinh gui|gui|kinh chao|chao|thua)\s+", re.IGNORECASE)
_SIGNS = frozenset({",", ":", BREAK})
_ASKS = frozenset({"nho", "de nghi", "mong", "phien", "kinh nho"})
_WORKS = frozenset({Tag.WORK, Tag.LEAD, Tag.MONITOR})
_BETWEEN = frozenset({"truc", "tiep", "cho", "giup", "xuong", "ra", "len", "coi", "hay", "khan", "truong", "se", "di"})
"""Words between the title and the work: `Anh trực tiếp xuống đo lại`."""


def spoken_to(text: str, people: Sequence[Party]) -> str:
    """The order with the name of who is called in place of the title; the text itself where nobody is called."""
    greeting = _GREETS.match(text)
    begin = greeting.end() if greeting else 0
    tokens = tokens_of(text[begin:])
    title = title_length(tokens, 0)
    named = names_of(tuple(people)).find(tokens, 0) if title else None
    if named is None or named.bare or len(named.parties) != 1 or named.length >= len(tokens):
        return text
    if tokens[named.length].text not in _SIGNS:
        return text
    written = fold(" ".join(token.text for token in tokens[:title]))
    place = _title_at_work(tokens, named.length + 1, written)
    if place is None:
        return text
    name = text[begin + tokens[0].start : begin + tokens[named.length - 1].end]
    rest = text[begin + tokens[named.length].end :]
    start = begin + tokens[place].start - (len(text) - len(rest))
    end = begin + tokens[place + title - 1].end - (len(text) - len(rest))
    return f"{rest[:start]}{name}{rest[end:]}".strip()


def _title_at_work(tokens: Sequence[Token], first: int, title: str) -> int | None:
    """Where the title stands again, at the beginning of a part, with work behind it."""
    for index in range(first, len(tokens)):
        length = title_length(tokens, index)
        if not length or fold(" ".join(token.text for token in tokens[index : index + length])) != title:
            continue
        if _begins_a_part(tokens, index) and _works(tokens, index + length):
            return index
    return None


def _begins_a_part(tokens: Sequence[Token], index: int) -> bool:
    before = [fold(token.text) for token in tokens[max(index - 2, 0) : index]]
    asked = before[-1:] and (before[-1] in _ASKS or " ".join(before) in _ASKS)
    return tokens[index - 1].text in _SIGNS or bool(asked)


def _works(tokens: Sequence[Token], index: int) -> bool:
    while (
        index < len(tokens)
        and fold(tokens[index].text) in _BETWEEN
        and (tag_at(tokens, index) or (None,))[0] not in _WORKS
    ):
        index += 1
    phrase = tag_at(tokens, index) if index < len(tokens) else None
    return phrase is not None and phrase[0] in _WORKS
