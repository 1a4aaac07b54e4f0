"""The built-in catalogue: ministries, provinces with their offices, and what agencies of communes are called."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from mailbot.domain.agencies.directory import Directory, Entry
from mailbot.domain.agencies.names import LOCAL, Name, parse
from mailbot.domain.agencies.successions import Successions
from mailbot.domain.folding import fold

Row = Mapping[str, Any]  # Any: a table as tomllib gives it
_PARTS = re.compile(r"\s*(?:,|;|\(|\s[-–—]\s)\s*")
_KIND_WORDS = {
    "xa": "xã", "phuong": "phường", "thitran": "thị trấn", "dackhu": "đặc khu", "huyen": "huyện", "quan": "quận",
    "tx": "thị xã",
}  # fmt: skip
_TODAYS = frozenset({"xa", "phuong", "dackhu"})
"""Kinds of places below a province that go on after the districts ended."""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Agencies everybody knows of; says what a name means, never that a sender is genuine."""

    directory: Directory = field(default_factory=Directory)
    local: Mapping[str, str] = field(default_factory=dict)
    """Office of a commune's agency -> its name with `{place}`."""
    districts_until: date | None = None
    """Last day of districts, towns and townships."""

    def commune(self, printed: str, names: Iterable[Name]) -> Entry | None:
        """The entry of a commune's (district's) agency, made from how such agencies are called; None for others.

        `printed`: issuer and the agency above it, whose letters the entry's name keeps.
        """
        return next((made for name in names if (made := self._made(printed, name)) is not None), None)

    def _made(self, printed: str, name: Name) -> Entry | None:
        pattern = self.local.get(name.office)
        kind, place = next(((k, p) for k, p in name.places if k in LOCAL), ("", ""))
        if pattern is None or kind not in _KIND_WORDS or not place:
            return None
        words = _as_written(printed, place)
        whole = [pattern.format(place=f"{_KIND_WORDS[kind]} {words}"), *self._above(name)]
        until = None if kind in _TODAYS else self.districts_until
        title = ", ".join(whole)
        return Entry(key=title, name=title, valid_until=until)

    def _above(self, name: Name) -> Iterator[str]:
        for kind, place in name.places:
            heads = self.directory.named([Name("", ((kind, place),))]) if kind in ("tinh", "tp") else ()
            yield from sorted(entry.aliases[0] for entry in heads if entry.aliases)


def read_catalogue(text: str, successions: Successions) -> Catalogue:
    """From TOML (see `mailbot/data/agencies-vn.toml`). Raises KeyError or ValueError for a broken file: it is ours."""
    table = tomllib.loads(text)
    national = [_entry(row) for row in table["agency"]]
    provincial = [
        entry for row in table["province"] for pattern in table["provincial"] for entry in _in_province(row, pattern)
    ]
    local = {parse(pattern.replace("{place}", "")).office: pattern for pattern in table["local"]}
    return Catalogue(Directory.of((*national, *provincial), successions), local, table["districts_until"])


def _entry(row: Row) -> Entry:
    several = {key: tuple(row.get(key, ())) for key in ("aliases", "codes", "domains", "successors")}
    return Entry(
        row["name"], row["name"], valid_from=row.get("valid_from"), valid_until=row.get("valid_until"), **several
    )


def _in_province(row: Row, pattern: Row) -> Iterator[Entry]:
    """One office of one province; an office ends with its province, and goes on in the one that follows."""
    place = row["name"]
    name = _filled(pattern["name"], place)
    ends = [(day, after) for day, after in _ends(row, pattern) if day is not None]
    until, after = min(ends) if ends else (None, ())
    entry = Entry(name, name, valid_from=_later(row, pattern), valid_until=until, successors=after)
    if not pattern.get("whole_province"):
        yield entry
        return
    bare = fold(place.partition(" ")[2]) if place.startswith("tỉnh") else fold(place.removeprefix("thành phố"))
    domains = tuple(row.get("domains", (f"{bare.replace(' ', '')}.gov.vn",)))
    # The bare place names the committee too: mails say `tỉnh An Giang`, and communes name their province so.
    yield replace(entry, aliases=(place,), codes=(f"000.00.00.{row['code']}",), domains=domains)


def _ends(row: Row, pattern: Row) -> Iterator[tuple[date | None, tuple[str, ...]]]:
    place = row["name"]
    after = (_filled(pattern["successor"], place),) if "successor" in pattern else ()
    yield pattern.get("valid_until"), after
    yield row.get("valid_until"), tuple(_filled(pattern["name"], new) for new in row.get("successors", ()))


def _later(row: Row, pattern: Row) -> date | None:
    days = [day for day in (row.get("valid_from"), pattern.get("valid_from")) if day is not None]
    return max(days) if days else None


def _filled(pattern: str, place: str) -> str:
    """`Sở Y tế {place}` for `tỉnh An Giang`."""
    city = place.startswith("thành phố ")
    name = place.removeprefix("thành phố ").removeprefix("tỉnh ")
    return pattern.format(place=place, name=name, rank="Thành" if city else "Tỉnh")


def _as_written(issuer: str, place: str) -> str:
    """The place with its accents as the letterhead has them, in title case: it is printed in capitals there."""
    count = len(place.split())
    for part in _PARTS.split(issuer):
        words = part.split()
        for at in range(len(words) - count + 1):
            found = " ".join(words[at : at + count])
            if fold(found) == place:
                return " ".join(word[:1].upper() + word[1:].lower() for word in found.split())
    return place.title()
