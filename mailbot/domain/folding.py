"""Vietnamese text without accents, for search and comparison."""

from __future__ import annotations

import re
import unicodedata

_LETTERS = str.maketrans({"đ": "d", "ð": "d", "ƣ": "u"})
"""Letters no database folds; Ƣ stands for Ư in documents typed with old fonts."""
_SEPARATORS = re.compile(r"[^a-z0-9]+")


def fold(text: str) -> str:
    """Lower case, no diacritics, separators as single spaces."""
    bare = unicodedata.normalize("NFD", text.casefold().translate(_LETTERS))
    letters = "".join(c for c in bare if not unicodedata.combining(c))
    return _SEPARATORS.sub(" ", letters).strip()
