"""What travels between parent and child when a copy for the archive is made, as frozen values in JSON."""

from __future__ import annotations

from base64 import b64decode, b64encode
from dataclasses import dataclass
from datetime import datetime
from typing import Self

from mailbot.children.requests import ReplayRequest
from signing.evidence.stampable import Stampable


@dataclass(frozen=True, slots=True)
class CopyRequest:
    """With which evidence, besides today's trust store, a copy is made or judged at a time."""

    kept: ReplayRequest
    at: datetime


@dataclass(frozen=True, slots=True)
class PreparedCopy:
    """A copy with room for a timestamp; bytes in base64."""

    content: str
    digest: str
    start: int
    end: int

    @classmethod
    def of(cls, made: Stampable) -> Self:
        """For the way to the parent."""
        return cls(b64encode(made.content).decode(), made.digest.hex(), made.start, made.end)

    def stampable(self) -> Stampable:
        """As it was."""
        return Stampable(b64decode(self.content), bytes.fromhex(self.digest), self.start, self.end)


@dataclass(frozen=True, slots=True)
class TokenRequest:
    """What an authority was asked and what it answered; bytes in hex."""

    digest: str
    nonce: int
    answer: str


@dataclass(frozen=True, slots=True)
class QuestionRequest:
    """What an authority is to be asked."""

    digest: str
    nonce: int
