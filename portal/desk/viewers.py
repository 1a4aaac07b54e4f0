"""“Chị Lan đang xem”: who else looks at a waiting document, and whether it changed meanwhile."""

from __future__ import annotations

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from mailbot.workflow.clerk.looking import look_at
from portal.access import OFFICE, access, app_of, visitor
from portal.numbers import plain_number

blueprint = Blueprint("viewers", __name__, url_prefix="/dang-xem")


@blueprint.post("/<int:document_id>")
@access(*OFFICE)
def note(document_id: int) -> ResponseReturnValue:
    """The page says every 15 seconds that somebody looks at it, and is told what is new: a piece of HTML."""
    who = visitor()
    around = look_at(app_of(), who.agency_id, document_id, (who.person.id, who.person.name))
    shown = request.form.get("version", type=plain_number)
    return render_template("desk/_viewers.html", around=around, is_stale=shown is not None and shown != around.version)
