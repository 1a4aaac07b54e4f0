"""Named places where the crash tests stop the process; nothing happens in production."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable

_hook: Callable[[str], None] | None = None


def failpoint(name: str) -> None:
    """Do nothing, unless the crash harness armed this process."""
    if _hook is not None:
        _hook(name)


def arm(hook: Callable[[str], None]) -> None:
    """Call `hook` with the name of every place passed from now on."""
    global _hook
    _hook = hook


def arm_from_environment() -> None:
    """MAILBOT_FAILPOINT="name:count" kills this process with SIGKILL when `name` is passed for the count-th time."""
    wanted = os.environ.get("MAILBOT_FAILPOINT")
    if not wanted:
        return
    name, _, count = wanted.partition(":")
    left = [int(count or 1)]

    def stop(passed: str) -> None:
        if name in ("*", passed):
            left[0] -= 1
            if left[0] == 0:
                os.kill(os.getpid(), signal.SIGKILL)

    arm(stop)
