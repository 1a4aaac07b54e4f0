"""Agencies typed into a form, one per line: a name, a mail address, or both in any order."""

from __future__ import annotations

import re
from dataclasses import dataclass

LONGEST_LINE = 200
_ADDRESS = re.compile(r"[^\s<>,;()]{1,64}@[A-Za-z0-9.-]{3,250}")
_BETWEEN = " ,;:<>()–-"
"""What people write between name and address."""


@dataclass(frozen=True, slots=True)
class Addressed:
    """One line: `Sở Tài chính, vanthu@stc.example`."""

    name: str
    """The whole line where nothing but an address stands there."""
    address: str
    """Empty when the line has none."""


def addressed(words: str) -> tuple[Addressed, ...]:
    """Each line once, in its order; empty lines are left out."""
    lines = (" ".join(line.split())[:LONGEST_LINE] for line in words.splitlines())
    return tuple(_read(line) for line in dict.fromkeys(lines) if line)


def _read(line: str) -> Addressed:
    found = _ADDRESS.search(line)
    if found is None:
        return Addressed(line, "")
    return Addressed(line.replace(found[0], "").strip(_BETWEEN) or found[0], found[0])
