"""The pretend inboxes of the demonstration: read everybody's letters and answer as any of them."""

from __future__ import annotations

from pathlib import Path

from flask import Blueprint, Response, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from mailbot.demo.postbox import Postbox, answer, ready_answers, send_answer
from mailbot.domain.errors import NotFound
from portal.access import app_of, public
from signing.model import SignatureReport

blueprint = Blueprint("demo", __name__, url_prefix="/thu-trinh-dien")

LETTER_CSP = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'; sandbox"
"""A letter shows its own styles and nothing else: no script, no form, no picture from outside."""


@blueprint.get("/")
@public
def inboxes() -> ResponseReturnValue:
    """All pretend people with what they have not read."""
    return render_template("demo/inboxes.html", inboxes=_postbox().inboxes())


@blueprint.get("/<address>")
@public
def inbox(address: str) -> ResponseReturnValue:
    """The letters of one person."""
    box = _postbox()
    return render_template("demo/inbox.html", address=address, name=box.name(address), lines=box.lines(address))


@blueprint.get("/<address>/<int:number>")
@public
def letter(address: str, number: int) -> ResponseReturnValue:
    """One letter with the reply box."""
    box = _postbox()
    mail = box.read(address, number)
    box.mark_read(address, number)
    return render_template(
        "demo/letter.html",
        address=address,
        name=box.name(address),
        number=number,
        mail=mail,
        ready=ready_answers(mail),
        signature=_signature(box.raw(address, number)),
    )


@blueprint.get("/<address>/<int:number>/html")
@public
def page(address: str, number: int) -> ResponseReturnValue:
    """The HTML part alone, for the sandboxed frame."""
    headers = {"Content-Security-Policy": LETTER_CSP}
    return Response(_postbox().page(address, number), mimetype="text/html", headers=headers)


@blueprint.get("/<address>/<int:number>/tep/<int:place>")
@public
def enclosure(address: str, number: int, place: int) -> ResponseReturnValue:
    """One enclosed file, always as a download."""
    files = _postbox().read(address, number).attachments
    if place >= len(files):
        raise NotFound("demo_letter_not_found", number=str(number))
    response = Response(files[place].content, mimetype="application/octet-stream")
    response.headers.set("Content-Disposition", "attachment", filename=files[place].name or "tep.pdf")
    return response


@blueprint.post("/<address>/<int:number>/tra-loi")
@public
def reply(address: str, number: int) -> ResponseReturnValue:
    """Answer as this person."""
    words = request.form.get("ready") or request.form.get("words", "")
    back = redirect(url_for("demo.letter", address=address, number=number))
    if not words.strip():
        flash(_("Chưa có nội dung trả lời."), "bad")
        return back
    box = _postbox()
    person = (box.name(address).partition(" (")[0], address)
    to, content = answer(box.read(address, number), person, words, app_of().clock())
    try:
        send_answer(current_app.config["DEMO_SMTP"], (address, box.password(address)), to, content)
    except OSError:  # smtplib's own errors are OSErrors too
        flash(_("Máy chủ thư trình diễn không nhận thư; hãy thử lại."), "bad")
        return back
    flash(_("Đã gửi thư trả lời đến %(to)s.", to=to), "good")
    return back


def _signature(content: bytes) -> SignatureReport:
    """What the receiving agency's own mailbot would find."""
    return app_of().children.judge_own(content, app_of().clock())


def _postbox() -> Postbox:
    return Postbox(Path(current_app.config["DEMO_DIR"]))
