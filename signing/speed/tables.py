"""Cross-reference tables read as a whole instead of line by line."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from typing import IO, Final, cast

import pyhanko
from pyhanko.pdf_utils import xref
from pyhanko.pdf_utils.xref import XRefEntry, XRefType

from signing.speed.cure import Cure

SECTION: Final = re.compile(rb"[ \n\r\t\f\x00]*+([0-9]{1,9}) ([0-9]{1,9})[ \n\r\t\f\x00]++(?=[^%])")
LINES: Final = re.compile(rb"(?:[0-9]{10} [0-9]{5} [nf](?: [\r\n]|\r\n))*+")
LINE_LENGTH: Final = 20
TRAILER: Final = re.compile(rb"[ \n\r\t\f\x00]*+trailer[ \n\r\t\f\x00]*+(?=[^%])")

original_table: Final = cast(Callable[[IO[bytes], bool], Iterator[XRefEntry]], xref.parse_xref_table)


def read_table(stream: IO[bytes], strict: bool) -> Iterator[XRefEntry]:
    """Entries of a table written as ISO 32000-1, 7.5.4 wants it; any other is left to the original."""
    found = _entries(stream.getvalue(), stream.tell()) if type(stream) is io.BytesIO else None
    if found is None:
        return original_table(stream, strict)
    stream.seek(found[1])
    return iter(found[0])


def _entries(data: bytes, place: int) -> tuple[list[XRefEntry], int] | None:
    """With where the trailer's dictionary begins; None when something is unusual."""
    entries: list[XRefEntry] = []
    while section := SECTION.match(data, place):
        first, count = int(section[1]), int(section[2])
        begin, place = section.end(), section.end() + LINE_LENGTH * count
        lines = LINES.match(data, begin, place)
        if lines is None or lines.end() != place:
            return None
        entries += (
            _entry(first + line, data[at : at + LINE_LENGTH])
            for line, at in enumerate(range(begin, place, LINE_LENGTH))
        )
        trailer = TRAILER.match(data, place)
        if trailer:
            return entries, trailer.end()
    return None


def _entry(number: int, line: bytes) -> XRefEntry:
    generation = int(line[11:16])
    if line[17:18] == b"f":
        return XRefEntry(XRefType.FREE, None, number, generation)
    return XRefEntry(XRefType.STANDARD, int(line[:10]), number, generation)


TABLES: Final = (Cure(pyhanko, xref, "parse_xref_table", original_table, read_table),)
