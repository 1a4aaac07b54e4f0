"""What a leader said on the phone or wrote on paper, entered by a clerk: first how it is understood, then the deed."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from mailbot.domain.directive import Via
from mailbot.domain.errors import DomainError
from mailbot.domain.people import MAY_DIRECT, Person, Role
from mailbot.storage import people
from mailbot.workflow.orders.instruct import Said, hear, instruct
from parsers.model import ParsedReply
from portal.access import CLERKS, access, app_of, visitor
from portal.documents import allowed
from portal.language import sentence
from portal.numbers import plain_number
from portal.registerline import whole

blueprint = Blueprint("onbehalf", __name__, url_prefix="/van-ban")

_WAYS = (Via.PHONE, Via.PAPER)
_LONGEST = 4000
_RANK = (Role.HEAD, Role.LEADER, Role.OFFICE, Role.UNIT_HEAD)


@blueprint.get("/<int:document_id>/y-kien")
@access(*CLERKS)
def form(document_id: int) -> ResponseReturnValue:
    """Who said it, how, and the words."""
    return _page(document_id, None, "")


@blueprint.post("/<int:document_id>/y-kien/hieu")
@access(*CLERKS)
def understand(document_id: int) -> ResponseReturnValue:
    """How the words are understood; nothing is done yet."""
    try:
        said = _said()
    except DomainError as error:
        return _page(document_id, None, sentence(error.code, error.values)), 400
    return _page(document_id, hear(app_of(), visitor().agency_id, said), "")


@blueprint.post("/<int:document_id>/y-kien")
@access(*CLERKS)
def enter(document_id: int) -> ResponseReturnValue:
    """Carry it out down the road of every order; the journal and the echo letter say who entered it."""
    allowed(document_id)
    leader = whole(request.form, "person")
    try:
        reply = instruct(app_of(), visitor().agency_id, document_id, leader, _said())
    except DomainError as error:
        return _page(document_id, None, sentence(error.code, error.values)), 409
    if reply.directive is None or reply.questions:
        return _page(document_id, reply, "")
    flash(sentence("said_was_entered"), "good")
    return redirect(url_for("documents.document", document_id=document_id))


def _said() -> Said:
    words, via = request.form.get("words", "").strip()[:_LONGEST], request.form.get("via", "")
    if not words:
        raise DomainError("said_without_words")
    if via not in {way.value for way in _WAYS}:
        raise DomainError("form_broken")
    return Said(words, Via(via), visitor().person.name, request.form.get("choice", type=plain_number))


def _page(document_id: int, reply: ParsedReply | None, error: str) -> str:
    page = allowed(document_id)
    if page.line.arrival_number is None:
        raise DomainError("not_in_book")
    return render_template(
        "onbehalf.html",
        line=page.line,
        leaders=_leaders(),
        reply=reply,
        error=error,
        ways=_WAYS,
        words=request.form.get("words", ""),
        choice=request.form.get("choice", ""),
        via=request.form.get("via", Via.PHONE.value),
        person=request.form.get(
            "person", str(plain_number(request.args.get("nguoi", "")) or page.line.routed_to_id or "")
        ),
    )


def _leaders() -> list[Person]:
    """Everybody who may direct, the head first."""
    with app_of().db.reading() as session:
        found = [one for one in people.persons(session, visitor().agency_id) if one.role in MAY_DIRECT]
    return sorted(found, key=lambda one: _RANK.index(one.role))
