"""Vietnamese text without accents, for search and comparison."""

from __future__ import annotations

import re
import unicodedata

_SEPARATORS = re.compile(r"[^a-z0-9]+")


def fold(text: str) -> str:
    """Lower case, no diacritics, đ→d (which no database folds), separators as single spaces."""
    bare = unicodedata.normalize("NFD", text.casefold().replace("đ", "d").replace("ð", "d"))
    letters = "".join(c for c in bare if not unicodedata.combining(c))
    return _SEPARATORS.sub(" ", letters).strip()
