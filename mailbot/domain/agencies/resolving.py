"""Which agency a letterhead means: one entry, or an open question with candidates; never a guess."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from mailbot.domain.agencies.agreement import issuer_meanings
from mailbot.domain.agencies.catalogue import Catalogue
from mailbot.domain.agencies.codes import same_code
from mailbot.domain.agencies.directory import Directory, Entry
from mailbot.domain.agencies.names import Name, parse
from mailbot.domain.folding import fold

MOST = 5
"""Candidates shown."""
_ALIKE = 0.84
_SHORTEST = 8
"""Letters: shorter names resemble too many others."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An agency that may be meant."""

    entry: Entry
    reason: str
    """Code: `agency_named`, `agency_commune`, `agency_successor`, `agency_by_place`, `agency_similar`,
    `agency_of_sender`, `agency_by_code`."""


@dataclass(frozen=True, slots=True)
class Resolution:
    """What was found out."""

    entry: Entry | None = None
    reason: str = "agency_open"
    """Code as in `Candidate`; also `agency_ended`, `agency_several`, `agency_open`."""
    candidates: tuple[Candidate, ...] = ()


@dataclass(frozen=True, slots=True)
class Clues:
    """What a document says about its issuer; empty where it says nothing."""

    issuer: str
    parent: str = ""
    place: str = ""
    """Địa danh before the date."""
    sender: str = ""
    code: str = ""
    """Agency code of an edXML message."""
    on: date = date.max


def resolve(clues: Clues, book: Directory, catalogue: Catalogue) -> Resolution:
    """The administrator's book first, then the built-in catalogue, then the patterns of communes."""
    known = catalogue.directory
    names = _meanings(clues, book) if clues.issuer.strip() else ()
    for directory in (book, known):
        found = _of_the_day(directory.named(_whole(names)), clues.on)
        if found:
            return _settled(found, directory, clues.on)
    made = catalogue.commune(f"{clues.issuer} {clues.parent}", _whole(names))
    if made is not None and _province_known(names, known):
        return Resolution(made, "agency_ended" if made.ended(clues.on) else "agency_commune")
    guesses = [*([Candidate(made, "agency_commune")] if made else []), *_guesses(clues, names, book, known)]
    return Resolution(candidates=_distinct(guesses)[:MOST])


def _meanings(clues: Clues, book: Directory) -> tuple[Name, ...]:
    """Also `Tỉnh An Giang` alone above a commune's committee, as long as there is such a province."""
    names = issuer_meanings(clues.issuer, clues.parent, book)
    above = parse(clues.parent)
    provinces = [(kind, place) for kind, place in above.places if kind in ("tinh", "tp")]
    if above.office or not all(place in book.successions.provinces for _kind, place in provinces):
        return names
    return (*names, *(name.under(above) for name in names))


def _settled(found: tuple[Entry, ...], directory: Directory, on: date) -> Resolution:
    if len(found) > 1:
        return Resolution(reason="agency_several", candidates=tuple(Candidate(one, "agency_named") for one in found))
    (entry,) = found
    if not entry.ended(on):
        return Resolution(entry, "agency_named")
    later = sorted((one for one in directory.followers([entry], on) if not one.ended(on)), key=_key)
    return Resolution(entry, "agency_ended", tuple(Candidate(one, "agency_successor") for one in later))


def _of_the_day(entries: Iterable[Entry], on: date) -> tuple[Entry, ...]:
    """Those that exist on that day, else whatever bears the name."""
    ordered = sorted(entries, key=_key)
    return tuple(one for one in ordered if not one.ended(on) and one.begun(on)) or tuple(ordered)


def _whole(names: Iterable[Name]) -> tuple[Name, ...]:
    """`Ủy ban nhân dân` alone names nobody; of two readings the one that says more comes first."""
    return tuple(sorted((name for name in names if not name.generic), key=lambda name: -len(name.places)))


def _province_known(names: Iterable[Name], known: Directory) -> bool:
    """One name of a commune occurs in many provinces: without its province it stays open."""
    places = [one for name in names for one in name.places if one[0] in ("tinh", "tp")]
    return any(known.named([Name("", (place,))]) for place in places)


def _guesses(clues: Clues, names: tuple[Name, ...], book: Directory, known: Directory) -> Iterable[Candidate]:
    for directory in (book, known):
        if clues.code:
            yield from (
                Candidate(one, "agency_by_code")
                for one in directory.entries
                if any(same_code(clues.code, code) for code in one.codes)
            )
        for found in _of_the_day(directory.named(_placed(names, clues.place)), clues.on):
            yield Candidate(found, "agency_by_place")
    if clues.sender:
        yield from (Candidate(one, "agency_of_sender") for one in sorted(book.writing_from(clues.sender), key=_key))
    for directory in (book, known):
        yield from _similar(clues, directory)


def _placed(names: Iterable[Name], place: str) -> tuple[Name, ...]:
    """The names with the province their place of issue may stand for: `Sở Y tế`, written in `Sóc Trăng`."""
    bare = parse(place)
    words = bare.places[0][1] if bare.places else bare.office
    open_names = [name for name in names if not name.places]
    return tuple(Name(name.office, ((kind, words),)) for name in open_names for kind in ("tinh", "tp") if words)


def _similar(clues: Clues, directory: Directory) -> Iterable[Candidate]:
    """Names that differ in a letter or two: a damaged text layer, a slip of recognition."""
    wanted = fold(clues.issuer)
    if len(wanted) < _SHORTEST:
        return
    by_name = {fold(name): one for one in directory.entries for name in (one.name, *one.aliases)}
    for near in difflib.get_close_matches(wanted, by_name, n=MOST, cutoff=_ALIKE):
        if by_name[near].begun(clues.on):
            yield Candidate(by_name[near], "agency_similar")


def _distinct(candidates: Iterable[Candidate]) -> tuple[Candidate, ...]:
    first: dict[str, Candidate] = {}
    for one in candidates:
        first.setdefault(one.entry.name, one)
    return tuple(first.values())


def _key(entry: Entry) -> str:
    return entry.key
