"""Persons: the list by unit, the form, the page of one with everything about them."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from mailbot.domain.calendar import VIETNAM
from mailbot.domain.errors import DomainError
from mailbot.domain.people import MAY_DIRECT, Person, Role
from mailbot.domain.staff import PersonWish, tidy_address, tidy_aliases
from mailbot.storage import absences, accounts, delegations, history, people, pinned
from mailbot.workflow.staff.handover import preview
from mailbot.workflow.staff.save import Unfit, save_person
from portal.access import access, app_of, fresh_factor, visitor
from portal.registerline import whole
from portal.staff.who import KEEPS, NOTES_ABSENCE, SEES
from rules.engine import Reason

blueprint = Blueprint("staff", __name__, url_prefix="/nguoi")


@blueprint.get("/")
@access(*SEES)
def listing() -> ResponseReturnValue:
    """Everybody, unit by unit; those who left at the end."""
    agency_id, today = visitor().agency_id, app_of().clock().astimezone(VIETNAM).date()
    with app_of().db.reading() as session:
        everybody, units = people.everybody(session, agency_id), people.units(session, agency_id)
        absent = absences.on(session, agency_id, today)
        logins = accounts.standing(session, agency_id, app_of().clock())
    here = [person for person in everybody if person.active]
    groups = [(unit, [p for p in here if p.unit_id == unit.id]) for unit in units]
    return render_template(
        "staff/list.html",
        groups=[(None, [p for p in here if p.unit_id is None]), *groups],
        names={person.id: person.name for person in everybody},
        gone=[person for person in everybody if not person.active],
        absent=absent,
        logins=logins,
        may_keep=visitor().person.role in KEEPS,
    )


@blueprint.get("/moi")
@access(*KEEPS)
def blank() -> ResponseReturnValue:
    """The form for somebody new."""
    nobody = Person(0, "", "", Role.OFFICER, "", None)
    return _form(PersonWish(nobody, False), ())


@blueprint.post("/moi")
@access(*KEEPS)
@fresh_factor
def add() -> ResponseReturnValue:
    """Keep somebody new; their page opens, where they are invited."""
    wish = _wish(0, Person(0, "", "", Role.OFFICER, "", None))
    try:
        made = save_person(app_of(), visitor().agency_id, wish, visitor().actor)
    except Unfit as error:
        return _form(wish, error.faults), 400
    flash(_("Đã thêm %(name)s. Bước tiếp theo: gửi lời mời đăng nhập.", name=wish.person.name), "good")
    return redirect(url_for(".person", person_id=made))


@blueprint.get("/<int:person_id>")
@access(*SEES)
def person(person_id: int) -> ResponseReturnValue:
    """One person: how they are written down, how they log in, when they are away, what they hold."""
    app, agency_id = app_of(), visitor().agency_id
    now = app.clock()
    with app.db.reading() as session:
        one = people.get(session, agency_id, person_id)
        units = people.units(session, agency_id)
        living = [d for d in delegations.living(session, agency_id, now) if person_id in (d.giver_id, d.taker_id)]
        page = {
            "names": people.names(session, agency_id),
            "login": accounts.standing(session, agency_id, now).get(person_id),
            "pinned": pinned.of_person(session, agency_id, person_id),
            "absences": absences.of_person(session, agency_id, person_id, now.astimezone(VIETNAM).date()),
            "journal": history.of(session, agency_id, "person", person_id)[::-1],
        }
    return render_template(
        "staff/person.html",
        person=one,
        unit=next((unit for unit in units if unit.id == one.unit_id), None),
        heads=any(unit.head_id == one.id for unit in units),
        delegations=living,
        held=preview(app, agency_id, person_id),
        today=now.astimezone(VIETNAM).date(),
        may_keep=visitor().person.role in KEEPS,
        may_note=visitor().person.role in NOTES_ABSENCE,
        **page,
    )


@blueprint.get("/<int:person_id>/sua")
@access(*KEEPS)
def edit(person_id: int) -> ResponseReturnValue:
    """The form of a person."""
    with app_of().db.reading() as session:
        one = people.get(session, visitor().agency_id, person_id)
        units = people.units(session, visitor().agency_id)
    return _form(PersonWish(one, any(unit.head_id == one.id for unit in units)), ())


@blueprint.post("/<int:person_id>/sua")
@access(*KEEPS)
@fresh_factor
def save(person_id: int) -> ResponseReturnValue:
    """Keep the changes."""
    with app_of().db.reading() as session:
        before = people.get(session, visitor().agency_id, person_id)
    wish = _wish(person_id, before)
    try:
        save_person(app_of(), visitor().agency_id, wish, visitor().actor)
    except Unfit as error:
        return _form(wish, error.faults), 400
    flash(_("Đã lưu %(name)s.", name=wish.person.name), "good")
    return redirect(url_for(".person", person_id=person_id))


def _wish(person_id: int, before: Person) -> PersonWish:
    """What the form asks for. Raises DomainError `form_broken`."""
    form = request.form
    role = form.get("role", "")
    if role not in {one.value for one in Role}:
        raise DomainError("form_broken")
    wanted = Person(
        person_id,
        " ".join(form.get("name", "").split()),
        " ".join(form.get("position", "").split())[:120],
        Role(role),
        tidy_address(form.get("email", "")),
        whole(form, "unit") or None,
        tidy_aliases(form.get("aliases", "")),
        form.get("active") == "yes" if person_id else True,
        before.mail_frozen,
    )
    return PersonWish(wanted, form.get("heads_unit") == "yes")


def _form(wish: PersonWish, faults: Sequence[Reason]) -> str:
    with app_of().db.reading() as session:
        units = people.units(session, visitor().agency_id)
    return render_template(
        "staff/form.html",
        wish=wish,
        person=wish.person,
        units=units,
        faults=faults,
        roles=tuple(Role),
        directs=[role.value for role in Role if role in MAY_DIRECT],
    )
