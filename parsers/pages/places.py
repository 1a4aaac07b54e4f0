"""Where on its page each value of a letterhead stands, so that a person can compare it with the paper."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import islice

from parsers.model import DocumentFields, Place
from parsers.pages.columns import Word
from parsers.pages.pagetext import is_upper, words_of

_IN_CAPITALS = frozenset({"issuer", "parent_issuer", "kind", "position", "capacity", "urgency", "secrecy"})
"""Printed in capitals: the same words in small letters are the text talking about them."""
_ONE_VALUE = (
    *("notation", "place", "issuer", "parent_issuer", "kind", "abstract", "signatory", "position"),
    *("urgency", "secrecy"),
)
_AT_THE_END = frozenset({"signatory", "position", "capacity", "recipients"})
_NEAR, _BELOW = 8.0, 3.2
"""Line heights within which the next word of a value stands to the right, or further down."""
_REMEMBERED = 24
"""Characters of the longest word worth remembering."""
_TRIES, _CANDIDATES = 30, 60
"""Beginnings of a value tried on a page, and words looked at for each next one: a page full of one word is cheap."""


@dataclass(frozen=True, slots=True)
class PageWords:
    """The words of one page (number from 0), in points from its top left corner."""

    number: int
    words: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class _Token:
    word: Word
    order: int
    """Position among the tokens of the page; parts of one word follow each other."""


def places_of(fields: DocumentFields, pages: Sequence[PageWords]) -> Mapping[str, Place]:
    """Field → the box around its printed words; fields whose words are not found have none."""
    printed = [(name, tuple(map(_normal, shapes))) for name, shapes in _printed(fields)]
    wanted = {text for _, shapes in printed for shape in shapes for text in shape}
    tokens = [(page.number, _tokens(page, wanted)) for page in pages]
    found: dict[str, Place] = {}
    for name, shapes in printed:
        ordered = tokens[::-1] if name in _AT_THE_END else tokens
        places = (_search(name, shape, number, page) for shape in shapes for number, page in ordered)
        hit = next((place for place in places if place), None)
        if hit is not None:
            found[name] = hit
    return found


def _printed(fields: DocumentFields) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The values as they may be printed."""
    for name in _ONE_VALUE:
        if value := getattr(fields, name):
            yield name, (str(value),)
    for name in ("issued_on", "due_on"):
        if value := getattr(fields, name):
            yield name, _days(value)
    if fields.capacity:
        yield "capacity", (fields.capacity.replace(";", " "),)
    for name in ("addressee", "recipients"):
        if value := getattr(fields, name):
            yield name, (" ".join(value), value[0])


def _days(value: date) -> tuple[str, ...]:
    d, m, y = value.day, value.month, value.year
    return (f"ngày {d} tháng {m} năm {y}", f"{d} tháng {m} năm {y}", f"{d}/{m}/{y}", f"ngày {d}/{m}")


def _tokens(page: PageWords, wanted: Set[str]) -> Mapping[str, list[_Token]]:
    """Each wanted token → its occurrences from the top down."""
    found: dict[str, list[_Token]] = {}
    order = 0
    for word in sorted(page.words, key=lambda w: (round(w.middle), w.x0)):
        for text in _printed_word(word.text) if len(word.text) <= _REMEMBERED else _normal(word.text):
            if text in wanted:
                found.setdefault(text, []).append(_Token(word, order))
            order += 1
        order += 1
    return found


@lru_cache(maxsize=4096)
def _printed_word(text: str) -> tuple[str, ...]:
    """`_normal`, remembered: the words on official papers repeat from page to page."""
    return _normal(text)


def _normal(text: str) -> tuple[str, ...]:
    words = words_of(unicodedata.normalize("NFC", text).replace("_", " "))
    return tuple(word.lstrip("0") or "0" if word.isdigit() else word for word in words)


def _search(name: str, wanted: tuple[str, ...], number: int, page: Mapping[str, list[_Token]]) -> Place | None:
    if not wanted:
        return None
    starts: Iterable[_Token] = page.get(wanted[0], ())
    if name in _AT_THE_END:
        starts = reversed(page.get(wanted[0], []))
    for start in islice(starts, _TRIES):
        taken = _follow(start, wanted[1:], page)
        if taken and _looks_right(name, " ".join(w.text for w in taken)):
            return _around(number, taken)
    return None


def _looks_right(name: str, printed: str) -> bool:
    """Capitals where they belong; the place before the day never is a name in capitals above it."""
    if name == "place":
        return not is_upper(printed)
    return name not in _IN_CAPITALS or is_upper(printed)


def _follow(start: _Token, rest: tuple[str, ...], page: Mapping[str, list[_Token]]) -> list[Word] | None:
    taken, last = [start.word], start
    for text in rest:
        step = _next(last, start, page.get(text, ()))
        if step is None:
            return None
        taken.append(step.word)
        last = step
    return taken


def _next(last: _Token, start: _Token, candidates: Sequence[_Token]) -> _Token | None:
    """The nearest of the candidates: in the same word, to the right, or at the beginning of a line below."""
    height = max(last.word.y1 - last.word.y0, 1.0)
    first = bisect_left(candidates, last.word.middle - height, key=lambda token: token.word.middle)
    close = islice(candidates, first, first + _CANDIDATES)
    near = ((cost, token) for token in close if (cost := _cost(last, start, token)) is not None)
    return min(near, key=lambda pair: pair[0], default=(0.0, None))[1]


def _cost(last: _Token, start: _Token, token: _Token) -> float | None:
    if token.word is last.word:
        return -1.0 if token.order == last.order + 1 else None
    height = max(last.word.y1 - last.word.y0, 1.0)
    down, right = (token.word.middle - last.word.middle) / height, (token.word.x0 - last.word.x1) / height
    if abs(down) < 0.6 and -0.3 <= right < _NEAR:
        return right
    if 0.6 <= down < _BELOW:
        return 100 * down + abs(token.word.x0 - start.word.x0) / height
    return None


def _around(number: int, words: Sequence[Word]) -> Place:
    return Place(
        number,
        round(min(w.x0 for w in words), 1),
        round(min(w.y0 for w in words), 1),
        round(max(w.x1 for w in words), 1),
        round(max(w.y1 for w in words), 1),
    )
