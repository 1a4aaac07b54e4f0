"""Hỏi nơi gửi: a letter in the clerk's words about a document that waits."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from mailbot.domain.errors import Conflict, DomainError, NotFound
from mailbot.workflow.clerk.ask import ask_sender
from portal.access import CLERKS, access, app_of, visitor
from portal.desk import undo
from portal.language import sentence
from portal.registerline import whole

blueprint = Blueprint("asking", __name__, url_prefix="/hoi-noi-gui")

LONGEST = 2000
"""Characters of a question."""


@blueprint.post("/<int:document_id>")
@access(*CLERKS)
def ask(document_id: int) -> ResponseReturnValue:
    """Write the letter, come back to the document: it still waits."""
    who, back = visitor(), redirect(url_for("held.document", document_id=document_id))
    words = request.form.get("words", "").strip()[:LONGEST]
    if not words:
        flash(sentence("ask_without_words"), "bad")
        return back
    version = whole(request.form, "version")
    try:
        ask_sender(app_of(), who.agency_id, document_id, who.actor, version, words, undo.quiet())
    except (Conflict, NotFound):
        raise
    except DomainError as error:
        flash(sentence(error.code, error.values), "bad")
        return back
    undo.remember(sentence("sender_was_asked"), [(document_id, version + 1)])
    return back
