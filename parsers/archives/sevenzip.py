"""7z archives (LZMA, LZMA2, Deflate, BZip2, stored, AES), read member by member with limits, in memory."""

from __future__ import annotations

import bz2
import lzma
import struct
import zlib
from collections.abc import Iterator, Sequence
from typing import Protocol

from parsers.archives.ciphers import decrypt_7z
from parsers.archives.member import RATIO_FROM, Member
from parsers.archives.sevenbytes import Reader
from parsers.archives.sevenheader import ENCODED_HEADER, Coder, Entry, Folder, Header, read_header, read_streams
from parsers.clean import clean_path
from parsers.errors import NeedsPassword, ParseError
from parsers.mime.guard import MailLimits
from parsers.mime.sniff import SEVEN_ZIP

_HEADER_BYTES = 8_000_000
"""Of a header, packed or not: names of many thousand files fit."""
_DICTIONARY = 128 * 1024 * 1024
_PIECE = 1024 * 1024
_AES = bytes.fromhex("06f10701")
_COPY, _DELTA, _LZMA, _LZMA2 = b"\x00", b"\x03", b"\x03\x01\x01", b"\x21"
_X86 = (b"\x04", b"\x03\x03\x01\x03")
_DEFLATE, _BZIP2 = b"\x04\x01\x08", b"\x04\x02\x02"
_READ_ERRORS = (lzma.LZMAError, zlib.error, OSError, ValueError, EOFError, struct.error, OverflowError)
"""What the decoders of the standard library raise on damaged data (bz2 raises OSError)."""


class SevenZip:
    """A 7z archive held in memory, its directory already checked against the limits."""

    type = SEVEN_ZIP

    def __init__(self, content: bytes, limits: MailLimits, passwords: Sequence[str] = ()) -> None:
        self.limits_hit: list[str] = []
        self.note: str | None = None
        self._content, self._limits = content, limits
        self._header = Header((), ())
        for tried in (tuple(passwords), *((password,) for password in passwords)):
            self._passwords = tried
            self.note = self._open()
            if self.note != "password_protected":
                break
        if self.note == "archive_too_many_files":
            self.limits_hit.append(self.note)

    def members(self, budget: int) -> Iterator[Member]:
        """Files in order; stops when more than `budget` bytes have come out."""
        given = 0
        for entry, member in self._members(budget):
            if not entry.is_file or _is_rubbish(entry.name):
                continue
            given += 1
            if given > self._limits.archive_files:
                self.limits_hit.append("archive_too_many_files")
                return
            yield member

    def _open(self) -> str | None:
        """Read the directory; a code when that fails."""
        try:
            self._header = self._read_header()
        except ParseError as error:
            return error.code
        except _READ_ERRORS:
            return "archive_damaged"
        return None

    def _read_header(self) -> Header:
        offset, size, check = struct.unpack("<QQI", self._content[12:32])
        data = self._content[32 + offset : 32 + offset + size]
        if size == 0:
            return Header((), ())
        if len(data) != size or zlib.crc32(data) != check:
            raise ParseError("archive_damaged", "header")
        if data[0] != ENCODED_HEADER:
            return read_header(data, self._limits.archive_files * 20)
        (folder,) = read_streams(Reader(data[1:]), 1) or (None,)
        if folder is None or folder.unpacked > _HEADER_BYTES:
            raise ParseError("archive_damaged", "header")
        try:
            return read_header(next(self._files(folder, _HEADER_BYTES), b""), self._limits.archive_files * 20)
        except ParseError as error:
            # A packed header need not have a checksum: a wrong password shows in nonsense only.
            if error.code == "archive_damaged" and any(coder.method == _AES for coder in folder.coders):
                raise NeedsPassword("password_protected") from error
            raise

    def _members(self, budget: int) -> Iterator[tuple[Entry, Member]]:
        """Entries with bytes take them from the folders in turn; a folder that cannot be read leaves notes."""
        files = self._all_files(budget)
        for entry in self._header.entries:
            path = clean_path(entry.name) or "unnamed"
            if not entry.has_bytes:
                yield entry, Member(path, b"")
                continue
            content, note = next(files, (b"", "archive_damaged"))
            yield entry, Member(path, content, note)

    def _all_files(self, budget: int) -> Iterator[tuple[bytes, str | None]]:
        for folder in self._header.folders:
            given, problem = 0, "archive_damaged"
            by_ratio = max(folder.packed * self._limits.archive_ratio, RATIO_FROM * max(len(folder.sizes), 1))
            too_tight = by_ratio < budget
            try:
                for content in self._files(folder, min(by_ratio, budget)):
                    given, budget = given + 1, budget - len(content)
                    yield content, None
            except ParseError as error:
                problem = self._limit(error.code, too_tight)
            except _READ_ERRORS:
                pass
            for _ in folder.sizes[given:]:
                yield b"", problem

    def _limit(self, code: str, by_ratio: bool) -> str:
        if code != "archive_too_large":
            return code
        found = "archive_ratio" if by_ratio else code
        self.limits_hit.append(found)
        return found

    def _files(self, folder: Folder, most: int) -> Iterator[bytes]:
        """Contents of the files in a folder; raises ParseError with a code, or what the decoders raise."""
        if not folder.coders:
            raise ParseError("unsupported_archive", "branching coders")
        packed = self._content[folder.start : folder.start + folder.packed]
        if len(packed) != folder.packed:
            raise ParseError("archive_damaged", "cut")
        if not any(coder.method == _AES for coder in folder.coders):
            yield from _unpacked(packed, folder, folder.coders, most)
            return
        for password in self._passwords:
            try:
                yield from _decrypted(packed, folder, password, most)
            except (*_READ_ERRORS, NeedsPassword):
                continue
            return
        raise NeedsPassword("password_protected")


def _decrypted(packed: bytes, folder: Folder, password: str, most: int) -> list[bytes]:
    """All files of a folder at once: only a right checksum shows that the password was right."""
    first, *rest = folder.coders
    plain = decrypt_7z(packed, first.properties, password) if first.method == _AES else None
    if plain is None:
        raise NeedsPassword("password_protected")
    try:
        return list(_unpacked(plain, folder, tuple(rest), most))
    except ParseError as error:
        if error.code == "archive_damaged":
            raise NeedsPassword("password_protected") from error
        raise


def _unpacked(packed: bytes, folder: Folder, coders: tuple[Coder, ...], most: int) -> Iterator[bytes]:
    source = _Source(packed, coders, min(folder.unpacked, most))
    for size, check in zip(folder.sizes, folder.checks, strict=True):
        if size > most:
            raise ParseError("archive_too_large", str(size))
        most -= size
        content = source.read(size)
        if len(content) != size or (check is not None and zlib.crc32(content) != check):
            raise ParseError("archive_damaged", "checksum")
        yield content


class _Decoder(Protocol):
    @property
    def needs_input(self) -> bool: ...

    @property
    def eof(self) -> bool: ...

    def decompress(self, data: bytes, max_length: int) -> bytes: ...


class _Source:
    """Unpacked bytes on demand: nothing beyond what is asked for is ever made."""

    def __init__(self, packed: bytes, coders: Sequence[Coder], final: int) -> None:
        self._packed, self._at = packed, 0
        self._decoder = _decoder(coders, final)

    def read(self, size: int) -> bytes:
        if self._decoder is None:
            self._at += size
            return self._packed[self._at - size : self._at]
        pieces, wanted = [], size
        while wanted > 0 and not self._decoder.eof:
            piece = b""
            if self._decoder.needs_input:
                piece = self._packed[self._at : self._at + _PIECE]
                self._at += len(piece)
            out = self._decoder.decompress(piece, wanted)
            if not out and not piece and self._decoder.needs_input:
                break
            pieces.append(out)
            wanted -= len(out)
        return b"".join(pieces)


class _Inflater:
    """zlib's raw inflater with the interface of the other decoders."""

    def __init__(self) -> None:
        self._inner = zlib.decompressobj(-15)

    @property
    def needs_input(self) -> bool:
        return not self._inner.unconsumed_tail

    @property
    def eof(self) -> bool:
        return self._inner.eof

    def decompress(self, data: bytes, max_length: int) -> bytes:
        return self._inner.decompress(self._inner.unconsumed_tail + data, max_length)


def _decoder(coders: Sequence[Coder], final: int) -> _Decoder | None:
    """One decoder for the whole chain; None for bytes that are only stored."""
    methods = [coder.method for coder in coders if coder.method != _COPY]
    if not methods:
        return None
    if methods == [_DEFLATE]:
        return _Inflater()
    if methods == [_BZIP2]:
        return bz2.BZ2Decompressor()
    filters = [_filter(coder, final) for coder in coders if coder.method != _COPY]
    if methods[0] not in (_LZMA, _LZMA2) or (methods[0] == _LZMA and len(methods) > 1):
        raise ParseError("unsupported_archive", "order of methods")
    return lzma.LZMADecompressor(lzma.FORMAT_RAW, filters=filters[::-1])


def _filter(coder: Coder, final: int) -> dict[str, int]:
    """One step for liblzma; the dictionary is never larger than what can come out."""
    if coder.method == _LZMA and len(coder.properties) == 5 and coder.properties[0] < 225:
        numbers, dictionary = struct.unpack("<BI", coder.properties)
        rest, lc = divmod(numbers, 9)
        pb, lp = divmod(rest, 5)
        return {"id": lzma.FILTER_LZMA1, "dict_size": _dictionary(dictionary, final), "lc": lc, "lp": lp, "pb": pb}
    if coder.method == _LZMA2 and len(coder.properties) == 1 and coder.properties[0] <= 40:
        bits = coder.properties[0]
        dictionary = 0xFFFFFFFF if bits == 40 else (2 | bits & 1) << bits // 2 + 11
        return {"id": lzma.FILTER_LZMA2, "dict_size": _dictionary(dictionary, final)}
    if coder.method == _DELTA and len(coder.properties) == 1:
        return {"id": lzma.FILTER_DELTA, "dist": coder.properties[0] + 1}
    if coder.method in _X86:
        return {"id": lzma.FILTER_X86}
    raise ParseError("unsupported_archive", coder.method.hex())


def _dictionary(announced: int, final: int) -> int:
    needed = max(min(announced, final), 4096)
    if needed > _DICTIONARY:
        raise ParseError("archive_too_large", str(needed))
    return needed


def _is_rubbish(name: str) -> bool:
    return name.startswith("__MACOSX/") or name.endswith(".DS_Store")
