"""Ink beside a recognised word that no word accounts for: a letter under a stamp, a digit the recogniser left out.

A recogniser is as sure of "QĐ-U" as of "QĐ-UBND" when a seal covers the rest; only the paper shows that more is there.
"""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median

DARK = 0.72
"""Of the paper's own grey: what is darker is ink."""
INKED = 0.04
"""Share of dark points from which a gap is not empty; noise of a scanner stays below."""
_REACH, _NARROW = 1.1, 0.25
"""Heights of the word looked at beside it, and the width below which a gap is only the gap between letters."""


@dataclass(frozen=True, slots=True)
class Grey:
    """A grey picture, one byte a point, row after row from the top; `offset` bytes stand before the first."""

    content: bytes
    width: int
    height: int

    @property
    def offset(self) -> int:
        """Bytes of the header."""
        return len(self.content) - self.width * self.height


@dataclass(frozen=True, slots=True)
class Box:
    """A word in pixels from the top left corner."""

    left: int
    top: int
    right: int
    bottom: int


def ink_beside(grey: Grey, word: Box, before: int, behind: int) -> bool:
    """Whether the gap to the neighbours (`before` ends there, `behind` begins there, in pixels) holds ink."""
    tall = word.bottom - word.top
    reach = round(_REACH * tall)
    gaps = ((max(before, word.left - reach), word.left), (word.right, min(behind, word.right + reach)))
    margin = max(1, tall // 10)
    return any(
        _inked(grey, Box(start + margin, word.top + tall // 5, end - margin, word.bottom - tall // 5))
        for start, end in gaps
        if end - start > _NARROW * tall + 2 * margin
    )


def _inked(grey: Grey, gap: Box) -> bool:
    left, right = max(gap.left, 0), min(gap.right, grey.width)
    rows = range(max(gap.top, 0), min(gap.bottom, grey.height))
    starts = (grey.offset + y * grey.width for y in rows)
    points = b"".join(grey.content[start + left : start + right] for start in starts if right > left)
    if not points:
        return False
    ink = DARK * median(points)
    return sum(point < ink for point in points) > INKED * len(points)
