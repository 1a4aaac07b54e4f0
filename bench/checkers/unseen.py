"""The same, as if every signer came for the first time: only the names of authorities are remembered."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from bench.checkers import ours
from bench.signedfiles import SignedFiles
from signing import cms, examined, remembered
from signing.speed import certificates

MEMORIES = (
    examined._described,
    cms._are_strong,
    certificates._parsed,
    certificates._is_named,
)


def prepare(files: SignedFiles) -> Callable[[Path], None]:
    check = ours.prepare(files)

    def forgetful(pdf: Path) -> None:
        remembered._Kept.memory = None
        for memory in MEMORIES:
            memory.cache_clear()
        check(pdf)

    return forgetful
