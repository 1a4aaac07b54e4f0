"""Daemons that are born, killed and buried, and what they leave behind."""

from __future__ import annotations

import contextlib
import itertools
import json
import os
import random
import select
import signal
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tests.crash.zygote import Birth, Zygote
from tests.services.machine import wait_until

FAILPOINTS = (
    "after-blobs", "after-store", "after-mark", "after-understand", "before-act", "after-number", "after-act",
    "after-commit", "after-route-claim", "after-route", "after-letter-claim", "after-send", "after-sent",
)  # fmt: skip


@dataclass(slots=True)
class Life:
    """One daemon process."""

    pid: int
    watch: int
    """Readable once it has ended (pidfd)."""
    log: Path
    failpoint: str
    ended: float = 0.0
    """When it did (monotonic seconds), noticed by a thread that does nothing else."""

    observer: threading.Thread = field(init=False)

    def note_end(self) -> None:
        """Wait for the end."""
        select.select([self.watch], [], [])
        self.ended = time.monotonic()

    @property
    def node(self) -> str | None:
        """Its name in the database; None when it ended before it was at work."""
        for line in self.log.read_text(encoding="utf-8").splitlines():
            with contextlib.suppress(ValueError):
                if (said := json.loads(line)).get("event") == "started":
                    return str(said["node"])
        return None


class Fleet:
    """So many daemons on one configuration; every second one dies at a failpoint unless the hour strikes first."""

    def __init__(self, zygote: Zygote, config: Path, seed: int, command: str) -> None:
        self._zygote, self._config, self._command = zygote, config, command
        self._random = random.Random(seed)
        self._plans = self._shuffled()
        self._numbers = itertools.count(1)
        self._lives: list[Life] = []
        self.buried: list[Life] = []
        self.by_themselves = 0
        """Deaths at failpoints."""

    def bear(self, *, doomed: bool) -> None:
        """One more daemon; a doomed one may carry a failpoint."""
        failpoint = next(self._plans) if doomed else ""
        log = self._config.parent / f"life-{next(self._numbers)}.log"
        pid = self._zygote.bear(Birth(self._command, str(self._config), str(log), failpoint))
        life = Life(pid, os.pidfd_open(pid), log, failpoint)
        life.observer = threading.Thread(target=life.note_end, daemon=True)
        life.observer.start()
        self._lives.append(life)

    def one_dies(self) -> Life:
        """Wait a random moment for a failpoint, else kill anybody; returns who it was."""
        armed = any(life.failpoint for life in self._lives)
        dead = self._ended(self._random.uniform(1.0, 3.0) if armed else self._random.uniform(0.1, 2.0))
        if dead is None:
            dead = self._random.choice(self._lives)
            signal.pidfd_send_signal(dead.watch, signal.SIGKILL)
        else:
            self.by_themselves += 1
        assert self._bury(dead) == -signal.SIGKILL, dead.log.read_text(encoding="utf-8")[-4000:]
        return dead

    def stop(self) -> None:
        """Ask everybody to end, as systemd would; each must do so cleanly."""
        for life in self._lives:
            signal.pidfd_send_signal(life.watch, signal.SIGTERM)
        for life in tuple(self._lives):
            status = self._bury(life)
            assert status == 0, f"ended with {status}: {life.log.read_text(encoding='utf-8')[-4000:]}"
        wait_until(lambda: not self.left_behind(), what="children of dead daemons to end")

    def left_behind(self) -> list[int]:
        """Processes of buried daemons that still live."""
        sessions = {life.pid for life in self.buried}
        return [pid for pid, session in _sessions() if session in sessions]

    def last_words(self) -> str:
        """The end of the logs of those who live."""
        return "\n".join(f"{life.pid}: {life.log.read_text(encoding='utf-8')[-4000:]}" for life in self._lives)

    def kill_all(self) -> None:
        """However a test ended."""
        for life in tuple(self._lives):
            signal.pidfd_send_signal(life.watch, signal.SIGKILL)
            self._bury(life)

    def _ended(self, seconds: float) -> Life | None:
        ready, _, _ = select.select([life.watch for life in self._lives], [], [], seconds)
        return next((life for life in self._lives if life.watch in ready), None)

    def _bury(self, life: Life) -> int:
        life.observer.join()
        status = self._zygote.bury(life.pid)
        os.close(life.watch)
        self._lives.remove(life)
        self.buried.append(life)
        return status

    def _shuffled(self) -> Iterator[str]:
        """Every failpoint once per round, and as many lives that end at a random moment."""
        while True:
            deck = [f"{name}:{self._random.randint(1, 2)}" for name in FAILPOINTS] + [""] * len(FAILPOINTS)
            self._random.shuffle(deck)
            yield from deck


def _sessions() -> Iterator[tuple[int, int]]:
    """(pid, session) of every process that is not a zombie."""
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        with contextlib.suppress(OSError):
            fields = (entry / "stat").read_text().rpartition(")")[2].split()
            if fields[0] != "Z":
                yield int(entry.name), int(fields[3])
