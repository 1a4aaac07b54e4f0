"""What the daemon loads before its first mail."""

from __future__ import annotations

import subprocess
import sys

SPECIALISTS = ("cryptography.x509", "parsers.archives.opening", "parsers.replies", "psycopg")
SCRIPT = f"import sys, mailbot.daemon.service\nprint([name for name in {SPECIALISTS} if name in sys.modules])"


def test_the_daemon_starts_without_the_readers_only_children_and_replies_need() -> None:
    done = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
