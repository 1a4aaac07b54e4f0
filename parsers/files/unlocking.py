"""Locked files made plain: the same members in a zip, the same pages in a PDF, the same Word or Excel file."""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Iterator, Mapping

from parsers.archives.member import Container
from parsers.archives.officelock import decrypt_office
from parsers.archives.opening import open_container
from parsers.files.attachments import files_of
from parsers.mime.guard import MailLimits
from parsers.mime.sniff import COMPRESSED, PDF, is_locked
from parsers.model import Attachment
from parsers.pages.pdftext import without_password

LOCKED = "password_protected"
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""The same members give the same bytes."""


def open_locked(content: bytes, limits: MailLimits, password: str, opened: Mapping[str, bytes]) -> Mapping[str, bytes]:
    """What `password` opens in the mail `content`: SHA-256 of a locked file to the same without its password.

    `opened` holds what other passwords opened before. A file inside one that is opened now is opened too.
    """
    found: dict[str, bytes] = {}
    for _ in range(limits.archive_depth + 2):
        known = {**opened, **found}
        files = {file.sha256: file for file in files_of(content, limits, opened=known)}
        new = dict(_opened_now([file for sha, file in files.items() if sha not in known], limits, password))
        if not new:
            break
        found |= new
    return found


def _opened_now(files: list[Attachment], limits: MailLimits, password: str) -> Iterator[tuple[str, bytes]]:
    for file in files:
        plain = unlocked(file.content, file.type, limits, password)
        if plain is not None:
            yield file.sha256, plain


def unlocked(content: bytes, kind: str, limits: MailLimits, password: str) -> bytes | None:
    """The file without its password; None when it has none, or another. An archive opens whole or not at all."""
    if kind == PDF:
        return without_password(content, password)
    if is_locked(kind, content):
        return decrypt_office(content, password)
    if kind not in COMPRESSED or not _is_locked(open_container(content, kind, limits, ()), limits):
        return None
    container = open_container(content, kind, limits, (password,))
    return _plain_zip(container, limits) if container is not None else None


def _is_locked(container: Container | None, limits: MailLimits) -> bool:
    if container is None:
        return False
    return container.note == LOCKED or any(one.note == LOCKED for one in container.members(limits.archive_size))


def _plain_zip(container: Container, limits: MailLimits) -> bytes | None:
    buffer = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        warnings.simplefilter("ignore", UserWarning)  # two members of one name are two members
        for member in container.members(limits.archive_size):
            if member.note:
                return None
            archive.writestr(zipfile.ZipInfo(member.path, _FIRST_DAY), member.content)
    return None if container.note or container.limits_hit else buffer.getvalue()
