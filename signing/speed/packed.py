"""Object streams and cross-reference streams: what stands where is read once, not again for each object."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain, pairwise
from typing import Final, cast
from weakref import WeakKeyDictionary

import pyhanko
from pyhanko.pdf_utils import generic, xref
from pyhanko.pdf_utils.decode_limits import DecodePurpose
from pyhanko.pdf_utils.generic import IndirectObject, NumberObject, PdfObject, Reference, StreamObject
from pyhanko.pdf_utils.misc import PdfReadError, read_non_whitespace
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.xref import ObjStreamRef, XRefEntry, XRefType

from signing.speed.cure import Cure

SPACE_AND_DIGITS: Final = b" \n\r\t0123456789"
WIDEST: Final = 7
"""Bytes of a number; pyHanko reads eight of them as signed."""

original_unpack: Final = cast(Callable[..., PdfObject], PdfFileReader._get_object_from_stream)
original_entries: Final = cast(Callable[..., Iterator[XRefEntry]], xref.parse_xref_stream)


@dataclass(frozen=True, slots=True)
class Contents:
    """What an object stream says it holds."""

    data: bytes
    places: Mapping[int, tuple[int, int]]
    """Number of an object -> its index, and where it begins."""


_known: WeakKeyDictionary[PdfFileReader, dict[int, Contents]] = WeakKeyDictionary()


def unpack(reader: PdfFileReader, number: int, stream_number: int, index: int) -> PdfObject:
    """One object out of an object stream (ISO 32000-1, 7.5.7); whatever is wrong is left to the original."""
    contents = _contents(reader, stream_number)
    place = contents.places.get(number) if contents else None
    if contents is None or place is None or place[0] != index:
        return original_unpack(reader, number, stream_number, index)
    stream = io.BytesIO(contents.data)
    stream.seek(place[1])
    try:
        found = generic.read_object(stream, Reference(number, 0, reader))
        read_non_whitespace(stream, seek_back=True, allow_eof=True)  # type: ignore[no-untyped-call]  # pyHanko
    except PdfReadError:
        return original_unpack(reader, number, stream_number, index)
    if isinstance(found, (StreamObject, IndirectObject)):
        return original_unpack(reader, number, stream_number, index)
    return found


def _contents(reader: PdfFileReader, number: int) -> Contents | None:
    """None when the stream is not strictly what it should be."""
    stream = Reference(number, 0, reader).get_object()
    if not (reader.strict and isinstance(stream, StreamObject) and stream.get("/Type") == "/ObjStm"):
        return None
    count, first = stream.get("/N"), stream.get("/First")
    if type(count) is not NumberObject or type(first) is not NumberObject:
        return None
    data = stream.read_data(DecodePurpose.OBJECT_STREAM)
    known = _known.setdefault(reader, {})
    if number not in known or known[number].data is not data:
        places = _places(data[: max(first, 0)], count, first)
        if places is None:
            return None
        known[number] = Contents(data, places)
    return known[number]


def _places(header: bytes, count: int, first: int) -> Mapping[int, tuple[int, int]] | None:
    words = header.split()
    if header.translate(None, SPACE_AND_DIGITS) or len(words) != 2 * count:
        return None
    numbers, offsets = list(map(int, words[::2])), list(map(int, words[1::2]))
    if len(set(numbers)) != len(numbers):
        return None
    return {number: (index, first + offsets[index]) for index, number in enumerate(numbers)}


def read_entries(stream: StreamObject, strict: bool = True) -> Iterator[XRefEntry]:
    """Entries of a cross-reference stream (ISO 32000-1, 7.5.8), if it is exactly as long as it says."""
    widths = _numbers(stream.get("/W"), 3)
    pairs = _numbers(stream.get("/Index", [0, stream.get("/Size")]), 2)
    if widths is None or len(widths) != 3 or max(widths) > WIDEST or pairs is None:
        return original_entries(stream, strict)
    size = xref._expected_xref_stream_size(pairs, widths)
    data = stream.read_data(DecodePurpose.XREF_STREAM, expected_size=size)
    ranges = [range(start, start + count) for start, count in zip(pairs[::2], pairs[1::2], strict=True)]
    in_order = all(one.stop <= next_one.start for one, next_one in pairwise(ranges))
    if not in_order or sum(map(len, ranges)) * sum(widths) != len(data) or not data:
        return original_entries(stream, strict)
    return _entries(data, widths, chain.from_iterable(ranges))


def _numbers(values: object, multiple: int) -> list[int] | None:
    """The values, if they are an array of natural numbers, as many as a multiple of that."""
    if not isinstance(values, list) or not values or len(values) % multiple:
        return None
    numbers = list(list.__iter__(values))
    return numbers if all(isinstance(one, int) and one >= 0 for one in numbers) else None


def _entries(data: bytes, widths: Sequence[int], numbers: Iterable[int]) -> Iterator[XRefEntry]:
    kind_end, first_end, end = accumulate(widths)
    for number, at in zip(numbers, range(0, len(data), end), strict=True):
        kind = int.from_bytes(data[at : at + kind_end]) if kind_end else 1
        one, two = int.from_bytes(data[at + kind_end : at + first_end]), int.from_bytes(data[at + first_end : at + end])
        if kind == 1:
            yield XRefEntry(XRefType.STANDARD, one, number, two)
        elif kind == 2:
            yield XRefEntry(XRefType.IN_OBJ_STREAM, ObjStreamRef(one, two), number)
        elif kind == 0:
            yield XRefEntry(XRefType.FREE, None, number, two)


PACKED: Final = (
    Cure(pyhanko, PdfFileReader, "_get_object_from_stream", original_unpack, unpack),
    Cure(pyhanko, xref, "parse_xref_stream", original_entries, read_entries),
)
