"""Bàn giao: what would move is shown first; one act moves it (HH 9.4)."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from mailbot.domain.errors import DomainError, NotFound
from mailbot.domain.people import MAY_DIRECT
from mailbot.storage import people
from mailbot.workflow.staff.handover import Afterwards, Move, hand_over, preview
from portal.access import access, app_of, fresh_factor, visitor
from portal.language import sentence
from portal.registerline import whole
from portal.staff.who import KEEPS

blueprint = Blueprint("handover", __name__, url_prefix="/nguoi")


@blueprint.get("/<int:person_id>/ban-giao")
@access(*KEEPS)
def look(person_id: int) -> ResponseReturnValue:
    """Counts, the documents by name, and who could take them over."""
    app, agency_id = app_of(), visitor().agency_id
    with app.db.reading() as session:
        person = people.get(session, agency_id, person_id)
        others = [one for one in people.persons(session, agency_id) if one.id != person_id]
    held = preview(app, agency_id, person_id)
    takers = [one for one in others if one.role in MAY_DIRECT or not held.load.undecided]
    return render_template("staff/handover.html", person=person, held=held, takers=takers)


@blueprint.post("/<int:person_id>/ban-giao")
@access(*KEEPS)
@fresh_factor
def act(person_id: int) -> ResponseReturnValue:
    """Everything open moves at once."""
    form, who = request.form, visitor()
    try:
        leaves = Afterwards(form.get("afterwards", ""))
        moved = hand_over(app_of(), who.agency_id, Move(person_id, whole(form, "to"), leaves), who.actor)
    except ValueError as error:
        raise DomainError("form_broken") from error
    except NotFound:
        raise
    except DomainError as error:
        flash(sentence(error.code, error.values), "bad")
        return redirect(url_for(".look", person_id=person_id))
    flash(_("Đã bàn giao %(count)s việc; hai bên đều nhận được thư.", count=moved.count), "good")
    return redirect(url_for("staff.person", person_id=person_id))
