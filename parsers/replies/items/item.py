"""One piece of a sentence, and the pieces between commas."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from parsers.model import Party
from parsers.replies.words.tags import Tag


@dataclass(frozen=True, slots=True)
class Item:
    """One piece of a sentence."""

    tag: Tag
    text: str
    start: int = 0
    """Place in the tidied text."""
    parties: tuple[Party, ...] = ()
    """For a name: everybody it may mean."""
    capital: bool = False


def comma_parts(clause: Sequence[Item]) -> Iterator[tuple[Item, ...]]:
    """What stands between commas and brackets."""
    part: list[Item] = []
    for item in clause:
        if item.tag is Tag.COMMA:
            yield tuple(part)
            part = []
        else:
            part.append(item)
    yield tuple(part)
