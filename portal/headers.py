"""Headers every answer carries unless its view set stricter ones."""

from __future__ import annotations

from flask import Flask, Response, current_app, request
from flask.globals import request_ctx

CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; connect-src 'self'; "
    "img-src 'self' data:; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_NO_DEVICES = "camera=(), microphone=(), geolocation=(), payment=(), usb=()"


def init_app(app: Flask) -> None:
    """Put them on every answer."""
    app.after_request(_guarded)


def _guarded(response: Response) -> Response:
    response.headers.setdefault("Content-Security-Policy", CSP)
    response.headers.setdefault("X-Content-Type-Options", "nosniff")
    response.headers.setdefault("Referrer-Policy", "same-origin")
    response.headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
    response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
    response.headers.setdefault("Permissions-Policy", _NO_DEVICES)
    if current_app.config["SESSION_COOKIE_SECURE"]:
        response.headers.setdefault("Strict-Transport-Security", "max-age=31536000; includeSubDomains")
    if request.endpoint != "static":
        response.headers.setdefault("Cache-Control", "no-store")
    _lead_on_without_host(response)
    return response


def _lead_on_without_host(response: Response) -> None:
    """The router corrects `//` and missing `/` by an address with the host the browser named: a cache may keep it."""
    target = response.headers.get("Location", "")
    if request_ctx.url_adapter is not None and target.startswith(request.host_url):
        response.set_data(b"")
        response.headers["Location"] = "/" + target.removeprefix(request.host_url).lstrip("/\\")
