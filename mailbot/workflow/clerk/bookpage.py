"""The book as it is read: lines of a view with who holds each document and what was corrected in its line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from mailbot.bootstrap import App
from mailbot.domain import correction
from mailbot.domain.bookview import BookView
from mailbot.domain.calendar import VIETNAM
from mailbot.domain.correction import Correction
from mailbot.domain.document import DocumentLine
from mailbot.storage import history, people, register, struck
from mailbot.storage.struck import StruckLine

_HIGHEST = 10**9


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the book."""

    line: DocumentLine
    receiver: str
    """The unit or person it was given to, else laid before; empty when nobody has it."""
    corrections: tuple[Correction, ...]


@dataclass(frozen=True, slots=True)
class BookPage:
    """Some lines, newest first."""

    entries: tuple[Entry, ...]
    struck: tuple[StruckLine, ...]
    """Numbers taken back that belong among them; only in a whole book."""
    rest: tuple[int, int] | None
    """The (year, number) to continue after; None when there are no more."""


def page(app: App, agency_id: str, view: BookView, limit: int) -> BookPage:
    """At most `limit` lines of a view."""
    with app.db.reading() as session:
        found = register.lines(session, agency_id, view, _today(app), limit + 1)
        entries = _entries(session, agency_id, found[:limit])
        last = entries[-1].line if len(found) > limit else None
        rest = (last.year or 0, last.arrival_number or 0) if last else None
        return BookPage(entries, _struck(session, agency_id, view, rest), rest)


def whole(app: App, agency_id: str, view: BookView, most: int) -> BookPage:
    """The whole view, newest line first; at most the newest `most` lines."""
    with app.db.reading() as session:
        pieces = register.pieces(session, agency_id, view, _today(app), most)
        entries = tuple(entry for piece in pieces for entry in _entries(session, agency_id, piece))
        last = entries[-1].line if len(entries) == most else None
        rest = (last.year or 0, last.arrival_number or 0) if last else None
        return BookPage(entries, _struck(session, agency_id, view, rest), rest)


def _today(app: App) -> date:
    """The day that decides what is late."""
    return app.clock().astimezone(VIETNAM).date()


def _struck(session: Session, agency_id: str, view: BookView, rest: tuple[int, int] | None) -> tuple[StruckLine, ...]:
    if not view.is_whole_book or view.year is None:
        return ()
    highest = view.before[1] - 1 if view.before else _HIGHEST
    return struck.between(session, agency_id, view.year, rest[1] if rest else 1, highest)


def _entries(session: Session, agency_id: str, lines: Sequence[DocumentLine]) -> tuple[Entry, ...]:
    ids = [line.id for line in lines]
    receivers = dict(_receivers(session, agency_id, lines))
    journal = history.of_several(session, agency_id, "document", ids, correction.ACTION)
    return tuple(
        Entry(
            line,
            receivers[line.id],
            tuple(correction.correction_of(one.at, one.actor, one.detail) for one in journal.get(line.id, ())),
        )
        for line in lines
    )


def _receivers(session: Session, agency_id: str, lines: Sequence[DocumentLine]) -> Iterator[tuple[int, str]]:
    names = {person.id: person.name for person in people.persons(session, agency_id)}
    units = {unit.id: unit.name for unit in people.units(session, agency_id)}
    held = register.holders(session, agency_id, [line.id for line in lines])
    for line in lines:
        holders = [
            " – ".join(word for word in (names.get(one.person_id or 0), units.get(one.unit_id or 0)) if word)
            for one in held.get(line.id, ())
        ]
        yield line.id, "; ".join(dict.fromkeys(holders)) or names.get(line.routed_to_id or 0, "")
