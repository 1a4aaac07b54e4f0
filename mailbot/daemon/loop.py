"""The loop every worker runs in; home of the only `except Exception`."""

from __future__ import annotations

import logging
import os
import random
import threading
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from typing import NoReturn

from mailbot.bootstrap import App
from mailbot.domain.errors import FsyncFailed, MailbotError, TemporaryError
from mailbot.storage import nodes

log = logging.getLogger("mailbot")

_BEAT_SECONDS = 10.0
_LONGEST_REST = 60.0
_COURTESY = 0.5
"""Seconds; two letters a second still leave while a backlog is being registered."""


def end_process(error: FsyncFailed) -> NoReturn:
    """At once and without tidying up: whoever starts us again finds what is really on the disk."""
    log.critical("fsync failed", extra={"why": str(error)})
    os._exit(os.EX_IOERR)


@dataclass(frozen=True, slots=True)
class Job:
    """What a worker does: `step` returns True when it worked and there may be more."""

    name: str
    step: Callable[[], bool]
    interval: float
    """Seconds to rest when there was nothing to do, unless nudged."""
    wakes_on: str = ""
    failed: Callable[[str, str], None] | None = None
    """Told (code, traceback) when a step fails by surprise: puts the one message aside."""
    close: Callable[[], None] | None = None
    """Lets go of connections when the worker ends."""
    gives_way: Callable[[], bool] | None = None
    """True while others' work comes first: then this worker rests a little after each step."""


class Worker(threading.Thread):
    """Step, rest, back off, stop on signal."""

    def __init__(self, app: App, job: Job, stop: threading.Event) -> None:
        super().__init__(name=job.name, daemon=True)
        self.app, self.job, self.stopping = app, job, stop
        self._failures = 0
        self._error: str | None = None
        self._shown: str | None = None
        self._steps, self._busy, self._restarts, self._beat_at = 0, 0.0, 0, 0.0

    def run(self) -> None:
        try:
            self._work()
        except FsyncFailed as error:
            end_process(error)

    def _work(self) -> None:
        while not self.stopping.is_set():
            rest = self._one_step()
            self._beat()
            if rest > 0 and not self.stopping.is_set():
                self.app.wake.wait(self.job.wakes_on or self.job.name, rest)
            elif self.job.gives_way is not None and self.job.gives_way():
                self.stopping.wait(_COURTESY)
        if self.job.close is not None:
            self.job.close()

    def _one_step(self) -> float:
        """One guarded step; returns how long to rest before the next."""
        started = time.monotonic()
        try:
            worked = self.job.step()
        except TemporaryError as error:
            if error.code != self._error:  # once per trouble, not once per try
                log.warning("step postponed", extra={"worker": self.name, "code": error.code, "values": error.values})
            return self._back_off(error.code, error.retry_after)
        except MailbotError as error:
            log.warning("step refused", extra={"worker": self.name, "code": error.code})
            return self._surprised(error.code, str(error))
        except Exception as error:  # noqa: BLE001 - the one place: a surprise must not end the worker
            # Frames without the message: it may quote the mail, which may be secret.
            where, kind = "".join(traceback.format_tb(error.__traceback__)), type(error).__name__
            log.error("step failed", extra={"worker": self.name, "error": kind, "where": where})
            return self._surprised("unexpected_failure", f"{where}{kind}")
        self._failures, self._error = 0, None
        if worked:
            self._steps += 1
            self._busy += time.monotonic() - started
        return 0.0 if worked else self.job.interval

    def _surprised(self, code: str, words: str) -> float:
        self._restarts += 1
        if self.job.failed is not None:
            try:
                self.job.failed(code, words)
            except TemporaryError as error:
                return self._back_off(error.code, error.retry_after)
        return self._back_off(code, None)

    def _back_off(self, code: str, wanted: float | None) -> float:
        self._failures += 1
        self._error = code
        if wanted is not None:
            return wanted
        pause: float = min(_LONGEST_REST, 0.25 * 2 ** min(self._failures, 10)) * random.uniform(0.5, 1.0)  # noqa: S311
        return pause

    def _beat(self) -> None:
        now = time.monotonic()
        if self._error == self._shown and now - self._beat_at < _BEAT_SECONDS:
            return
        try:
            with self.app.db.transaction() as session:
                busy = (self._steps, self._busy)
                nodes.beat(session, self.job.name, self.app.clock(), self._error, busy, self._restarts)
        except TemporaryError:
            return  # the database is the trouble; /healthz says so by itself
        self._steps, self._busy, self._restarts, self._beat_at = 0, 0.0, 0, now
        self._shown = self._error
