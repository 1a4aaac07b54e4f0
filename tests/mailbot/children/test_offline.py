"""The process children are forked from loads the readers, and no HTTP client."""

from __future__ import annotations

import subprocess
import sys

LOADED = """
import sys
import mailbot.children.offline, mailbot.children.tasks, mailbot.children.child
print([name for name in sys.modules if name.startswith("aiohttp.")])
"""


def test_readers_are_loaded_without_an_http_client() -> None:
    done = subprocess.run([sys.executable, "-c", LOADED], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
