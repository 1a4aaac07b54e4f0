"""A copy with room for a timestamp, and the timestamp put there (standard library only)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from signing.errors import SigningError

ROOM: Final = 32768
"""Hexadecimal digits kept free; a timestamp with a chain of three certificates needs about 12 000."""


@dataclass(frozen=True, slots=True)
class Stampable:
    """Everything is written but the timestamp itself."""

    content: bytes
    digest: bytes
    """SHA-256 of all bytes but the free place."""
    start: int
    end: int
    """The free place with its brackets."""


def stamped(prepared: Stampable, token: bytes) -> bytes:
    """The copy with the timestamp in its place. Raises SigningError when the place is too small."""
    digits = token.hex().upper().encode()
    room = prepared.end - prepared.start - 2
    if len(digits) > room:
        raise SigningError("timestamp_refused", f"{len(token)} bytes are too many")
    place = prepared.start + 1
    return prepared.content[:place] + digits + prepared.content[place + len(digits) :]
