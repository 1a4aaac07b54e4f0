"""What the bytes of a PDF say before it is opened: how many signatures they speak of, and what may act on its own."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

ACTIVE: Final = {
    b"JavaScript": "javascript",
    b"Launch": "launch",
    b"EmbeddedFile": "embedded_file",
    b"EmbeddedFiles": "embedded_file",
    b"XFA": "xfa",
    b"GoToR": "external_reference",
    b"GoToE": "external_reference",
    b"SubmitForm": "external_reference",
    b"ImportData": "external_reference",
}
NAME: Final = re.compile(
    rb"/(?=[BEGIJLOSX]|[A-Za-z]*#[0-9A-Fa-f]{2})"  # told apart at once: most names are none of these
    rb"(?:(ByteRange)|(ObjStm)"
    rb"|(JavaScript|Launch|EmbeddedFiles?|XFA|GoToR|GoToE|SubmitForm|ImportData)(?![A-Za-z0-9_#])"
    rb"|([A-Za-z]*(?:#[0-9A-Fa-f]{2}[A-Za-z]*)+))"
)
RANGE, PACKED, PLAIN, ESCAPED = 1, 2, 3, 4
ESCAPE: Final = re.compile(rb"#([0-9A-Fa-f]{2})")
OBJECT_STREAM: Final = re.compile(rb"/ObjStm.{0,400}?stream\r?\n", re.DOTALL)
UNPACKED_MOST: Final = 4 * 1024 * 1024
"""Bytes taken from one object stream, against bombs."""


@dataclass(frozen=True, slots=True)
class Scan:
    """Found in one look at the bytes, since looking at ten megabytes takes as long as opening them."""

    data: bytes
    signatures: int
    """How often a byte range is named."""
    active: frozenset[str]
    """Codes of what was named in plain sight."""
    packed: tuple[int, ...]
    """Where object streams are named."""

    def active_content(self) -> tuple[str, ...]:
        """Codes of what a document may do on its own, also from its object streams."""
        hidden = (code for part in self._unpacked() for code in _codes(part))
        return tuple(sorted(self.active.union(hidden)))

    def _unpacked(self) -> Iterator[bytes]:
        view = memoryview(self.data)
        for place in self.packed:
            found = OBJECT_STREAM.match(self.data, place)
            if found is None:
                continue
            try:
                yield zlib.decompressobj().decompress(view[found.end() :], UNPACKED_MOST)
            except zlib.error:
                continue


def scan(data: bytes) -> Scan:
    """Look at every name once, spelled plainly or with escapes (ISO 32000-1, 7.3.5)."""
    signatures, active, packed = 0, set[str](), list[int]()
    for match in NAME.finditer(data):
        kind = match.lastindex
        if kind == RANGE:
            signatures += 1
        elif kind == PACKED:
            packed.append(match.start())
        else:
            active.update(_code(match))
    return Scan(data, signatures, frozenset(active), tuple(packed))


def active_content(data: bytes) -> tuple[str, ...]:
    """Codes of what a document may do on its own, found in its bytes and its object streams."""
    return scan(data).active_content()


def _codes(part: bytes) -> Iterator[str]:
    for match in NAME.finditer(part):
        yield from _code(match)


def _code(match: re.Match[bytes]) -> Iterator[str]:
    if match.lastindex == PLAIN:
        yield ACTIVE[match[PLAIN]]
    elif match.lastindex == ESCAPED:
        plain = ESCAPE.sub(lambda code: bytes((int(code[1], 16),)), match[ESCAPED])
        yield from (code for name, code in ACTIVE.items() if name == plain)
