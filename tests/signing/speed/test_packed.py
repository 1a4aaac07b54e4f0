"""Object streams and cross-reference streams are read alike."""

from __future__ import annotations

import io
from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyhanko.pdf_utils.generic import ArrayObject, DictionaryObject, NumberObject, PdfObject, StreamObject, pdf_name
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader

from signing.speed import packed
from signing.speed.packed import WIDEST
from tests.pki import a_pdf

PLAIN = a_pdf()
HEADERS = st.lists(
    st.sampled_from(["1", "2", "3", "0", "4", "9", "12", " ", " ", " ", "\n", "% c\n", "-1", "\x00"]), max_size=12
).map("".join)
BODIES = ("<</A 1>> [5] 7 ", "(a) 5 0 R ", "<</Length 1>> stream\nx\nendstream ", "[ ", "")


def numbers(*values: int) -> ArrayObject:
    return ArrayObject(map(NumberObject, values))


def object_stream(header: str, body: str, count: int, kind: str = "/ObjStm") -> StreamObject:
    entries = {"/Type": pdf_name(kind), "/N": NumberObject(count), "/First": NumberObject(len(header))}
    return StreamObject({pdf_name(key): value for key, value in entries.items()}, stream_data=(header + body).encode())


@given(HEADERS, st.sampled_from(BODIES), st.integers(0, 3), st.sampled_from(["/ObjStm", "/XObject"]))
def test_object_streams_are_read_alike(header: str, body: str, count: int, kind: str) -> None:
    for number, index in ((1, 0), (2, 1), (2, 0), (9, 5), (1, -1)):
        stream = object_stream(header, body, count, kind)
        assert unpacked(packed.unpack, stream, number, index) == unpacked(packed.original_unpack, stream, number, index)


@pytest.mark.parametrize(("number", "index"), [(1, 0), (2, 1), (3, 2), (4, 0), (1, 1)])
def test_the_usual_object_stream_is_read_alike(number: int, index: int) -> None:
    stream = object_stream("1 0 2 9 3 13 ", BODIES[0], 3)
    assert unpacked(packed.unpack, stream, number, index) == unpacked(packed.original_unpack, stream, number, index)


def test_what_a_stream_holds_is_told_once() -> None:
    reader = holding(object_stream("1 0 2 9 3 13 ", BODIES[0], 3))
    first = packed._contents(reader, 50)
    assert packed._contents(reader, 50) is first
    reader.resolved_objects[(0, 50)] = object_stream("1 0 ", "7 ", 1)
    assert packed._contents(reader, 50) is not first


@given(
    st.lists(st.integers(0, WIDEST + 1), min_size=2, max_size=4),
    st.one_of(st.none(), st.lists(st.integers(-1, 6), max_size=4)),
    st.integers(-1, 5),
    st.binary(max_size=24),
)
def test_any_table_is_read_alike(widths: list[int], index: list[int] | None, size: int, data: bytes) -> None:
    table = reference_stream(widths, index, size, data)
    assert entries(packed.read_entries, table()) == entries(packed.original_entries, table())


@given(
    st.tuples(st.integers(0, 2), st.integers(0, WIDEST), st.integers(0, 2)),
    st.lists(st.integers(0, 20), min_size=2, max_size=6, unique=True).map(sorted),
    st.randoms(use_true_random=False),
)
def test_tables_of_the_right_length_are_read_alike(widths: tuple[int, int, int], limits: list[int], chance) -> None:
    pairs = [value for start, end in list(pairwise(limits))[::2] for value in (start, end - start)]
    data = b"".join(
        (chance.randrange(3) if place == 0 else chance.getrandbits(8 * width)).to_bytes(width) if width else b""
        for _ in range(sum(pairs[1::2]))
        for place, width in enumerate(widths)
    )
    table = reference_stream(list(widths), pairs, 30, data)
    assert entries(packed.read_entries, table()) == entries(packed.original_entries, table())


def reference_stream(widths: list[int], index: list[int] | None, size: int, data: bytes) -> Callable[[], StreamObject]:
    def make() -> StreamObject:
        stream = StreamObject(DictionaryObject({pdf_name("/W"): numbers(*widths)}), stream_data=data)
        stream[pdf_name("/Size")] = NumberObject(size)
        if index is not None:
            stream[pdf_name("/Index")] = numbers(*index)
        return stream

    return make


def entries(read, stream: StreamObject) -> object:
    try:
        return list(read(stream))
    except (PdfError, ValueError, LookupError, TypeError, AssertionError, AttributeError) as error:
        return type(error)


def holding(stream: StreamObject) -> PdfFileReader:
    """A reader whose object 50 is the stream."""
    reader = PdfFileReader(io.BytesIO(PLAIN))
    reader.resolved_objects[(0, 50)] = stream
    return reader


def unpacked(read, stream: StreamObject, number: int, index: int) -> object:
    try:
        found: PdfObject = read(holding(stream), number, 50, index)
    except (PdfError, ValueError, LookupError, TypeError, AssertionError) as error:
        return type(error), str(error)
    return type(found), repr(found), found.container_ref
