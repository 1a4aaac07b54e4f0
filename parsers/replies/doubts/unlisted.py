"""Somebody who is not in the agency's list and is named with a part: `P.KT làm, đội Thuế rà soát`.

The words alone would be read as what P.KT is to do; the order would go out without who was named second.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from parsers.replies.items.item import Item, comma_parts
from parsers.replies.words.people import ACTORS, NO_ACTORS
from parsers.replies.words.tags import Tag
from parsers.vietnamese.fold import fold, same_word

_ACTS = frozenset({Tag.WORK, Tag.LEAD, Tag.CO, Tag.MONITOR, Tag.INFORM, Tag.SUBMIT, Tag.REPORT})
_NAMELESS = frozenset({Tag.WORD, Tag.PLAIN, Tag.OBJECT, Tag.FILLER})
_LONGEST = 6
"""Items of a name."""


def unlisted_actor(clauses: Sequence[Sequence[Item]]) -> str | None:
    """The words for somebody outside the list who is to act, or stands in a list with who is; None for nobody."""
    for clause in clauses:
        parts = list(comma_parts(clause))
        for index, part in enumerate(parts):
            listed = (index > 0 and _named(parts[index - 1]) == [Tag.PARTY]) or (
                index + 1 < len(parts) and _named(parts[index + 1])[:1] == [Tag.PARTY]
            )
            for piece in _pieces(part):
                if (name := _actor(piece, listed)) is not None:
                    return name
    return None


def _pieces(part: Sequence[Item]) -> Iterator[Sequence[Item]]:
    """The part, and what stands behind `và` or `cùng` in it."""
    yield part
    for index, item in enumerate(part):
        if item.tag is Tag.AND or (item.tag is Tag.WITH and fold(item.text).startswith("cung")):
            yield part[index + 1 :]


def _named(part: Sequence[Item]) -> list[Tag]:
    """What stands in a part behind words of giving; a lone name, or a name with its part, goes on in a list."""
    return [item.tag for item in part if item.tag not in {Tag.FILLER, Tag.GIVE, Tag.DATE, Tag.WITH}]


def _actor(piece: Sequence[Item], listed: bool) -> str | None:
    named = list(itertools.takewhile(lambda item: item.tag in _NAMELESS, piece))[:_LONGEST]
    while named and named[0].tag is Tag.FILLER:
        named = named[1:]
    words = tuple(word.lower() for item in named for word in item.text.split())
    if not any(_begins(words, actor) for actor in ACTORS) or any(_begins(words, one) for one in NO_ACTORS):
        return None
    behind = piece[piece.index(named[0]) + len(named) :][:1]
    acts = behind[0].tag in _ACTS if behind else listed
    return " ".join(item.text for item in named) if acts else None


def _begins(written: Sequence[str], actor: Sequence[str]) -> bool:
    if len(actor) == 1:
        return written[:1] == actor  # one syllable without its marks is too many other words
    return len(written) >= len(actor) and all(map(same_word, written, actor))
