"""Chờ bản giấy: the queue, the page beside the proposed register line, one key to confirm."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from mailbot.domain.calendar import VIETNAM
from mailbot.domain.document import DocumentLine
from mailbot.domain.errors import Conflict, DomainError, NotFound
from mailbot.storage import changes, documents, similar
from mailbot.workflow.matching import LONGEST, match_typed
from mailbot.workflow.paper import confirm_paper
from mailbot.workflow.refuse import refuse
from parsers.model import DocumentKind, Urgency
from portal.access import CLERKS, OFFICE, access, app_of, visitor
from portal.language import sentence, vietnamese
from portal.registerline import cells, corrections, day, whole

blueprint = Blueprint("held", __name__, url_prefix="/cho-ban-giay")

PREPARED = ("refuse_wrong_agency", "refuse_needs_seal", "refuse_unreadable", "refuse_altered", "refuse_not_official")
"""Sentences a clerk may return a document with; each can be changed before it is sent."""


@blueprint.get("/")
@access(*OFFICE)
def queue() -> ResponseReturnValue:
    """The queue; on a wide screen the oldest document is open beside it."""
    lines = _held()
    return _desk(lines, lines[0].id if lines else None, is_open="")


@blueprint.get("/doi-chieu")
@access(*OFFICE)
def match() -> ResponseReturnValue:
    """Which of them is the paper in the clerk's hand? Ranked, each with its reasons; nothing is registered here."""
    words = request.args.get("giay", "").strip()[:LONGEST]
    found = match_typed(app_of(), visitor().agency_id, words) if words else ()
    return render_template("match.html", words=words, found=found)


@blueprint.get("/<int:document_id>")
@access(*OFFICE)
def document(document_id: int) -> ResponseReturnValue:
    """The queue with one document open; one that no longer waits is shown on its own page."""
    lines = _held()
    if document_id not in {line.id for line in lines}:
        return redirect(url_for("documents.document", document_id=document_id))
    return _desk(lines, document_id, is_open="open")


@blueprint.post("/<int:document_id>/ban-giay")
@access(*CLERKS)
def paper(document_id: int) -> ResponseReturnValue:
    """The paper came: into the book, then the next one opens."""
    app, who, form = app_of(), visitor(), request.form
    try:
        typed, version = corrections(form), whole(form, "version")
        came_on = day(form.get("paper_on", "")) or app.clock().astimezone(VIETNAM).date()
        number = confirm_paper(app, who.agency_id, document_id, who.actor, version, came_on, typed)
    except (Conflict, NotFound):
        raise
    except DomainError as error:
        flash(sentence(error.code, error.values), "bad")
        return redirect(url_for(".document", document_id=document_id))
    flash(sentence("paper_entered", {"number": str(number)}), "good")
    return _next()


@blueprint.post("/<int:document_id>/tra-lai")
@access(*CLERKS)
def send_back(document_id: int) -> ResponseReturnValue:
    """Refuse with words; the sender gets a letter."""
    who, words = visitor(), request.form.get("words", "").strip()
    if not words:
        flash(sentence("refuse_without_words"), "bad")
        return redirect(url_for(".document", document_id=document_id))
    refuse(app_of(), who.agency_id, document_id, who.actor, whole(request.form, "version"), words[:2000])
    flash(sentence("sent_back"), "good")
    return _next()


def _held() -> tuple[DocumentLine, ...]:
    with app_of().db.reading() as session:
        return documents.held(session, visitor().agency_id, request.args.get("q", ""))


def _desk(lines: Sequence[DocumentLine], chosen_id: int | None, is_open: str) -> ResponseReturnValue:
    app, who = app_of(), visitor()
    page, around = None, None
    alike: tuple[DocumentLine, ...] = ()
    if chosen_id is not None:
        with app.db.reading() as session:
            page = documents.page(session, who.agency_id, chosen_id)
            around = changes.around(session, page.line)
            alike = similar.similar(session, page.line)
    return render_template(
        "held.html",
        lines=lines,
        page=page,
        changes=around,
        alike=alike,
        cells=cells(page) if page else {},
        following=_after(lines, chosen_id),
        today=app.clock().astimezone(VIETNAM).date(),
        search=request.args.get("q", ""),
        is_open=is_open,
        kinds=tuple(kind.value for kind in DocumentKind),
        urgencies=tuple(urgency.value for urgency in Urgency),
        prepared=tuple(vietnamese(code) for code in PREPARED),
        may_act=who.person.role in CLERKS,
    )


def _after(lines: Sequence[DocumentLine], chosen_id: int | None) -> int | None:
    """Which document opens once this one is dealt with: the next in the list, else the one before."""
    ids = [line.id for line in lines]
    if chosen_id is None or len(ids) < 2:
        return None
    at = ids.index(chosen_id)
    return ids[at + 1] if at + 1 < len(ids) else ids[at - 1]


def _next() -> ResponseReturnValue:
    following, search = request.form.get("following", ""), request.form.get("q") or None
    if following.isascii() and following.isdigit():
        return redirect(url_for(".document", document_id=int(following), q=search))
    return redirect(url_for(".queue", q=search))
