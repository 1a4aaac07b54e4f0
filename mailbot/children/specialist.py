"""The specialist's view of one file, as it travels between child and parent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from mailbot.children.requests import NONE_OPENED, OpenedCopies, ReplayRequest
from parsers.pages.pagemarks import PageChange
from signing.evidence.detailed import Details


@dataclass(frozen=True, slots=True)
class ViewRequest:
    """Which file of a mail, and with which evidence its certificates are looked up; None: today's trust store."""

    sha256: str
    kept: ReplayRequest | None
    at: datetime
    opened: OpenedCopies = NONE_OPENED


@dataclass(frozen=True, slots=True)
class RevisionStep:
    """What people see change between one signed revision and the next (or the end of the file)."""

    signature: int
    """Position in the details of the signature after which it happened, from 0."""
    before: int
    """Where the older revision ends, in bytes."""
    after: int
    pages: tuple[PageChange, ...]


@dataclass(frozen=True, slots=True)
class SpecialistView:
    """All signatures of a file taken apart, and the steps between them."""

    details: Details
    steps: tuple[RevisionStep, ...]
    drawn: bool = True
    """False when some revision could not be drawn, so that nothing is known of what people see."""


@dataclass(frozen=True, slots=True)
class ChangeRequest:
    """One page of one step."""

    sha256: str
    before: int
    after: int
    page: int
    """From 1."""
    opened: OpenedCopies = NONE_OPENED
