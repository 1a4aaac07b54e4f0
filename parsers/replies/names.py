"""Persons and units as leaders write them: full and given names, titles, positions, abbreviations, missing accents."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from parsers.model import Party
from parsers.replies.phrases import tag_at
from parsers.replies.tokens import Token, words_of
from parsers.replies.words.people import HEADINGS, POSITIONS, TITLES, Words
from parsers.vietnamese.fold import fold, has_marks, same_word

_LEVELS = frozenset({"xa", "phuong", "huyen", "quan", "tinh"})

_CLEAR = 3
"""Initials without a heading that are a name (`VHXH`); `KT.` and `TM.` stand above a signature."""
FULL, MADE, BARE = 0, 1, 2
"""How a form was come by: as the list has it; made from it; so short that only its place makes it a name."""


@dataclass(frozen=True, slots=True)
class Named:
    """A name found in a text."""

    parties: tuple[Party, ...]
    """Everybody it may mean; more than one is ambiguous."""
    length: int
    """In tokens."""
    bare: bool
    """A given name or a unit without its heading: a name only where a name is expected."""


@dataclass(frozen=True, slots=True)
class _Form:
    words: Words
    party: Party
    rank: int


class Names:
    """Finds parties in a text."""

    def __init__(self, people: Sequence[Party]) -> None:
        self._forms: dict[str, list[_Form]] = defaultdict(list)
        for party in people:
            for words, rank in _forms(party):
                self._forms[fold(words[0])].append(_Form(words, party, rank))

    def find(self, tokens: Sequence[Token], start: int) -> Named | None:
        """The longest name at `start`, with its title and what is written directly behind it."""
        skip = title_length(tokens, start)
        named = self._longest(tokens, start + skip, kind="person") if skip else None
        if named is not None:
            return self._with_more(tokens, start, Named(named.parties, named.length + skip, False))
        plain = self._longest(tokens, start)
        return self._with_more(tokens, start, plain) if plain else None

    def _longest(self, tokens: Sequence[Token], start: int, kind: str = "") -> Named | None:
        if start >= len(tokens):
            return None
        hits = [
            form
            for form in self._forms.get(fold(tokens[start].text), [])
            if _fits(form, tokens, start) and kind in {"", form.party.kind}
        ]
        if not hits:
            return None
        length = max(len(form.words) for form in hits)
        longest = _as_written([form for form in hits if len(form.words) == length], tokens, start)
        rank = min(form.rank for form in longest)
        parties = tuple(dict.fromkeys(form.party for form in longest if form.rank == rank))
        return Named(parties, length, rank == BARE)

    def _with_more(self, tokens: Sequence[Token], start: int, named: Named) -> Named:
        """`Lan (P. Nội vụ)`, `Lan PCT`, `Chủ tịch UBND`: what follows tells apart; a contradiction makes it unknown."""
        after = start + named.length
        if (
            named.parties
            and _is_council(tokens, after)
            and not any("hđnd" in p.position.lower() for p in named.parties)
        ):
            return Named(named.parties, named.length + _council_length(tokens, after), False)
        if _is_its_level(tokens, after, named):
            return Named(named.parties, named.length + 1, False)
        opened = int(after < len(tokens) and tokens[after].text in {"(", "bên", "ở"})
        more = self._following(tokens, after + opened, placed=tokens[after].text if opened else "")
        if more is None:
            stranger = _stranger_length(tokens, after) if not opened else 0
            stranger = stranger or _longer_unit(tokens, after, named)
            return Named((), named.length + stranger, False) if stranger else named
        both = tuple(party for party in named.parties if _agrees(party, more.parties))
        if opened and not both:
            return named
        end = after + opened + more.length
        closed = int(opened == 1 and end < len(tokens) and tokens[end].text == ")")
        return Named(both, end + closed - start, False)

    def _following(self, tokens: Sequence[Token], start: int, placed: str) -> Named | None:
        skip = title_length(tokens, start)
        named = self._longest(tokens, start + skip)
        if named is None or (named.bare and placed not in {"bên", "ở"} and not tokens[start + skip].is_capital):
            return None
        return Named(named.parties, named.length + skip, False)


@lru_cache(maxsize=8)
def names_of(people: tuple[Party, ...]) -> Names:
    """The names of a list of people, built once: it costs ten times what reading a sentence does."""
    return Names(people)


def _agrees(party: Party, others: Sequence[Party]) -> bool:
    return party in others or any(other.kind == "unit" and other.name == party.unit for other in others)


def _is_its_level(tokens: Sequence[Token], index: int, named: Named) -> bool:
    """`Ban CHQS xã`, when that is how the name ends."""
    last = {fold(words_of(party.name)[-1]) for party in named.parties if party.kind == "unit"}
    return index < len(tokens) and fold(tokens[index].text) in last & _LEVELS


def _is_council(tokens: Sequence[Token], index: int) -> bool:
    return index < len(tokens) and tokens[index].text.upper() == "UBND"


def _council_length(tokens: Sequence[Token], index: int) -> int:
    return 2 if index + 1 < len(tokens) and fold(tokens[index + 1].text) in _LEVELS else 1


def _longer_unit(tokens: Sequence[Token], index: int, named: Named) -> int:
    """An unknown word behind a written-out unit belongs to a longer name (`phòng kinh tế hạ tầng`)."""
    if index >= len(tokens) or named.parties[0].kind != "unit":
        return 0
    if fold(tokens[index].text) in _LEVELS and fold(words_of(named.parties[0].name)[-1]) in _LEVELS:
        return 1
    if _is_short(tokens[index - 1].text, named) or (
        fold(tokens[index].text) in _LEVELS and fold(tokens[index - 1].text) == "ubnd"
    ):
        return 0
    return int(tokens[index].text.isalpha() and tag_at(tokens, index) is None and not title_length(tokens, index))


def _is_short(written: str, named: Named) -> bool:
    """`KT`, `cntt`: no word of the name, so nothing is cut off a longer one."""
    return written.isupper() or fold(written) not in {fold(word) for word in words_of(named.parties[0].name)}


def _stranger_length(tokens: Sequence[Token], index: int) -> int:
    """Capital words behind a name make it another, longer name."""
    end = index
    while end < len(tokens) and tokens[end].is_word and tokens[end].is_capital and tag_at(tokens, end) is None:
        end += 1
    return end - index


def title_length(tokens: Sequence[Token], start: int) -> int:
    """How many tokens of a title (anh, đ/c, đồng chí) stand at `start`."""
    for size in (2, 1):
        words = [token.text.lower() for token in tokens[start : start + size]]
        if len(words) == size and any(_alike(words, title) for title in TITLES):
            return size
    return 0


def heading_length(tokens: Sequence[Token], start: int) -> int:
    """How many tokens of a unit's heading (phòng, sở, trung tâm) stand at `start`."""
    for heading, short in HEADINGS.items():
        for words in (heading, *((abbreviation,) for abbreviation in short)):
            written = [token.text.lower() for token in tokens[start : start + len(words)]]
            if len(written) == len(words) and _alike(written, words):
                return len(words)
    return 0


def _alike(written: Sequence[str], words: Sequence[str]) -> bool:
    return len(written) == len(words) and all(same_word(one, other) for one, other in zip(written, words, strict=True))


def _fits(form: _Form, tokens: Sequence[Token], start: int) -> bool:
    written = [token.text.lower() for token in tokens[start : start + len(form.words)]]
    return _alike(written, form.words)


def _as_written(forms: list[_Form], tokens: Sequence[Token], start: int) -> list[_Form]:
    """In a text with accents `Lan` is not `Lân`: exact spellings win when the text has any marks."""

    def exact(form: _Form) -> bool:
        written = tokens[start : start + len(form.words)]
        return all(has_marks(word) == has_marks(token.text) for word, token in zip(form.words, written, strict=True))

    spelled = [form for form in forms if exact(form)]
    return spelled if spelled and any(has_marks(token.text) for token in tokens) else forms


def _forms(party: Party) -> Iterator[tuple[Words, int]]:
    named = [(words_of(name), FULL) for name in (party.name, *party.aliases)]
    made = _unit_forms(party.name) if party.kind == "unit" else _person_forms(party)
    for words, rank in dict.fromkeys([*named, *made]):
        if words:
            yield words, rank
            if "và" in words[1:] or "," in words:
                yield tuple(word for word in words if word not in {"và", ","}), rank


def _unit_forms(name: str) -> Iterator[tuple[Words, int]]:
    words = words_of(name)
    heading = next((heading for heading in HEADINGS if words[: len(heading)] == heading), None)
    if heading is None:
        yield (_initials(words),), MADE
        return
    rest = words[len(heading) :]
    heads = [heading, *((short,) for short in HEADINGS[heading])]
    if heading == ("văn", "phòng") or (len(rest) == 1 and fold(rest[0]) in _LEVELS):
        yield from ((head, MADE) for head in heads)
    if len(rest) > 1 and fold(rest[-1]) in _LEVELS:
        yield from _unit_forms(" ".join((*heading, *rest[:-1])))
    if not rest:
        return
    for head in heads:
        yield (*head, *rest), MADE
        yield from (((*head, *short), MADE) for short in _shortened(name, rest))
        for part in _first_parts(name, len(heading)):
            yield from (((*head, *written), MADE) for written in (part, (_initials(part),)))
    yield ("".join(word[0] for word in heading) + _initials(rest),), MADE
    yield from (((*heading, *part), MADE) for part in _ended_by_initials(rest))
    yield from ((part, MADE) for part in _but_first(words))
    yield rest, BARE
    if len(_initials(rest)) >= _CLEAR:
        yield (_initials(rest),), BARE
    yield from ((part, BARE) for part in _first_parts(name, len(heading)))


def _initials(words: Words) -> str:
    return "".join(word[0] for word in words if word not in {"và", ","})


def _shortened(name: str, rest: Words) -> Iterator[Words]:
    """`KT`, `TC KH`, `GD và ĐT`: initials in one word or one word per part."""
    yield (_initials(rest),)
    groups = [_initials(part) for part in _parts(name, len(words_of(name)) - len(rest))]
    if len(groups) > 1:
        yield tuple(groups)
        yield (groups[0], "và", *groups[1:])


def _ended_by_initials(rest: Words) -> Iterator[Words]:
    """`Quản lý ĐT` of `Quản lý đô thị`."""
    for cut in range(1, len(rest) - 1):
        yield (*rest[:cut], _initials(rest[cut:]))


def _but_first(words: Words) -> Iterator[Words]:
    """`Ban CHQS` of `Ban Chỉ huy Quân sự`."""
    if len(words) > len(_initials(words[1:])) > 1:
        yield (words[0], _initials(words[1:]))


def _first_parts(name: str, heading: int) -> Iterator[Words]:
    """`Tài chính` of `Phòng Tài chính - Kế hoạch`."""
    parts = _parts(name, heading)
    if len(parts) > 1 and len(parts[0]) > 1:
        yield parts[0]


def _parts(name: str, heading: int) -> list[Words]:
    pieces = name.replace(" và ", ",").replace("&", ",").replace("-", ",").replace("–", ",").split(",")
    words = [words_of(piece) for piece in pieces]
    words[0] = words[0][heading:]
    return [part for part in words if part]


def _person_forms(party: Party) -> Iterator[tuple[Words, int]]:
    name = words_of(party.name)
    callings = [name, name[-1:], name[-2:]]
    yield from ((calling, BARE) for calling in callings[1:])
    position = words_of(party.position)
    base = next((base for base in POSITIONS if position[: len(base)] == base), None)
    if not position:
        return
    heads = [position, *([] if base is None else [base, *(tuple(short.split()) for short in POSITIONS[base])])]
    for head in dict.fromkeys(heads):
        yield head, MADE
        yield from (((*head, *calling), MADE) for calling in callings)
        yield from (((*head, *place), MADE) for place in _places(party.unit))


def _places(unit: str) -> Iterator[Words]:
    """`Kinh tế`, `KT`, `P KT`, `Phòng Kinh tế` behind `trưởng phòng`."""
    for words, _ in _unit_forms(unit) if unit else ():
        yield words
    words = words_of(unit)
    heading = next((heading for heading in HEADINGS if words[: len(heading)] == heading), ())
    yield from _shortened(unit, words[len(heading) :]) if len(words) > len(heading) else ()
