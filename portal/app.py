"""The application factory."""

from __future__ import annotations

import hashlib
from importlib.metadata import version

from flask import Flask

from mailbot.bootstrap import App
from portal import (
    attention,
    auth,
    checked,
    documents,
    errors,
    forgery,
    handout,
    headers,
    held,
    language,
    largeforms,
    moves,
    notme,
    numbers,
    onbehalf,
    ourrecalls,
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
from portal.opinions import pages as opinions
from portal.register import rooms as register
from portal.rulebooks import rooms as rulebooks
from portal.staff import rooms as staff

_LARGEST_FORM = 1024 * 1024
_BEFORE_PAGES = (numbers, language, largeforms, forgery, auth, factor)
"""What routes are made with, then what looks at a request before its page does, in this order."""
_ROOMS = (desk, register, rulebooks, staff)
"""Sections of several pages."""
_PAGES = (
    *(account, attention, charts, checked, delegations, documents, handout, held, mine),
    *(moves, notme, onbehalf, opinions, ourrecalls, recalls, signatures, status, today, unlock),
)


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
    for part in (*_BEFORE_PAGES, *_ROOMS, errors, shown, headers, squeezed):
        part.init_app(flask)
    for page in _PAGES:
        flask.register_blueprint(page.blueprint)
    if app.settings.demo is not None:
        _with_demo(flask, app)
    refuse_undeclared(flask)
    return flask


def _with_demo(flask: Flask, app: App) -> None:
    """The pretend inboxes; only the demonstration has them."""
    from portal import demo  # imported only there: production never loads it

    settings = app.settings.demo
    if settings is None:
        return
    flask.config["DEMO_DIR"] = settings.mail_dir
    flask.config["DEMO_SMTP"] = (settings.smtp_host, settings.smtp_port)
    flask.register_blueprint(demo.blueprint)
