"""Persons and units as leaders write them: full and given names, titles, positions, abbreviations, missing accents."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Sequence, Set
from dataclasses import dataclass
from functools import lru_cache

from parsers.model import Party
from parsers.replies.items.nameforms import BARE, CLEAR, LEVELS, forms_of
from parsers.replies.items.phrases import tag_at
from parsers.replies.items.tokens import Token, words_of
from parsers.replies.words.people import GRADES, HEADINGS, POSTS, TITLES, UNIT_FIELDS, Words
from parsers.vietnamese.fold import fold, has_marks, same_word

TENSES = frozenset({"đã", "đang", "sẽ", "vừa", "mới", "xin", "em", "tôi", "chưa"})
"""Behind a heading or a unit: what it did, no more of its name."""
_POST_WORDS = 2
_SIGNERS = frozenset({"chu", "giam", "truong", "bi", "chanh", "bo", "thu", "thua", "pho"})


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
        self._levels = {
            fold(word) for party in people if party.kind == "unit" for word in words_of(party.name)
        } & LEVELS
        """Which kind of place we are, as far as our units say (`Công an xã`)."""
        self._units = tuple(party for party in people if party.kind == "unit")
        aliases = {party.name: party.aliases for party in people if party.kind == "unit"}
        for party in people:
            for words, rank in forms_of(party, aliases.get(party.unit, ())):
                self._forms[fold(words[0])].append(_Form(words, party, rank))

    def units(self, beginnings: Sequence[str]) -> tuple[Party, ...]:
        """Every unit, or those whose name begins so; none when that would be a single one."""
        found = tuple(
            party for party in self._units if not beginnings or fold(party.name).startswith(tuple(beginnings))
        )
        return found if len(found) > 1 else ()

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
        if _is_its_level(tokens, after, named, self._levels):
            return Named(named.parties, named.length + 1, False)
        opened = int(after < len(tokens) and tokens[after].text in {"(", "bên", "ở"})
        if (officer := self._officer(tokens, after, named)) is not None:
            return Named(officer.parties, officer.length + after - start, False)
        if length := _unlisted_post(tokens, after, named):
            return Named(named.parties, named.length + length, False)
        if (posted := _post_length(tokens, after, named)) is not None:
            end = after + posted.length
            return Named(posted.parties, end + int(_is_level(tokens, end, self._levels)) - start, False)
        more = self._following(tokens, after + opened, placed=tokens[after].text if opened else "")
        if more is None:
            stranger = _stranger_length(tokens, after) if not opened else 0
            stranger = stranger or _longer_unit(tokens, after, named)
            return Named((), named.length + stranger, False) if stranger else named
        both = tuple(party for party in named.parties if _agrees(party, more.parties))
        if not both and not opened and title_length(tokens, after) and len(named.parties) == 1:
            both = tuple(party for party in more.parties if _agrees(party, named.parties))  # `CDC anh Khôi`
        if opened and not both:
            return named
        end = after + opened + more.length
        end += int(_is_level(tokens, end, self._levels))
        closed = int(opened == 1 and end < len(tokens) and tokens[end].text == ")")
        return Named(both, end + closed - start, False)

    def _officer(self, tokens: Sequence[Token], bracket: int, unit: Named) -> Named | None:
        """`Trạm Y tế (đ/c Nga)`: its head in brackets is meant; an officer may be either, a stranger is nobody."""
        opened = bracket < len(tokens) and tokens[bracket].text == "("
        if not opened or [party.kind for party in unit.parties] != ["unit"]:
            return None
        skip = title_length(tokens, bracket + 1)
        person = self._longest(tokens, bracket + 1 + skip, kind="person")
        end = bracket + 1 + skip + (person.length if person else 0)
        if person is None or end >= len(tokens) or tokens[end].text != ")":
            return None
        members = tuple(party for party in person.parties if party.unit == unit.parties[0].name)
        heads = tuple(party for party in members if is_head(party.position))
        if members and len(heads) != 1:
            return None
        return Named(heads, end + 1 - bracket, False)

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


def _is_its_level(tokens: Sequence[Token], index: int, named: Named, levels: Set[str]) -> bool:
    """`Ban CHQS xã`, `trạm y tế xã`: our own level behind a unit."""
    return any(party.kind == "unit" for party in named.parties) and _is_level(tokens, index, levels)


def _is_level(tokens: Sequence[Token], index: int, levels: Set[str]) -> bool:
    """Our own level, and no name of another place behind it."""
    elsewhere = index + 1 < len(tokens) and tokens[index + 1].is_capital and tag_at(tokens, index + 1) is None
    return index < len(tokens) and fold(tokens[index].text) in levels and not elsewhere


def is_head(position: str) -> bool:
    """Whether a position leads a unit: `Trưởng phòng`, `Giám đốc`, `Chánh Văn phòng`, `Trạm trưởng`."""
    words = fold(position).split()
    return "pho" not in words and (words[:2] == ["giam", "doc"] or bool({"truong", "chanh"} & set(words[:3])))


def _post_length(tokens: Sequence[Token], index: int, named: Named) -> Named | None:
    """`Long địa chính`, `Hương tư pháp`: words of a person's position tell who is meant."""
    fitting = {party: _shared(tokens, index, party) for party in named.parties if party.kind == "person"}
    longest = max(fitting.values(), default=0)
    if longest < _POST_WORDS:
        return None
    return Named(tuple(party for party, length in fitting.items() if length == longest), longest, False)


def _unlisted_post(tokens: Sequence[Token], index: int, named: Named) -> int:
    """`đ/c Pản địa chính`, where our list calls him a mere officer: what he looks after, in so many words."""
    if len(named.parties) != 1 or named.parties[0].kind != "person":
        return 0
    if named.parties[0].position and tuple(words_of(named.parties[0].position.lower())) not in GRADES:
        return 0
    for post in POSTS:
        written = [token.text.lower() for token in tokens[index : index + len(post)]]
        if _alike(written, post):
            return len(post)
    return 0


def _shared(tokens: Sequence[Token], index: int, party: Party) -> int:
    """How many words at `index` stand so in the position, from one place on."""
    position = words_of(party.position)
    if len(position) <= _POST_WORDS:
        return 0
    written = [token.text.lower() for token in itertools.takewhile(lambda token: token.is_word, tokens[index:])]
    rows = (position[place:] for place in range(len(position)))
    same = (itertools.takewhile(lambda pair: same_word(*pair), zip(written, row, strict=False)) for row in rows)
    return max((len(list(row)) for row in same), default=0)


def _is_council(tokens: Sequence[Token], index: int) -> bool:
    return index < len(tokens) and tokens[index].text.upper() == "UBND"


def _council_length(tokens: Sequence[Token], index: int) -> int:
    return 2 if index + 1 < len(tokens) and fold(tokens[index + 1].text) in LEVELS else 1


def _longer_unit(tokens: Sequence[Token], index: int, named: Named) -> int:
    """An unknown word behind a written-out unit belongs to a longer name (`phòng kinh tế hạ tầng`)."""
    if index >= len(tokens) or named.parties[0].kind != "unit":
        return 0
    if tokens[index].text in TENSES:
        return 0  # `Phòng Kinh tế đã có văn bản …`
    if fold(tokens[index].text) in LEVELS and fold(words_of(named.parties[0].name)[-1]) in LEVELS:
        return 1
    if _is_short(tokens[index - 1].text, named) or (
        fold(tokens[index].text) in LEVELS and fold(tokens[index - 1].text) == "ubnd"
    ):
        return 0
    return int(_goes_on(tokens, index) and tag_at(tokens, index) is None and not title_length(tokens, index))


def _goes_on(tokens: Sequence[Token], index: int) -> bool:
    """Whether the word begins a field that units are called after, or is a capital; `tiêm phòng` is work."""
    words = [token.text.lower() for token in tokens[index : index + 2]]
    fields = any(_alike(words[: len(field)], field) for field in UNIT_FIELDS)
    return tokens[index].text.isalpha() and (fields or tokens[index].is_capital)


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
    """How many tokens of a title (anh, đ/c, đồng chí) stand at `start`; `thay` without marks is a verb, no teacher."""
    for size in (2, 1):
        words = [token.text.lower() for token in tokens[start : start + size]]
        if words == ["chu"] and [token.text for token in tokens[start + 1 : start + 2]] == ["tri"]:
            return 0  # `chu tri` is what it nearly always is
        if words != ["thay"] and len(words) == size and any(_alike(words, title) for title in TITLES):
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
    if form.rank == BARE and len(form.words[0]) < CLEAR and form.party.kind == "unit" and len(form.words) == 1:
        following = fold(tokens[start + 1].text) if start + 1 < len(tokens) else ""
        return tokens[start].text.isupper() and written[0] == form.words[0] and following not in _SIGNERS
    return _alike(written, form.words)


def _as_written(forms: list[_Form], tokens: Sequence[Token], start: int) -> list[_Form]:
    """In a text with accents `Lan` is not `Lân`: exact spellings win when the text has any marks."""

    def exact(form: _Form) -> bool:
        written = tokens[start : start + len(form.words)]
        return all(has_marks(word) == has_marks(token.text) for word, token in zip(form.words, written, strict=True))

    spelled = [form for form in forms if exact(form)]
    return spelled if spelled and any(has_marks(token.text) for token in tokens) else forms
