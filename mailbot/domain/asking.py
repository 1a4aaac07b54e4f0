"""What a letter of ours asks, so that its answer is understood by the question."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from parsers.model import ParsedDirective


class Asked(StrEnum):
    """The subject of a question; the id beside it says which one."""

    REQUEST = "request"
    """More time or help with work: granted or declined by who gave it."""
    OPINION = "opinion"
    """What somebody thinks of a draft or matter (CB 10.7): every word of the answer counts."""
    ROUND = "round"
    """Whether an opinion round is to be ended."""
    REOPEN = "reopen"
    """Whether a finished document is to be opened again (CB 13.2); the id is that of the part that asks."""
    DIGEST = "digest"
    """Several documents, answered by number (HH 11.1)."""


class RequestKind(StrEnum):
    """What somebody who works on a document asks of who gave it to them."""

    EXTENSION = "extension"
    HELP = "help"


class RequestState(StrEnum):
    """Where such a request stands."""

    WAITING = "waiting"
    GRANTED = "granted"
    DECLINED = "declined"
    OVERTAKEN = "overtaken"
    """A later request took its place, or the work ended first."""


@dataclass(frozen=True, slots=True)
class Offer:
    """What a letter that asks back offers by number: whole readings, and behind them that none of them is meant."""

    readings: tuple[ParsedDirective, ...]
    standing: str = ""
    """How the document stood when it was asked; a number is no answer to what has moved on."""

    @property
    def none_of_these(self) -> int:
        """The number behind the readings."""
        return len(self.readings) + 1
