"""A sender's wish to have a document back: the clerk agrees or refuses."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from mailbot.domain.errors import DomainError
from mailbot.workflow.clerk.recall import agree_to_recall, refuse_recall
from portal.access import CLERKS, access, app_of, visitor
from portal.language import sentence

blueprint = Blueprint("recalls", __name__, url_prefix="/thu-hoi")

_LONGEST = 500


@blueprint.post("/<int:message_id>/dong-y")
@access(*CLERKS)
def agree(message_id: int) -> ResponseReturnValue:
    """The document goes back; its work ends."""
    try:
        agree_to_recall(app_of(), visitor().agency_id, message_id, visitor().actor, _words("note"))
    except DomainError as error:
        return _said(message_id, error)
    flash(sentence("recall_agreed"), "good")
    return redirect(url_for("attention.listing"))


@blueprint.post("/<int:message_id>/khong-dong-y")
@access(*CLERKS)
def refuse(message_id: int) -> ResponseReturnValue:
    """It stays, and the sender is told why."""
    try:
        refuse_recall(app_of(), visitor().agency_id, message_id, visitor().actor, _words("why"))
    except DomainError as error:
        return _said(message_id, error)
    flash(sentence("recall_refused"), "good")
    return redirect(url_for("attention.listing"))


def _words(name: str) -> str:
    return request.form.get(name, "").strip()[:_LONGEST]


def _said(message_id: int, error: DomainError) -> ResponseReturnValue:
    flash(sentence(error.code, error.values), "bad")
    return redirect(url_for("attention.message", message_id=message_id))
