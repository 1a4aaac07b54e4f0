"""Nhập văn bản chỉ có bản giấy: a register line typed by the clerk, begun from a scan when there is one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from mailbot.domain.calendar import VIETNAM
from mailbot.domain.errors import DomainError
from mailbot.workflow.clerk.enter import enter_paper, known_already, may_be_number
from parsers.model import DocumentFields, DocumentKind, Urgency
from portal.access import CLERKS, access, app_of, visitor
from portal.desk import undo
from portal.desk.scans import LARGEST_SCAN
from portal.desk.uploads import opened, scan_sent, token_of
from portal.language import sentence
from portal.largeforms import takes_up_to
from portal.registerline import corrections, day

blueprint = Blueprint("entry", __name__, url_prefix="/van-ban-giay")


@blueprint.get("/")
@access(*CLERKS)
def form() -> ResponseReturnValue:
    """An empty line, or one begun from the scan the clerk compared in vain."""
    scan = opened(request.args.get("quet", ""))
    if scan is None:
        return _form({}, "")
    slip = scan.slip
    notation = "/".join(part for part in (slip.number, slip.symbol) if part)
    read = {"notation": notation, "issued_on": _shown(slip.issued_on), "issuer": slip.issuer or ""}
    return _form(read, scan.token)


@blueprint.post("/quet")
@access(*CLERKS)
@takes_up_to(LARGEST_SCAN)
def begin() -> ResponseReturnValue:
    """Read a scan into the form; nothing is registered."""
    read = scan_sent()
    if read is None:
        return redirect(url_for(".form"))
    return _form(_read(read.fields), token_of(read))


@blueprint.post("/")
@access(*CLERKS)
def enter() -> ResponseReturnValue:
    """Into the book; a number that is here already is asked about first."""
    app, who, scan = app_of(), visitor(), opened(request.form.get("scan", ""))
    try:
        line = corrections(request.form)
        came_on = day(request.form.get("paper_on", "")) or _today()
        known = known_already(app, who.agency_id, line)
        if known is not None and not request.form.get("anyway"):
            return _form(request.form, request.form.get("scan", ""), known.id)
        kept = scan.file if scan else None
        entered = enter_paper(app, who.agency_id, who.actor, came_on, line, kept, undo.quiet())
    except DomainError as error:
        flash(sentence(error.code, error.values), "bad")
        return _form(request.form, request.form.get("scan", ""))
    undo.remember(sentence("paper_entered", {"number": str(entered.number)}), [(entered.document_id, entered.version)])
    return redirect(url_for("documents.document", document_id=entered.document_id))


def _form(values: Mapping[str, str], token: str, known_id: int | None = None) -> ResponseReturnValue:
    today = _today()
    return render_template(
        "desk/entry.html",
        values=values,
        scan=opened(token),
        known_id=known_id,
        today=today,
        next_number=may_be_number(app_of(), visitor().agency_id, today.year),
        kinds=tuple(kind.value for kind in DocumentKind),
        urgencies=tuple(urgency.value for urgency in Urgency),
    )


def _read(fields: DocumentFields) -> dict[str, str]:
    """What a scan says, as the form shows it; what could not be read stays empty."""
    return {
        "issuer": fields.issuer or "",
        "notation": fields.notation or "",
        "issued_on": _shown(fields.issued_on),
        "abstract": fields.abstract or "",
        "kind": fields.kind.value if fields.kind else "",
        "urgency": fields.urgency.value if fields.urgency else "",
        "signatory": fields.signatory or "",
        "signatory_position": fields.position or "",
        "pages": str(fields.pages or ""),
        "due_on": _shown(fields.due_on),
    }


def _shown(value: date | None) -> str:
    return value.strftime("%d/%m/%Y") if value else ""


def _today() -> date:
    return app_of().clock().astimezone(VIETNAM).date()
