"""The address book in use: built-in reorganisations, correspondents of the configuration, and the imported book."""

from __future__ import annotations

from collections import OrderedDict
from functools import cache
from importlib.resources import files
from pathlib import PurePath
from threading import Lock

from sqlalchemy.orm import Session

from mailbot.bootstrap import App
from mailbot.config import Correspondent
from mailbot.domain.agencies.catalogue import Catalogue, read_catalogue
from mailbot.domain.agencies.directory import Directory, Entry
from mailbot.domain.agencies.reading import Book, read_csv, read_toml
from mailbot.domain.agencies.successions import Successions, read_successions
from mailbot.domain.errors import Conflict, DomainError
from mailbot.domain.people import Actor
from mailbot.storage import agencies, directory, history

_KEPT = 64
_LONGEST_WORDS = 500
_Key = tuple[str, str, int, tuple[Correspondent, ...]]


class _Kept:
    """Directories made ready for look-up: thousands of names are not parsed for every mail."""

    def __init__(self) -> None:
        self._made: OrderedDict[_Key, Directory] = OrderedDict()
        self._lock = Lock()

    def get(self, key: _Key) -> Directory | None:
        with self._lock:
            return self._made.get(key)

    def put(self, key: _Key, made: Directory) -> Directory:
        with self._lock:
            self._made[key] = made
            while len(self._made) > _KEPT:
                self._made.popitem(last=False)
        return made


_kept = _Kept()


def directory_of(session: Session, app: App, agency_id: str) -> Directory:
    """The address book of an agency as it stands in this transaction."""
    version = directory.current_version(session, agency_id)
    correspondents = app.agency(agency_id).correspondents
    key = (app.settings.database_url, agency_id, version, correspondents)
    return _kept.get(key) or _kept.put(key, _made(directory.book(session, agency_id, version), correspondents))


def take_in_file(app: App, agency_id: str, name: str, text: str, actor: Actor) -> tuple[int, Book]:
    """Replace the address book by what a file says; its new version. Raises DomainError with the fault."""
    return save(app, agency_id, read_file(name, text), name, actor)


def read_file(name: str, text: str) -> Book:
    """What a file says, CSV by its name or TOML; raises DomainError with the fault."""
    return (read_csv if PurePath(name).suffix.lower() == ".csv" else read_toml)(text)


def put_in_force(app: App, agency_id: str, draft: Book, based_on: int, words: str, actor: Actor) -> int:
    """The draft becomes the newest version, with the reason for it; returns its number.

    Raises DomainError without words or without any change, Conflict when somebody saved one after `based_on`.
    """
    why = words.strip()[:_LONGEST_WORDS]
    if not why:
        raise DomainError("rulebook_words_missing")
    with app.db.transaction() as session:
        agencies.lock(session, agency_id)
        newest = next(iter(directory.versions(session, agency_id)), None)
        if newest is not None and newest.version != based_on:
            raise Conflict("rulebook_changed_meanwhile", by=newest.saved_by, words=newest.source)
        if draft == directory.book(session, agency_id, based_on):
            raise DomainError("rulebook_unchanged")
        return _saved(session, app, agency_id, draft, why, actor)


def save(app: App, agency_id: str, book: Book, source: str, actor: Actor) -> tuple[int, Book]:
    """A new version with a line in the journal."""
    with app.db.transaction() as session:
        return _saved(session, app, agency_id, book, source, actor), book


def _saved(session: Session, app: App, agency_id: str, book: Book, source: str, actor: Actor) -> int:
    now = app.clock()
    version = directory.put(session, agency_id, book, source, actor.name, now)
    history.append(
        session, agency_id, now, actor, "directory_saved", ("directory", version), entries=str(len(book.entries)),
        words=source,
    )  # fmt: skip
    return version


@cache
def built_in() -> Successions:
    """The reorganisations everybody knows of."""
    return read_successions(files("mailbot.data").joinpath("reorganisation-vn.toml").read_text(encoding="utf-8"))


@cache
def catalogue() -> Catalogue:
    """Ministries, provinces and their offices, and what agencies of communes are called."""
    return read_catalogue(files("mailbot.data").joinpath("agencies-vn.toml").read_text(encoding="utf-8"), built_in())


def drafted(app: App, agency_id: str, book: Book) -> Directory:
    """The address book as it would stand with this draft in force."""
    return _made(book, app.agency(agency_id).correspondents)


def _made(book: Book, correspondents: tuple[Correspondent, ...]) -> Directory:
    known = {entry.key for entry in book.entries}
    configured = (_entry(one) for one in correspondents if one.name not in known)
    return Directory.of((*book.entries, *configured), built_in().joined(book.successions))


def _entry(one: Correspondent) -> Entry:
    return Entry(key=one.name, name=one.name, aliases=one.aliases, addresses=one.addresses, domains=one.domains)
