"""Nhiều văn bản một lượt: what would happen to each is shown first, then done one by one with a count."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from mailbot.domain.calendar import VIETNAM
from mailbot.domain.document import DocumentLine
from mailbot.domain.errors import DomainError
from mailbot.letters.passages import passage
from mailbot.storage import documents
from mailbot.workflow.clerk.ask import may_be_asked
from mailbot.workflow.clerk.enter import may_be_number
from mailbot.workflow.clerk.paper import Corrections, confirm_paper
from mailbot.workflow.clerk.refuse import refuse
from portal.access import CLERKS, access, app_of, visitor
from portal.desk import undo
from portal.language import sentence
from portal.numbers import plain_number
from portal.registerline import cells, day

blueprint = Blueprint("batch", __name__, url_prefix="/hang-loat")

MOST = 100
"""Documents in one go."""
REFUSALS = ("refuse_needs_seal", "refuse_wrong_agency", "refuse_unreadable", "refuse_altered", "refuse_not_official")


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What would happen to one document."""

    line: DocumentLine
    number: int
    missing: tuple[str, ...]
    """Columns of the book that are still empty."""
    is_told: bool
    """True when the sender has an address that gets a letter."""


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one document; `done` is None when it was left as it was."""

    words: str
    done: undo.Done | None


@blueprint.get("/")
@access(*CLERKS)
def preview() -> ResponseReturnValue:
    """Numbers, letters and gaps of each chosen document; nothing changes."""
    today = app_of().clock().astimezone(VIETNAM).date()
    agency = app_of().agencies[visitor().agency_id]
    return render_template(
        "desk/batch.html",
        foreseen=_foreseen(_chosen(), today),
        today=today,
        refusals=tuple(passage(code, agency) for code in REFUSALS),
        batch=secrets.token_hex(4),
    )


@blueprint.post("/")
@access(*CLERKS)
def act() -> ResponseReturnValue:
    """All of the form at once; or, for the script that shows progress, one of them and its result as HTML."""
    results = [_one(what) for what in request.form.getlist("what")[:MOST]]
    done = [result.done for result in results if result.done is not None]
    if done:
        undo.remember(sentence("batch_done", {"count": str(len(done))}), done, _batch())
    if request.form.get("one"):
        return render_template("desk/_result.html", results=results)
    for result in results:
        if result.done is None:
            flash(result.words, "bad")
    if not results:
        flash(sentence("batch_empty"), "bad")
    return redirect(url_for("held.queue"))


def _batch() -> str:
    return request.form.get("batch", "")[:16]


def _foreseen(ids: Sequence[int], today: date) -> tuple[Foreseen, ...]:
    app, agency_id = app_of(), visitor().agency_id
    with app.db.reading() as session:
        waiting = {line.id for line in documents.held(session, agency_id)}
        pages = [documents.page(session, agency_id, one) for one in dict.fromkeys(ids) if one in waiting]
    first = may_be_number(app, agency_id, today.year)
    return tuple(
        Foreseen(
            page.line,
            first + at,
            tuple(name for name, cell in cells(page).items() if cell.doubt == "missing"),
            may_be_asked(app, page.line),
        )
        for at, page in enumerate(pages)
    )


def _chosen() -> list[int]:
    """Ids in the address, as many as are worked on at once."""
    asked = (plain_number(word) for word in request.args.getlist("chon")[:MOST])
    return [number for number in asked if number is not None]


def _one(what: str) -> Result:
    """`what` is `id:version` as the preview showed it: what changed since is left alone and says who changed it."""
    document_id, version = (plain_number(part) for part in what.partition(":")[::2])
    if document_id is None or version is None:
        return Result(sentence("form_broken"), None)
    try:
        words = _do(document_id, version)
    except DomainError as error:
        return Result(sentence(error.code, error.values), None)
    return Result(words, (document_id, version + 1))


def _do(document_id: int, version: int) -> str:
    app, who, form = app_of(), visitor(), request.form
    if form.get("act") == "paper":
        came_on = day(form.get("paper_on", "")) or app.clock().astimezone(VIETNAM).date()
        number = confirm_paper(
            app, who.agency_id, document_id, who.actor, version, came_on, Corrections(), undo.quiet()
        )
        return sentence("paper_entered", {"number": str(number)})
    words = form.get("words", "").strip()
    if form.get("act") != "refuse" or not words:
        raise DomainError("refuse_without_words")
    refuse(app, who.agency_id, document_id, who.actor, version, words[:2000], undo.quiet())
    return sentence("sent_back")
