"""Where a child starts: imports the readers only in the child, so that the parent stays small."""

from __future__ import annotations

import importlib
from multiprocessing.connection import Connection


def serve(pipe: Connection, memory_bytes: int, cpu_seconds: int, trust_json: bytes) -> None:
    """Hand over to the child's loop."""
    importlib.import_module("mailbot.children.child").serve(pipe, memory_bytes, cpu_seconds, trust_json)
