"""The rule tables as values: who gets what, how long it may take, what stays out, when we work, what letters say."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from typing import TypeAlias

from mailbot.domain.calendar import WorkingCalendar
from rules.exclusions import Then, Where


class BookName(StrEnum):
    """Every table; the value names its versions in the database."""

    ROUTES = "routes"
    LIMITS = "limits"
    EXCLUSIONS = "exclusions"
    CALENDAR = "calendar"
    TEXTS = "texts"


@dataclass(frozen=True, slots=True)
class RouteRule:
    """One row of the routing table; an empty condition matches everything, the first matching row wins."""

    issuer: str = ""
    kind: str = ""
    words: tuple[str, ...] = ()
    """Any one of them in the abstract."""
    urgency: str = ""
    to: str = ""
    """E-mail address of a person of this agency."""


@dataclass(frozen=True, slots=True)
class Routes:
    """The routing table, read from the top."""

    rows: tuple[RouteRule, ...] = ()


@dataclass(frozen=True, slots=True)
class Limit:
    """Working days for documents of this urgency or kind."""

    name: str
    days: int


@dataclass(frozen=True, slots=True)
class Limits:
    """Time limits (Decree 30/2020, 24.2: set by the agency)."""

    by_urgency: tuple[Limit, ...] = ()
    by_kind: tuple[Limit, ...] = ()

    @property
    def urgencies(self) -> dict[str, int]:
        """Urgency -> working days."""
        return {one.name: one.days for one in self.by_urgency}

    @property
    def kinds(self) -> dict[str, int]:
        """Kind of document -> working days."""
        return {one.name: one.days for one in self.by_kind}


@dataclass(frozen=True, slots=True)
class Exclusion:
    """One kind of mail this agency does not register by itself."""

    where: Where
    value: str
    then: Then
    basis: str = ""
    """The rule it follows from, in words."""


@dataclass(frozen=True, slots=True)
class Exclusions:
    """Beside what the law excludes everywhere (state secrets, complaints, one-stop dossiers), which is code."""

    rows: tuple[Exclusion, ...] = ()


@dataclass(frozen=True, slots=True)
class NamedDay:
    """A day that differs from the week's pattern, and why."""

    day: date
    words: str = ""


@dataclass(frozen=True, slots=True)
class CalendarBook:
    """Office hours and the days that differ."""

    sessions: tuple[tuple[time, time], ...] = ()
    off: tuple[NamedDay, ...] = ()
    work: tuple[NamedDay, ...] = ()
    years: tuple[int, ...] = ()
    """Years whose holidays are complete."""

    def calendar(self) -> WorkingCalendar:
        """What deadlines and times of receipt are counted by."""
        return WorkingCalendar(
            self.sessions,
            frozenset(one.day for one in self.off),
            frozenset(one.day for one in self.work),
            frozenset(self.years),
        )


@dataclass(frozen=True, slots=True)
class Text:
    """Our own wording for one passage of our letters."""

    code: str
    words: str


@dataclass(frozen=True, slots=True)
class Texts:
    """Passages worded otherwise than mailbot words them."""

    rows: tuple[Text, ...] = ()


Rulebook: TypeAlias = Routes | Limits | Exclusions | CalendarBook | Texts

KINDS: dict[BookName, type[Rulebook]] = {
    BookName.ROUTES: Routes,
    BookName.LIMITS: Limits,
    BookName.EXCLUSIONS: Exclusions,
    BookName.CALENDAR: CalendarBook,
    BookName.TEXTS: Texts,
}
"""The type of each table's content."""


def name_of(book: Rulebook) -> BookName:
    """Which table a content belongs to."""
    return next(name for name, kind in KINDS.items() if isinstance(book, kind))
