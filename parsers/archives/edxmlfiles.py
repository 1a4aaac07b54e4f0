"""Files carried inside an edXML message (QCVN 102:2016, Attachment)."""

from __future__ import annotations

from collections.abc import Iterator

from parsers.archives.member import Member
from parsers.clean import clean_name
from parsers.edxml import EdxmlFile, read_edxml
from parsers.errors import ParseError, UnknownFormat
from parsers.mime.guard import MailLimits
from parsers.mime.sniff import EDXML


class EdxmlFiles:
    """An edXML message held in memory; status messages and messages without files are empty."""

    type = EDXML

    def __init__(self, content: bytes, limits: MailLimits) -> None:
        self.limits_hit: list[str] = []
        self.note: str | None = None
        self._most = limits.archive_files
        self._files: tuple[EdxmlFile, ...] = ()
        try:
            self._files = read_edxml(content).files
        except UnknownFormat:
            return
        except ParseError as error:
            self.note = error.code

    def members(self, budget: int) -> Iterator[Member]:
        """Files in order; stops when more than `budget` bytes have come out."""
        if len(self._files) > self._most:
            self.limits_hit.append("archive_too_many_files")
        for file in self._files[: self._most]:
            name = clean_name(file.name)
            if len(file.content) > budget:
                self.limits_hit.append("archive_too_large")
                yield Member(name, b"", "archive_too_large")
                return
            budget -= len(file.content)
            yield Member(name, file.content)
