"""Sổ văn bản đến: the register by year, with search."""

from __future__ import annotations

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from mailbot.domain.calendar import VIETNAM
from mailbot.storage import documents, people
from portal.access import READERS, access, app_of, visitor

blueprint = Blueprint("register", __name__)

PER_PAGE = 50
_FIRST_YEAR = 2000


@blueprint.get("/so-van-ban-den")
@access(*READERS)
def book() -> ResponseReturnValue:
    """Lines of one year, newest number first; `q` finds with and without accents."""
    app, agency_id = app_of(), visitor().agency_id
    this_year = app.clock().astimezone(VIETNAM).year
    year = request.args.get("nam", this_year, type=int)
    year = min(max(year, _FIRST_YEAR), this_year)
    search, before = request.args.get("q", ""), request.args.get("truoc", type=int)
    with app.db.reading() as session:
        lines = documents.register(session, agency_id, year, search, before, PER_PAGE + 1)
        names = {person.id: person.name for person in people.persons(session, agency_id)}
    return render_template(
        "register.html",
        lines=lines[:PER_PAGE],
        older=lines[PER_PAGE - 1].arrival_number if len(lines) > PER_PAGE else None,
        year=year,
        this_year=this_year,
        search=search,
        before=before,
        names=names,
    )
