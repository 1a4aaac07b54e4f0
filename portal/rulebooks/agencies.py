"""Danh bạ cơ quan: who writes to us, from where; one agency at a time or a whole file, every version kept."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from mailbot.domain.agencies.directory import Entry
from mailbot.domain.agencies.editing import entry_of, with_entry, without_entry
from mailbot.domain.agencies.reading import KEYS, Book
from mailbot.domain.errors import DomainError
from mailbot.domain.folding import fold
from mailbot.storage import directory
from mailbot.workflow.directory.book import directory_of, save, take_in_file
from portal.access import access, app_of, fresh_factor, visitor
from portal.language import sentence
from portal.rulebooks.who import EDITORS, VIEWERS

blueprint = Blueprint("agencies", __name__, url_prefix="/quy-tac/co-quan")

SHOWN = 200
"""Agencies listed at once; the search narrows."""


@blueprint.get("/")
@access(*VIEWERS)
def listing() -> ResponseReturnValue:
    """The book with its versions; `q` looks in names, addresses and domains."""
    app, who, words = app_of(), visitor(), request.args.get("q", "").strip()
    with app.db.reading() as session:
        entries = directory_of(session, app, who.agency_id).entries
        versions = directory.versions(session, who.agency_id)
    found = [entry for entry in entries if _matches(entry, fold(words))]
    return render_template(
        "rulebooks/agencies.html",
        entries=found[:SHOWN],
        count=len(found),
        words=words,
        versions=versions,
        own={entry.key for entry in _book()[1].entries},
        may_edit=who.person.role in EDITORS,
    )


@blueprint.get("/sua")
@access(*EDITORS)
def edit() -> ResponseReturnValue:
    """The form of one agency (`ma`), or an empty one."""
    key = request.args.get("ma", "")
    entry = entry_of(_book()[1], key) if key else None
    return render_template("rulebooks/agency.html", entry=entry, cells=_cells(entry), error=None)


@blueprint.post("/sua")
@access(*EDITORS)
@fresh_factor
def put() -> ResponseReturnValue:
    """Save one agency."""
    key = request.form.get("old_key", "")
    cells = {name: request.form.get(name, "") for name in KEYS if name != "key"}
    try:
        return _saved(with_entry(_book()[1], key, cells))
    except DomainError as error:
        entry = entry_of(_book()[1], key) if key else None
        words = sentence(error.code, error.values)
        return render_template("rulebooks/agency.html", entry=entry, cells=cells, error=words), 400


@blueprint.post("/bo")
@access(*EDITORS)
@fresh_factor
def remove() -> ResponseReturnValue:
    """Take one agency out of the book; older versions keep it."""
    try:
        return _saved(without_entry(_book()[1], request.form.get("old_key", "")))
    except DomainError as error:
        flash(sentence(error.code, error.values), "bad")
        return redirect(url_for(".listing"))


@blueprint.post("/tep")
@access(*EDITORS)
def take_in() -> ResponseReturnValue:
    """Replace the book by a file, CSV or TOML."""
    given = request.files.get("file")
    if given is None or not given.filename:
        flash(sentence("directory_no_file"), "bad")
        return redirect(url_for(".listing"))
    app, who = app_of(), visitor()
    try:
        text = given.stream.read().decode("utf-8-sig")
        version, _ = take_in_file(app, who.agency_id, given.filename, text, who.actor)
    except UnicodeDecodeError:
        flash(sentence("directory_not_text"), "bad")
    except DomainError as error:
        flash(sentence(error.code, error.values), "bad")
    else:
        flash(sentence("directory_entry_saved", {"version": str(version)}), "good")
    return redirect(url_for(".listing"))


@blueprint.post("/ban/<int:version>/lay-lai")
@access(*EDITORS)
@fresh_factor
def restore(version: int) -> ResponseReturnValue:
    """Take an older version back; it becomes the newest."""
    with app_of().db.reading() as session:
        old = directory.book(session, visitor().agency_id, version)
    return _saved(old)


def _book() -> tuple[int, Book]:
    with app_of().db.reading() as session:
        version = directory.current_version(session, visitor().agency_id)
        return version, directory.book(session, visitor().agency_id, version)


def _saved(book: Book) -> ResponseReturnValue:
    app, who = app_of(), visitor()
    version, _ = save(app, who.agency_id, book, "portal", who.actor)
    flash(sentence("directory_entry_saved", {"version": str(version)}), "good")
    return redirect(url_for(".listing"))


def _cells(entry: Entry | None) -> dict[str, str]:
    if entry is None:
        return dict.fromkeys(KEYS, "")
    values = {name: getattr(entry, name) for name in KEYS}
    return {name: "\n".join(value) if isinstance(value, tuple) else str(value or "") for name, value in values.items()}


def _matches(entry: Entry, words: str) -> bool:
    everything = (entry.name, *entry.aliases, *entry.addresses, *entry.domains, *entry.codes)
    return not words or any(words in fold(value) for value in everything)
