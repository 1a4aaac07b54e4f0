"""What became of places and offices in reorganisations: an old name goes on in a new one from a day on."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from mailbot.domain.agencies.names import LOCAL, Name, parse, plain
from mailbot.domain.errors import DomainError

DEEPEST = 4
"""Reorganisations in a row that are followed."""


@dataclass(frozen=True, slots=True)
class Succession:
    """`old` goes on in `new`; both plain: a place with its kind (`tinh soc trang`) or the beginning of an office."""

    old: str
    new: str
    since: date


@dataclass(frozen=True, slots=True)
class Served:
    """The office `vp chinh phu` signs with its own certificate for the agency `thu tuong chinh phu`; both plain."""

    office: str
    agency: str


@dataclass(frozen=True, slots=True)
class Successions:
    """All reorganisations known, and which offices seal letters of the agencies they serve."""

    places: tuple[Succession, ...] = ()
    offices: tuple[Succession, ...] = ()
    served: tuple[Served, ...] = ()
    provinces: frozenset[str] = frozenset()
    """Folded names, old and new: what stands after `tỉnh` on a damaged page need not be one."""

    def later(self, name: Name, on: date) -> frozenset[Name]:
        """The name, and every name it goes on under on that day."""
        found, fresh = {name}, {name}
        for _ in range(DEEPEST):
            fresh = {new for old in fresh for new in self._next(old, on)} - found
            found |= fresh
        return frozenset(found)

    def joined(self, other: Successions) -> Successions:
        """Both together."""
        places, offices = self.places + other.places, self.offices + other.offices
        return Successions(places, offices, self.served + other.served, self.provinces | other.provinces)

    def sealing(self, name: Name) -> tuple[Name, ...]:
        """The agencies of the same place whose letters this office seals."""
        office = f"{name.office} "
        # `vp tinhuy ca mau` carries its place in the office.
        found = (one for one in self.served if office.startswith(f"{one.office} "))
        return tuple(replace(name, office=(one.agency + office.removeprefix(one.office)).strip()) for one in found)

    def _next(self, name: Name, on: date) -> Iterator[Name]:
        for one in self.offices:
            if one.since <= on and name.office == one.old:
                yield replace(name, office=one.new)
        for one in self.places:
            if one.since <= on:
                yield from _moved(name, one)


def _moved(name: Name, one: Succession) -> Iterator[Name]:
    """The old place exchanged for the new one, where the name ends in it; districts ended with the old provinces."""
    old_kind, _, old_place = one.old.partition(" ")
    new_kind, _, new_place = one.new.partition(" ")
    if (old_kind, old_place) in name.places:
        kept = {kind: place for kind, place in name.places if kind != old_kind}
        yield Name(name.office).under(Name("", tuple({**kept, new_kind: new_place}.items())))
    elif not name.places and name.office.startswith("so ") and name.office.endswith(f" {old_place}"):
        yield Name(name.office.removesuffix(f" {old_place}"), ((new_kind, new_place),))


def read_successions(text: str) -> Successions:
    """From TOML; see `successions_from`. Raises DomainError."""
    try:
        return successions_from(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise DomainError("directory_not_toml", why=str(error)) from error


def successions_from(table: Mapping[str, Any]) -> Successions:  # Any: a table as tomllib gives it
    """`place` and `office` rows with `new`, `old` (names), `since`; `seal` rows with `office`, `agencies`.

    Raises DomainError.
    """
    try:
        places = tuple(_rows(table.get("place", []), _place))
        offices = tuple(_rows(table.get("office", []), plain))
        served = tuple(
            Served(plain(row["office"]), plain(to)) for row in table.get("seal", []) for to in row["agencies"]
        )
        provinces = frozenset(plain(name) for name in table.get("provinces", []))
    except (KeyError, TypeError, ValueError) as error:
        raise DomainError("reorganisation_invalid", why=str(error)) from error
    moved = (name.partition(" ")[2] for one in places for name in (one.old, one.new))
    return Successions(places, offices, served, provinces.union(moved))


def _rows(rows: list[dict[str, Any]], read: Callable[[str], str]) -> Iterator[Succession]:  # Any: as above
    for row in rows:
        since = row["since"]
        if not isinstance(since, date):
            raise ValueError(f"since = {since!r}")
        yield from (Succession(read(old), read(row["new"]), since) for old in row["old"])


def _place(name: str) -> str:
    """`tinh soc trang`; raises ValueError when the kind of place is missing."""
    places = parse(name).places
    if len(places) != 1 or places[0][0] in LOCAL:
        raise ValueError(name)
    return " ".join(places[0])
