"""What passwords have opened, for everything that reads a stored mail again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from mailbot.bootstrap import App
from mailbot.children.pool import ChildFailed
from mailbot.children.requests import NONE_OPENED, FileRequest, OpenedCopies
from mailbot.storage import openedcopies
from parsers.model import ParsedMail

LOCKED = "password_protected"


def opened(app: App, agency_id: str, digest: str) -> OpenedCopies:
    """Files of the mail with this SHA-256 without their passwords; raises NotFound when a copy is lost."""
    with app.db.reading() as session:
        found = openedcopies.of_mail(session, agency_id, digest)
    return OpenedCopies.of({locked: app.blobs.get(copy) for locked, copy in found.items()}) if found else NONE_OPENED


def locked_paths(mail: ParsedMail) -> tuple[str, ...]:
    """Where the files are that nobody could open without a password."""
    return tuple(file.path for file in mail.attachments if file.note == LOCKED)


def cut(app: App, agency_id: str, digest: str, request: FileRequest) -> bytes:
    """One file of a stored mail as it came, out of a locked archive too; raises ChildFailed."""
    return _found(app, agency_id, digest, request, app.children.cut)


def readable(app: App, agency_id: str, digest: str, request: FileRequest) -> bytes:
    """The same for somebody who has no password: the opened copy of a locked file; raises ChildFailed."""
    with app.db.reading() as session:
        copy = openedcopies.of_mail(session, agency_id, digest).get(request.sha256 or "")
    return app.blobs.get(copy) if copy else cut(app, agency_id, digest, request)


def picture(app: App, agency_id: str, digest: str, request: FileRequest) -> bytes:
    """One page of such a file as PNG; raises ChildFailed."""
    return _found(app, agency_id, digest, request, app.children.picture)


def _found(
    app: App, agency_id: str, digest: str, request: FileRequest, read: Callable[[bytes, FileRequest], bytes]
) -> bytes:
    content = app.blobs.get(digest)
    try:
        return read(content, request)
    except ChildFailed as error:
        copies = opened(app, agency_id, digest) if error.code in _FOR_A_PASSWORD else NONE_OPENED
        if not copies.copies:
            raise
    return read(content, replace(request, opened=copies))


_FOR_A_PASSWORD = ("attachment_not_found", "encrypted_pdf")
