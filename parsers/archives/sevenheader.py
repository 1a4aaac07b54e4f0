"""The header of a 7z archive (7-Zip's 7zFormat.txt) as values; every count has its limit."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from parsers.archives.sevenbytes import Reader
from parsers.errors import LimitExceeded, ParseError

_END, _HEADER, _ARCHIVE_PROPERTIES, _ADDITIONAL, _MAIN, _FILES, _PACK, _CODERS, _SUBSTREAMS = range(9)
_SIZE, _CRC, _FOLDER, _UNPACK_SIZES, _UNPACK_COUNTS, _EMPTY_STREAM, _EMPTY_FILE, _ANTI, _NAMES = range(9, 18)
_ATTRIBUTES = 0x15
ENCODED_HEADER = 0x17
_MOST_CODERS, _MOST_STREAMS = 8, 8
_DIRECTORY = 0x10
_LINK_MODE, _MODE_MASK = 0o120000, 0o170000


_Parts: TypeAlias = tuple[tuple[int, ...], tuple[int | None, ...]]
"""Sizes and checksums of the files in one folder."""


@dataclass(frozen=True, slots=True)
class Coder:
    """One step of decoding: method identifier and its properties."""

    method: bytes
    properties: bytes
    takes: int = 1
    gives: int = 1
    """How many streams go in and out."""


@dataclass(frozen=True, slots=True)
class Folder:
    """Packed bytes that are decoded together, and the files in them."""

    coders: tuple[Coder, ...]
    """In the order they are to be undone; none when they are no simple chain (BCJ2): that is not read."""
    start: int
    """Offset of the packed bytes in the archive."""
    packed: int
    unpacked: int
    """Size after the last step, as announced."""
    sizes: tuple[int, ...]
    checks: tuple[int | None, ...]
    """CRC-32 of each file."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the directory."""

    name: str
    has_bytes: bool
    is_file: bool


@dataclass(frozen=True, slots=True)
class Header:
    """What is in the archive."""

    folders: tuple[Folder, ...]
    entries: tuple[Entry, ...]


def read_header(data: bytes, most_files: int) -> Header:
    """A plain header (its first byte is 1). Raises ParseError, LimitExceeded."""
    reader = Reader(data)
    if reader.byte() != _HEADER:
        raise ParseError("archive_damaged", "no header")
    folders: tuple[Folder, ...] = ()
    entries: tuple[Entry, ...] = ()
    while (kind := reader.byte()) != _END:
        if kind == _ARCHIVE_PROPERTIES:
            _skip_properties(reader)
        elif kind == _MAIN:
            folders = read_streams(reader, most_files)
        elif kind == _FILES:
            entries = _entries(reader, most_files)
        else:
            raise ParseError("archive_damaged", f"header part {kind}")
    return Header(folders, entries)


def read_streams(reader: Reader, most: int) -> tuple[Folder, ...]:
    """Where the packed bytes are and how to undo them. Raises ParseError, LimitExceeded."""
    start, packed = 0, [0]
    steps: list[_Steps] = []
    finals: list[int] = []
    checks: list[int | None] = []
    parts: list[_Parts] | None = None
    while (kind := reader.byte()) != _END:
        if kind == _PACK:
            start, packed = _pack_info(reader, most * _MOST_STREAMS)
        elif kind == _CODERS:
            steps, finals, checks = _coders_info(reader, most)
        elif kind == _SUBSTREAMS:
            parts = _substreams(reader, finals, checks, most)
        else:
            raise ParseError("archive_damaged", f"stream part {kind}")
    if parts is None:
        parts = [((size,), (check,)) for size, check in zip(finals, checks, strict=True)]
    return tuple(_folders(start, packed, steps, finals, parts))


def _folders(
    start: int, packed: list[int], steps: list[_Steps], finals: list[int], parts: list[_Parts]
) -> Iterator[Folder]:
    if len(packed) != sum(step.streams for step in steps):
        raise ParseError("archive_damaged", "packed streams")
    at, offset = 0, 32 + start
    for step, final, inside in zip(steps, finals, parts, strict=True):
        size = sum(packed[at : at + step.streams])
        yield Folder(step.chain, offset, size, final, *inside)
        at, offset = at + step.streams, offset + size


def _skip_properties(reader: Reader) -> None:
    while reader.byte() != _END:
        reader.take(reader.number())


def _pack_info(reader: Reader, most: int) -> tuple[int, list[int]]:
    start, count = reader.number(), reader.count(most)
    sizes: list[int] = [0] * count
    while (kind := reader.byte()) != _END:
        if kind == _SIZE:
            sizes = [reader.number() for _ in range(count)]
        elif kind == _CRC:
            reader.checks(count)
        else:
            raise ParseError("archive_damaged", f"pack part {kind}")
    return start, sizes


def _coders_info(reader: Reader, most: int) -> tuple[list[_Steps], list[int], list[int | None]]:
    if reader.byte() != _FOLDER:
        raise ParseError("archive_damaged", "no folder")
    count = reader.count(most)
    if reader.byte():
        raise ParseError("unsupported_archive", "external header")
    folders = [_folder(reader) for _ in range(count)]
    finals: list[int] = []
    checks: list[int | None] = [None] * count
    while (kind := reader.byte()) != _END:
        if kind == _UNPACK_SIZES:
            finals = [[reader.number() for _ in range(folder.outputs)][folder.last] for folder in folders]
        elif kind == _CRC:
            checks = reader.checks(count)
        else:
            raise ParseError("archive_damaged", f"coder part {kind}")
    if len(finals) != count:
        raise ParseError("archive_damaged", "no sizes")
    return folders, finals, checks


@dataclass(frozen=True, slots=True)
class _Steps:
    """How a folder is decoded: its chain of coders, how many packed streams it takes, which output is the last."""

    chain: tuple[Coder, ...]
    streams: int
    outputs: int
    last: int


def _folder(reader: Reader) -> _Steps:
    coders = [_coder(reader) for _ in range(reader.count(_MOST_CODERS))]
    takes, gives = sum(coder.takes for coder in coders), sum(coder.gives for coder in coders)
    bound = {}
    for _ in range(gives - 1):
        taker, giver = reader.number(), reader.number()
        bound[giver] = taker
    streams = takes - len(bound)
    if streams > 1:
        for _ in range(streams):
            reader.number()
    last = next((at for at in range(gives) if at not in bound), None)
    if last is None or streams < 1:
        raise ParseError("archive_damaged", "coders in a circle")
    return _Steps(_chain(coders, bound, takes, gives), streams, gives, last)


def _chain(coders: list[Coder], bound: dict[int, int], takes: int, gives: int) -> tuple[Coder, ...]:
    """Coders from the packed bytes to the file; none when they branch."""
    if takes != len(coders) or gives != len(coders):
        return ()
    at = next((at for at in range(len(coders)) if at not in bound.values()), None)
    order: list[int] = []
    while at is not None and at < len(coders) and at not in order:
        order.append(at)
        at = bound.get(at)
    if len(order) != len(coders):
        raise ParseError("archive_damaged", "coders are not a chain")
    return tuple(coders[at] for at in order)


def _coder(reader: Reader) -> Coder:
    flags = reader.byte()
    method = reader.take(flags & 0x0F)
    takes, gives = (reader.count(_MOST_STREAMS), reader.count(_MOST_STREAMS)) if flags & 0x10 else (1, 1)
    properties = reader.take(reader.number()) if flags & 0x20 else b""
    if flags & 0x80:
        raise ParseError("unsupported_archive", "alternative coders")
    return Coder(method, properties, takes, gives)


def _substreams(reader: Reader, finals: list[int], folder_checks: list[int | None], most: int) -> list[_Parts]:
    counts = [1] * len(finals)
    kind = reader.byte()
    if kind == _UNPACK_COUNTS:
        counts = [reader.count(most) for _ in finals]
        if sum(counts) > most:
            raise LimitExceeded("archive_too_many_files", str(sum(counts)))
        kind = reader.byte()
    sizes = [
        _split(reader if kind == _SIZE else None, final, count) for final, count in zip(finals, counts, strict=True)
    ]
    kind = reader.byte() if kind == _SIZE else kind
    known = [check if count == 1 else None for check, count in zip(folder_checks, counts, strict=True)]
    missing = sum(count for count, check in zip(counts, known, strict=True) if check is None)
    found: list[int | None] = [None] * missing
    while kind != _END:
        if kind != _CRC:
            raise ParseError("archive_damaged", f"substream part {kind}")
        found = reader.checks(missing)
        kind = reader.byte()
    return [(size, _checks_of(found, count, check)) for size, count, check in zip(sizes, counts, known, strict=True)]


def _split(reader: Reader | None, final: int, count: int) -> tuple[int, ...]:
    """Sizes of the files in a folder; the last one is what remains."""
    if count == 0:
        return ()
    sizes = [reader.number() for _ in range(count - 1)] if reader else []
    if len(sizes) != count - 1 or sum(sizes) > final:
        raise ParseError("archive_damaged", "sizes")
    return (*sizes, final - sum(sizes))


def _checks_of(found: list[int | None], count: int, known: int | None) -> tuple[int | None, ...]:
    if known is not None:
        return (known,)
    taken = tuple(found[:count])
    del found[:count]
    return taken


def _entries(reader: Reader, most: int) -> tuple[Entry, ...]:
    count = reader.count(most)
    names = [""] * count
    empty, is_empty_file = [False] * count, [False] * count
    attributes = [0] * count
    while (kind := reader.byte()) != _END:
        part = Reader(reader.take(reader.number()))
        if kind == _EMPTY_STREAM:
            empty = part.bits(count)
        elif kind == _EMPTY_FILE:
            flags = iter(part.bits(sum(empty)))
            is_empty_file = [next(flags) if bare else False for bare in empty]
        elif kind == _NAMES:
            names = _names(part, count)
        elif kind == _ATTRIBUTES:
            attributes = _attributes(part, count)
    rows = zip(names, empty, is_empty_file, attributes, strict=True)
    return tuple(
        Entry(name, not bare, (not bare or file) and not given & _DIRECTORY and not _is_link(given))
        for name, bare, file, given in rows
    )


def _names(part: Reader, count: int) -> list[str]:
    if part.byte():
        raise ParseError("unsupported_archive", "external names")
    text = part.take(part.size - 1).decode("utf-16-le", "replace")
    names = text.split("\0")[:count]
    return names + [""] * (count - len(names))


def _attributes(part: Reader, count: int) -> list[int]:
    defined = part.optional_bits(count)
    if part.byte():
        raise ParseError("unsupported_archive", "external attributes")
    return [struct.unpack("<I", part.take(4))[0] if known else 0 for known in defined]


def _is_link(attributes: int) -> bool:
    """Unix permissions live in the upper half."""
    return attributes >> 16 & _MODE_MASK == _LINK_MODE
