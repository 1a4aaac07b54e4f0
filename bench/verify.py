"""(e) Checking signatures: ours, pyHanko as documented, the `pdfsig` program, and the least that has to be done."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Mapping
from functools import partial

from bench.checkers.process import Checker, Cost, Way, one_core, pdfsig_cost
from bench.measure import Figure, Result, median
from bench.pool import pool
from bench.signedfiles import KINDS, Kind, signed_files

AT_MOST_MS: Mapping[str, float] = {"1MB-0": 2.0, "1MB-1": 7.0, "1MB-2": 18.0, "10MB-2": 75.0}
POOL_ROUNDS = 5
AT_MOST_LIMITS: Mapping[str, float] = {"1MB-1": 3.5}
"""Times the limit."""


def verify(rounds: int) -> Result:
    """Every way once per file and round, in turn, all on one core; medians of processor and wall time."""
    files, figures = signed_files(), list[Figure]()
    with contextlib.ExitStack() as running:
        running.enter_context(one_core())
        checkers = {way.value: running.enter_context(Checker(way, files)) for way in Way}
        for kind in KINDS:
            pdf = files.pdf(kind)
            ways = {name: partial(checker.cost, pdf) for name, checker in checkers.items()}
            ways["pdfsig"] = partial(pdfsig_cost, pdf, kind.signatures)
            figures += _figures(kind, _interleaved(ways, rounds))
    figures += pool(POOL_ROUNDS)
    note = (
        "a name is size and number of signatures; unseen: ours, as if no signer had come before; limit: SHA-256, 3 RSA"
    )
    return Result(
        "verify", "signatures checked, first on one core", tuple(figures), (f"medians of {rounds} rounds", note)
    )


def _interleaved(ways: Mapping[str, Callable[[], Cost]], rounds: int) -> Mapping[str, Cost]:
    """Medians; a first round warms everything up and is not counted."""
    costs: dict[str, list[Cost]] = {name: [] for name in ways}
    for _ in range(rounds + 1):
        for name, cost in ways.items():
            costs[name].append(cost())
    return {
        name: Cost(median(one.cpu for one in found[1:]), median(one.wall for one in found[1:]))
        for name, found in costs.items()
    }


def _figures(kind: Kind, costs: Mapping[str, Cost]) -> Iterator[Figure]:
    for name, cost in costs.items():
        at_most = AT_MOST_MS.get(kind.name) if name == Way.OURS.value else None
        yield Figure(f"{kind.name} {name}", cost.cpu, "ms cpu", at_most, f"wall {cost.wall:.2f} ms")
    if kind.signatures:
        limits = costs[Way.OURS.value].cpu / costs[Way.LIMIT.value].cpu
        yield Figure(f"{kind.name} ours", limits, "limits", AT_MOST_LIMITS.get(kind.name))
