"""Phiếu kèm bản giấy: a printable slip whose QR code leads from the paper back to its document."""

from __future__ import annotations

import segno
from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from mailbot.workflow.sending.answer import portal_url
from portal.access import OFFICE, access, app_of
from portal.documents import allowed

blueprint = Blueprint("slip", __name__, url_prefix="/phieu")


@blueprint.get("/<int:document_id>")
@access(*OFFICE)
def slip(document_id: int) -> ResponseReturnValue:
    """One A5 sheet; the code holds an address of this portal and nothing of the document."""
    page = allowed(document_id)
    address = portal_url(app_of(), f"/van-ban/{document_id}")
    code = segno.make(address, error="m", micro=False).svg_data_uri(scale=4, border=2)
    return render_template("desk/slip.html", line=page.line, code=code, address=address, now=app_of().clock())
