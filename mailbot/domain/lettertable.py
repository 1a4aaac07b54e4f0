"""What becomes of each character of a text, found out once per character instead of once per letter written."""

from __future__ import annotations

from collections.abc import Callable

_REMEMBERED = 4096
"""Characters; a mail with a million different ones must not fill the memory."""


class LetterTable(dict[int, str]):
    """For `str.translate`: asks `rule` what a character becomes, and remembers it."""

    def __init__(self, rule: Callable[[str], str]) -> None:
        super().__init__()
        self._rule = rule

    def __missing__(self, point: int) -> str:
        becomes = self._rule(chr(point))
        if len(self) < _REMEMBERED:
            self[point] = becomes
        return becomes
