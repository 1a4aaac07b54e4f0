"""Numbers from outside, in addresses and forms: a few plain digits, or no number at all."""

from __future__ import annotations

import re

from flask import Flask
from werkzeug.routing import IntegerConverter

_PLAIN = r"[0-9]{1,9}"
"""Fits every row's id, in the 32 bits of PostgreSQL too; Python itself takes digits of any script and any length."""


class PlainNumber(IntegerConverter):
    """`<int:…>` of a route: what is longer is no page of ours (404) rather than a fault of the database."""

    regex = _PLAIN


def init_app(app: Flask) -> None:
    """To be called before any route is registered."""
    app.url_map.converters["int"] = PlainNumber


def plain_number(words: str) -> int | None:
    """The number a form or query holds, None when it is none of ours."""
    return int(words) if re.fullmatch(_PLAIN, words) else None
