"""Cross-reference tables read as a whole instead of line by line."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import IO, Final, cast

import pyhanko
from pyhanko.pdf_utils import xref
from pyhanko.pdf_utils.xref import XRefEntry, XRefSectionData, XRefType

from signing.speed.cure import Cure

SECTION: Final = re.compile(rb"[ \n\r\t\f\x00]*+([0-9]{1,9}) ([0-9]{1,9})[ \n\r\t\f\x00]++(?=[^%])")
LINES: Final = re.compile(rb"(?:[0-9]{10} [0-9]{5} [nf](?: [\r\n]|\r\n))*+")
LINE: Final = re.compile(rb"([0-9]{10}) ([0-9]{5}) ([nf])..", re.DOTALL)
LINE_LENGTH: Final = 20
LAST_GENERATION: Final = b"65535"
"""What is beyond it is left to the original."""
TRAILER: Final = re.compile(rb"[ \n\r\t\f\x00]*+trailer[ \n\r\t\f\x00]*+(?=[^%])")

original_table: Final = cast(Callable[[IO[bytes], bool], Iterator[XRefEntry]], xref.parse_xref_table)
original_entries: Final = cast(
    Callable[[XRefSectionData, Iterable[XRefEntry], bool], int], XRefSectionData.process_entries
)


@dataclass(frozen=True, slots=True)
class Table:
    """Entries of a table as they stand there; the objects pyHanko makes of them for whoever wants those."""

    sections: tuple[tuple[int, list[tuple[bytes, bytes, bytes]]], ...]
    """The first number, and for each object from there on its place, its generation and whether it is free."""

    def __iter__(self) -> Iterator[XRefEntry]:
        for first, lines in self.sections:
            yield from (_entry(number, *line) for number, line in enumerate(lines, first))


def read_table(stream: IO[bytes], strict: bool) -> Iterable[XRefEntry]:
    """Entries of a table written as ISO 32000-1, 7.5.4 wants it; any other is left to the original."""
    found = _table(stream.getvalue(), stream.tell()) if type(stream) is io.BytesIO else None
    if found is None:
        return original_table(stream, strict)
    stream.seek(found[1])
    return found[0]


def process_entries(section: XRefSectionData, entries: Iterable[XRefEntry], strict: bool) -> int:
    """Take note of a table's entries; returns the highest number."""
    if not isinstance(entries, Table) or any(_goes_beyond(first, lines) for first, lines in entries.sections):
        return original_entries(section, entries, strict)
    for first, lines in entries.sections:
        _note(section, first, lines)
    return max((first + len(lines) - 1 for first, lines in entries.sections if lines), default=0)


def _goes_beyond(first: int, lines: list[tuple[bytes, bytes, bytes]]) -> bool:
    """Number 0 heads the free list and is no object (ISO 32000-1, 7.5.4): MuPDF writes 65536, which pyHanko refuses."""
    return any(line[1] > LAST_GENERATION for line in (lines[1:] if first == 0 else lines))


def _note(section: XRefSectionData, first: int, lines: list[tuple[bytes, bytes, bytes]]) -> None:
    named, used, freed = section.explicit_refs_in_revision, section.standard_xrefs, section.freed
    for number, (place, since, kind) in enumerate(lines, first):
        generation = int(since)
        if number == 0:
            continue
        if kind == b"f":
            # It tells the generation that comes next.
            freed[number] = generation
            named.add((number, generation - 1))
        else:
            used[number] = (generation, int(place))
            named.add((number, generation))


def _table(data: bytes, place: int) -> tuple[Table, int] | None:
    """With where the trailer's dictionary begins; None when something is unusual."""
    sections: list[tuple[int, list[tuple[bytes, bytes, bytes]]]] = []
    while section := SECTION.match(data, place):
        begin, place = section.end(), section.end() + LINE_LENGTH * int(section[2])
        lines = LINES.match(data, begin, place)
        if lines is None or lines.end() != place:
            return None
        sections.append((int(section[1]), LINE.findall(data, begin, place)))
        trailer = TRAILER.match(data, place)
        if trailer:
            return Table(tuple(sections)), trailer.end()
    return None


def _entry(number: int, place: bytes, generation: bytes, kind: bytes) -> XRefEntry:
    if kind == b"f":
        return XRefEntry(XRefType.FREE, None, number, int(generation))
    return XRefEntry(XRefType.STANDARD, int(place), number, int(generation))


TABLES: Final = (
    Cure(pyhanko, xref, "parse_xref_table", original_table, read_table),
    Cure(pyhanko, XRefSectionData, "process_entries", original_entries, process_entries),
)
