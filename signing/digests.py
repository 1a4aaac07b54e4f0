"""Digests of what several signatures of one file cover: their common beginning is hashed once."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from typing import Final

from signing.pdf import Hole

KNOWN: Final = frozenset({"sha256", "sha384", "sha512"})


def digests(data: bytes, holes: Iterable[Hole], algorithm: str) -> Mapping[Hole, bytes]:
    """The digest of everything but the hole, up to its end, for each hole (ISO 32000-1, 12.8.1)."""
    view, beginning, position = memoryview(data), hashlib.new(algorithm), 0
    found: dict[Hole, bytes] = {}
    for hole in sorted(holes, key=lambda one: one.before):
        beginning.update(view[position : hole.before])
        position = hole.before
        whole = beginning.copy()
        whole.update(view[hole.after : hole.end])
        found[hole] = whole.digest()
    return found
