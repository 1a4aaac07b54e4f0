"""What an agency itself keeps out of its register, beside what the law excludes everywhere (HH 3, BD 3, ST 1.2)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Where(StrEnum):
    """What an exclusion looks at."""

    SENDER = "sender"
    """The address, or a whole domain written `@domain`, sub-domains included."""
    KIND = "kind"
    WORDS = "words"
    """In the abstract or the mail's subject."""


class Then(StrEnum):
    """What becomes of what is excluded."""

    SET_ASIDE = "set_aside"
    """Isolated: no content is kept or shown, the clerk is alerted."""
    ASK_CLERK = "ask_clerk"
    """Not registered by itself; a person decides."""


@dataclass(frozen=True, slots=True)
class ExclusionRow:
    """One row, its value folded by the caller (addresses: lower case)."""

    where: Where
    value: str
    then: Then
    basis: str


@dataclass(frozen=True, slots=True)
class Excludable:
    """What exclusions look at, folded (the address: lower case)."""

    sender: str
    kind: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Excluded:
    """The first row that holds."""

    row: int
    """From 1."""
    then: Then
    basis: str


def excluded(rows: tuple[ExclusionRow, ...], mail: Excludable) -> Excluded | None:
    """The first row that holds; None when none does."""
    for number, row in enumerate(rows, 1):
        if _holds(row, mail):
            return Excluded(number, row.then, row.basis)
    return None


def _holds(row: ExclusionRow, mail: Excludable) -> bool:
    if row.where is Where.KIND:
        return bool(mail.kind) and row.value == mail.kind
    if row.where is Where.WORDS:
        return any(f" {row.value} " in f" {words} " for words in mail.words)
    if not row.value.startswith("@"):
        return row.value == mail.sender
    domain = mail.sender.rpartition("@")[2]
    return domain == row.value[1:] or domain.endswith("." + row.value[1:])
