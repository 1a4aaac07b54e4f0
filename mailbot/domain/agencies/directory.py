"""The address book of agencies: names, addresses, domains, certificates, periods, and who goes on for whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Self, TypeVar

from mailbot.domain.agencies.names import Name, parse
from mailbot.domain.agencies.successions import DEEPEST, Successions

K = TypeVar("K")


@dataclass(frozen=True, slots=True)
class Entry:
    """One agency as an administrator wrote it down."""

    key: str
    """Its own name in the file, for `successors`; the agency's name when none was given."""
    name: str
    aliases: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    """Codes of edXML (Decision 20/2020/QĐ-TTg), in either order."""
    addresses: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    """A domain stands for its sub-domains too."""
    certificate_names: tuple[str, ...] = ()
    """Organisation in certificates, where it is called otherwise than on paper."""
    fingerprints: tuple[str, ...] = ()
    """SHA-256 of certificates, lower-case hex."""
    valid_from: date | None = None
    valid_until: date | None = None
    """Last day."""
    successors: tuple[str, ...] = ()
    """Keys of the agencies that go on for it after `valid_until`."""

    def ended(self, on: date) -> bool:
        """It exists no longer on that day."""
        return self.valid_until is not None and self.valid_until < on

    def begun(self, on: date) -> bool:
        """It exists already on that day, as far as is known."""
        return self.valid_from is None or self.valid_from <= on

    @property
    def reachable(self) -> bool:
        """It is written down where its mails come from."""
        return bool(self.addresses or self.domains)


@dataclass(frozen=True, slots=True)
class Directory:
    """All entries with what they are looked up by."""

    entries: tuple[Entry, ...] = ()
    successions: Successions = field(default_factory=Successions)
    _by_key: Mapping[str, Entry] = field(default_factory=dict)
    _by_name: Mapping[Name, tuple[Entry, ...]] = field(default_factory=dict)
    _by_address: Mapping[str, tuple[Entry, ...]] = field(default_factory=dict)
    """`local@domain` and `domain`, lower case."""
    _by_fingerprint: Mapping[str, tuple[Entry, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, entries: Iterable[Entry], successions: Successions) -> Self:
        """The directory of some entries."""
        known = tuple(entries)
        return cls(
            known,
            successions,
            {entry.key: entry for entry in known},
            _index(known, _names),
            _index(known, lambda entry: (one.lower() for one in (*entry.addresses, *entry.domains))),
            _index(known, lambda entry: entry.fingerprints),
        )

    def named(self, names: Iterable[Name]) -> frozenset[Entry]:
        """Entries called exactly so."""
        return frozenset(entry for name in names for entry in self._by_name.get(name, ()))

    def certified(self, fingerprint: str) -> frozenset[Entry]:
        """Entries a certificate was written down for."""
        return frozenset(self._by_fingerprint.get(fingerprint.lower(), ()))

    def writing_from(self, address: str) -> frozenset[Entry]:
        """Entries that write from this address, or else from its domain or the nearest domain above it."""
        whole = address.lower()
        labels = whole.rpartition("@")[2].split(".")
        places = (whole, *(".".join(labels[at:]) for at in range(len(labels) - 1)))
        return frozenset(next((self._by_address[place] for place in places if place in self._by_address), ()))

    def is_listed(self, address: str) -> bool:
        """Exactly this address was written down for somebody, whenever."""
        return address.lower() in self._by_address

    def followers(self, entries: Iterable[Entry], on: date) -> frozenset[Entry]:
        """These, and whoever goes on for those that ended before that day."""
        found = fresh = frozenset(entries)
        for _ in range(DEEPEST):
            next_ones = (self._by_key[key] for entry in fresh if entry.ended(on) for key in entry.successors)
            fresh = frozenset(one for one in next_ones if one.begun(on)) - found
            found |= fresh
        return found


def _names(entry: Entry) -> Iterator[Name]:
    return (parse(name) for name in (entry.name, *entry.aliases, *entry.certificate_names))


def _index(entries: Iterable[Entry], keys: Callable[[Entry], Iterable[K]]) -> Mapping[K, tuple[Entry, ...]]:
    found: defaultdict[K, tuple[Entry, ...]] = defaultdict(tuple)
    for entry in entries:
        for key in dict.fromkeys(keys(entry)):
            found[key] += (entry,)
    return dict(found)
