"""Threads of one process take turns at writing: SQLite's own waiting sleeps blindly while others slip in."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from mailbot.domain.errors import TemporaryError


class Turns:
    """One turn at a time."""

    def __init__(self, patience: float) -> None:
        self._patience = patience
        """Seconds after which waiting is given up."""
        self._changed = threading.Condition()
        self._taken = False
        self._hurried = 0
        self._waiting = 0

    def waiting(self) -> int:
        """How many wait now."""
        return self._waiting

    @contextmanager
    def ordinary(self) -> Iterator[None]:
        """The next free turn nobody in a hurry wants; raises TemporaryError."""
        with self._changed:
            self._take(lambda: not self._taken and not self._hurried)
        yield from self._held()

    @contextmanager
    def next(self) -> Iterator[None]:
        """Before all who wait: for what must be written down at once because it has happened already."""
        with self._changed:
            self._hurried += 1
            try:
                self._take(lambda: not self._taken)
            finally:
                self._hurried -= 1
        yield from self._held()

    def _take(self, free: Callable[[], bool]) -> None:
        self._waiting += 1
        came = self._changed.wait_for(free, self._patience)
        self._waiting -= 1
        if not came:
            raise TemporaryError("database_busy", why="a writer of this process does not end")
        self._taken = True

    def _held(self) -> Iterator[None]:
        try:
            yield
        finally:
            with self._changed:
                self._taken = False
                self._changed.notify_all()
