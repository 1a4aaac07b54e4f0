"""Thu hồi văn bản đi: documents we sent and ask back, and what their receivers said."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from mailbot.domain.errors import DomainError
from mailbot.domain.recalls import RecallState, Receiver, SentDocument
from mailbot.storage import recalls
from mailbot.workflow.recalls.ask import Wish, ask_back, note_answer
from portal.access import CLERKS, OFFICE, access, app_of, visitor
from portal.addressed import Addressed, addressed
from portal.language import sentence
from portal.registerline import day

blueprint = Blueprint("ourrecalls", __name__, url_prefix="/thu-hoi-van-ban-di")

_LONGEST = 2000
_ANSWERS = {"agreed": RecallState.AGREED, "refused": RecallState.REFUSED}


@blueprint.get("/")
@access(*OFFICE)
def listing() -> ResponseReturnValue:
    """What was asked back, the newest first, and a form for another."""
    return _page("")


@blueprint.post("/")
@access(*CLERKS)
def ask() -> ResponseReturnValue:
    """One letter to each receiver."""
    try:
        asked = ask_back(app_of(), visitor().agency_id, _wish(), visitor().actor)
    except DomainError as error:
        return _page(sentence(error.code, error.values)), 409
    flash(sentence("recall_asked", {"count": str(len(asked))}), "good")
    return redirect(url_for(".listing"))


@blueprint.post("/<int:recall_id>")
@access(*CLERKS)
def note(recall_id: int) -> ResponseReturnValue:
    """What a receiver said by telephone, on paper or in plain words."""
    state = _ANSWERS.get(request.form.get("state", ""))
    try:
        if state is None:
            raise DomainError("form_broken")
        note_answer(app_of(), visitor().agency_id, recall_id, state, _words("words"), visitor().actor)
    except DomainError as error:
        flash(sentence(error.code, error.values), "bad")
    return redirect(url_for(".listing"))


def _page(error: str) -> str:
    with app_of().db.reading() as session:
        found = recalls.listed(session, visitor().agency_id)
    names = ("notation", "issued_on", "abstract", "receivers", "why")
    return render_template(
        "ourrecalls.html",
        recalls=found,
        error=error,
        values={name: request.form.get(name, "") for name in names},
        may_ask=visitor().person.role in CLERKS,
    )


def _wish() -> Wish:
    issued = day(request.form.get("issued_on", ""))
    if issued is None:
        raise DomainError("recall_incomplete")
    receivers = tuple(_receiver(one) for one in addressed(request.form.get("receivers", "")[: _LONGEST * 5]))
    return Wish(SentDocument(_words("notation")[:100], issued, _words("abstract")), receivers, _words("why"))


def _receiver(line: Addressed) -> Receiver:
    if not line.address:
        raise DomainError("recall_address", line=line.name[:100])
    return Receiver(line.name, line.address)


def _words(name: str) -> str:
    return " ".join(request.form.get(name, "").split())[:_LONGEST]
