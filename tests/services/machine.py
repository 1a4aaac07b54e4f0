"""What every service fixture needs: free ports, short directories, patience, and an honest skip."""

from __future__ import annotations

import itertools
import os
import random
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

import pytest

LOOPBACK = "127.0.0.1"
PATIENCE = 60.0
"""Seconds to wait for what is sure to come; more than a quiet machine needs: four tests run at once on two cores."""
_QUIET_PORTS = range(10_000, 32_000)
"""Below those Linux gives to anybody who asks for any port: there a connection could take ours before the server."""


def require_binary(name: str, *directories: Path) -> Path:
    """Where `name` is installed. In CI (`CI` set) a missing binary fails the test, elsewhere it skips it."""
    path = os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin", "/usr/local/sbin", *map(str, directories)])
    found = shutil.which(name, path=path)
    return Path(found) if found is not None else _miss(name)


def require_browser() -> Path:
    """The first Chromium that answers: Ubuntu's package is a stub that only asks for the snap."""
    for name in ("chromium", "chromium-browser", "google-chrome"):
        found = shutil.which(name)
        if found and subprocess.run([found, "--version"], capture_output=True, check=False).returncode == 0:
            return Path(found)
    return _miss("Chromium")


def _miss(name: str) -> NoReturn:
    reason = f"{name} is not installed on this machine"
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


def free_ports(count: int) -> tuple[int, ...]:
    """Ports nobody listens on; all distinct."""
    chance = random.SystemRandom()
    free = (port for port in chance.sample(_QUIET_PORTS, len(_QUIET_PORTS)) if _is_free(port))
    return tuple(itertools.islice(free, count))


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, port))
        except OSError:
            return False
        return True


@contextmanager
def short_directory(name: str) -> Iterator[Path]:
    """A directory other users may enter, with a path short enough for Unix sockets; removed afterwards."""
    # Not pytest's tmp_path: that is closed to the user the server runs as, and longer than sun_path.
    directory = Path(tempfile.mkdtemp(prefix=f"mailbot-{name}-", dir="/tmp"))
    directory.chmod(0o755)
    try:
        yield directory
    finally:
        shutil.rmtree(directory, ignore_errors=True)


def wait_until(
    happened: Callable[[], bool], *, seconds: float = PATIENCE, what: str | Callable[[], str] = "condition"
) -> None:
    """Poll until `happened`; fails the test after `seconds`, saying `what` was waited for (asked then, if asked)."""
    deadline = time.monotonic() + seconds
    while not happened():
        if time.monotonic() > deadline:
            pytest.fail(f"waited {seconds:g} s in vain for: {what if isinstance(what, str) else what()}")
        time.sleep(0.01)


def listens(port: int) -> bool:
    try:
        with socket.create_connection((LOOPBACK, port), timeout=1):
            return True
    except OSError:
        return False


def stop_process(process: subprocess.Popen[bytes], *, patience: float = 5.0) -> None:
    """Terminate, then kill."""
    process.terminate()
    try:
        process.wait(patience)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait(patience)


@contextmanager
def ended_with_us(process: subprocess.Popen[bytes]) -> Iterator[None]:
    """Within the block, the process group of `process` also ends when this Python is killed."""
    # The pipe closes when we die, however we die; the shell then ends the group.
    words = f"cat >/dev/null; kill -s TERM -- -{process.pid}"
    guard = subprocess.Popen(["sh", "-c", words], stdin=subprocess.PIPE, start_new_session=True)
    try:
        yield
    finally:
        guard.kill()
        guard.communicate()


def is_root() -> bool:
    return os.geteuid() == 0


def run_quietly(command: Sequence[str | Path], *, user: str | None = None) -> str:
    """Run to the end; the test fails with its output when it fails. `user`: run as this user (only as root)."""
    done = subprocess.run(
        [str(part) for part in command], capture_output=True, text=True, check=False, user=user, group=user, cwd="/"
    )
    if done.returncode:
        pytest.fail(f"{command[0]} failed: {done.stdout}{done.stderr}")
    return done.stdout
