"""Writing down persons and units; every change is validated and told in the journal."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy.orm import Session

from mailbot.bootstrap import App
from mailbot.domain.errors import DomainError
from mailbot.domain.people import Actor, Person, Unit
from mailbot.domain.staff import PersonWish, Staff, person_faults, unit_faults
from mailbot.storage import accounts, agencies, history, people
from mailbot.workflow.staff.load import load_of
from rules.engine import Reason


class Unfit(DomainError):
    """What was typed cannot be kept; `faults` say why, one by one."""

    def __init__(self, faults: tuple[Reason, ...]) -> None:
        super().__init__(faults[0].code, **faults[0].values)
        self.faults = faults


def staff_of(session: Session, app: App, agency_id: str) -> Staff:
    """Everybody and every unit, to compare a wish with."""
    own = frozenset(mailbox.address.lower() for _, mailbox in app.settings.mailboxes())
    return Staff(people.everybody(session, agency_id), people.units(session, agency_id), own)


def save_person(app: App, agency_id: str, wish: PersonWish, actor: Actor) -> int:
    """Keep a person; returns the id. Raises Unfit, NotFound.

    Who leaves (`active` false) must have handed over first (HH 9.4); their sessions end at once.
    """
    now = app.clock()
    with app.db.transaction() as session:
        agencies.lock(session, agency_id)
        staff = staff_of(session, app, agency_id)
        faults = person_faults(wish, staff) + _left_behind(session, agency_id, wish, staff, actor)
        if faults:
            raise Unfit(faults)
        before = people.get(session, agency_id, wish.person.id) if wish.person.id else None
        person_id = people.write_person(session, agency_id, wish.person, heads_unit=wish.heads_unit)
        units = {unit.id: unit.name for unit in staff.units}
        headed = before is not None and any(unit.head_id == before.id for unit in staff.units)
        changed = _changes(before, wish.person, units) | _head_change(headed, wish.heads_unit)
        if changed or before is None:
            action = "person_changed" if before else "person_added"
            detail = changed or {"name": wish.person.name}
            history.append(session, agency_id, now, actor, action, ("person", person_id), **detail)
        account = accounts.of_person(session, agency_id, person_id)
        if account is not None and not wish.person.active:
            accounts.end_sessions(session, account.id)
    return person_id


def save_unit(app: App, agency_id: str, unit: Unit, actor: Actor) -> int:
    """Keep a unit with its leader in charge; returns the id. Raises Unfit, NotFound."""
    now = app.clock()
    with app.db.transaction() as session:
        agencies.lock(session, agency_id)
        staff = staff_of(session, app, agency_id)
        faults = unit_faults(unit, staff)
        if faults:
            raise Unfit(faults)
        before = next((one for one in staff.units if one.id == unit.id), None)
        unit_id = people.write_unit(session, agency_id, unit)
        names = {person.id: person.name for person in staff.persons}
        changed = _unit_changes(before, unit, names)
        if changed or before is None:
            action = "unit_changed" if before else "unit_added"
            history.append(
                session, agency_id, now, actor, action, ("unit", unit_id), **(changed or {"name": unit.name})
            )
    return unit_id


def _left_behind(session: Session, agency_id: str, wish: PersonWish, staff: Staff, actor: Actor) -> tuple[Reason, ...]:
    was = next((one for one in staff.persons if one.id == wish.person.id), None)
    if was is None or not was.active or wish.person.active:
        return ()
    if actor.person_id == was.id:
        return (Reason("not_oneself"),)
    load = load_of(session, agency_id, was.id)
    return (Reason("hand_over_first", {"name": was.name, "count": str(load.count)}),) if load.count else ()


def _changes(before: Person | None, after: Person, units: Mapping[int, str]) -> dict[str, str]:
    """Column -> `old → new`, for the journal."""
    if before is None:
        return {}
    pairs = {
        "name": (before.name, after.name),
        "position": (before.position, after.position),
        "role": (before.role.value, after.role.value),
        "email": (before.email, after.email),
        "unit": (units.get(before.unit_id or 0, ""), units.get(after.unit_id or 0, "")),
        "aliases": (", ".join(before.aliases), ", ".join(after.aliases)),
        "active": (str(before.active), str(after.active)),
    }
    return _arrows(pairs)


def _head_change(before: bool, after: bool) -> dict[str, str]:
    return _arrows({"heads_unit": (str(before), str(after))}) if before or after else {}


def _unit_changes(before: Unit | None, after: Unit, names: Mapping[int, str]) -> dict[str, str]:
    if before is None:
        return {}
    pairs = {
        "name": (before.name, after.name),
        "aliases": (", ".join(before.aliases), ", ".join(after.aliases)),
        "leader": (names.get(before.leader_id or 0, ""), names.get(after.leader_id or 0, "")),
    }
    return _arrows(pairs)


def _arrows(pairs: Mapping[str, tuple[str, str]]) -> dict[str, str]:
    return {column: f"{old or '–'} → {new or '–'}" for column, (old, new) in pairs.items() if old != new}
