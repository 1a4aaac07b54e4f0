"""Xác thực hai bước: the code at login, setting up a phone, recovery codes, and the code before a T2 action."""

from __future__ import annotations

import io

import segno
from flask import Blueprint, Flask, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from mailbot.domain.errors import DomainError, NotAuthorised
from mailbot.workflow.accounts import LoggedIn, Stage
from mailbot.workflow.accounts import factor as second
from mailbot.workflow.accounts.entrance import check_own_password
from portal.access import (
    EVERYBODY,
    FACTOR_FIELD,
    FactorNeeded,
    access,
    app_of,
    asking,
    browser,
    entering,
    fresh_factor,
    visitor,
)
from portal.account import cookie
from portal.language import sentence
from portal.within import inside

blueprint = Blueprint("factor", __name__, url_prefix="/xac-thuc-hai-buoc")

_NOT_REPEATED = frozenset({"csrf_token", FACTOR_FIELD})


@blueprint.get("/ma")
@entering
def ask() -> ResponseReturnValue:
    """The code after the password."""
    wanted = inside(request.args.get("next", "/"))
    if asking().stage is not Stage.CODE:
        return redirect(wanted)
    return render_template("account/code.html", error=None, next=wanted)


@blueprint.post("/ma")
@entering
def give() -> ResponseReturnValue:
    """Check the code; the session goes on under a new id."""
    wanted = inside(request.form.get("next", "/"))
    if asking().stage is not Stage.CODE:
        return redirect(wanted)
    try:
        opened = second.give_code(app_of(), asking(), request.form.get(FACTOR_FIELD, ""), browser())
    except NotAuthorised as error:
        words = sentence(error.code, error.values)
        return render_template("account/code.html", error=words, next=wanted), 401
    return cookie.hand_over(redirect(wanted), opened.cookie)


@blueprint.get("/cai-dat")
@entering
def setup() -> ResponseReturnValue:
    """The picture for the phone, and the box for its first code."""
    _may_set_up(asking())
    return _setup_page(None, inside(request.args.get("next", "/")))


@blueprint.get("/cai-dat/ma-qr.png")
@entering
def picture() -> ResponseReturnValue:
    """The seed as a QR code; drawn here, sent to nobody else."""
    _may_set_up(asking())
    drawn = io.BytesIO()
    segno.make(second.address_of(app_of(), asking()), error="m").save(drawn, kind="png", scale=6, border=4)
    return Response(drawn.getvalue(), mimetype="image/png", headers={"Cache-Control": "no-store"})


@blueprint.post("/cai-dat")
@entering
def enrol() -> ResponseReturnValue:
    """The phone is taken when its code is right; then the recovery codes are shown, once."""
    me, wanted = asking(), inside(request.form.get("next", "/"))
    _may_set_up(me)
    try:
        _password_too(me)
        done = second.enrol(app_of(), me, request.form.get("code", ""), browser())
    except DomainError as error:
        return _setup_page(sentence(error.code, error.values), wanted), 400
    page = Response(render_template("account/codes.html", codes=done.codes, next=wanted, fresh=True))
    return cookie.hand_over(page, done.session.cookie) if done.session else page


@blueprint.post("/doi-dien-thoai")
@access(*EVERYBODY)
@fresh_factor
def change_phone() -> ResponseReturnValue:
    """Another phone, for whoever can still prove the old one or has a recovery code."""
    return redirect(url_for("factor.setup", next=url_for("account.overview")))


@blueprint.post("/ma-khoi-phuc")
@access(*EVERYBODY)
@fresh_factor
def renew() -> ResponseReturnValue:
    """New recovery codes, shown once."""
    codes = second.renew_codes(app_of(), visitor().me)
    return render_template("account/codes.html", codes=codes, next=url_for("account.overview"), fresh=False)


@blueprint.post("/tat")
@access(*EVERYBODY)
@fresh_factor
def remove() -> ResponseReturnValue:
    """The password alone again, where the role allows it."""
    second.remove_factor(app_of(), visitor().me)
    flash(sentence("factor_was_removed"), "good")
    return redirect(url_for("account.overview"))


def init_app(app: Flask) -> None:
    """The pages, and the question that stands before T2 actions."""
    app.register_blueprint(blueprint)
    app.register_error_handler(FactorNeeded, _ask_again)


def _ask_again(error: FactorNeeded) -> ResponseReturnValue:
    """The same form once more, with a box for the code; or how to get a second factor."""
    fields = [(name, value) for name, value in request.form.items(multi=True) if name not in _NOT_REPEATED]
    words = None if error.code == "factor_needed" else sentence(error.code, error.values)
    has = second.state_of(app_of(), asking()).since is not None
    target = request.full_path.rstrip("?")
    return render_template("account/again.html", fields=fields, error=words, has=has, target=target), 403


def _setup_page(error: str | None, wanted: str) -> str:
    me = asking()
    seed = second.proposed_seed(app_of(), me)
    return render_template(
        "account/setup.html",
        error=error,
        next=wanted,
        groups=[seed[i : i + 4] for i in range(0, len(seed), 4)],
        must=me.stage is Stage.ENROL,
        with_password=_needs_password(me),
        mine=second.state_of(app_of(), me),
    )


def _may_set_up(me: LoggedIn) -> None:
    """Never between password and code: a stolen password must not bring its own phone. Raises FactorNeeded."""
    if second.is_off(app_of()) or me.stage is Stage.CODE:
        raise NotAuthorised("not_authorised")
    has = second.state_of(app_of(), me).since is not None
    if has and not second.is_fresh(app_of(), me):
        raise FactorNeeded("factor_needed")


def _needs_password(me: LoggedIn) -> bool:
    """The first phone of somebody who has been inside for a while (an open screen is no proof)."""
    return me.stage is Stage.WHOLE and second.state_of(app_of(), me).since is None


def _password_too(me: LoggedIn) -> None:
    if _needs_password(me):
        check_own_password(app_of(), me, request.form.get("password", ""), browser())
