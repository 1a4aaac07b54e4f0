"""The rule tables in force: what people changed in the portal, else what mailbot.toml says."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from importlib.resources import files
from threading import Lock
from typing import TypeVar

from sqlalchemy.orm import Session

from mailbot.config import AgencySettings, Settings
from mailbot.domain.calendar import BadCalendar, WorkingCalendar
from mailbot.domain.document import AgencyCard
from mailbot.domain.errors import ConfigurationError
from mailbot.domain.folding import fold
from mailbot.domain.rulebooks.reading import calendar_book_from
from mailbot.domain.rulebooks.values import (
    BookName,
    CalendarBook,
    Exclusions,
    Limit,
    Limits,
    RouteRule,
    Routes,
    Rulebook,
    Texts,
    name_of,
)
from mailbot.storage import rulebooks
from mailbot.storage.database import Database
from rules.exclusions import ExclusionRow, Where
from rules.routing import RoutingRow

T = TypeVar("T")
_SOON = timedelta(seconds=2)
"""So long after a change in another process the old table may still be used."""


@dataclass(frozen=True, slots=True)
class Tables:
    """All tables of one agency at one moment."""

    versions: Mapping[BookName, int]
    routes: Routes
    routing: tuple[RoutingRow, ...]
    """The same rows folded, as they are compared."""
    limits: Limits
    exclusions: tuple[ExclusionRow, ...]
    calendar: WorkingCalendar
    card: AgencyCard
    read_at: datetime


class InForce:
    """Keeps the tables in memory, and looks for newer versions every two seconds."""

    def __init__(self, settings: Settings, db: Database, clock: Callable[[], datetime]) -> None:
        self._settings = settings
        self._db = db
        self._clock = clock
        self._first = {agency.id: _configured(agency) for agency in settings.agencies}
        self._tables: dict[str, Tables] = {}
        self._reading = {agency.id: Lock() for agency in settings.agencies}
        self._drafts: dict[str, dict[BookName, Rulebook]] = {}

    def trying(self, agency_id: str, draft: Rulebook) -> InForce:
        """These tables with a draft in the place of one of them, for a trial; nothing is saved."""
        tried = InForce(self._settings, self._db, self._clock)
        tried._drafts = {agency_id: {name_of(draft): draft}}
        return tried

    def of(self, agency_id: str) -> Tables:
        """The tables of an agency; raises KeyError for one that is not configured."""
        known = self._tables.get(agency_id)
        if known is not None and abs(self._clock() - known.read_at) < _SOON:
            return known
        if known is not None and self._reading[agency_id].locked():
            return known  # somebody is looking already
        with self._reading[agency_id]:
            return self._read(agency_id)

    def forget(self, agency_id: str) -> None:
        """A new version was saved: the next question reads it."""
        self._tables.pop(agency_id, None)

    def first(self, agency_id: str, name: BookName) -> Rulebook:
        """What mailbot.toml says: version 0."""
        return self._first[agency_id][name]

    def _read(self, agency_id: str) -> Tables:
        known = self._tables.get(agency_id)
        with self._db.reading() as session:
            versions = rulebooks.current_versions(session, agency_id)
            if known is not None and known.versions == versions:
                made = replace(known, read_at=self._clock())
            else:
                made = self._made(agency_id, versions, self._books(session, agency_id, versions))
        self._tables[agency_id] = made
        return made

    def _books(self, session: Session, agency_id: str, versions: Mapping[BookName, int]) -> Mapping[BookName, Rulebook]:
        stored = {
            name: rulebooks.content(session, agency_id, name, version) for name, version in versions.items() if version
        }
        return {**self._first[agency_id], **stored, **self._drafts.get(agency_id, {})}

    def _made(self, agency_id: str, versions: Mapping[BookName, int], books: Mapping[BookName, Rulebook]) -> Tables:
        routes = _as(Routes, books[BookName.ROUTES])
        return Tables(
            versions=versions,
            routes=routes,
            routing=folded(routes),
            limits=_as(Limits, books[BookName.LIMITS]),
            exclusions=excluding(_as(Exclusions, books[BookName.EXCLUSIONS])),
            calendar=_as(CalendarBook, books[BookName.CALENDAR]).calendar(),
            card=_card(self._settings.agency(agency_id), _as(Texts, books[BookName.TEXTS])),
            read_at=self._clock(),
        )


class Cards(Mapping[str, AgencyCard]):
    """What letters say about each agency, in the words now in force."""

    def __init__(self, in_force: InForce, agency_ids: tuple[str, ...]) -> None:
        self._in_force = in_force
        self._ids = agency_ids

    def __getitem__(self, agency_id: str) -> AgencyCard:
        return self._in_force.of(agency_id).card

    def __iter__(self) -> Iterator[str]:
        return iter(self._ids)

    def __len__(self) -> int:
        return len(self._ids)


def folded(routes: Routes) -> tuple[RoutingRow, ...]:
    """The rows as documents are compared with them."""
    return tuple(
        RoutingRow(fold(row.issuer), fold(row.kind), tuple(fold(word) for word in row.words), fold(row.urgency), row.to)
        for row in routes.rows
    )


def excluding(book: Exclusions) -> tuple[ExclusionRow, ...]:
    """The rows as mails are compared with them."""
    return tuple(
        ExclusionRow(
            row.where, row.value.lower() if row.where is Where.SENDER else fold(row.value), row.then, row.basis
        )
        for row in book.rows
    )


def _calendar_book(agency: AgencySettings) -> CalendarBook:
    path = agency.calendar
    try:
        if path is None:
            return calendar_book_from(files("mailbot.data").joinpath("calendar-vn.toml").read_text(encoding="utf-8"))
        return calendar_book_from(path.read_text(encoding="utf-8"))
    except (OSError, BadCalendar) as error:
        raise ConfigurationError("calendar_invalid", path=str(path), why=str(error)) from error


def _configured(agency: AgencySettings) -> Mapping[BookName, Rulebook]:
    routes = (RouteRule(row.issuer, row.kind, row.words, row.urgency, row.to) for row in agency.routes)
    return {
        BookName.ROUTES: Routes(tuple(routes)),
        BookName.LIMITS: Limits(_limits(agency.due_days), _limits(agency.due_days_by_kind)),
        BookName.EXCLUSIONS: Exclusions(),
        BookName.CALENDAR: _calendar_book(agency),
        BookName.TEXTS: Texts(),
    }


def _limits(table: Mapping[str, int]) -> tuple[Limit, ...]:
    return tuple(Limit(name, days) for name, days in table.items())


def _card(agency: AgencySettings, texts: Texts) -> AgencyCard:
    address = agency.mailboxes[0].address if agency.mailboxes else ""
    own = {text.code: text.words for text in texts.rows}
    return AgencyCard(agency.id, agency.name, agency.organ_id, address, agency.postal_address, agency.phone, own)


def _as(kind: type[T], book: Rulebook) -> T:
    if not isinstance(book, kind):
        raise TypeError(type(book))
    return book
