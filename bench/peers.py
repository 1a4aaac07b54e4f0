"""Programs in C that do the two heavy parts of the road: fetching durably, and checking signatures."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from bench.measure import stopwatch
from tests.services.dovecot import PASSWORD, DovecotServer
from tests.services.machine import LOOPBACK, require_binary

_MBSYNC = """
FSync yes

IMAPAccount server
Host {host}
Port {port}
User "{user}"
Pass "{password}"
SSLType None
AuthMechs LOGIN

IMAPStore far
Account server

MaildirStore near
Path {here}/
Inbox {here}/INBOX

Channel all
Far :far:
Near :near:
Patterns INBOX
Sync Pull
Create Near
SyncState *
"""


def mbsync_seconds(here: Path, dovecot: DovecotServer, user: str, count: int) -> float:
    """Fetch a whole mailbox into a new Maildir, every message on disk before the next step."""
    here.mkdir(parents=True)
    config = here / "mbsyncrc"
    config.write_text(
        _MBSYNC.format(host=LOOPBACK, port=dovecot.imap_port, user=user, password=PASSWORD, here=here / "maildir")
    )
    (here / "maildir").mkdir()
    with stopwatch() as taken:
        _run([str(require_binary("mbsync")), "-c", str(config), "all"])
    fetched = sum(1 for folder in ("new", "cur") for _ in (here / "maildir" / "INBOX" / folder).iterdir())
    if fetched != count:
        raise RuntimeError(f"mbsync fetched {fetched} of {count}")
    return taken[0]


def pdfsig_seconds(files: Sequence[Path]) -> float:
    """Check every signature of every file, all cores busy; RuntimeError unless both signatures of each are valid."""
    program = str(require_binary("pdfsig"))
    with stopwatch() as taken, ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        answers = list(pool.map(lambda file: _run([program, "-no-ocsp", str(file)]), files))
    bad = [file for file, answer in zip(files, answers, strict=True) if answer.count(b"Signature is Valid.") != 2]
    if bad:
        raise RuntimeError(f"pdfsig does not find two valid signatures in {bad[0]}")
    return taken[0]


def _run(command: Sequence[str]) -> bytes:
    return subprocess.run(command, check=True, capture_output=True).stdout
