"""Ủy quyền: who stands in for whom; made with a second factor, ended by the giver or the head (CT 11.5, CB 6.1b)."""

from __future__ import annotations

from datetime import date

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from mailbot.domain.calendar import VIETNAM
from mailbot.domain.delegation import Delegation, Proof, Scope, ScopeKind, Wish, suits
from mailbot.domain.errors import DomainError, NotAuthorised
from mailbot.domain.people import MAY_DIRECT, Person, Role
from mailbot.storage import delegations, people
from mailbot.workflow.delegation.make import delegate, may_delegate, take_back
from parsers.model import DocumentKind
from portal.access import OFFICE, READERS, access, app_of, fresh_factor, visitor
from portal.delegations.month import asked_month, bars, last_day
from portal.language import sentence
from portal.numbers import plain_number
from portal.registerline import day

blueprint = Blueprint("delegations", __name__, url_prefix="/uy-quyen")

_LONGEST = 500


@blueprint.get("")
@access(*READERS)
def listing() -> ResponseReturnValue:
    """The calendar, the list, and the form for those who have power to lend."""
    return _page({})


@blueprint.post("")
@access(*MAY_DIRECT)
@fresh_factor
def make() -> ResponseReturnValue:
    """Lend one's own power; nobody else's."""
    who = visitor()
    try:
        delegate(app_of(), who.agency_id, _wish(), who.actor, Proof.SECOND_FACTOR)
    except DomainError as error:
        return _page(request.form.to_dict(), sentence(error.code, error.values)), 400
    flash(_("Đã ghi việc ủy quyền; hai bên được báo bằng thư."), "good")
    return redirect(url_for("delegations.listing"))


@blueprint.post("/<int:delegation_id>/cham-dut")
@access(*MAY_DIRECT)
def end(delegation_id: int) -> ResponseReturnValue:
    """Take it back before its time: power comes home, so a login is enough."""
    who = visitor()
    try:
        take_back(app_of(), who.agency_id, delegation_id, who.actor)
    except NotAuthorised as error:
        return _page({}, sentence(error.code, error.values)), 403
    flash(_("Đã chấm dứt việc ủy quyền; văn bản chưa có ý kiến được trình lại người ủy quyền."), "good")
    return redirect(url_for("delegations.listing"))


@blueprint.get("/<int:delegation_id>")
@access(*READERS)
def one(delegation_id: int) -> ResponseReturnValue:
    """Văn bản ủy quyền: what went to who stands in, and what was decided in the giver's name."""
    who = visitor()
    with app_of().db.reading() as session:
        found = delegations.get(session, who.agency_id, delegation_id)
        if not _may_see(found, who.person):
            raise NotAuthorised("not_authorised")
        return render_template(
            "delegations/one.html",
            one=found,
            under=delegations.documents_under(session, who.agency_id, delegation_id),
            names=people.names(session, who.agency_id),
            now=app_of().clock(),
        )


def _page(filled: dict[str, str], error: str = "") -> str:
    who, now = visitor(), app_of().clock()
    today = now.astimezone(VIETNAM).date()
    with app_of().db.reading() as session:
        known = [one for one in delegations.listed(session, who.agency_id) if _may_see(one, who.person)]
        takers = [one for one in people.persons(session, who.agency_id) if suits(who.person, one)]
        names = people.names(session, who.agency_id)
    month = asked_month(request.args.get("thang", ""), today)
    return render_template(
        "delegations/list.html",
        known=known,
        bars=bars(known, month),
        last_day=last_day,
        month=month,
        today=today,
        now=now,
        takers=takers if may_delegate(who.person) else (),
        names=names,
        kinds=tuple(kind.value for kind in DocumentKind),
        filled=filled,
        error=error,
        is_head=who.person.role is Role.HEAD,
        shows_form=may_delegate(who.person),
    )


def _may_see(one: Delegation, person: Person) -> bool:
    return person.role in OFFICE or person.id in (one.giver_id, one.taker_id)


def _wish() -> Wish:
    """Raises DomainError `form_broken`, `delegation_period`."""
    form = request.form
    taker, kind = plain_number(form.get("taker", "")), form.get("scope", ScopeKind.ALL.value)
    if taker is None or kind not in {one.value for one in ScopeKind}:
        raise DomainError("form_broken")
    value = "" if kind == ScopeKind.ALL.value else form.get(f"scope_{kind}", "").strip()[:_LONGEST]
    basis = form.get("basis", "").strip()[:_LONGEST]
    first, last = _day(form.get("from_on", "")), _day(form.get("until_on", ""))
    return Wish(visitor().person.id, taker, first, last, Scope(ScopeKind(kind), value), basis)


def _day(words: str) -> date:
    """A day that must be given; raises DomainError."""
    given = day(words)
    if given is None:
        raise DomainError("delegation_period")
    return given
