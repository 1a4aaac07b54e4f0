"""Read a rule table, check a draft, put it in force, take an older version back."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from mailbot.bootstrap import App
from mailbot.domain.errors import DomainError
from mailbot.domain.people import Actor
from mailbot.domain.rulebooks.checks import Surroundings, faults
from mailbot.domain.rulebooks.values import BookName, Rulebook, name_of
from mailbot.letters.passages import own_words
from mailbot.storage import history, people, rulebooks
from mailbot.storage.rulebooks import RulebookLine
from rules.engine import Reason

LONGEST_WORDS = 500


@dataclass(frozen=True, slots=True)
class Opened:
    """A table as it is in force, with its past."""

    name: BookName
    version: int
    """0: nobody changed what mailbot.toml says."""
    book: Rulebook
    versions: tuple[RulebookLine, ...]


def open_book(app: App, agency_id: str, name: BookName) -> Opened:
    """The newest version and the list of all."""
    with app.db.reading() as session:
        version = rulebooks.current_versions(session, agency_id)[name]
        book = _content(session, app, agency_id, name, version)
        return Opened(name, version, book, rulebooks.versions(session, agency_id, name))


def content_of(app: App, agency_id: str, name: BookName, version: int) -> Rulebook:
    """One version; 0 is what mailbot.toml says. Raises NotFound."""
    with app.db.reading() as session:
        return _content(session, app, agency_id, name, version)


def faults_of(app: App, agency_id: str, draft: Rulebook) -> tuple[Reason, ...]:
    """Everything that speaks against putting a draft in force."""
    with app.db.reading() as session:
        around = Surroundings(
            frozenset(person.email.lower() for person in people.persons(session, agency_id)), own_words()
        )
    return tuple(faults(draft, around))


def put_in_force(app: App, agency_id: str, draft: Rulebook, based_on: int, words: str, actor: Actor) -> int:
    """The draft becomes the newest version; returns its number.

    Raises DomainError for a draft with faults, without words or without any change, Conflict when somebody was faster.
    """
    why = words.strip()[:LONGEST_WORDS]
    if not why:
        raise DomainError("rulebook_words_missing")
    name = name_of(draft)
    for fault in faults_of(app, agency_id, draft):
        raise DomainError(fault.code, **fault.values)
    if draft == content_of(app, agency_id, name, based_on):
        raise DomainError("rulebook_unchanged")
    return _saved(app, agency_id, draft, based_on, why, actor)


def restore(app: App, agency_id: str, name: BookName, version: int, words: str, actor: Actor) -> int:
    """An older version's content becomes the newest one; returns its number. Raises as `put_in_force`."""
    with app.db.reading() as session:
        current = rulebooks.current_versions(session, agency_id)[name]
    return put_in_force(app, agency_id, content_of(app, agency_id, name, version), current, words, actor)


def _saved(app: App, agency_id: str, draft: Rulebook, based_on: int, why: str, actor: Actor) -> int:
    now, name = app.clock(), name_of(draft)
    with app.db.transaction() as session:
        line = rulebooks.put(session, agency_id, draft, based_on, why, actor.name, now)
        history.append(
            session, agency_id, now, actor, "rules_changed", ("rulebook", line.version), table=name.value, words=why
        )
    app.in_force.forget(agency_id)
    return line.version


def _content(session: Session, app: App, agency_id: str, name: BookName, version: int) -> Rulebook:
    if version == 0:
        return app.in_force.first(agency_id, name)
    return rulebooks.content(session, agency_id, name, version)
