"""What a PDF may do on its own: names of actions and foreign parts, in its bytes and in what it keeps packed."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from typing import Final

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
    rb"/(?:(JavaScript|Rendition|Launch|EmbeddedFiles?|RichMedia|XFA|GoTo[RE]|SubmitForm|ImportData)(?![A-Za-z0-9_#])"
    rb"|([A-Za-z]*(?:#[0-9A-Fa-f]{2}[A-Za-z]*)+))"
)
ESCAPE: Final = re.compile(rb"#([0-9A-Fa-f]{2})")
PACKED: Final = re.compile(rb"/ObjStm.{0,400}?stream\r?\n", re.DOTALL)
UNPACKED_MOST: Final = 4 * 1024 * 1024
"""Bytes taken from one object stream that no table names, against bombs."""


def active_content(data: bytes, reader: PdfFileReader | None = None) -> tuple[str, ...]:
    """Codes of what a document may do on its own. With a reader, streams are unpacked as it would unpack them.

    Raises PdfError when the file packs more than the reader's limits allow.
    """
    streams = _named_streams(reader) if reader else ()
    parts = (data, *(streams or _likely_streams(data)))
    return tuple(sorted({CODES[name] for part in parts for name in _names(part) if name in CODES}))


def _names(part: bytes) -> Iterator[bytes]:
    for match in NAME.finditer(part):
        yield match[1] or ESCAPE.sub(lambda code: bytes([int(code[1], 16)]), match[2])


def _named_streams(reader: PdfFileReader) -> tuple[bytes, ...]:
    revisions = range(reader.xrefs.total_revisions)
    refs: dict[Reference, None] = {ref: None for one in revisions for ref in reader.xrefs.object_streams_used_in(one)}  # type: ignore[no-untyped-call]  # pyHanko
    streams = (reader.get_object(ref) for ref in refs)
    return tuple(stream.data for stream in streams if isinstance(stream, StreamObject))


def _likely_streams(data: bytes) -> Iterator[bytes]:
    view = memoryview(data)
    for match in PACKED.finditer(data) if b"/ObjStm" in data else ():
        try:
            yield zlib.decompressobj().decompress(view[match.end() :], UNPACKED_MOST)
        except zlib.error:
            continue
