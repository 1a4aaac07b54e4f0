"""A stop signal that a thread can await together with its socket, so that nobody polls for it."""

from __future__ import annotations

import os
import select
import weakref


class Wakeup:
    """Like `threading.Event`, but set for good, and readable as a file: one `Wakeup` stops any number of threads."""

    def __init__(self) -> None:
        self._reader, self._writer = os.pipe()
        self._is_set = False
        weakref.finalize(self, _close, self._reader, self._writer)

    def set(self) -> None:
        """Wake everybody who waits, now and later. Safe in a signal handler and when repeated."""
        if self._is_set:
            return
        self._is_set = True
        # The byte is never read: the pipe stays readable for every waiter.
        os.write(self._writer, b"\0")

    def is_set(self) -> bool:
        return self._is_set

    def wait(self, timeout: float | None = None) -> bool:
        """Sleep until set or `timeout` seconds have passed; True when set."""
        poller = select.poll()
        poller.register(self._reader, select.POLLIN)
        poller.poll(None if timeout is None else max(0.0, timeout) * 1000)
        return self._is_set

    def fileno(self) -> int:
        """Readable once set, for `select` and `poll`."""
        return self._reader


def _close(*descriptors: int) -> None:
    for each in descriptors:
        os.close(each)
