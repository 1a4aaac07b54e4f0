"""Members of a zip archive, read with limits; nothing is ever written to disk."""

from __future__ import annotations

import io
import lzma
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from parsers.clean import clean_path
from parsers.guard import MailLimits
from parsers.sniff import office_type

_UNREADABLE = (
    zipfile.BadZipFile,
    RuntimeError,
    NotImplementedError,
    EOFError,
    OSError,
    ValueError,
    OverflowError,
    zlib.error,
    lzma.LZMAError,
    struct.error,
)
"""What the standard library is known to raise on damaged archives."""
_ENTRY = b"PK\x01\x02"
_UTF8_NAME = 0x800
_ENCRYPTED = 0x1
_RATIO_FROM = 1_000_000


@dataclass(frozen=True, slots=True)
class Member:
    """One file of an archive. `note` says why `content` is empty."""

    path: str
    content: bytes
    note: str | None = None


class Archive:
    """A zip archive held in memory, its directory already checked against the limits."""

    def __init__(self, content: bytes, limits: MailLimits) -> None:
        self.limits_hit: list[str] = []
        self.note: str | None = None
        self.office: str | None = None
        self._limits = limits
        self._infos: list[zipfile.ZipInfo] = []
        self._open(content)

    def members(self, budget: int) -> Iterator[Member]:
        """Files in order; stops when more than `budget` bytes have come out."""
        for info in self._infos:
            member = self._member(info, budget)
            budget -= len(member.content)
            yield member
            if budget <= 0:
                return

    def _open(self, content: bytes) -> None:
        if content.count(_ENTRY) > self._limits.archive_files * 20:
            self.limits_hit.append("archive_too_many_files")
            self.note = "archive_too_many_files"
            return
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
        except _UNREADABLE:
            self.note = "archive_damaged"
            return
        infos = self._zip.infolist()
        self.office = office_type([info.filename for info in infos], content)
        wanted = [info for info in infos if _is_file(info)]
        if len(wanted) > self._limits.archive_files and not self.office:
            self.limits_hit.append("archive_too_many_files")
        self._infos = wanted[: self._limits.archive_files]

    def _member(self, info: zipfile.ZipInfo, budget: int) -> Member:
        path = clean_path(_name(info)) or "unnamed"
        if info.flag_bits & _ENCRYPTED:
            return Member(path, b"", "password_protected")
        most = self._most(info, budget)
        try:
            with self._zip.open(info) as stream:
                content = stream.read(most + 1)
        except _UNREADABLE:
            return Member(path, b"", "archive_damaged")
        if len(content) > most:
            code = "archive_ratio" if most < budget else "archive_too_large"
            self.limits_hit.append(code)
            return Member(path, b"", code)
        return Member(path, content)

    def _most(self, info: zipfile.ZipInfo, budget: int) -> int:
        """How many bytes may come out of one member; the sizes in the directory are not believed."""
        by_ratio = max(info.compress_size * self._limits.archive_ratio, _RATIO_FROM)
        return min(by_ratio, max(budget, 0))


def _is_file(info: zipfile.ZipInfo) -> bool:
    if info.is_dir() or info.filename.startswith("__MACOSX/") or info.filename.endswith(".DS_Store"):
        return False
    return not stat.S_ISLNK(info.external_attr >> 16)


def _name(info: zipfile.ZipInfo) -> str:
    """Old archivers write names in the system's own character set, which `zipfile` takes for cp437."""
    if info.flag_bits & _UTF8_NAME:
        return info.filename
    raw = info.filename.encode("cp437", "replace")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp1258", "replace")
