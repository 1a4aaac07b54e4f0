"""Persons and units of the agencies."""

from __future__ import annotations

import json

from sqlalchemy import ForeignKey, Text, UniqueConstraint, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from mailbot.domain.errors import NotFound
from mailbot.domain.people import Person, Role, Unit
from mailbot.storage.base import Base
from parsers.model import Party


class UnitRow(Base):
    """A unit of the agency."""

    __tablename__ = "unit"
    __table_args__ = (UniqueConstraint("agency_id", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[str] = mapped_column(ForeignKey("agency.id"))
    name: Mapped[str]
    aliases: Mapped[str] = mapped_column(Text, default="[]")
    leader_id: Mapped[int | None]
    """The deputy in charge of its field, a person of the same agency (CB 6.4)."""


class PersonRow(Base):
    """A person of the agency; never deleted, only deactivated."""

    __tablename__ = "person"
    __table_args__ = (UniqueConstraint("agency_id", "email"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[str] = mapped_column(ForeignKey("agency.id"))
    name: Mapped[str]
    position: Mapped[str] = mapped_column(default="")
    role: Mapped[str]
    email: Mapped[str]
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    heads_unit: Mapped[bool] = mapped_column(default=False)
    aliases: Mapped[str] = mapped_column(Text, default="[]")
    active: Mapped[bool] = mapped_column(default=True)
    mail_frozen: Mapped[bool] = mapped_column(default=False)


def units(session: Session, agency_id: str) -> tuple[Unit, ...]:
    """All units with their heads."""
    heads = {
        row.unit_id: row.id
        for row in session.scalars(
            select(PersonRow).where(PersonRow.agency_id == agency_id, PersonRow.heads_unit, PersonRow.active)
        )
    }
    rows = session.scalars(select(UnitRow).where(UnitRow.agency_id == agency_id).order_by(UnitRow.id))
    return tuple(Unit(r.id, r.name, tuple(json.loads(r.aliases)), heads.get(r.id), r.leader_id) for r in rows)


def persons(session: Session, agency_id: str) -> tuple[Person, ...]:
    """All active persons, in the order they were entered."""
    rows = session.scalars(
        select(PersonRow).where(PersonRow.agency_id == agency_id, PersonRow.active).order_by(PersonRow.id)
    )
    return tuple(_person(r) for r in rows)


def everybody(session: Session, agency_id: str) -> tuple[Person, ...]:
    """All persons, those who left included, in the order they were entered."""
    rows = session.scalars(select(PersonRow).where(PersonRow.agency_id == agency_id).order_by(PersonRow.id))
    return tuple(_person(r) for r in rows)


def names(session: Session, agency_id: str) -> dict[int, str]:
    """Everybody's name by id, those who left included: old papers name them too."""
    rows = session.execute(select(PersonRow.id, PersonRow.name).where(PersonRow.agency_id == agency_id))
    return dict(rows.all())


def parties(session: Session, agency_id: str) -> tuple[Party, ...]:
    """Everybody and every unit a directive may name."""
    named = units(session, agency_id)
    names = {unit.id: unit.name for unit in named}
    people = tuple(
        Party("person", str(p.id), p.name, p.position, names.get(p.unit_id or 0, ""), p.aliases, p.email)
        for p in persons(session, agency_id)
    )
    return people + tuple(Party("unit", str(u.id), u.name, aliases=u.aliases) for u in named)


def get(session: Session, agency_id: str, person_id: int) -> Person:
    """One person of this agency; raises NotFound."""
    row = session.get(PersonRow, person_id)
    if row is None or row.agency_id != agency_id:
        raise NotFound("person_not_found", id=str(person_id))
    return _person(row)


def find_by_email(session: Session, agency_id: str, email: str) -> Person | None:
    """The active person with exactly this registered address."""
    row = session.scalar(
        select(PersonRow).where(
            PersonRow.agency_id == agency_id, func.lower(PersonRow.email) == email.lower(), PersonRow.active
        )
    )
    return _person(row) if row else None


def with_role(session: Session, agency_id: str, role: Role) -> tuple[Person, ...]:
    """Active persons of one role."""
    return tuple(p for p in persons(session, agency_id) if p.role is role)


def unit_head(session: Session, agency_id: str, unit_id: int) -> Person | None:
    """Who answers for a unit."""
    row = session.scalar(
        select(PersonRow).where(
            PersonRow.agency_id == agency_id, PersonRow.unit_id == unit_id, PersonRow.heads_unit, PersonRow.active
        )
    )
    return _person(row) if row else None


def answering_for(session: Session, agency_id: str, unit_id: int) -> Person | None:
    """Who speaks for a unit: its head, without one the leader in charge of it; None when it has neither."""
    return unit_head(session, agency_id, unit_id) or leader_in_charge(session, agency_id, unit_id)


def leader_in_charge(session: Session, agency_id: str, unit_id: int) -> Person | None:
    """The active leader in charge of a unit's field, where one was named (CB 6.4)."""
    unit = session.get(UnitRow, unit_id)
    if unit is None or unit.agency_id != agency_id or unit.leader_id is None:
        return None
    leader = get(session, agency_id, unit.leader_id)
    return leader if leader.active else None


def put_in_charge(session: Session, agency_id: str, unit_id: int, leader_id: int | None) -> None:
    """Name the leader in charge of a unit's field, or nobody; raises NotFound."""
    unit = session.get(UnitRow, unit_id)
    if unit is None or unit.agency_id != agency_id:
        raise NotFound("unit_not_found", id=str(unit_id))
    unit.leader_id = get(session, agency_id, leader_id).id if leader_id is not None else None


def put_unit(session: Session, agency_id: str, name: str, aliases: tuple[str, ...]) -> int:
    """Insert a unit or update the one of this name; returns its id."""
    row = session.scalar(select(UnitRow).where(UnitRow.agency_id == agency_id, UnitRow.name == name))
    if row is None:
        row = UnitRow(agency_id=agency_id, name=name)
        session.add(row)
    row.aliases = json.dumps(aliases, ensure_ascii=False)
    session.flush()
    return row.id


def put_person(session: Session, agency_id: str, person: Person, heads_unit: bool) -> int:
    """Insert a person or update the one with this address; returns its id (`person.id` is not read)."""
    row = session.scalar(
        select(PersonRow).where(PersonRow.agency_id == agency_id, func.lower(PersonRow.email) == person.email.lower())
    )
    if row is None:
        row = PersonRow(agency_id=agency_id, email=person.email)
        session.add(row)
    row.name, row.position, row.role = person.name, person.position, person.role.value
    row.unit_id, row.heads_unit, row.active = person.unit_id, heads_unit, person.active
    row.aliases = json.dumps(person.aliases, ensure_ascii=False)
    session.flush()
    return row.id


def write_person(session: Session, agency_id: str, person: Person, *, heads_unit: bool) -> int:
    """Insert a person (`person.id` 0) or change the one of this id, the address included; returns the id.

    Raises NotFound. Whether mail orders are frozen is not changed here.
    """
    row = session.get(PersonRow, person.id) if person.id else PersonRow(agency_id=agency_id)
    if row is None or row.agency_id != agency_id:
        raise NotFound("person_not_found", id=str(person.id))
    row.name, row.position, row.role, row.email = person.name, person.position, person.role.value, person.email
    row.unit_id, row.heads_unit, row.active = person.unit_id, heads_unit and person.active, person.active
    row.aliases = json.dumps(person.aliases, ensure_ascii=False)
    session.add(row)
    session.flush()
    return row.id


def write_unit(session: Session, agency_id: str, unit: Unit) -> int:
    """Insert a unit (`unit.id` 0) or change the one of this id; returns the id. Raises NotFound."""
    row = session.get(UnitRow, unit.id) if unit.id else UnitRow(agency_id=agency_id)
    if row is None or row.agency_id != agency_id:
        raise NotFound("unit_not_found", id=str(unit.id))
    row.name, row.aliases = unit.name, json.dumps(unit.aliases, ensure_ascii=False)
    row.leader_id = get(session, agency_id, unit.leader_id).id if unit.leader_id else None
    session.add(row)
    session.flush()
    return row.id


def deactivate(session: Session, agency_id: str, person_id: int) -> None:
    """The person has left: chosen for nothing, and heads no unit any more; raises NotFound."""
    row = session.get(PersonRow, person_id)
    if row is None or row.agency_id != agency_id:
        raise NotFound("person_not_found", id=str(person_id))
    row.active = row.heads_unit = False


def freeze_mail(session: Session, agency_id: str, person_id: int, *, frozen: bool) -> None:
    """Orders by mail from this person wait for the clerk until an administrator lifts it; raises NotFound."""
    row = session.get(PersonRow, person_id)
    if row is None or row.agency_id != agency_id:
        raise NotFound("person_not_found", id=str(person_id))
    row.mail_frozen = frozen


def _person(row: PersonRow) -> Person:
    return Person(
        row.id, row.name, row.position, Role(row.role), row.email, row.unit_id,
        tuple(json.loads(row.aliases)), row.active, row.mail_frozen,
    )  # fmt: skip
