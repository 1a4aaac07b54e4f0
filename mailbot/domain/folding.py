"""Vietnamese text without accents, for search and comparison."""

from __future__ import annotations

import re
import unicodedata

from mailbot.domain.lettertable import LetterTable

_UNLIKE = {"đ": "d", "ð": "d", "ƣ": "u"}
"""Letters no database folds; Ƣ stands for Ư in documents typed with old fonts."""
_SEPARATORS = re.compile(r"[^a-z0-9]+")


def fold(text: str) -> str:
    """Lower case, no diacritics, separators as single spaces."""
    return _SEPARATORS.sub(" ", text.casefold().translate(_BARE)).strip()


def _bare(letter: str) -> str:
    parts = unicodedata.normalize("NFD", _UNLIKE.get(letter, letter))
    return "".join(part for part in parts if not unicodedata.combining(part))


_BARE = LetterTable(_bare)
