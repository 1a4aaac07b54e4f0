"""Measured values, and what the kernel says about running processes."""

from __future__ import annotations

import contextlib
import os
import statistics
import threading
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")
MEBIBYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured value with its unit, and the limit it must keep when there is one."""

    name: str
    value: float
    unit: str
    at_most: float | None = None
    note: str = ""

    @property
    def verdict(self) -> str:
        """`ok`, `MISSED`, or nothing without a limit."""
        if self.at_most is None:
            return ""
        return "ok" if self.value <= self.at_most else "MISSED"


@dataclass(frozen=True, slots=True)
class Result:
    """What one benchmark found."""

    name: str
    title: str
    figures: tuple[Figure, ...]
    notes: tuple[str, ...] = ()


def median(values: Iterable[float]) -> float:
    return statistics.median(values)


def percentile(values: Sequence[float], part: float) -> float:
    """The smallest value that at least `part` (0 to 1) of all reach."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, max(0, -(-int(part * 1000) * len(ordered) // 1000) - 1))]


def tree(pid: int) -> tuple[int, ...]:
    """A process and everything below it, as far as it lives."""
    below = [pid]
    for each in below:
        with contextlib.suppress(OSError):
            for task in Path(f"/proc/{each}/task").iterdir():
                below += map(int, (task / "children").read_text().split())
    return tuple(below)


def cpu_seconds(pid: int) -> float:
    """User and system time of one process; 0 when it is gone."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / TICKS


def pss(pid: int) -> int:
    """Bytes of memory, shared pages divided among their users; 0 when it is gone."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:")), 0)


def tree_pss(pid: int) -> int:
    return sum(pss(each) for each in tree(pid))


class Usage:
    """Processor time of a process tree while it lives, kept also for members that end meanwhile."""

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self.seconds: dict[int, float] = {}
        self.names: dict[int, str] = {}

    def look(self) -> None:
        for each in tree(self.pid):
            self.seconds[each] = max(self.seconds.get(each, 0.0), cpu_seconds(each))
            self.names.setdefault(each, "daemon" if each == self.pid else "children")

    def by_name(self) -> Mapping[str, float]:
        """Seconds of the first process and of all below it."""
        totals: dict[str, float] = {}
        for each, seconds in self.seconds.items():
            totals[self.names[each]] = totals.get(self.names[each], 0.0) + seconds
        return totals


@contextlib.contextmanager
def peak_pss(pid: int, every: float = 0.5) -> Iterator[list[int]]:
    """Within the block, the list holds the largest PSS of the tree seen so far."""
    peak, stop = [tree_pss(pid)], threading.Event()

    def watch() -> None:
        while not stop.wait(every):
            peak[0] = max(peak[0], tree_pss(pid))

    thread = threading.Thread(target=watch, daemon=True)
    thread.start()
    try:
        yield peak
    finally:
        stop.set()
        thread.join()


@contextlib.contextmanager
def stopwatch() -> Iterator[list[float]]:
    """The list holds the seconds the block took, once it has ended."""
    taken: list[float] = []
    started = time.monotonic()
    yield taken
    taken.append(time.monotonic() - started)
