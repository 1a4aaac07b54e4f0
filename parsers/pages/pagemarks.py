"""Places on pages that changed, as frozen values (standard library only)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page, in fractions of its width and height from the upper left corner."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class PageChange:
    """One page that looks different, counted from 1; added pages have one box, the whole page."""

    page: int
    boxes: tuple[Box, ...]


WHOLE: Final = Box(0.0, 0.0, 1.0, 1.0)
