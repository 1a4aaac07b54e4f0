"""Starts whole daemons cheaply: everything is imported once, each life is a fork that runs the real command.

What is saved is only the seconds of importing. A life is a process of its own session with its own fork server and
children, as `mailbot run --no-portal` has them, and dies of a real SIGKILL.
"""

from __future__ import annotations

import ctypes
import importlib
import json
import multiprocessing
import os
import signal
import subprocess
import sys
import traceback
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from multiprocessing import forkserver, util
from pathlib import Path
from typing import Self

ROOT = Path(__file__).resolve().parents[2]
_IMPORTED = (
    "alembic.command",
    "mailbot.children.child",
    "mailbot.children.tasks",
    "mailbot.cli.run",
    "mailbot.storage.schema",
    "psycopg",
    "sqlalchemy.dialects.postgresql.psycopg",
    "sqlalchemy.dialects.sqlite.pysqlite",
    "tests.crash.naive",
)
_PR_SET_PDEATHSIG = 1


@dataclass(frozen=True, slots=True)
class Birth:
    """What a new life is told."""

    command: str
    """Module with the click `command` to run."""
    config: str
    log: str
    failpoint: str
    """`name:count`, or nothing."""


class Zygote:
    """The harness's side: give birth, ask how a life ended. Use as a context manager."""

    def __init__(self) -> None:
        words = "from tests.crash.zygote import main; main()"
        self._process = subprocess.Popen(
            [sys.executable, "-c", words], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT, text=True
        )
        self._ask(None)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self._process.communicate()

    def bear(self, birth: Birth) -> int:
        """The pid of a new life."""
        return self._ask({"birth": asdict(birth)})

    def bury(self, pid: int) -> int:
        """How a life ended (negative: the signal); waits for its end."""
        return self._ask({"bury": pid})

    def _ask(self, question: object) -> int:
        assert self._process.stdin is not None and self._process.stdout is not None
        self._process.stdin.write(json.dumps(question) + "\n")
        self._process.stdin.flush()
        return int(self._process.stdout.readline())


def main() -> None:
    """The zygote itself: one thread, one question per line."""
    for name in _IMPORTED:
        importlib.import_module(name)
    for line in sys.stdin:
        sys.stdout.write(f"{_answer(json.loads(line))}\n")
        sys.stdout.flush()


def _answer(question: dict[str, object] | None) -> int:
    match question:
        case {"birth": dict(birth)}:
            return _born(Birth(**birth))
        case {"bury": int(pid)}:
            return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
        case _:
            return 0


def _born(birth: Birth) -> int:
    pid = os.fork()
    if pid:
        return pid
    status = 1
    try:
        _detach(birth)
        _start_fork_server()
        importlib.import_module(birth.command).command.main(
            ["--config", birth.config, "--no-portal"], standalone_mode=False
        )
        status = 0
    except BaseException:  # noqa: BLE001 - a forked process must never return into the zygote
        traceback.print_exc()
    finally:
        os._exit(status)


def _detach(birth: Birth) -> None:
    os.setsid()
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    log = os.open(birth.log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    null = os.open(os.devnull, os.O_RDONLY)
    for source, target in ((null, 0), (log, 1), (log, 2)):
        os.dup2(source, target)
    os.environ["MAILBOT_FAILPOINT"] = birth.failpoint


def _start_fork_server() -> None:
    """While there is one thread; multiprocessing would start an interpreter that imports everything again."""
    real = util.spawnv_passfds
    util.spawnv_passfds = _forked
    multiprocessing.set_forkserver_preload(["mailbot.children.tasks", "mailbot.children.child"])
    try:
        forkserver.ensure_running()
    finally:
        util.spawnv_passfds = real


def _forked(_path: str, words: Sequence[str], kept: Sequence[int]) -> int:
    """What `python -c words` would do, with only the descriptors it would have."""
    pid = os.fork()
    if pid:
        return pid
    borders = sorted({0, 1, 2, *kept})
    for low, high in zip(borders, [*borders[1:], 1024], strict=True):
        os.closerange(low + 1, high)
    try:
        exec(words[words.index("-c") + 1], {"__name__": "__main__"})  # noqa: S102 - multiprocessing's own words
    finally:
        os._exit(0)
