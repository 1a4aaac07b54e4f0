"""One piece of work in a process of its own, for commands: what a hostile file does there ends there."""

from __future__ import annotations

import os
import resource
import select
import signal
import sys
import time
import traceback
import warnings
from collections.abc import Callable
from typing import NoReturn

from mailbot.domain.errors import MailbotError

MEMORY_BYTES = 1024**3
SECONDS = 300.0
"""Pages of a scan are recognised one after the other, a second or two each."""
_PIECE = 1 << 16


class WorkFailed(MailbotError):
    """The work ended its process (`file_kills_reader`) or took too long (`file_too_slow`)."""


def apart(work: Callable[[], str], seconds: float = SECONDS, memory_bytes: int = MEMORY_BYTES) -> str:
    """What `work` returns, done in a copy of this process with limited memory; raises WorkFailed."""
    reading, writing = os.pipe()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # threads are not copied, and this work needs none
        child = os.fork()
    if not child:
        _work(work, writing, memory_bytes)
    os.close(writing)
    answer = _received(reading, time.monotonic() + seconds)
    os.close(reading)
    if answer is None:
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    if answer is None:
        raise WorkFailed("file_too_slow", seconds=f"{seconds:g}")
    if status:
        raise WorkFailed("file_kills_reader")
    return answer.decode()


def _work(work: Callable[[], str], writing: int, memory_bytes: int) -> NoReturn:
    status = 1
    try:
        resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        with os.fdopen(writing, "wb") as pipe:
            pipe.write(work().encode())
        status = 0
    finally:
        if status:
            traceback.print_exception(sys.exception())
        os._exit(status)


def _received(reading: int, until: float) -> bytes | None:
    """Everything up to the end of the pipe; None when it does not come in time."""
    pieces: list[bytes] = []
    while select.select([reading], [], [], max(until - time.monotonic(), 0))[0]:
        piece = os.read(reading, _PIECE)
        if not piece:
            return b"".join(pieces)
        pieces.append(piece)
    return None
