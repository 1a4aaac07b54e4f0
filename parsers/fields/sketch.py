"""A few numbers that tell how much two texts have in common (one-permutation MinHash over groups of words)."""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence
from functools import lru_cache
from itertools import islice

BINS = 18
FEWEST, MOST = 40, 800
"""Words: shorter texts have too little in common to tell; the first two or three pages are enough."""
_WORD = re.compile(r"\w+")
_MASK = 0xFFFFFFFF


def sketch_of(text: str) -> tuple[int, ...]:
    """`BINS` numbers below 2**32, equal in two texts as often as their groups of three words are; empty for few words.

    Of all groups in both texts, the share both have is the chance of each number to be the same (P. Li, A. Owen,
    C.-H. Zhang, One Permutation Hashing, NIPS 2012; empty bins borrow as in A. Shrivastava, P. Li, ICML 2014).
    """
    words = [_number(found[0]) for found in islice(_WORD.finditer(text.casefold()), MOST)]
    if len(words) < FEWEST:
        return ()
    smallest: list[int | None] = [None] * BINS
    for first, second, third in zip(words, words[1:], words[2:], strict=False):
        mixed = _mixed(first ^ second * 0x9E3779B1 ^ third * 0x85EBCA77)
        which, value = mixed % BINS, mixed // BINS
        known = smallest[which]
        if known is None or value < known:
            smallest[which] = value
    return _filled(smallest)


def resemblance(one: Sequence[int], other: Sequence[int]) -> float:
    """Estimated share of common groups, 0.0 to 1.0; 0.0 without a sketch."""
    if len(one) != BINS or len(other) != BINS:
        return 0.0
    return sum(mine == theirs for mine, theirs in zip(one, other, strict=True)) / BINS


@lru_cache(maxsize=20_000)
def _number(word: str) -> int:
    return zlib.crc32(word.encode("utf-8", "replace"))


def _mixed(value: int) -> int:
    """Every bit of the answer depends on every bit given (the finisher of MurmurHash3)."""
    value &= _MASK
    value = (value ^ value >> 16) * 0x85EBCA6B & _MASK
    value = (value ^ value >> 13) * 0xC2B2AE35 & _MASK
    return value ^ value >> 16


def _filled(smallest: Sequence[int | None]) -> tuple[int, ...]:
    """An empty bin takes the number of the next full one, told apart by how far away that is."""
    filled = []
    for at in range(BINS):
        distance = next(step for step in range(BINS) if smallest[(at + step) % BINS] is not None)
        filled.append(((smallest[(at + distance) % BINS] or 0) + distance * 0x10001) & _MASK)
    return tuple(filled)
