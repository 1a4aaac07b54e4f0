"""The clean process children are forked from; started early, for it takes a while to import the readers."""

from __future__ import annotations

import multiprocessing
from multiprocessing import forkserver
from multiprocessing.context import ForkServerContext

_IMPORTED = ("uncollected", "offline", "tasks", "child")
"""In this order: the first two change what comes of importing the others."""


def begin_preloading() -> None:
    """Let the readers be imported in a process of their own meanwhile: whoever waits for the first mail feels it."""
    preloading()
    forkserver.ensure_running()


def preloading() -> ForkServerContext:
    """How children are started."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([f"mailbot.children.{name}" for name in _IMPORTED])
    return context
