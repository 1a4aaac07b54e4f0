"""Forms of other sites: every POST carries a token only our own pages know."""

from __future__ import annotations

from flask import Flask
from flask_wtf.csrf import CSRFProtect


def init_app(app: Flask) -> None:
    """Refuse forms without it; after the sizes of forms are known, for the token is read from the form."""
    CSRFProtect(app)  # type: ignore[no-untyped-call]  # Flask-WTF has no types
