"""Coroutines that never wait need no event loop."""

from __future__ import annotations

from collections.abc import Coroutine
from typing import Any, TypeVar

Result = TypeVar("Result")


def run(coroutine: Coroutine[Any, Any, Result]) -> Result:
    """Finish a pyHanko coroutine that never really waits (nothing here touches the network).

    Works inside and outside of an event loop. Raises RuntimeError if it does wait.
    """
    try:
        coroutine.send(None)
    except StopIteration as done:
        result: Result = done.value
        return result
    coroutine.close()
    raise RuntimeError("a signature check wanted to wait for the network")
