"""Login, logout, invitation."""

from __future__ import annotations

from flask import Blueprint, Flask, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from mailbot.domain.errors import DomainError, NotAuthorised
from mailbot.workflow.accounts import Stage, accept_invitation, find_session, log_in, log_out
from portal.access import Visitor, app_of, asking, browser, entering, maybe_asking, public
from portal.account import cookie
from portal.language import sentence
from portal.within import inside

blueprint = Blueprint("auth", __name__)


@blueprint.get("/dang-nhap")
@public
def login() -> ResponseReturnValue:
    """The login form; whoever gave the password already goes on from there."""
    me, wanted = maybe_asking(), inside(request.args.get("next", "/"))
    if me is not None:
        return redirect(after(me.stage, wanted))
    return render_template("login.html", error=None, login="", next=wanted)


@blueprint.post("/dang-nhap")
@public
def enter() -> ResponseReturnValue:
    """Check the password; a new session id at every login, the old one ends."""
    name = request.form.get("login", "")
    wanted = inside(request.form.get("next", "/"))
    try:
        opened = log_in(app_of(), name, request.form.get("password", ""), browser())
    except NotAuthorised as error:
        words = sentence(error.code, error.values)
        return render_template("login.html", error=words, login=name, next=wanted), 401
    me = maybe_asking()
    if me is not None:
        log_out(app_of(), me.session_id)
    return cookie.hand_over(redirect(after(opened.stage, wanted)), opened.cookie)


@blueprint.post("/dang-xuat")
@entering
def leave() -> ResponseReturnValue:
    """End this session."""
    log_out(app_of(), asking().session_id)
    return cookie.take_back(redirect(url_for("auth.login")))


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


def after(stage: Stage, wanted: str) -> str:
    """Where a login goes on."""
    if stage is Stage.CODE:
        return url_for("factor.ask", next=wanted)
    return url_for("factor.setup", next=wanted) if stage is Stage.ENROL else wanted


def recognise() -> None:
    """Before each request: who asks, unless the page is one that reads no cookie."""
    g.me = g.visitor = None
    value = None if request.blueprint == "handout" else cookie.given()
    if value is None:
        return
    g.me = find_session(app_of(), value)
    if g.me is not None and g.me.stage is Stage.WHOLE:
        g.visitor = Visitor(g.me)


def init_app(app: Flask) -> None:
    """Recognise visitors on every request."""
    app.before_request(recognise)
    app.register_blueprint(blueprint)
