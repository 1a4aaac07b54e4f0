"""A nudge between threads: something may be waiting for you."""

from __future__ import annotations

import threading
from collections import defaultdict


class Wake:
    """One event per worker name; a nudge is a hint, polling is the truth."""

    def __init__(self) -> None:
        self._events: dict[str, threading.Event] = defaultdict(threading.Event)

    def nudge(self, *names: str) -> None:
        """Tell workers that there may be something to do."""
        for name in names:
            self._events[name].set()

    def nudge_all(self) -> None:
        """Tell everybody, e.g. to stop."""
        for event in list(self._events.values()):
            event.set()

    def wait(self, name: str, seconds: float) -> None:
        """Rest until nudged or until the time is over."""
        event = self._events[name]
        event.wait(seconds)
        event.clear()
