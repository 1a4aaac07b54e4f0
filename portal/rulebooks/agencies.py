"""Danh bạ cơ quan: who writes to us, from where; one agency at a time or a whole file, every version kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from mailbot.domain.agencies.directory import Entry
from mailbot.domain.agencies.editing import entry_of, with_entry, without_entry
from mailbot.domain.agencies.reading import KEYS, Book
from mailbot.domain.errors import Conflict, DomainError
from mailbot.domain.folding import fold
from mailbot.storage import directory
from mailbot.workflow.directory.book import directory_of, put_in_force, read_file
from mailbot.workflow.directory.effect import directory_effect
from portal.access import OFFICE, access, app_of, fresh_factor, visitor
from portal.language import sentence
from portal.largeforms import takes_up_to
from portal.registerline import whole
from portal.rulebooks.agencylines import differences
from portal.rulebooks.who import EDITORS, VIEWERS

blueprint = Blueprint("agencies", __name__, url_prefix="/quy-tac/co-quan")

LARGEST = 8 * 1024 * 1024
"""Bytes of a form that brings a whole directory: tens of thousands of agencies."""
_LONGEST_NAME = 150
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


@blueprint.post("/xem-truoc")
@access(*EDITORS)
@takes_up_to(LARGEST, in_fields=LARGEST)
def preview() -> ResponseReturnValue:
    """What a change would do to the book; nothing is saved."""
    version, book = _book()
    try:
        fields = dict(_fields())
        draft = _draft(book, fields)
        if draft == book:
            raise DomainError("rulebook_unchanged")
    except DomainError as error:
        return _refused(book, sentence(error.code, error.values))
    return _preview(book, draft, fields | {"based_on": str(version)})


@blueprint.post("/ap-dung")
@access(*EDITORS)
@fresh_factor
@takes_up_to(LARGEST, in_fields=LARGEST)
def apply() -> ResponseReturnValue:
    """Put the change in force; a reason is needed, and that nobody was faster."""
    app, who, form = app_of(), visitor(), request.form
    based_on = whole(form, "based_on")
    with app.db.reading() as session:
        book = directory.book(session, who.agency_id, based_on)
    draft = _draft(book, form)
    try:
        version = put_in_force(app, who.agency_id, draft, based_on, form.get("why", ""), who.actor)
    except Conflict:
        raise
    except DomainError as error:
        flash(sentence(error.code, error.values), "bad")
        return _preview(book, draft, form.to_dict()), 400
    flash(sentence("directory_entry_saved", {"version": str(version)}), "good")
    return redirect(url_for(".listing"))


def _fields() -> Iterator[tuple[str, str]]:
    """The fields of a change as they travel from page to page: a file as its words. Raises DomainError."""
    yield from request.form.items()
    given = request.files.get("file")
    if given is None:
        return
    if not given.filename:
        raise DomainError("directory_no_file")
    try:
        with given.stream as file:
            yield "text", file.read().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DomainError("directory_not_text") from error
    yield "file", given.filename[:_LONGEST_NAME]


def _draft(book: Book, fields: Mapping[str, str]) -> Book:
    """The book with a change: one agency put or taken out, all from a file, or an older version. Raises DomainError."""
    change, key = fields.get("change", ""), fields.get("old_key", "")
    if change == "put":
        return with_entry(book, key, {name: fields.get(name, "") for name in KEYS if name != "key"})
    if change == "remove":
        return without_entry(book, key)
    if change == "file":
        return read_file(fields.get("file", ""), fields.get("text", ""))
    if change == "restore":
        with app_of().db.reading() as session:
            return directory.book(session, visitor().agency_id, whole(fields, "version"))
    raise DomainError("form_broken")


def _preview(book: Book, draft: Book, fields: Mapping[str, str]) -> str:
    return render_template(
        "rulebooks/agenciesdraft.html",
        differences=differences(book, draft),
        fields={name: value for name, value in fields.items() if name not in ("csrf_token", "why")},
        count=len(draft.entries),
        effect=directory_effect(app_of(), visitor().agency_id, draft),
        may_read=visitor().person.role in OFFICE,
        names={},
    )


def _refused(book: Book, words: str) -> ResponseReturnValue:
    """The form again with what was typed; anything else goes back to the list."""
    if request.form.get("change") != "put":
        flash(words, "bad")
        return redirect(url_for(".listing"))
    key = request.form.get("old_key", "")
    entry = next((one for one in book.entries if one.key == key), None)
    cells = {name: request.form.get(name, "") for name in KEYS}
    return render_template("rulebooks/agency.html", entry=entry, cells=cells, error=words), 400


def _book() -> tuple[int, Book]:
    with app_of().db.reading() as session:
        version = directory.current_version(session, visitor().agency_id)
        return version, directory.book(session, visitor().agency_id, version)


def _cells(entry: Entry | None) -> dict[str, str]:
    if entry is None:
        return dict.fromkeys(KEYS, "")
    values = {name: getattr(entry, name) for name in KEYS}
    return {name: "\n".join(value) if isinstance(value, tuple) else str(value or "") for name, value in values.items()}


def _matches(entry: Entry, words: str) -> bool:
    everything = (entry.name, *entry.aliases, *entry.addresses, *entry.domains, *entry.codes)
    return not words or any(words in fold(value) for value in everything)
