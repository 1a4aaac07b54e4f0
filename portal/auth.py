"""Login, logout, invitation."""

from __future__ import annotations

from flask import Blueprint, Flask, current_app, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from mailbot.domain.errors import DomainError, NotAuthorised
from mailbot.workflow.accounts import accept_invitation, find_session, log_in, log_out
from portal.access import EVERYBODY, Visitor, access, app_of, known_visitor, public, visitor
from portal.language import sentence
from portal.within import inside

blueprint = Blueprint("auth", __name__)

COOKIE = "mailbot_session"


@blueprint.get("/dang-nhap")
@public
def login() -> ResponseReturnValue:
    """The login form."""
    if known_visitor() is not None:
        return redirect(url_for("today.today"))
    return render_template("login.html", error=None, login="", next=inside(request.args.get("next", "/")))


@blueprint.post("/dang-nhap")
@public
def enter() -> ResponseReturnValue:
    """Check the password; a new session id at every login."""
    name = request.form.get("login", "")
    wanted = inside(request.form.get("next", "/"))
    try:
        cookie = log_in(app_of(), name, request.form.get("password", ""), request.headers.get("User-Agent", ""))
    except NotAuthorised as error:
        words = sentence(error.code, error.values)
        return render_template("login.html", error=words, login=name, next=wanted), 401
    return _with_cookie(redirect(wanted), cookie)


@blueprint.post("/dang-xuat")
@access(*EVERYBODY)
def leave() -> ResponseReturnValue:
    """End this session."""
    log_out(app_of(), visitor().session_id)
    response = redirect(url_for("auth.login"))
    response.delete_cookie(COOKIE)
    return response


@blueprint.get("/loi-moi/<token>")
@public
def invitation(token: str) -> ResponseReturnValue:
    """The form of an invitation."""
    return render_template("invitation.html", token=token, error=None)


@blueprint.post("/loi-moi/<token>")
@public
def accept(token: str) -> ResponseReturnValue:
    """Set the first password."""
    password = request.form.get("password", "")
    try:
        if password != request.form.get("again", ""):
            raise DomainError("passwords_differ")
        name = accept_invitation(app_of(), token, password)
    except DomainError as error:
        return render_template("invitation.html", token=token, error=sentence(error.code, error.values)), 400
    flash(sentence("password_saved", {"login": name}), "good")
    return redirect(url_for("auth.login"))


def recognise() -> None:
    """Before each request: who asks."""
    g.visitor = None
    cookie = request.cookies.get(COOKIE)
    if cookie is None:
        return
    found = find_session(app_of(), cookie)
    if found is not None:
        g.visitor = Visitor(found.person, found.agency_id, found.session_id)


def init_app(app: Flask) -> None:
    """Recognise visitors on every request."""
    app.before_request(recognise)
    app.register_blueprint(blueprint)


def _with_cookie(response: Response, cookie: str) -> Response:
    secure = bool(current_app.config["SESSION_COOKIE_SECURE"])
    response.set_cookie(COOKIE, cookie, httponly=True, samesite="Lax", secure=secure, path="/")
    return response
