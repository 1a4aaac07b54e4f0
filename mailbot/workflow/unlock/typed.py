"""Passwords already typed, for everything that reads a stored mail again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from mailbot.bootstrap import App
from mailbot.children.pool import ChildFailed
from mailbot.children.requests import FileRequest
from mailbot.storage import passwords
from mailbot.workflow.unlock.seal import opened
from parsers.model import ParsedMail

LOCKED = "password_protected"


def typed(app: App, agency_id: str, digest: str) -> tuple[str, ...]:
    """Passwords of the mail with this SHA-256, oldest first."""
    with app.db.reading() as session:
        values = passwords.of_mail(session, agency_id, digest)
    return tuple(word for value in values if (word := opened(app.secret, value)) is not None)


def locked_paths(mail: ParsedMail) -> tuple[str, ...]:
    """Where the files are that nobody could open without a password."""
    return tuple(file.path for file in mail.attachments if file.note == LOCKED)


def cut(app: App, agency_id: str, digest: str, request: FileRequest) -> bytes:
    """One file of a stored mail, out of a locked archive too; raises ChildFailed."""
    return _found(app, agency_id, digest, request, app.children.cut)


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
        words = typed(app, agency_id, digest) if error.code == "attachment_not_found" else ()
        if not words:
            raise
    return read(content, replace(request, passwords=words))
