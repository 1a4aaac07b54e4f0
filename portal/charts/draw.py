"""Geometry of charts: values in, places in a drawing of fixed size out; the template only writes them down."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 560, 200
LEFT, RIGHT, TOP, BOTTOM = 40, 8, 16, 24
_GAP = 0.25
"""Share of a bar's place that stays free."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One value where it stands: a bar, or a point of a line at its top left."""

    x: float
    y: float
    width: float
    height: float
    value: int
    label: str


@dataclass(frozen=True, slots=True)
class Tick:
    """A line across at a round value."""

    y: float
    value: int


@dataclass(frozen=True, slots=True)
class Chart:
    """Everything to draw."""

    marks: tuple[Mark, ...]
    ticks: tuple[Tick, ...]

    @property
    def line(self) -> str:
        """The marks as the points of a polyline, each in the middle of its place."""
        return " ".join(f"{mark.x + mark.width / 2:.1f},{mark.y:.1f}" for mark in self.marks)

    @property
    def area(self) -> str:
        """The same down to the ground."""
        if not self.marks:
            return ""
        first, last = self.marks[0], self.marks[-1]
        ground = HEIGHT - BOTTOM
        return f"{first.x + first.width / 2:.1f},{ground} {self.line} {last.x + last.width / 2:.1f},{ground}"


def columns(values: Sequence[tuple[str, int]]) -> Chart:
    """Upright bars side by side."""
    top = rounded(max((value for _label, value in values), default=0))
    place = (WIDTH - LEFT - RIGHT) / max(len(values), 1)
    high = HEIGHT - TOP - BOTTOM
    marks = []
    for number, (label, value) in enumerate(values):
        tall = high * value / top
        x = LEFT + place * (number + _GAP / 2)
        marks.append(
            Mark(round(x, 1), round(TOP + high - tall, 1), round(place * (1 - _GAP), 1), round(tall, 1), value, label)
        )
    ticks = tuple(Tick(round(TOP + high - high * step / 4, 1), top * step // 4) for step in (0, 2, 4))
    return Chart(tuple(marks), ticks)


def rounded(value: int) -> int:
    """A round number not below the value, divisible by four."""
    step = 4
    while step * 10 <= value:
        step *= 10
    return next(step * factor for factor in (1, 2, 3, 5, 8, 10) if step * factor >= value)


def share(value: int, values: Sequence[int]) -> float:
    """How long a lying bar is, in hundredths of the longest."""
    return round(100 * value / max(*values, 1), 1)
