"""Files that came by mail leave through links of their own: signed, good for a minute, and no cookie is read there.

Whoever may have a file is sent on to such a link by the page that checked it. A file a browser is tricked into running
would find no session at that path: it is a download of unknown type in a sandbox without any right.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from enum import StrEnum

from flask import Blueprint, Response, current_app, redirect, url_for
from flask.typing import ResponseReturnValue
from itsdangerous import BadSignature, URLSafeSerializer

from mailbot.bootstrap import App
from mailbot.domain.errors import NotFound
from mailbot.workflow import files
from mailbot.workflow.evidence.archive import archive_copy
from mailbot.workflow.files import StoredFile
from mailbot.workflow.results import result_file
from portal.access import app_of, public, visitor

blueprint = Blueprint("handout", __name__, url_prefix="/tep")

GOOD_FOR = timedelta(seconds=60)
FILE_CSP = "default-src 'none'; sandbox"
"""A file that came by mail is data: it runs nothing, wherever a browser may open it."""
_SALT = "file"


class Kind(StrEnum):
    """Which file of which thing."""

    ORIGINAL = "o"
    ANNEX = "a"
    COPY = "c"
    MAIL = "m"
    RESULT = "r"


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
