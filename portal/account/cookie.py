"""The cookie of a session: out of reach of scripts, of this host only where the portal is served by HTTPS."""

from __future__ import annotations

from flask import current_app, request
from werkzeug.wrappers import Response

_NAME = "mailbot_session"


def given() -> str | None:
    """What the browser holds."""
    return request.cookies.get(_name())


def hand_over(response: Response, cookie: str) -> Response:
    """Give the browser its session."""
    response.set_cookie(_name(), cookie, httponly=True, samesite="Lax", secure=_is_secure(), path="/")
    return response


def take_back(response: Response) -> Response:
    """The session has ended; nothing of this portal stays in the browser (W3C Clear Site Data)."""
    response.delete_cookie(_name(), httponly=True, samesite="Lax", secure=_is_secure(), path="/")
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


def _name() -> str:
    return f"__Host-{_NAME}" if _is_secure() else _NAME


def _is_secure() -> bool:
    return bool(current_app.config["SESSION_COOKIE_SECURE"])
