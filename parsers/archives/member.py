"""What every container gives: files in order, and what was left unread."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

RATIO_FROM = 1_000_000
"""Bytes from which the compression of a member is looked at."""


@dataclass(frozen=True, slots=True)
class Member:
    """One file of a container. `note` says why `content` is empty."""

    path: str
    content: bytes
    note: str | None = None


class Container(Protocol):
    """An opened container."""

    @property
    def type(self) -> str:
        """Media type, more exact than its first bytes told."""

    @property
    def note(self) -> str | None:
        """Code when nothing in it can be read."""

    @property
    def limits_hit(self) -> Sequence[str]:
        """Limits met so far."""

    def members(self, budget: int) -> Iterator[Member]:
        """Files in order; stops when more than `budget` bytes have come out."""
