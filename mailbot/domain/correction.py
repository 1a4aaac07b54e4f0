"""A registered line that was corrected: what stood there, what stands there now, and why; nothing is erased."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

ACTION = "line_corrected"
_OLD, _NEW, _WHY = "old_", "new_", "why"


@dataclass(frozen=True, slots=True)
class Correction:
    """One correction of one line; values as text, dates as yyyy-mm-dd, empty where nothing stood."""

    at: datetime
    by: str
    why: str
    changed: Mapping[str, tuple[str, str]]
    """Column -> (what stood there, what stands there now)."""


def detail_of(why: str, changed: Mapping[str, tuple[object, object]]) -> dict[str, str]:
    """The correction as details of its journal entry."""
    old = {_OLD + name: _text(values[0]) for name, values in changed.items()}
    return {_WHY: why} | old | {_NEW + name: _text(values[1]) for name, values in changed.items()}


def correction_of(at: datetime, by: str, detail: Mapping[str, str]) -> Correction:
    """The correction of a journal entry."""
    names = [key.removeprefix(_OLD) for key in detail if key.startswith(_OLD)]
    changed = {name: (detail[_OLD + name], detail.get(_NEW + name, "")) for name in names}
    return Correction(at, by, detail.get(_WHY, ""), changed)


def struck(corrections: Sequence[Correction]) -> dict[str, tuple[str, ...]]:
    """Every value that once stood in a column, oldest first."""
    found: dict[str, tuple[str, ...]] = {}
    for one in corrections:
        for name, (old, _new) in one.changed.items():
            found[name] = (*found.get(name, ()), old)
    return found


def _text(value: object) -> str:
    return "" if value is None else str(value)
