"""Imported before the readers in the process children are forked from: it holds no HTTP client.

pyHanko loads one for time-stamping authorities and revocation data. Children have no network and ask nobody; loading it
takes a sixth of their start.
"""

from __future__ import annotations

import sys
from types import ModuleType


class Absent(ModuleType):
    """Has the names that annotations ask for while pyHanko is imported, and nothing behind them."""

    def __getattr__(self, name: str) -> type:
        if name.startswith("__"):
            raise AttributeError(name)
        return type(name, (), {})


sys.modules.setdefault("aiohttp", Absent("aiohttp"))
