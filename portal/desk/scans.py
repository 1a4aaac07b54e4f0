"""Đối chiếu bản giấy: which waiting document is the paper in the clerk's hand, typed, scanned or photographed?"""

from __future__ import annotations

import re

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from mailbot.domain.errors import NotFound
from mailbot.workflow.clerk.matching import LONGEST, match_slip, match_typed
from mailbot.workflow.clerk.scan import scan_picture
from portal.access import CLERKS, OFFICE, access, app_of, visitor
from portal.desk.uploads import opened, scan_sent, token_of
from portal.language import sentence
from portal.largeforms import takes_up_to

blueprint = Blueprint("scans", __name__, url_prefix="/cho-ban-giay/doi-chieu")

LARGEST_SCAN = 25 * 1024 * 1024
_QR = re.compile(r"\S*/(?:cho-ban-giay|van-ban)/(\d{1,9})\s*")
"""What a scanner reads from our slip (portal.desk.slip)."""


@blueprint.get("")
@access(*OFFICE)
def match() -> ResponseReturnValue:
    """Ranked, each with its reasons; nothing is registered here. The code of a slip leads to its document at once."""
    words = request.args.get("giay", "").strip()[:LONGEST]
    code = _QR.fullmatch(words)
    if code is not None:
        return redirect(url_for("held.document", document_id=int(code[1])))
    scan, agency_id = opened(request.args.get("quet", "")), visitor().agency_id
    if scan is not None and not words:
        found = match_slip(app_of(), agency_id, scan.slip)
    else:
        found = match_typed(app_of(), agency_id, words) if words else ()
    return render_template("match.html", words=words, found=found, scan=scan, may_act=visitor().person.role in CLERKS)


@blueprint.post("/ban-quet")
@access(*CLERKS)
@takes_up_to(LARGEST_SCAN)
def compare() -> ResponseReturnValue:
    """Store and read a scan, then show what it may be."""
    read = scan_sent()
    if read is None:
        return redirect(url_for("held.queue"))
    if read.slip.blank:
        flash(sentence("scan_not_compared"), "warn")
    return redirect(url_for(".match", quet=token_of(read)))


@blueprint.get("/ban-quet/<token>/<int:number>.png")
@access(*OFFICE)
def picture(token: str, number: int) -> ResponseReturnValue:
    """One page of an uploaded scan, counted from 1."""
    scan = opened(token)
    if scan is None or not 1 <= number <= scan.pages:
        raise NotFound("document_not_found")
    content = scan_picture(app_of(), scan.file.digest, number - 1)
    return Response(content, mimetype="image/png", headers={"Cache-Control": "private, max-age=3600"})
