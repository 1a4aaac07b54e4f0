"""Tài khoản: my sessions, my second factor, my password."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from mailbot.domain.errors import DomainError
from mailbot.workflow.accounts import change_password, sessions
from mailbot.workflow.accounts import factor as second
from mailbot.workflow.accounts.sessions import SessionLine
from portal.access import EVERYBODY, access, app_of, browser, visitor
from portal.account import cookie
from portal.language import sentence

blueprint = Blueprint("account", __name__, url_prefix="/tai-khoan")

_BROWSERS = (
    ("Edg/", "Edge"), ("coc_coc", "Cốc Cốc"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)  # fmt: skip
_SYSTEMS = (
    ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("Mac OS", "macOS"),
    ("Linux", "Linux"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Shown:
    """A session in words."""

    line: SessionLine
    device: str
    """`Firefox, Windows`; empty when the browser says nothing known."""
    is_this: bool


@blueprint.get("")
@access(*EVERYBODY)
def overview() -> ResponseReturnValue:
    """Where I am logged in, and what protects my account."""
    return _page(None)


@blueprint.post("/phien")
@access(*EVERYBODY)
def end() -> ResponseReturnValue:
    """End one of my sessions."""
    sessions.end_session(app_of(), visitor().me, request.form.get("session", ""))
    flash(sentence("session_was_ended"), "good")
    return redirect(url_for(".overview"))


@blueprint.post("/dang-xuat-moi-noi")
@access(*EVERYBODY)
def leave_everywhere() -> ResponseReturnValue:
    """End all my sessions, this one too."""
    sessions.end_all_sessions(app_of(), visitor().me)
    flash(sentence("all_sessions_were_ended"), "good")
    return cookie.take_back(redirect(url_for("auth.login")))


@blueprint.post("/mat-khau")
@access(*EVERYBODY)
def password() -> ResponseReturnValue:
    """Another password; every other session ends."""
    new = request.form.get("password", "")
    try:
        if new != request.form.get("again", ""):
            raise DomainError("passwords_differ")
        change_password(app_of(), visitor().me, request.form.get("old", ""), new, browser())
    except DomainError as error:
        return _page(sentence(error.code, error.values)), 400
    flash(sentence("password_was_changed"), "good")
    return redirect(url_for(".overview"))


def _page(error: str | None) -> str:
    me = visitor().me
    lines = sessions.sessions_of(app_of(), me)
    return render_template(
        "account/account.html",
        error=error,
        login=sessions.login_of(app_of(), me),
        sessions=[Shown(line, device(line.words), line.id == me.session_id) for line in lines],
        factor=second.state_of(app_of(), me),
        factor_off=second.is_off(app_of()),
    )


def device(words: str) -> str:
    """What a `User-Agent` means to people: `Chrome, Android`."""
    found = [next((name for mark, name in table if mark in words), "") for table in (_BROWSERS, _SYSTEMS)]
    return ", ".join(name for name in found if name)
