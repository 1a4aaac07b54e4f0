"""Forms of other sites: every POST carries a token only our own pages know, and comes from a page of ours."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import Flask, request
from flask_wtf.csrf import CSRFError, CSRFProtect

from portal.access import app_of

_ASKING_ONLY = frozenset({"GET", "HEAD", "OPTIONS"})


def init_app(app: Flask) -> None:
    """Refuse forms without it; after the sizes of forms are known, for the token is read from the form."""
    CSRFProtect(app)  # type: ignore[no-untyped-call]  # Flask-WTF has no types
    app.before_request(_refuse_strangers)


def _refuse_strangers() -> None:
    """What the browser itself says about where a form stands (Fetch Metadata; RFC 6454) is believed before the token.

    Raises CSRFError. A client that says nothing is judged by its token alone.
    """
    if request.method not in _ASKING_ONLY and _is_foreign():
        raise CSRFError("foreign origin")


def _is_foreign() -> bool:
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site not in ("same-origin", "none")
    origin = request.headers.get("Origin")
    own = {request.host, urlsplit(app_of().settings.portal.base_url).netloc} - {""}
    return origin is not None and urlsplit(origin).netloc not in own
