"""Which reader opens which container."""

from __future__ import annotations

from collections.abc import Sequence

from parsers.archives.edxmlfiles import EdxmlFiles
from parsers.archives.member import Container
from parsers.archives.sevenzip import SevenZip
from parsers.archives.tnef import Tnef
from parsers.archives.zipped import Archive
from parsers.mime.guard import MailLimits
from parsers.mime.sniff import EDXML, SEVEN_ZIP, TNEF, ZIP


def open_container(content: bytes, kind: str, limits: MailLimits, passwords: Sequence[str]) -> Container | None:
    """The container, its directory read; None for a file that is none. Never raises: see its `note`."""
    if kind == ZIP:
        return Archive(content, limits, passwords)
    if kind == SEVEN_ZIP:
        return SevenZip(content, limits, passwords)
    if kind == TNEF:
        return Tnef(content, limits)
    return EdxmlFiles(content, limits) if kind == EDXML else None
