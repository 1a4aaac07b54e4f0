"""How alike two texts are, by the groups of letters they share (shingles); accents and punctuation do not count."""

from __future__ import annotations

from functools import lru_cache

from mailbot.domain.folding import fold

GROUP = 4
"""Letters of a group: short enough to forgive a slip, long enough to tell words apart."""
ALIKE = 0.6
"""From this share on, two abstracts are shown as alike; a number or a year changed in a line stays above it."""
SHORTEST = 12
"""Letters: shorter abstracts (`mời họp`) are alike without meaning anything."""


def alike(one: str, other: str) -> float:
    """Shared groups over all groups (Jaccard), 0.0 to 1.0; 0.0 for texts too short to compare."""
    mine, theirs = groups(one), groups(other)
    return len(mine & theirs) / len(mine | theirs) if mine and theirs else 0.0


@lru_cache(maxsize=4096)
def groups(text: str) -> frozenset[str]:
    """Every run of `GROUP` letters of the folded text; empty for short texts."""
    plain = fold(text)
    if len(plain) < SHORTEST:
        return frozenset()
    return frozenset(plain[at : at + GROUP] for at in range(len(plain) - GROUP + 1))
