"""`winmail.dat` (MS-OXTNEF): the attachments Outlook hid; its formatting of the text is not needed."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from parsers.archives.member import Member
from parsers.clean import clean_name
from parsers.mime.charset import decode
from parsers.mime.guard import MailLimits
from parsers.mime.sniff import TNEF

SIGNATURE = b"\x78\x9f\x3e\x22"
_HEADER = 6
_ATTACHMENT_LEVEL = 2
_RENDERING, _DATA, _TITLE, _PROPERTIES = 0x9002, 0x800F, 0x8010, 0x9005
_CODEPAGE = 0x9007
_LONG_NAME, _SHORT_NAME, _DISPLAY_NAME, _OBJECT = 0x3707, 0x3704, 0x3001, 0x3701
_STRING8, _UNICODE, _BINARY, _EMBEDDED = 0x1E, 0x1F, 0x102, 0x0D
_FIXED = {0x02: 4, 0x03: 4, 0x04: 4, 0x05: 8, 0x06: 8, 0x07: 8, 0x0A: 4, 0x0B: 4, 0x14: 8, 0x40: 8, 0x48: 16}
"""Sizes of property values as stored, padded to four bytes (MS-OXCDATA 2.11.1)."""
_COUNTED = (_STRING8, _UNICODE, _BINARY, _EMBEDDED)
_MULTIPLE = 0x1000
_NAMED = 0x8000
_INTERFACE = 16


@dataclass(slots=True)
class _File:
    """One attachment while its attributes come in; any may be missing, in any order."""

    content: bytes = b""
    title: str = ""
    names: dict[int, str] = field(default_factory=dict)
    is_message: bool = False

    @property
    def name(self) -> str:
        found = (self.names.get(_LONG_NAME), self.names.get(_SHORT_NAME), self.title, self.names.get(_DISPLAY_NAME))
        name = next((clean_name(name) for name in found if name), "")
        return name or ("message.dat" if self.is_message else "")


class Tnef:
    """A TNEF stream held in memory."""

    type = TNEF

    def __init__(self, content: bytes, limits: MailLimits) -> None:
        self.limits_hit: list[str] = []
        self._files: list[_File] = []
        self._codepage = ""
        whole = self._read(memoryview(content), limits.archive_files)
        self.note = None if whole else "archive_damaged"

    def members(self, budget: int) -> Iterator[Member]:
        """Attachments in order; stops when more than `budget` bytes have come out."""
        for file in self._files:
            if len(file.content) > budget:
                self.limits_hit.append("archive_too_large")
                yield Member(file.name, b"", "archive_too_large")
                return
            budget -= len(file.content)
            yield Member(file.name, file.content)

    def _read(self, data: memoryview, most: int) -> bool:
        """Attributes up to the end; False when the stream breaks off. What came before is kept."""
        at = _HEADER
        while at + 11 <= len(data):
            level, name, _, size = struct.unpack("<BHHI", data[at : at + 9])
            value = data[at + 9 : at + 9 + size]
            if level not in (1, _ATTACHMENT_LEVEL) or len(value) != size:
                return False
            at += 9 + size + 2
            if name == _CODEPAGE and size >= 4:
                self._codepage = f"cp{struct.unpack('<I', value[:4])[0]}"
            elif level == _ATTACHMENT_LEVEL and name == _RENDERING and len(self._files) >= most:
                self.limits_hit.append("archive_too_many_files")
                return True
            elif level == _ATTACHMENT_LEVEL:
                self._attachment(name, value)
        return True

    def _attachment(self, name: int, value: memoryview) -> None:
        if name == _RENDERING or not self._files:
            self._files.append(_File())
        file = self._files[-1]
        if name == _DATA:
            file.content = file.content or bytes(value)
        elif name == _TITLE:
            file.title = decode(bytes(value).rstrip(b"\0"), self._codepage)[0]
        elif name == _PROPERTIES:
            _take_properties(file, value, self._codepage)


def _take_properties(file: _File, data: memoryview, codepage: str) -> None:
    """MAPI properties of an attachment: its names, and its bytes when it is an object. Stops where it is damaged."""
    try:
        for kind, name, values in _properties(data):
            if kind in (_STRING8, _UNICODE) and values:
                text = decode(values[0], codepage if kind == _STRING8 else "utf-16-le")[0]
                file.names.setdefault(name, text.rstrip("\0"))
            elif name == _OBJECT and values and not file.content:
                file.content = values[0][_INTERFACE:] if kind == _EMBEDDED else values[0]
                file.is_message = file.content.startswith(SIGNATURE)
    except (struct.error, ValueError):
        return


def _properties(data: memoryview) -> Iterator[tuple[int, int, list[bytes]]]:
    """Type, name and values of each property; raises struct.error or ValueError where the bytes end."""
    (count,) = struct.unpack("<I", data[:4])
    at = 4
    for _ in range(min(count, len(data) // 4)):
        kind, name = struct.unpack("<HH", data[at : at + 4])
        at += 4
        at = _after_name(data, at) if name >= _NAMED else at
        single = kind & ~_MULTIPLE
        how_many = 1
        if single in _COUNTED or kind & _MULTIPLE:
            (how_many,) = struct.unpack("<I", data[at : at + 4])
            at += 4
        if how_many > len(data):
            raise ValueError("more values than bytes")
        values = []
        for _ in range(how_many):
            size = _FIXED.get(single)
            if size is None:
                (size,) = struct.unpack("<I", data[at : at + 4])
                at += 4
            if (single not in _FIXED and single not in _COUNTED) or at + size > len(data):
                raise ValueError("unknown type or end")
            values.append(bytes(data[at : at + size]) if single in _COUNTED else b"")
            at += size + -size % 4
        yield kind, name, values


def _after_name(data: memoryview, at: int) -> int:
    """Named properties carry a GUID and a number or a name of their own."""
    kind, size = struct.unpack("<II", data[at + 16 : at + 24])
    return at + 24 if kind == 0 else at + 24 + size + -size % 4
