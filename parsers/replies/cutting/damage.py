"""Quoted-printable signs a gateway left in a text that it no longer declared as quoted-printable (RFC 2045, 6.7)."""

from __future__ import annotations

import re

_SIGNS = re.compile(r"(?:=[0-9A-F]{2}(?:=\s{1,9})?){2,}")
_SOFT_BREAK = re.compile(r"=(?:[ \t]*\n|[ \t])")
"""In text made of HTML the line end has become a space."""
_ENOUGH = 3
"""Runs of encoded letters; fewer may be somebody's product number."""


def undamaged(text: str) -> str:
    """The text with left-over signs decoded; as it was when they are few or no UTF-8."""
    if sum(_is_letters(match.group()) for match in _SIGNS.finditer(text)) < _ENOUGH:
        return text
    whole = _SOFT_BREAK.sub("", text)
    return _SIGNS.sub(lambda match: _decoded(match.group()), whole).replace("=3D", "=").replace("=20", " ")


def _is_letters(signs: str) -> bool:
    return _decoded(signs) != signs


def _decoded(signs: str) -> str:
    try:
        return bytes.fromhex(_SOFT_BREAK.sub("", signs).replace("=", "")).decode("utf-8")
    except UnicodeDecodeError:
        return signs
