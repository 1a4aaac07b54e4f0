"""Codes of agencies, written with the highest level last (QCVN 102:2016) or first (Decision 20/2020/QĐ-TTg)."""

from __future__ import annotations

import re

_LEVEL_1 = re.compile(r"[A-Z]\d{2,3}")
_GROUPS = re.compile(r"[0-9A-Z]+(?:\.[0-9A-Z]+)*")
LONGEST = 35


def levels(code: str) -> tuple[str, ...]:
    """`000.00.15.H51` and `H51.15` are both `("H51", "15")`; empty when it is no such code."""
    tidy = "".join(code.split()).upper()
    if len(tidy) > LONGEST or not _GROUPS.fullmatch(tidy):
        return ()
    groups = tidy.split(".")
    if not _LEVEL_1.fullmatch(groups[0]) and _LEVEL_1.fullmatch(groups[-1]):
        groups.reverse()
    if not _LEVEL_1.fullmatch(groups[0]):
        return ()
    while len(groups) > 1 and not groups[-1].strip("0"):
        groups.pop()
    return tuple(groups)


def same_code(one: str, other: str) -> bool:
    """The same agency's code, in whichever order."""
    return levels(one) != () and levels(one) == levels(other)
