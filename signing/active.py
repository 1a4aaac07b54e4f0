"""What a PDF may do on its own: names of actions and foreign parts, in its bytes and in what it keeps packed."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from pyhanko.pdf_utils.decode_limits import DecodePurpose
from pyhanko.pdf_utils.generic import Reference, StreamObject
from pyhanko.pdf_utils.reader import PdfFileReader

CODES: Final = {
    b"JavaScript": "javascript",
    b"Rendition": "javascript",
    b"Launch": "launch",
    b"EmbeddedFile": "embedded_file",
    b"EmbeddedFiles": "embedded_file",
    b"RichMedia": "embedded_file",
    b"XFA": "xfa",
    b"GoToR": "external_reference",
    b"GoToE": "external_reference",
    b"SubmitForm": "external_reference",
    b"ImportData": "external_reference",
}
"""Name -> code; a rendition action may carry a script of its own (ISO 32000-1, 12.6.4.13)."""
NAME: Final = re.compile(
    rb"/(?=[A-Za-z#][A-Za-z0-9#][A-Za-z0-9#])(?=[BEGIJLORSX]|[A-Za-z]*#[0-9A-Fa-f]{2})"  # most are told apart at once
    rb"(?:(ByteRange)|(ObjStm)"
    rb"|(JavaScript|Rendition|Launch|EmbeddedFiles?|RichMedia|XFA|GoTo[RE]|SubmitForm|ImportData)(?![A-Za-z0-9_#])"
    rb"|([A-Za-z]*(?:#[0-9A-Fa-f]{2}[A-Za-z]*)+))"
)
RANGE, PACKED, PLAIN, ESCAPED = 1, 2, 3, 4
ESCAPE: Final = re.compile(rb"#([0-9A-Fa-f]{2})")
STREAM: Final = re.compile(rb"/ObjStm.{0,400}?stream\r?\n", re.DOTALL)
UNPACKED_MOST: Final = 4 * 1024 * 1024
"""Bytes taken from one object stream that no table names, against bombs."""
UNPACKED_IN_ALL: Final = 16 * UNPACKED_MOST
BLOCK: Final = 65536
"""Bytes handed to zlib at once: it copies what it does not use."""


@dataclass(frozen=True, slots=True)
class Scan:
    """The telling names in a file, found in one look: to look at ten megabytes takes as long as to hash them."""

    data: bytes
    signatures: int
    """How often a byte range is named."""
    plain: frozenset[bytes]
    """Names as they are meant, without escapes."""
    packed: tuple[int, ...]
    """Where object streams are named."""

    def active_content(self, reader: PdfFileReader | None = None) -> tuple[str, ...]:
        """Codes of what a document may do on its own. With a reader, streams are unpacked as it would unpack them.

        Raises PdfError when the file packs more than the reader's limits allow.
        """
        streams: Iterable[bytes] = (_named_streams(reader) if reader else ()) or self._likely_streams()
        names = self.plain.union(*(scan(part).plain for part in streams))
        return tuple(sorted({CODES[name] for name in names if name in CODES}))

    def _likely_streams(self) -> Iterator[bytes]:
        left = UNPACKED_IN_ALL
        for place in self.packed:
            begin = STREAM.match(self.data, place)
            if begin is None or left <= 0:
                continue
            try:
                part = _unpacked(memoryview(self.data)[begin.end() :])
            except zlib.error:
                continue
            left -= len(part)
            yield part


def scan(data: bytes) -> Scan:
    """Look at every name once, spelled plainly or with escapes (ISO 32000-1, 7.3.5)."""
    signatures, plain, packed = 0, set[bytes](), list[int]()
    for match in NAME.finditer(data):
        kind = match.lastindex
        if kind == RANGE:
            signatures += 1
        elif kind == PACKED:
            packed.append(match.start())
        else:
            plain.add(match[PLAIN] or ESCAPE.sub(_unescaped, match[ESCAPED]))
    return Scan(data, signatures, frozenset(plain), tuple(packed))


def _unescaped(code: re.Match[bytes]) -> bytes:
    return bytes((int(code[1], 16),))


def _unpacked(packed: memoryview) -> bytes:
    """The beginning of what was packed. Raises zlib.error."""
    stream, part = zlib.decompressobj(), bytearray()
    for start in range(0, len(packed), BLOCK):
        part += stream.decompress(packed[start : start + BLOCK], UNPACKED_MOST - len(part))
        if stream.eof or len(part) >= UNPACKED_MOST:
            break
    return bytes(part)


def _named_streams(reader: PdfFileReader) -> tuple[bytes, ...]:
    revisions = range(reader.xrefs.total_revisions)
    refs: dict[Reference, None] = {ref: None for one in revisions for ref in reader.xrefs.object_streams_used_in(one)}  # type: ignore[no-untyped-call]  # pyHanko
    beside = [section.hybrid for section in map(reader.xrefs.get_xref_data, revisions) if section.hybrid]
    refs |= {Reference(one, pdf=reader): None for table in beside for one in table.xref_data.obj_streams_used}
    streams = [reader.get_object(ref) for ref in refs]  # type: ignore[no-untyped-call]  # pyHanko
    return tuple(one.read_data(DecodePurpose.OBJECT_STREAM) for one in streams if isinstance(one, StreamObject))
