"""What a child may not do, tried in a child."""

from __future__ import annotations

import multiprocessing
import os
import resource
import signal
import socket
from collections.abc import Callable
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from mailbot.children import child

MEBIBYTE = 1024 * 1024


def _within_limits(pipe: Connection, attempt: Callable[[], str]) -> None:
    child._drop_powers(700 * MEBIBYTE)
    pipe.send(attempt())


def tried(attempt: Callable[[], str]) -> str:
    """What happened when a limited process tried."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_within_limits, args=(theirs, attempt))
    process.start()
    theirs.close()
    try:
        assert ours.poll(30)
        return str(ours.recv())
    finally:
        process.join(10)
        process.close()
        ours.close()


def _connect() -> str:
    before, after = _parent_network(), str(Path("/proc/self/ns/net").readlink())
    if before == after:
        return "no namespaces"
    try:
        socket.create_connection(("127.0.0.1", int(os.environ.get("PORT", "9"))), timeout=2).close()
    except OSError as error:
        return type(error).__name__
    return "connected"


def _parent_network() -> str:
    return str(Path(f"/proc/{os.getppid()}/ns/net").readlink())


def _allocate() -> str:
    try:
        return str(len(bytearray(900 * MEBIBYTE)))
    except MemoryError:
        return "MemoryError"


def _write(path: Path) -> str:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    try:
        path.write_bytes(b"x")
    except OSError as error:
        return type(error).__name__
    return "written"


def _environment() -> str:
    return os.environ.get("CREDENTIALS_DIRECTORY", "gone")


def _core() -> str:
    return str(resource.getrlimit(resource.RLIMIT_CORE))


def test_a_child_has_no_network_where_the_kernel_allows_saying_so() -> None:
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        result = tried(_connect)
    if result == "no namespaces":
        pytest.skip("this kernel gives no network namespaces to us")
    assert result == "OSError"


def test_a_child_gets_no_more_memory_than_its_share() -> None:
    assert tried(_allocate) == "MemoryError"


def test_a_child_writes_no_files(tmp_path: Path) -> None:
    assert tried(partial(_write, tmp_path / "file")) == "OSError"


def test_a_child_keeps_no_secrets_in_its_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(tmp_path))
    assert tried(_environment) == "gone"


def test_a_child_leaves_no_core_with_what_it_read() -> None:
    assert tried(_core) == "(0, 0)"
