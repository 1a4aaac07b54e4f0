"""Chữ ký số: the signatures of one document for a specialist; chains, times, sources, and what changed after each."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from mailbot.children.specialist import RevisionStep
from mailbot.workflow.evidence.again import Replay, judge_again
from mailbot.workflow.evidence.view import SignaturePage, change_picture, signature_page
from portal.access import READERS, access, app_of, visitor
from portal.documents import allowed
from portal.handout import Kind, hand_out
from signing.evidence.detailed import SignatureDetails
from signing.model import FileSignature

blueprint = Blueprint("signatures", __name__)


@dataclass(frozen=True, slots=True)
class Shown:
    """One signature with everything known of it."""

    judged: FileSignature
    details: SignatureDetails | None
    """None when it could not be taken apart, or lies beside the file."""
    position: int
    """Among the details, from 0; -1 without them."""
    step: RevisionStep | None
    """What people see change after it."""


@blueprint.get("/van-ban/<int:document_id>/chu-ky-so")
@access(*READERS)
def signatures(document_id: int) -> ResponseReturnValue:
    """Every signature of one document, taken apart."""
    document, agency_id = allowed(document_id), visitor().agency_id
    page = signature_page(app_of(), agency_id, document_id)
    return render_template(
        "signatures.html",
        page=document,
        shown=[_shown(one, page) for one in document.report.signatures],
        details=page.view.details,
        drawn=page.view.drawn,
        kept=page.kept,
        copies=page.copies,
        replay=_replay(agency_id, document_id) if "kiem-tra-lai" in request.args and page.kept else None,
    )


@blueprint.get("/van-ban/<int:document_id>/chu-ky-so/<int:signature>/trang/<int:number>.png")
@access(*READERS)
def change(document_id: int, signature: int, number: int) -> ResponseReturnValue:
    """A page before and after what followed a signature; the bytes of a document never change."""
    allowed(document_id)
    content = change_picture(app_of(), visitor().agency_id, document_id, signature, number)
    return Response(content, mimetype="image/png", headers={"Cache-Control": "private, max-age=86400"})


@blueprint.get("/van-ban/<int:document_id>/ban-luu-tru/<int:copy_id>")
@access(*READERS)
def copy(document_id: int, copy_id: int) -> ResponseReturnValue:
    """A copy with an archive timestamp, as a download."""
    allowed(document_id)
    return hand_out(Kind.COPY, document_id, copy_id)


@blueprint.get("/documents/<int:document_id>/signatures")
@access(*READERS)
def by_english_name(document_id: int) -> ResponseReturnValue:
    """The address other systems are told."""
    return redirect(url_for("signatures.signatures", document_id=document_id))


def _replay(agency_id: str, document_id: int) -> Replay:
    return judge_again(app_of(), agency_id, document_id)


def _shown(one: FileSignature, page: SignaturePage) -> Shown:
    """Both lists are in the order of signing; the field names tie them together."""
    found = page.view.details.signatures
    position = next((number for number, details in enumerate(found) if details.field == one.field), -1)
    if position < 0:
        return Shown(one, None, -1, None)
    return Shown(one, found[position], position, page.step_after(position))
