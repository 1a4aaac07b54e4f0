"""Notices that the wall clock jumped, says so, and frees what the wrong clock had postponed into a far future."""

from __future__ import annotations

import logging
import time
from datetime import timedelta

from mailbot.bootstrap import App
from mailbot.domain.errors import TemporaryError
from mailbot.storage import nodes

log = logging.getLogger("mailbot")

_TOLERANCE = 60.0
"""Seconds; slewing and a suspended virtual machine stay below or are harmless."""
_FURTHEST = timedelta(hours=1)
"""Nothing is postponed for longer than ten minutes on purpose."""
_ACCEPTED_AFTER = 600.0
"""Seconds after which a new time counts as the right one."""


class ClockWatch:
    """Compares the wall clock with the monotonic one; `step` raises `clock_jumped` while they disagree."""

    def __init__(self, app: App) -> None:
        self.app = app
        self._usual: float | None = None
        self._last = 0.0
        self._since = 0.0

    def step(self) -> bool:
        """One look; raises TemporaryError."""
        offset = self.app.clock().timestamp() - time.monotonic()
        if self._usual is None or abs(offset - self._last) > _TOLERANCE:
            self._moved(offset)
        self._last = offset
        self._usual = offset if self._usual is None else self._usual
        if abs(offset - self._usual) <= _TOLERANCE or time.monotonic() - self._since > _ACCEPTED_AFTER:
            self._usual = offset
            return False
        raise TemporaryError("clock_jumped", retry_after=1.0)

    def _moved(self, offset: float) -> None:
        """Also at the first look: the clock may have jumped while we were not running."""
        if self._usual is not None:
            log.warning("clock jumped", extra={"seconds": round(offset - self._last)})
        now = self.app.clock()
        with self.app.db.transaction() as session:
            nodes.bring_forward(session, now, now + _FURTHEST)
        self._since = time.monotonic()
        self.app.wake.nudge_all()
