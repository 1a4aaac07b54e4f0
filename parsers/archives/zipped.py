"""Members of a zip archive, read with limits; nothing is ever written to disk."""

from __future__ import annotations

import io
import lzma
import stat
import struct
import warnings
import zipfile
import zlib
from collections.abc import Iterator, Sequence

from parsers.archives.ciphers import decrypt_zip
from parsers.archives.member import RATIO_FROM, Member
from parsers.clean import clean_path
from parsers.mime.charset import decode_raw
from parsers.mime.guard import MailLimits
from parsers.mime.sniff import ZIP, office_type

UNREADABLE = (
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
_LOCAL, _ENTRY = b"PK\x03\x04", b"PK\x01\x02"
_UTF8_NAME = 0x800
_ENCRYPTED = 0x1
_AES_METHOD, _AES_FIELD, _NAME_FIELD = 99, 0x9901, 0x7075
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""The others are hardly ever seen, and `zipfile` unpacks them without a limit."""
_LOCAL_HEADER = 30


class Archive:
    """A zip archive held in memory, its directory already checked against the limits."""

    def __init__(self, content: bytes, limits: MailLimits, passwords: Sequence[str] = ()) -> None:
        self.limits_hit: list[str] = []
        self.note: str | None = None
        self.office: str | None = None
        """Type of an office document, which is a zip too but no archive."""
        self._content, self._limits, self._passwords = content, limits, passwords
        self._infos: list[zipfile.ZipInfo] = []
        self._open(content)

    @property
    def type(self) -> str:
        """Media type."""
        return self.office or ZIP

    def members(self, budget: int) -> Iterator[Member]:
        """Files in order; stops when more than `budget` bytes have come out."""
        for info in self._infos:
            if budget <= 0:
                self.limits_hit.append("archive_too_large")
                return
            member = self._member(info, budget)
            budget -= len(member.content)
            yield member

    def _open(self, content: bytes) -> None:
        if content.count(_ENTRY) > self._limits.archive_files * 20:
            self.limits_hit.append("archive_too_many_files")
            self.note = "archive_too_many_files"
            return
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
        except UNREADABLE:
            self.note = "archive_damaged"
            return
        infos = self._zip.infolist()
        if content.startswith(_LOCAL) and all(info.header_offset for info in infos) and infos:
            self.note = "archive_two_readings"
            return
        self.office = office_type([info.filename for info in infos], content)
        wanted = [info for info in infos if _is_file(info)]
        if len(wanted) > self._limits.archive_files and not self.office:
            self.limits_hit.append("archive_too_many_files")
        self._infos = [] if self.office else wanted[: self._limits.archive_files]

    def _member(self, info: zipfile.ZipInfo, budget: int) -> Member:
        path = clean_path(_name(info)) or "unnamed"
        if info.compress_type not in (*_METHODS, _AES_METHOD):
            return Member(path, b"", "unsupported_archive")
        most = self._most(info, budget)
        try:
            content = self._locked(info, most + 1) if info.flag_bits & _ENCRYPTED else self._plain(info, most + 1)
        except UNREADABLE:
            return Member(path, b"", "archive_damaged")
        if content is None:
            return Member(path, b"", "password_protected")
        if len(content) > most:
            code = "archive_ratio" if most < budget else "archive_too_large"
            self.limits_hit.append(code)
            return Member(path, b"", code)
        return Member(path, content)

    def _plain(self, info: zipfile.ZipInfo, most: int, password: bytes | None = None) -> bytes:
        with warnings.catch_warnings():
            # Python 3.13 warns of entries that share bytes; what comes out is limited as ever.
            warnings.filterwarnings("ignore", "Overlapped entries", UserWarning)
            with self._zip.open(info, pwd=password) as stream:
                return stream.read(most)

    def _locked(self, info: zipfile.ZipInfo, most: int) -> bytes | None:
        """At most `most` bytes of an encrypted member; None when no password opens it."""
        for password in self._passwords:
            try:
                content = self._opened(info, most, password)
            except UNREADABLE:
                continue
            if content is not None:
                return content
        return None

    def _opened(self, info: zipfile.ZipInfo, most: int, password: str) -> bytes | None:
        if info.compress_type != _AES_METHOD:
            return self._plain(info, most, password.encode())
        strength, method = _aes_extra(info)
        name, extra = struct.unpack("<HH", self._content[info.header_offset + 26 : info.header_offset + _LOCAL_HEADER])
        start = info.header_offset + _LOCAL_HEADER + name + extra
        packed = decrypt_zip(self._content[start : start + info.compress_size], strength, password)
        if packed is None or method not in _METHODS:
            return None
        return packed[:most] if method == zipfile.ZIP_STORED else zlib.decompressobj(-15).decompress(packed, most)

    def _most(self, info: zipfile.ZipInfo, budget: int) -> int:
        """How many bytes may come out of one member; the sizes in the directory are not believed."""
        packed = min(info.compress_size, len(self._content))
        by_ratio = max(packed * self._limits.archive_ratio, RATIO_FROM)
        return min(by_ratio, max(budget, 0))


def _is_file(info: zipfile.ZipInfo) -> bool:
    # `info.is_dir()` of Python 3.11 fails for a file without a name.
    if info.filename.endswith(("/", ".DS_Store")) or info.filename.startswith("__MACOSX/"):
        return False
    return not stat.S_ISLNK(info.external_attr >> 16)


def _aes_extra(info: zipfile.ZipInfo) -> tuple[int, int]:
    """Key strength and real compression method (WinZip's AE specification); raises struct.error without them."""
    _, _, strength, method = struct.unpack("<H2sBH", _field(info, _AES_FIELD))
    return strength, method


def _name(info: zipfile.ZipInfo) -> str:
    """Old archivers write names in the system's own character set, which `zipfile` takes for cp437."""
    if info.flag_bits & _UTF8_NAME:
        return info.filename
    unicode_name = _field(info, _NAME_FIELD)[5:]
    if unicode_name:  # WinRAR: a version byte, a checksum, then UTF-8
        return unicode_name.decode("utf-8", "replace")
    return decode_raw(info.filename.encode("cp437", "replace"))


def _field(info: zipfile.ZipInfo, wanted: int) -> bytes:
    """One of the extra fields of an entry; empty when it is not there."""
    extra = info.extra
    while len(extra) >= 4:
        kind, size = struct.unpack("<HH", extra[:4])
        if kind == wanted:
            return extra[4 : 4 + size]
        extra = extra[4 + size :]
    return b""
