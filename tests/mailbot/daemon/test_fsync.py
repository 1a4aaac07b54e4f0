"""A disk that does not keep what it took ends the process; a full disk does not (reliability (f) 5)."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

_SCRIPT = """
import errno, os, sys, threading
from pathlib import Path
from types import SimpleNamespace
from mailbot.daemon.loop import Job, Worker
from mailbot.storage.blobs import Blobs

def refuse(descriptor):
    raise OSError(getattr(errno, sys.argv[2]), os.strerror(getattr(errno, sys.argv[2])))

blobs, stop = Blobs(Path(sys.argv[1])), threading.Event()
os.fsync = refuse

def step():
    try:
        blobs.put(b"a mail")
    finally:
        stop.set()

worker = Worker(SimpleNamespace(wake=SimpleNamespace(wait=lambda name, rest: None)), Job("watch", step, 0.0), stop)
worker._beat = lambda: print("the worker goes on")
worker.start()
worker.join()
"""


def worker_on(here: Path, fault: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", _SCRIPT, str(here), fault], capture_output=True, text=True, check=False, timeout=60
    )


@pytest.mark.parametrize("fault", ["EIO", "EROFS", "EINVAL"])
def test_failed_fsync_ends_the_process(tmp_path: Path, fault: str) -> None:
    ran = worker_on(tmp_path, fault)

    assert ran.returncode == os.EX_IOERR, ran.stderr
    assert ran.stdout == ""
    assert "fsync failed" in ran.stderr


@pytest.mark.parametrize("fault", ["ENOSPC", "EDQUOT"])
def test_full_disk_is_waited_for(tmp_path: Path, fault: str) -> None:
    ran = worker_on(tmp_path, fault)

    assert ran.returncode == 0, ran.stderr
    assert "the worker goes on" in ran.stdout
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
