"""Our own request to have a document back (status 13, Decree 30/2020, 18.4): what was sent, to whom, what they said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class RecallState(StrEnum):
    """What became of the request."""

    ASKED = "asked"
    AGREED = "agreed"
    """15: the receiver gave it back."""
    REFUSED = "refused"
    """16."""


STATE_OF = {"15": RecallState.AGREED, "16": RecallState.REFUSED}
"""By status code (QCVN 102:2016/BTTTT)."""


@dataclass(frozen=True, slots=True)
class SentDocument:
    """What we sent, as its receivers know it."""

    notation: str
    """Number and symbol, e.g. `45/UBND-VP`."""
    issued_on: date
    abstract: str = ""


@dataclass(frozen=True, slots=True)
class Receiver:
    """One agency it was sent to."""

    name: str
    address: str


@dataclass(frozen=True, slots=True)
class RecallLine:
    """One request to one receiver."""

    id: int
    sent: SentDocument
    receiver: Receiver
    why: str
    asked_at: datetime
    asked_by: str
    state: RecallState
    answered_at: datetime | None
    answer: str
    noted_by: str | None
    """The clerk who entered the answer; None while none came, and when it came by mail."""
    message_id: int | None
    """The mail that answered."""
