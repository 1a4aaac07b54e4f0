"""Units: names and nicknames orders may use, who heads them, which leader is in charge."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from mailbot.domain.errors import NotFound
from mailbot.domain.people import Role, Unit
from mailbot.domain.staff import tidy_aliases
from mailbot.storage import history, people
from mailbot.workflow.staff.save import Unfit, save_unit
from portal.access import access, app_of, fresh_factor, visitor
from portal.registerline import whole
from portal.staff.who import KEEPS
from rules.engine import Reason

blueprint = Blueprint("units", __name__, url_prefix="/don-vi")

_LEAD = frozenset({Role.HEAD, Role.LEADER})


@blueprint.get("/moi")
@access(*KEEPS)
def blank() -> ResponseReturnValue:
    """The form for a new unit."""
    return _form(Unit(0, "", (), None), ())


@blueprint.get("/<int:unit_id>")
@access(*KEEPS)
def edit(unit_id: int) -> ResponseReturnValue:
    """The form of a unit."""
    return _form(_unit(unit_id), ())


@blueprint.post("/moi")
@access(*KEEPS)
@fresh_factor
def add() -> ResponseReturnValue:
    """Keep a new unit."""
    return _save(Unit(0, "", (), None))


@blueprint.post("/<int:unit_id>")
@access(*KEEPS)
@fresh_factor
def save(unit_id: int) -> ResponseReturnValue:
    """Keep the changes."""
    return _save(_unit(unit_id))


def _save(before: Unit) -> ResponseReturnValue:
    form = request.form
    name = " ".join(form.get("name", "").split())
    aliases, leader_id = tidy_aliases(form.get("aliases", "")), whole(form, "leader") or None
    wanted = Unit(before.id, name, aliases, before.head_id, leader_id)
    try:
        save_unit(app_of(), visitor().agency_id, wanted, visitor().actor)
    except Unfit as error:
        return _form(wanted, error.faults), 400
    flash(_("Đã lưu đơn vị %(name)s.", name=name), "good")
    return redirect(url_for("staff.listing"))


def _unit(unit_id: int) -> Unit:
    with app_of().db.reading() as session:
        known = people.units(session, visitor().agency_id)
    found = next((unit for unit in known if unit.id == unit_id), None)
    if found is None:
        raise NotFound("unit_not_found", id=str(unit_id))
    return found


def _form(unit: Unit, faults: Sequence[Reason]) -> str:
    with app_of().db.reading() as session:
        persons = people.persons(session, visitor().agency_id)
        journal = history.of(session, visitor().agency_id, "unit", unit.id)[::-1] if unit.id else ()
    return render_template(
        "staff/unit.html",
        unit=unit,
        head=next((person for person in persons if person.id == unit.head_id), None),
        leaders=[person for person in persons if person.role in _LEAD],
        faults=faults,
        journal=journal,
    )
