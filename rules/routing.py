"""Who gets a registered document: a table of data, first matching row wins."""

from __future__ import annotations

from dataclasses import dataclass


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


def match(rows: tuple[RoutingRow, ...], document: Routable, default: str) -> Route:
    """The first row whose every condition holds, else `default`."""
    for number, row in enumerate(rows, start=1):
        if _matches(row, document):
            return Route(row.to, number)
    return Route(default, 0)


def _matches(row: RoutingRow, document: Routable) -> bool:
    return (
        row.issuer in document.issuer
        and row.kind in ("", document.kind)
        and row.urgency in ("", document.urgency)
        and (not row.words or any(word in document.abstract for word in row.words))
    )
