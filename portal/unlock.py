"""Mở khóa tệp: the clerk types the password a sender told."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from mailbot.children.pool import ChildFailed
from mailbot.domain.errors import DomainError, NotFound
from mailbot.workflow.unlock.open import unlock
from portal.access import CLERKS, access, app_of, visitor
from portal.language import sentence
from portal.numbers import plain_number

blueprint = Blueprint("unlock", __name__, url_prefix="/mo-khoa")


@blueprint.post("/<int:message_id>")
@access(*CLERKS)
def open_archive(message_id: int) -> ResponseReturnValue:
    """Open what the password opens, then back to where the clerk was."""
    who = visitor()
    try:
        count = unlock(app_of(), who.agency_id, message_id, request.form.get("password", ""), who.actor)
    except NotFound:
        raise
    except (DomainError, ChildFailed) as error:
        flash(sentence(error.code, error.values), "bad")
        return redirect(_place(message_id))
    flash(sentence("archive_was_unlocked", {"count": str(count)}), "good")
    return redirect(_place(None))


def _place(message_id: int | None) -> str:
    """The document the clerk looked at; else the message, or the list once it is dealt with."""
    document = plain_number(request.form.get("document", ""))
    if document is not None:
        return url_for("held.document", document_id=document)
    return url_for("attention.listing") if message_id is None else url_for("attention.message", message_id=message_id)
