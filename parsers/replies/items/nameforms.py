"""The forms a name of the list is written in: given names, positions, abbreviations, initials."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from parsers.model import Party
from parsers.replies.items.tokens import words_of
from parsers.replies.words.people import GRADES, HEADINGS, POSITIONS, SCHOOLS, Words
from parsers.vietnamese.fold import fold

FULL, MADE, BARE = 0, 1, 2
"""How a form was come by: as the list has it; made from it; so short that only its place makes it a name."""
LEVELS = frozenset({"xa", "phuong", "huyen", "quan", "tinh"})
SHORTEST, CLEAR = 2, 3
"""Initials without a heading: three are a name (`VHXH`); two only in capitals, and not above a signature (`KT.`)."""


def forms_of(party: Party, unit_aliases: Sequence[str]) -> Iterator[tuple[Words, int]]:
    """Every form a party's name is written in, with how it was come by; `unit_aliases` are those of a person's unit."""
    named = [(words_of(name), FULL) for name in (party.name, *party.aliases)]
    made = _unit_forms(party.name) if party.kind == "unit" else _person_forms(party, unit_aliases)
    if party.kind == "unit":
        named += [(words, MADE) for alias in party.aliases for words in _other_headings(words_of(alias))]
    for words, rank in dict.fromkeys([*named, *made]):
        if words:
            yield words, rank
            if "và" in words[1:] or "," in words:
                yield tuple(word for word in words if word not in {"và", ","}), rank


def unmistakable(party: Party, people: Sequence[Party]) -> str:
    """A name that means one entry of the list: with the unit or the position when two have the same."""
    same = [other for other in people if other.name == party.name]
    if len(same) < 2:
        return party.name
    apart = party.unit if [other.unit for other in same].count(party.unit) == 1 else party.position
    return f"{party.name} ({apart})" if apart else party.name


def _other_headings(alias: Words) -> Iterator[Words]:
    """`Trung tâm HCC` for the alias `TT HCC`, and the other way round."""
    for heading, short in HEADINGS.items():
        if len(alias) > 1 and alias[0] in short:
            yield (*heading, *alias[1:])
        if alias[: len(heading)] == heading and len(alias) > len(heading):
            yield from ((one, *alias[len(heading) :]) for one in short)


def _unit_forms(name: str) -> Iterator[tuple[Words, int]]:
    words = words_of(name)
    heading = next((heading for heading in HEADINGS if words[: len(heading)] == heading), None)
    if heading is None:
        yield (_initials(words),), MADE
        yield from ((short, MADE) for short in _schools(words))
        return
    rest = words[len(heading) :]
    heads = [heading, *((short,) for short in HEADINGS[heading])]
    if heading == ("văn", "phòng") or (len(rest) == 1 and fold(rest[0]) in LEVELS):
        yield from ((head, MADE) for head in heads)
    if len(rest) > 1 and fold(rest[-1]) in LEVELS:
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
    if len(_initials(rest)) >= SHORTEST:
        yield (_initials(rest),), BARE
    yield from ((part, BARE) for part in _first_parts(name, len(heading)))


def _schools(words: Words) -> Iterator[Words]:
    """`Trường Lê Lợi`, `THCS Lê Lợi`, `cấp 2 Lê Lợi` of `Trường THCS Lê Lợi`."""
    for grade, others in SCHOOLS.items():
        if words[:1] == ("trường",) and words[1 : len(grade) + 1] == grade and len(words) > len(grade) + 1:
            name = words[len(grade) + 1 :]
            yield from (("trường", *name), (*grade, *name))
            for other in others:
                yield from (("trường", *other, *name), (*other, *name))


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


def _person_forms(party: Party, unit_aliases: Sequence[str]) -> Iterator[tuple[Words, int]]:
    name = words_of(party.name)
    callings = [name, name[-1:], name[-2:], *_highland(name)]
    yield from ((calling, BARE) for calling in callings[1:])
    position = words_of(party.position)
    base = next((base for base in POSITIONS if position[: len(base)] == base), None)
    if not position:
        return
    heads = [position, *([] if base is None else [base, *(tuple(short.split()) for short in POSITIONS[base])])]
    for head in dict.fromkeys(heads):
        yield head, MADE
        yield from (((*head, *calling), MADE) for calling in callings)
        yield from (((*calling, *head), MADE) for calling in callings)
        yield from (((*head, *place), MADE) for place in _places(party.unit, unit_aliases))
    yield from ((post, MADE) for post in _posts(party.position))


def _highland(name: Words) -> Iterator[Words]:
    """`Y Bhăn`, `Bhăn` of `Y Bhăn Niê`, `HLinh` of `H'Linh Êban`: the clan stands last, few are called by it."""
    if len(name) > 2 and name[0] in {"y", "h"}:
        yield from (name[:2], name[1:2], ("".join(name[:2]),))


def _posts(position: str) -> Iterator[Words]:
    """`cán bộ địa chính` of a `Công chức Địa chính - Xây dựng`."""
    words = words_of(position)
    grade = next((grade for grade in GRADES if words[: len(grade)] == grade), None)
    if grade is None or len(words) == len(grade):
        return
    for tail in (words[len(grade) :], _parts(position, len(grade))[0]):
        yield from ((*other, *tail) for other in GRADES)


def _places(unit: str, aliases: Sequence[str]) -> Iterator[Words]:
    """`Kinh tế`, `KT`, `P KT`, `Phòng Kinh tế` behind `trưởng phòng`."""
    for words in map(words_of, aliases):
        heading = next((heading for heading in HEADINGS if words[: len(heading)] == heading), ())
        yield words
        yield words[len(heading) :]
    for words, _ in _unit_forms(unit) if unit else ():
        yield words
    words = words_of(unit)
    heading = next((heading for heading in HEADINGS if words[: len(heading)] == heading), ())
    yield from _shortened(unit, words[len(heading) :]) if len(words) > len(heading) else ()
