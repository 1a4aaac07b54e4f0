"""Vắng mặt: who is away from when to when."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from mailbot.domain.errors import DomainError, NotFound
from mailbot.workflow.staff.absence import Away, end_absence, note_absence
from portal.access import access, app_of, visitor
from portal.language import sentence
from portal.registerline import day
from portal.staff.who import NOTES_ABSENCE

blueprint = Blueprint("absence", __name__, url_prefix="/nguoi")


@blueprint.post("/<int:person_id>/vang-mat")
@access(*NOTES_ABSENCE)
def note(person_id: int) -> ResponseReturnValue:
    """Write down an absence."""
    form, who = request.form, visitor()
    try:
        first, last = day(form.get("from_on", "")), day(form.get("until_on", ""))
        if first is None or last is None:
            raise DomainError("absence_without_days")
        note_absence(app_of(), who.agency_id, Away(person_id, first, last, form.get("reason", "")), who.actor)
    except NotFound:
        raise
    except DomainError as error:
        flash(sentence(error.code, error.values), "bad")
        return redirect(url_for("staff.person", person_id=person_id))
    flash(_("Đã ghi vắng mặt; mọi nơi chọn người này đều thấy."), "good")
    return redirect(url_for("staff.person", person_id=person_id))


@blueprint.post("/vang-mat/<int:absence_id>/bo")
@access(*NOTES_ABSENCE)
def end(absence_id: int) -> ResponseReturnValue:
    """The person is back, or it was a mistake."""
    ended = end_absence(app_of(), visitor().agency_id, absence_id, visitor().actor)
    flash(_("Đã bỏ ghi vắng mặt."), "good")
    return redirect(url_for("staff.person", person_id=ended.person_id))
