"""Files that came by mail leave through links of their own: signed, good for a minute, and no cookie is read there.

Whoever may have a file is sent on to such a link by the page that checked it. A file a browser is tricked into running
would find no session at that path: it is a download of unknown type in a sandbox without any right.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Mapping
from datetime import timedelta
from enum import StrEnum

from flask import Blueprint, Response, current_app, redirect, url_for
from flask.typing import ResponseReturnValue
from itsdangerous import BadSignature, URLSafeSerializer

from mailbot.bootstrap import App
from mailbot.domain.errors import NotFound
from mailbot.workflow.clerk import files
from mailbot.workflow.clerk.files import StoredFile
from mailbot.workflow.clerk.readable import laid_out
from mailbot.workflow.evidence.archive import archive_copy
from mailbot.workflow.orders.results import result_file
from portal.access import app_of, public, visitor

blueprint = Blueprint("handout", __name__, url_prefix="/tep")

GOOD_FOR = timedelta(seconds=60)
FILE_CSP = "default-src 'none'; sandbox"
"""A file that came by mail is data: it runs nothing, wherever a browser may open it."""
_LETTER = (
    "body{font:15px/1.45 'Noto Sans','Segoe UI',sans-serif;margin:.8rem;color:#24292f;background:#fff;"
    "overflow-wrap:anywhere}blockquote{margin:.5rem 0;padding-left:.8rem;border-left:3px solid #dfe3e8;color:#5a6370}"
    "table{border-collapse:collapse}td,th{border:1px solid #dfe3e8;padding:.2rem .5rem;vertical-align:top}"
    "small{color:#5a6370}pre{white-space:pre-wrap}"
)
_LETTER_HASH = base64.b64encode(hashlib.sha256(_LETTER.encode()).digest()).decode()
LETTER_CSP = (
    f"default-src 'none'; style-src 'sha256-{_LETTER_HASH}'; sandbox; frame-ancestors 'self'; form-action 'none'; "
    "base-uri 'none'"
)
"""This one style sheet and nothing else, also where the cleaning should have overlooked something."""
_SALT = "file"


class Kind(StrEnum):
    """Which file of which thing."""

    ORIGINAL = "o"
    ANNEX = "a"
    COPY = "c"
    MAIL = "m"
    RESULT = "r"
    LAYOUT = "l"
    """The HTML of a mail, made harmless; shown in a frame, all others are downloads."""


def hand_out(kind: Kind, number: int, part: int = 0) -> ResponseReturnValue:
    """Send the browser on to the file; call it only after the visitor was found to have a right to it."""
    ends = int((app_of().clock() + GOOD_FOR).timestamp())
    ticket = _signer().dumps([kind.value, visitor().agency_id, number, part, ends])
    return redirect(url_for("handout.file", ticket=ticket))


@blueprint.get("/<ticket>")
@public
def file(ticket: str) -> ResponseReturnValue:
    """The file a signed link names; raises NotFound when it was not made here or is over."""
    try:
        kind, agency_id, number, part, ends = _signer().loads(ticket)
    except (BadSignature, ValueError) as error:
        raise NotFound("file_link_over") from error
    if app_of().clock().timestamp() > ends:
        raise NotFound("file_link_over")
    if kind == Kind.LAYOUT:
        return framed(laid_out(app_of(), agency_id, number))
    return download(_FILES[Kind(kind)](app_of(), agency_id, number, part))


def download(found: StoredFile) -> Response:
    """Bytes nobody here made: always a download, never shown in place."""
    response = Response(found.content, mimetype="application/octet-stream")
    name = "".join(c for c in found.name if c.isprintable() and c not in '\\/:*?"<>|')[:150] or "van-ban"
    response.headers.set("Content-Disposition", "attachment", filename=name)
    response.headers["Content-Security-Policy"] = FILE_CSP
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    response.headers["Cache-Control"] = "private, no-store"
    return response


def framed(harmless: str) -> Response:
    """Cleaned words of a stranger's mail as a page for a frame of ours: without rights, scripts, loads or an origin."""
    response = Response(f"<!doctype html><meta charset=utf-8><title>·</title><style>{_LETTER}</style>{harmless}")
    response.headers["Content-Security-Policy"] = LETTER_CSP
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.config["SECRET_KEY"], salt=_SALT)


def _original(app: App, agency_id: str, number: int, _part: int) -> StoredFile:
    return files.original(app, agency_id, number)


def _mail(app: App, agency_id: str, number: int, _part: int) -> StoredFile:
    return StoredFile(files.raw_message(app, agency_id, number), f"thu-{number}.eml", "message/rfc822")


_FILES: Mapping[Kind, Callable[[App, str, int, int], StoredFile]] = {
    Kind.ORIGINAL: _original,
    Kind.ANNEX: files.annex,
    Kind.COPY: archive_copy,
    Kind.MAIL: _mail,
    Kind.RESULT: result_file,
}
