"""Threads of one process take turns at writing: SQLite's own waiting sleeps blindly while others slip in."""

from __future__ import annotations

import threading
from collections.abc import Iterator
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

    @contextmanager
    def ordinary(self) -> Iterator[None]:
        """The next free turn nobody in a hurry wants; raises TemporaryError."""
        with self._changed:
            self._take(self._changed.wait_for(lambda: not self._taken and not self._hurried, self._patience))
        yield from self._held()

    @contextmanager
    def next(self) -> Iterator[None]:
        """Before all who wait: for what must be written down at once because it has happened already."""
        with self._changed:
            self._hurried += 1
            free = self._changed.wait_for(lambda: not self._taken, self._patience)
            self._hurried -= 1
            self._take(free)
        yield from self._held()

    def _take(self, free: bool) -> None:
        if not free:
            raise TemporaryError("database_busy", why="a writer of this process does not end")
        self._taken = True

    def _held(self) -> Iterator[None]:
        try:
            yield
        finally:
            with self._changed:
                self._taken = False
                self._changed.notify_all()
