"""“Không phải tôi”: the link in an echo letter; looking changes nothing, only the button acts."""

from __future__ import annotations

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from mailbot.workflow.orders.disown import disown, disputed
from portal.access import app_of, public

blueprint = Blueprint("notme", __name__)


@blueprint.get("/khong-phai-toi/<token>")
@public
def ask(token: str) -> ResponseReturnValue:
    """Mail programs and virus scanners open links by themselves: a GET only shows."""
    about = disputed(app_of(), token)
    return render_template("notme.html", person=about.person.name, frozen=about.person.mail_frozen)


@blueprint.post("/khong-phai-toi/<token>")
@public
def act(token: str) -> ResponseReturnValue:
    """Freeze, and say so."""
    disown(app_of(), token)
    about = disputed(app_of(), token)
    return render_template("notme.html", person=about.person.name, frozen=True)
