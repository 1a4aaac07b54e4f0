"""What the office puts right by hand on a document: opened again, before another leader, into other hands (CB 13.2)."""

from __future__ import annotations

from collections.abc import Callable

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from mailbot.domain.errors import DomainError
from mailbot.workflow.chain.desk import Move, lay_before_another, reassign
from mailbot.workflow.chain.reopen import reopen_document
from portal.access import CLERKS, access, app_of, visitor
from portal.documents import allowed
from portal.language import sentence
from portal.moveable import open_parts
from portal.registerline import whole

blueprint = Blueprint("moves", __name__, url_prefix="/van-ban")

_LONGEST = 500


@blueprint.post("/<int:document_id>/mo-lai")
@access(*CLERKS)
def reopen(document_id: int) -> ResponseReturnValue:
    """Closed by mistake: who finished it last works on, the sender hears 05."""
    return _done(
        document_id,
        lambda: reopen_document(app_of(), visitor().agency_id, document_id, visitor().actor, _why()),
        _("Đã mở lại văn bản; người xử lý và nơi gửi đã có thư."),
    )


@blueprint.post("/<int:document_id>/trinh-lai")
@access(*CLERKS)
def lay(document_id: int) -> ResponseReturnValue:
    """Before another leader, e.g. after it was given back."""
    leader_id = whole(request.form, "leader")
    return _done(
        document_id,
        lambda: lay_before_another(app_of(), visitor().agency_id, document_id, leader_id, visitor().actor),
        _("Đã trình lại văn bản."),
    )


@blueprint.post("/<int:document_id>/chuyen-viec")
@access(*CLERKS)
def move(document_id: int) -> ResponseReturnValue:
    """An open part goes to somebody else with the words it was given with."""
    wanted = Move(whole(request.form, "part"), whole(request.form, "taker"), _why())

    def moved() -> None:
        if wanted.assignment_id not in {part for part, _name in open_parts(document_id)}:
            raise DomainError("part_not_open")
        reassign(app_of(), visitor().agency_id, wanted, visitor().actor)

    return _done(document_id, moved, _("Đã chuyển việc; người nhận mới và người giữ việc cũ đã có thư."))


def _done(document_id: int, deed: Callable[[], object], words: str) -> ResponseReturnValue:
    allowed(document_id)
    try:
        deed()
        flash(words, "good")
    except DomainError as error:
        flash(sentence(error.code, error.values), "bad")
    return redirect(url_for("documents.document", document_id=document_id))


def _why() -> str:
    return request.form.get("why", "").strip()[:_LONGEST]
