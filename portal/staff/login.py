"""How a person comes in: one-time invitations; and whether orders by mail of theirs count."""

from __future__ import annotations

from flask import Blueprint, Response, flash, make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from mailbot.domain.errors import DomainError
from mailbot.storage import people
from mailbot.workflow.accounts import invite
from mailbot.workflow.orders.disown import freeze, trust_again
from mailbot.workflow.sending.answer import portal_url
from portal.access import access, app_of, fresh_factor, visitor
from portal.staff.who import KEEPS

blueprint = Blueprint("stafflogin", __name__, url_prefix="/nguoi")


@blueprint.post("/<int:person_id>/loi-moi")
@access(*KEEPS)
@fresh_factor
def invitation(person_id: int) -> ResponseReturnValue:
    """Make an invitation; its link is shown once, to be handed over in person or by a trusted way."""
    app, agency_id = app_of(), visitor().agency_id
    with app.db.reading() as session:
        person = people.get(session, agency_id, person_id)
    if not person.active:
        raise DomainError("person_has_left", name=person.name)
    login, token = invite(app, agency_id, person_id, visitor().actor)
    page = render_template(
        "staff/invited.html", person=person, login=login, link=portal_url(app, url_for("auth.invitation", token=token))
    )
    response: Response = make_response(page)
    response.headers["Cache-Control"] = "no-store"
    return response


@blueprint.post("/<int:person_id>/tam-khoa")
@access(*KEEPS)
@fresh_factor
def hold(person_id: int) -> ResponseReturnValue:
    """Orders by mail of this person wait for the clerk: phone lost, mailbox suspected."""
    freeze(app_of(), visitor().agency_id, person_id, visitor().actor)
    flash(_("Đã tạm khóa chỉ đạo qua thư; thư của người này chờ văn thư xác nhận."), "good")
    return redirect(url_for("staff.person", person_id=person_id))


@blueprint.post("/<int:person_id>/mo-lai")
@access(*KEEPS)
@fresh_factor
def trust(person_id: int) -> ResponseReturnValue:
    """It was settled: orders by mail count again."""
    trust_again(app_of(), visitor().agency_id, person_id, visitor().actor)
    flash(_("Đã mở lại chỉ đạo qua thư."), "good")
    return redirect(url_for("staff.person", person_id=person_id))
