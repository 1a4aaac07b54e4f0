"""Who gets a registered document: a table of data, first matching row wins."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class RoutingRow:
    """Conditions of one row, already folded by the caller; an empty one matches everything."""

    issuer: str
    kind: str
    words: tuple[str, ...]
    """Any one of them in the abstract."""
    urgency: str
    to: str


@dataclass(frozen=True, slots=True)
class Route:
    """Where to, and which row said so (from 1; 0 = nothing matched: the head of the agency)."""

    to: str
    row: int


@dataclass(frozen=True, slots=True)
class Routable:
    """What routing looks at, folded."""

    issuer: str
    kind: str
    abstract: str
    urgency: str


class Condition(StrEnum):
    """The columns of the table."""

    ISSUER = "issuer"
    KIND = "kind"
    URGENCY = "urgency"
    WORDS = "words"


@dataclass(frozen=True, slots=True)
class Trial:
    """One row tried on a document."""

    number: int
    """From 1."""
    row: RoutingRow
    failed: tuple[Condition, ...]
    """Conditions that do not hold; none: the row matches."""


def match(rows: tuple[RoutingRow, ...], document: Routable, default: str) -> Route:
    """The first row whose every condition holds, else `default`."""
    for number, row in enumerate(rows, start=1):
        if _matches(row, document):
            return Route(row.to, number)
    return Route(default, 0)


def trials(rows: tuple[RoutingRow, ...], document: Routable) -> tuple[Trial, ...]:
    """What every row says, from the top; a row below the first that holds is still tried, so that people see it."""
    return tuple(Trial(number, row, tuple(_failed(row, document))) for number, row in enumerate(rows, start=1))


def _matches(row: RoutingRow, document: Routable) -> bool:
    return next(_failed(row, document), None) is None


def _failed(row: RoutingRow, document: Routable) -> Iterator[Condition]:
    if row.issuer not in document.issuer:
        yield Condition.ISSUER
    if row.kind not in ("", document.kind):
        yield Condition.KIND
    if row.urgency not in ("", document.urgency):
        yield Condition.URGENCY
    if row.words and not any(word in document.abstract for word in row.words):
        yield Condition.WORDS
