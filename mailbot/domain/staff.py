"""What must hold of a person or unit before it is kept: one answer per address, name and nickname."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from mailbot.domain.folding import fold
from mailbot.domain.people import Person, Role, Unit
from rules.engine import Reason

LONGEST_NAME = 120
MOST_ALIASES = 20
_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}")
"""One plain address, ASCII only: replies are compared with it byte by byte (RFC 5321, 4.1.2 without quoted forms)."""
_IN_UNITS = frozenset({Role.UNIT_HEAD})


@dataclass(frozen=True, slots=True)
class Staff:
    """Everybody and every unit of an agency, those who left included."""

    persons: tuple[Person, ...]
    units: tuple[Unit, ...]
    own_addresses: frozenset[str]
    """Mailboxes mailbot itself watches, lower case."""

    def active(self) -> tuple[Person, ...]:
        """Who works here now."""
        return tuple(person for person in self.persons if person.active)


@dataclass(frozen=True, slots=True)
class PersonWish:
    """How a person is to be written down; `person.id` is 0 for somebody new."""

    person: Person
    heads_unit: bool


def tidy_address(words: str) -> str:
    """The address as it is kept: no blanks, the domain in lower case."""
    local, at, domain = words.strip().rpartition("@")
    return f"{local}{at}{domain.lower()}"


def tidy_aliases(words: str) -> tuple[str, ...]:
    """Nicknames as typed, between commas, semicolons or line ends; each once."""
    found = (" ".join(one.split()) for one in re.split(r"[,;\n]", words))
    return tuple(dict.fromkeys(one for one in found if one))


def person_faults(wish: PersonWish, staff: Staff) -> tuple[Reason, ...]:
    """Everything wrong with a person as they are to be; empty when they may be kept."""
    person = wish.person
    others = [other for other in staff.active() if other.id != person.id]
    return (
        *_name_faults(person.name, "person_name"),
        *_address_faults(person, staff),
        *_unit_faults(wish, staff, others),
        *(_alias_faults(person.aliases, (f"person:{person.id}",), staff) if person.active else ()),
        *_office_faults(person, staff, others),
    )


def unit_faults(unit: Unit, staff: Staff) -> tuple[Reason, ...]:
    """Everything wrong with a unit as it is to be; `unit.id` is 0 for a new one."""
    return (
        *_name_faults(unit.name, "unit_name"),
        *(
            Reason("unit_name_taken", {"name": other.name})
            for other in staff.units
            if other.id != unit.id and fold(other.name) == fold(unit.name)
        ),
        *_alias_faults(unit.aliases, (f"unit:{unit.id}",), staff),
    )


def _name_faults(name: str, code: str) -> Iterator[Reason]:
    if not name.strip():
        yield Reason(f"{code}_missing")
    elif len(name) > LONGEST_NAME or not name.isprintable():
        yield Reason(f"{code}_unusable", {"longest": str(LONGEST_NAME)})


def _address_faults(person: Person, staff: Staff) -> Iterator[Reason]:
    if not _ADDRESS.fullmatch(person.email):
        yield Reason("address_unusable", {"address": person.email[:80]})
    elif person.email.lower() in staff.own_addresses:
        yield Reason("address_is_ours", {"address": person.email})
    for other in staff.persons:
        if other.id != person.id and other.email.lower() == person.email.lower():
            yield Reason("address_taken", {"address": person.email, "name": other.name})


def _unit_faults(wish: PersonWish, staff: Staff, others: Sequence[Person]) -> Iterator[Reason]:
    person = wish.person
    unit = next((unit for unit in staff.units if unit.id == person.unit_id), None)
    if not person.active:
        return
    if unit is None and (person.role in _IN_UNITS or wish.heads_unit):
        yield Reason("unit_missing")
    if unit is None or not wish.heads_unit or unit.head_id in (None, person.id):
        return
    head = next((other for other in others if other.id == unit.head_id), None)
    if head is not None:
        yield Reason("unit_has_head", {"unit": unit.name, "name": head.name})


def _alias_faults(aliases: Sequence[str], own: Iterable[str], staff: Staff) -> Iterator[Reason]:
    """A nickname that is also somebody else's would make every order with it a question."""
    if len(aliases) > MOST_ALIASES:
        yield Reason("aliases_too_many", {"most": str(MOST_ALIASES)})
    taken = _names(staff, frozenset(own))
    for alias in aliases[:MOST_ALIASES]:
        if len(fold(alias).replace(" ", "")) < 2 or len(alias) > LONGEST_NAME:
            yield Reason("alias_unusable", {"alias": alias[:80]})
        elif fold(alias) in taken:
            yield Reason("alias_taken", {"alias": alias, "name": taken[fold(alias)]})


def _names(staff: Staff, except_for: frozenset[str]) -> Mapping[str, str]:
    """Folded name or nickname -> whose it is."""
    found: dict[str, str] = {}
    for person in staff.active():
        if f"person:{person.id}" not in except_for:
            found |= {fold(name): person.name for name in (person.name, *person.aliases)}
    for unit in staff.units:
        if f"unit:{unit.id}" not in except_for:
            found |= {fold(name): unit.name for name in (unit.name, *unit.aliases)}
    return found


def _office_faults(person: Person, staff: Staff, others: Sequence[Person]) -> Iterator[Reason]:
    """Nobody may lock everybody out."""
    was = next((one for one in staff.persons if one.id == person.id), None)
    if was is None or not was.active or was.role is not Role.ADMINISTRATOR:
        return
    stays = person.active and person.role is Role.ADMINISTRATOR
    if not stays and not any(other.role is Role.ADMINISTRATOR for other in others):
        yield Reason("last_administrator")
