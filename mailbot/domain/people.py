"""Who works at the agency and who acted."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a person may do."""

    HEAD = "head"
    LEADER = "leader"
    OFFICE = "office"
    """Chánh Văn phòng: sorts, chases, sees what is late."""
    CLERK = "clerk"
    UNIT_HEAD = "unit_head"
    OFFICER = "officer"
    ADMINISTRATOR = "administrator"


MAY_DIRECT = frozenset({Role.HEAD, Role.LEADER, Role.OFFICE, Role.UNIT_HEAD})
"""Roles whose mail may assign work (BD 4.1, HH 5.2); officers report only."""


@dataclass(frozen=True, slots=True)
class Unit:
    """Phòng, ban, văn phòng."""

    id: int
    name: str
    aliases: tuple[str, ...]
    head_id: int | None
    leader_id: int | None = None
    """The deputy in charge of its field (CB 6.4)."""


@dataclass(frozen=True, slots=True)
class Person:
    """One person of one agency."""

    id: int
    name: str
    position: str
    role: Role
    email: str
    unit_id: int | None
    aliases: tuple[str, ...] = ()
    active: bool = True
    mail_frozen: bool = False
    """True after "Không phải tôi": orders by mail wait for the clerk."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Who did something: a person, or the machine under a rule's name."""

    name: str
    """Shown in the journal: `Nguyễn Thị Lan` or `mailbot`."""
    person_id: int | None = None
    rule: str | None = None
    on_behalf_of: str | None = None
    """In whose place, under a delegation; the journal keeps both names."""


MACHINE = Actor("mailbot")
