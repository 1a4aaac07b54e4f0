"""One checker in its own process, on one core, answering with what each check cost."""

from __future__ import annotations

import contextlib
import gc
import importlib
import os
import resource
import subprocess
import time
from collections.abc import Iterator
from enum import Enum
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import NamedTuple, Self

from bench.signedfiles import SignedFiles
from tests.services.machine import require_binary

GARBAGE_THRESHOLD = 20_000
"""As in a child of the service, for all of them."""


class Way(Enum):
    """Modules of this package, each with `prepare(files) -> check(path)`."""

    OURS = "ours"
    UNSEEN = "unseen"
    DOCUMENTED = "documented"
    LIMIT = "limit"


class Cost(NamedTuple):
    """Milliseconds."""

    cpu: float
    wall: float


class Checker:
    """A process that has prepared one way of checking and waits for files."""

    def __init__(self, way: Way, files: SignedFiles) -> None:
        context = get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs, way, files), daemon=True)
        self._process.start()
        theirs.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._pipe.close()
        self._process.join()

    def cost(self, pdf: Path) -> Cost:
        """One check; RuntimeError when it did not find the file good."""
        self._pipe.send(pdf)
        try:
            answer: Cost = self._pipe.recv()
        except EOFError as error:
            raise RuntimeError(f"a checker ended at {pdf.name}") from error
        return answer


def pdfsig_cost(pdf: Path, signatures: int) -> Cost:
    """`pdfsig` as a process, its start included; RuntimeError unless every signature is valid."""
    command = [str(require_binary("pdfsig")), "-no-ocsp", str(pdf)]
    cpu, wall = _children_seconds(), time.perf_counter()
    answer = subprocess.run(command, check=False, capture_output=True).stdout
    cost = Cost((_children_seconds() - cpu) * 1000, (time.perf_counter() - wall) * 1000)
    if answer.count(b"Signature is Valid.") != signatures:
        raise RuntimeError(f"pdfsig does not find {signatures} valid signatures in {pdf.name}")
    return cost


@contextlib.contextmanager
def one_core() -> Iterator[None]:
    """This process, and those it starts meanwhile, stay on one core within the block."""
    allowed = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(allowed)})
    try:
        yield
    finally:
        os.sched_setaffinity(0, allowed)


def _serve(pipe: Connection, way: Way, files: SignedFiles) -> None:
    check = importlib.import_module(f"bench.checkers.{way.value}").prepare(files)
    gc.freeze()
    gc.set_threshold(GARBAGE_THRESHOLD)
    with contextlib.suppress(EOFError):
        while True:
            pdf = pipe.recv()
            cpu, wall = time.process_time(), time.perf_counter()
            check(pdf)
            pipe.send(Cost((time.process_time() - cpu) * 1000, (time.perf_counter() - wall) * 1000))


def _children_seconds() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
