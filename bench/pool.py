"""How much faster two children check signatures than one."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime

from bench.measure import Figure, median, stopwatch
from bench.papers import Papers, papers
from bench.stages import trust_files
from mailbot.children.pool import Children
from signing.model import Verdict

FILES = 200
BOTH_AT_MOST = 1 / 1.8
"""Of the time of one alone."""
MEMORY_BYTES = 1024 * 1024 * 1024
SECONDS = 30.0


def pool(rounds: int) -> tuple[Figure, ...]:
    """The same files by one child and by two, in turn; medians of wall time."""
    made = papers(FILES)
    pdfs = [path.read_bytes() for path in made.pdfs()]
    alone, both = list[float](), list[float]()
    with _children(made, 1) as one, _children(made, 2) as two:
        own = time.process_time()
        for _ in range(rounds):
            alone.append(_seconds(one, pdfs, 1))
            both.append(_seconds(two, pdfs, 2))
        own = (time.process_time() - own) / (2 * rounds * FILES)
    share = median(b / a for a, b in zip(alone, both, strict=True))
    return (
        Figure(f"one child, {FILES} files of 100 KB with 2 signatures", FILES / median(alone), "docs/s"),
        Figure("two children, the same files", FILES / median(both), "docs/s"),
        Figure("the parent's part, each file", own * 1000, "ms cpu"),
        Figure("time of two, of that of one", share, "", BOTH_AT_MOST, f"{1 / share:.2f} times as fast"),
    )


@contextmanager
def _children(made: Papers, count: int) -> Iterator[Children]:
    children = Children(count, MEMORY_BYTES, SECONDS, lambda: trust_files(made))
    try:
        children.warm_up()
        yield children
    finally:
        children.close()


def _seconds(children: Children, pdfs: Sequence[bytes], threads: int) -> float:
    at = datetime.now(UTC)
    with stopwatch() as taken, ThreadPoolExecutor(threads) as executor:
        verdicts: Iterable[Verdict] = executor.map(lambda pdf: children.judge_own(pdf, at).verdict, pdfs)
        bad = sum(verdict is not Verdict.VALID for verdict in verdicts)
    if bad:
        raise RuntimeError(f"{bad} good files were refused")
    return taken[0]
