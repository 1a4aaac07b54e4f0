"""Correcting a line of the book: the form, and what it does."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from mailbot.domain.document import DocumentPage
from mailbot.domain.errors import Conflict, DomainError
from mailbot.storage import documents
from mailbot.workflow.clerk.correct import NEVER_EMPTY, correct_line
from parsers.model import DocumentKind, Urgency
from portal.access import CLERKS, access, app_of, visitor
from portal.language import sentence
from portal.registerline import cells, corrections, whole

blueprint = Blueprint("correct", __name__, url_prefix="/van-ban")

_COLUMNS = (
    "issuer", "notation", "issued_on", "kind", "urgency", "abstract", "signatory", "signatory_position", "pages",
    "due_on", "note",
)  # fmt: skip


@blueprint.get("/<int:document_id>/sua")
@access(*CLERKS)
def form(document_id: int) -> ResponseReturnValue:
    """The line as it stands, to be changed with a reason."""
    return _form(_page(document_id), "")


@blueprint.post("/<int:document_id>/sua")
@access(*CLERKS)
def correct(document_id: int) -> ResponseReturnValue:
    """Write the correction; a form that cannot be taken comes back with what was typed."""
    who, page = visitor(), _page(document_id)
    stood = cells(page)
    emptied = {name for name in _COLUMNS if name in request.form and not request.form[name].strip()}
    emptied = {name for name in emptied if stood[name].value}
    try:
        correct_line(
            app_of(), who.agency_id, document_id, who.actor, whole(request.form, "version"),
            corrections(request.form), emptied, request.form.get("why", ""),
        )  # fmt: skip
    except Conflict:
        raise
    except DomainError as error:
        return _form(page, sentence(error.code, error.values)), 400
    flash(sentence("line_was_corrected"), "good")
    return redirect(url_for("documents.document", document_id=document_id))


def _page(document_id: int) -> DocumentPage:
    with app_of().db.reading() as session:
        page = documents.page(session, visitor().agency_id, document_id)
    if page.line.arrival_number is None:
        raise DomainError("not_in_book")
    return page


def _form(page: DocumentPage, error: str) -> str:
    values = {name: cell.value for name, cell in cells(page).items()}
    return render_template(
        "register/correct.html",
        page=page,
        line=page.line,
        values=values | {name: request.form[name] for name in _COLUMNS if name in request.form},
        why=request.form.get("why", ""),
        never_empty=NEVER_EMPTY,
        kinds=[kind.value for kind in DocumentKind],
        urgencies=[urgency.value for urgency in Urgency],
        error=error,
    )
