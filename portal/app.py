"""The application factory."""

from __future__ import annotations

import hashlib
from importlib.metadata import version

from flask import Flask, Response, current_app
from flask_wtf.csrf import CSRFProtect

from mailbot.bootstrap import App
from portal import (
    attention,
    auth,
    checked,
    documents,
    errors,
    handout,
    held,
    language,
    largeforms,
    notme,
    onbehalf,
    recalls,
    shown,
    signatures,
    squeezed,
    status,
    today,
    unlock,
)
from portal.access import refuse_undeclared
from portal.account import factor
from portal.account import page as account
from portal.charts import page as charts
from portal.delegations import rooms as delegations
from portal.desk import rooms as desk
from portal.mine import pages as mine
from portal.register import rooms as register
from portal.rulebooks import rooms as rulebooks
from portal.staff import rooms as staff

CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; connect-src 'self'; "
    "img-src 'self' data:; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_NO_DEVICES = "camera=(), microphone=(), geolocation=(), payment=(), usb=()"
_LARGEST_FORM = 1024 * 1024


def create_app(app: App) -> Flask:
    """The portal over an opened mailbot."""
    flask = Flask("portal")
    secure = app.settings.portal.base_url.startswith("https://")
    flask.config.update(
        SECRET_KEY=hashlib.sha256(b"portal" + app.secret).digest(),
        SESSION_COOKIE_NAME="__Host-mailbot_form" if secure else "mailbot_form",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=secure,
        WTF_CSRF_TIME_LIMIT=12 * 3600,
        MAX_CONTENT_LENGTH=_LARGEST_FORM,
        MAILBOT_VERSION=version("mailbot"),
    )
    flask.extensions["mailbot"] = app
    language.init_app(flask)
    largeforms.init_app(flask)
    CSRFProtect(flask)  # type: ignore[no-untyped-call]  # Flask-WTF has no types
    auth.init_app(flask)
    factor.init_app(flask)
    for module in (
        today,
        held,
        documents,
        signatures,
        attention,
        status,
        notme,
        onbehalf,
        recalls,
        unlock,
        handout,
        charts,
        checked,
        account,
    ):
        flask.register_blueprint(module.blueprint)
    desk.init_app(flask)
    register.init_app(flask)
    rulebooks.init_app(flask)
    flask.register_blueprint(mine.blueprint)
    staff.init_app(flask)
    flask.register_blueprint(delegations.blueprint)
    errors.init_app(flask)
    shown.init_app(flask)
    flask.after_request(_guarded)
    squeezed.init_app(flask)
    if app.settings.demo is not None:
        _with_demo(flask, app)
    refuse_undeclared(flask)
    return flask


def _guarded(response: Response) -> Response:
    """Headers every answer carries unless the view set stricter ones."""
    response.headers.setdefault("Content-Security-Policy", CSP)
    response.headers.setdefault("X-Content-Type-Options", "nosniff")
    response.headers.setdefault("Referrer-Policy", "same-origin")
    response.headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
    response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
    response.headers.setdefault("Permissions-Policy", _NO_DEVICES)
    if current_app.config["SESSION_COOKIE_SECURE"]:
        response.headers.setdefault("Strict-Transport-Security", "max-age=31536000; includeSubDomains")
    if response.mimetype == "text/html":
        response.headers.setdefault("Cache-Control", "no-store")
    return response


def _with_demo(flask: Flask, app: App) -> None:
    """The pretend inboxes; only the demonstration has them."""
    from portal import demo  # imported only there: production never loads it

    settings = app.settings.demo
    if settings is None:
        return
    flask.config["DEMO_DIR"] = settings.mail_dir
    flask.config["DEMO_SMTP"] = (settings.smtp_host, settings.smtp_port)
    flask.register_blueprint(demo.blueprint)
