"""Right, wrong and empty values of a reading, field by field."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping

from parsers.model import DocumentFields

CERTAIN = ("number", "symbol", "issued_on", "secrecy")
"""Fields of which no value may ever be wrong in a text layer."""


def outcomes(fields: DocumentFields, truth: Mapping[str, str | None]) -> Mapping[str, str]:
    """Field → `right`, `wrong` or `empty`. A value where the paper has none is wrong."""
    return {name: _outcome(_plain(getattr(fields, name)), _plain(value)) for name, value in truth.items()}


def tally(results: list[Mapping[str, str]]) -> Mapping[str, Counter[str]]:
    """Field → how many were right, wrong, empty."""
    found: dict[str, Counter[str]] = {}
    for result in results:
        for name, outcome in result.items():
            found.setdefault(name, Counter())[outcome] += 1
    return found


def _outcome(got: str, wanted: str) -> str:
    if got == wanted:
        return "right"
    return "wrong" if got else "empty"


def _plain(value: object) -> str:
    text = unicodedata.normalize("NFC", "" if value is None else str(value)).casefold()
    text = " ".join(text.replace("uỷ", "ủy").replace("hoà", "hòa").split())
    return re.sub(r"^(?:v/v|về việc|về)\s+", "", text)
