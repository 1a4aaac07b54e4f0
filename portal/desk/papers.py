"""Ảnh bản giấy: the scan kept with a document, as pictures of its pages."""

from __future__ import annotations

from flask import Blueprint, Response
from flask.typing import ResponseReturnValue

from mailbot.domain.errors import NotFound
from mailbot.workflow.clerk.files import paper_picture
from portal.access import READERS, access, app_of, visitor
from portal.documents import allowed

blueprint = Blueprint("papers", __name__, url_prefix="/van-ban")


@blueprint.get("/<int:document_id>/ban-giay/<int:annex_id>/<int:number>.png")
@access(*READERS)
def picture(document_id: int, annex_id: int, number: int) -> ResponseReturnValue:
    """One page, counted from 1; the bytes of a scan never change."""
    allowed(document_id)
    if number < 1:
        raise NotFound("document_not_found")
    content = paper_picture(app_of(), visitor().agency_id, document_id, annex_id, number - 1)
    return Response(content, mimetype="image/png", headers={"Cache-Control": "private, max-age=86400"})
