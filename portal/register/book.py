"""Sổ văn bản đến on the screen: any view of it, found with or without accents; views kept under a name."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import parse_qsl, urlencode

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from mailbot.domain.bookview import BookView
from mailbot.domain.calendar import VIETNAM
from mailbot.domain.errors import DomainError
from mailbot.storage import people, register, savedviews
from mailbot.workflow.clerk import bookpage, bookviews
from parsers.model import DocumentKind
from portal.access import READERS, access, app_of, visitor
from portal.charts.page import VIEWERS
from portal.language import sentence
from portal.register.address import ALL_YEARS, address_of, view_of
from portal.register.columns import COLUMNS, DECREE_30, ON_SCREEN, chosen
from portal.register.filters import book_url, groups
from portal.register.rows import page_rows

blueprint = Blueprint("register", __name__)

PER_PAGE = 50


@blueprint.get("/so-van-ban-den")
@access(*READERS)
def book() -> ResponseReturnValue:
    """Lines of a view, newest number first."""
    app, who = app_of(), visitor()
    view, columns = asked()
    found = bookpage.page(app, who.agency_id, view, PER_PAGE)
    with app.db.reading() as session:
        years = register.years(session, who.agency_id)
        persons, units = people.persons(session, who.agency_id), people.units(session, who.agency_id)
        kept = savedviews.of_person(session, who.agency_id, who.person.id)
    own = columns if columns != ON_SCREEN else ()
    return render_template(
        "register/book.html",
        rows=page_rows(found, columns),
        view=view,
        columns=[COLUMNS[key] for key in columns],
        chosen=columns,
        all_columns=COLUMNS.values(),
        decree_url=book_url(view, DECREE_30),
        usual_url=book_url(view, ()),
        groups=groups(view, own),
        all_url=book_url(BookView(view.year), own),
        years=[(year, book_url(replace(view, year=year, before=None), own)) for year in years],
        every_year_url=book_url(replace(view, year=None, before=None), own),
        first_url=book_url(replace(view, before=None), own) if view.before else None,
        older_url=book_url(replace(view, before=found.rest), own) if found.rest else None,
        sheet_url=book_url(replace(view, before=None), own, "sheets.spreadsheet"),
        print_url=book_url(replace(view, before=None), own, "sheets.paper"),
        kept=[(one, f"{url_for('register.book')}?{one.query}") for one in kept],
        query=_query(view, own),
        kinds=[kind.value for kind in DocumentKind],
        persons=persons,
        units=units,
        all_years=ALL_YEARS,
        may_see_charts=who.person.role in VIEWERS,
        this_year=_this_year(),
    )


@blueprint.post("/so-van-ban-den/cach-xem")
@access(*READERS)
def keep() -> ResponseReturnValue:
    """Save the view on the screen under a name."""
    who, said = visitor(), MultiDict(parse_qsl(request.form.get("query", "")))
    query = _query(view_of(said, _this_year()), chosen(said.getlist("cot"), ()))
    try:
        name = bookviews.keep(app_of(), who.agency_id, who.person.id, request.form.get("name", ""), query)
    except DomainError as error:
        flash(sentence(error.code, error.values), "bad")
    else:
        flash(sentence("view_was_kept", {"name": name}), "good")
    return redirect(f"{url_for('register.book')}?{query}")


@blueprint.post("/so-van-ban-den/cach-xem/<int:view_id>/xoa")
@access(*READERS)
def drop(view_id: int) -> ResponseReturnValue:
    """Forget a saved view."""
    who = visitor()
    bookviews.drop(app_of(), who.agency_id, who.person.id, view_id)
    flash(sentence("view_was_dropped"), "good")
    return redirect(url_for("register.book"))


def asked() -> tuple[BookView, tuple[str, ...]]:
    """View and columns of this request's address."""
    return view_of(request.args, _this_year()), chosen(request.args.getlist("cot"), ON_SCREEN)


def _this_year() -> int:
    return app_of().clock().astimezone(VIETNAM).year


def _query(view: BookView, own: tuple[str, ...]) -> str:
    """The view as it is kept: of the year in which it is opened, unless an earlier one was chosen."""
    values = address_of(replace(view, before=None), own, year_too=view.year != _this_year())
    return urlencode(values, doseq=True)
