"""Cross-reference tables are read alike."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyhanko.pdf_utils import xref
from pyhanko.pdf_utils.misc import PdfError, PdfStrictReadError
from pyhanko.pdf_utils.xref import XRefSectionData

from signing.speed import tables

LINE = b"%010d %05d %c \n"
PIECES = st.lists(
    st.sampled_from(
        [
            *(b"0 1\n", b"0 2\n", b"5 1 \r\n", b"3 0\n", b"1\n1\n", b"7 99\n", b"-1 1\n"),
            *(LINE % (0, 65535, b"f"), LINE % (17, 0, b"n"), LINE % (9999999999, 1, b"n")),
            *(b"0000000017 00000 n\r\n", b"0000000017 00000 n\n", b"0000000017 00000 x \n", b"17 0 n \n", b"\n"),
            *(b"% c\n", b"trailer", b"trailer\n% c\n", b" "),
        ]
    ),
    max_size=8,
).map(b"".join)


@given(PIECES)
def test_tables_are_read_alike(table: bytes) -> None:
    assert entries(tables.read_table, table) == entries(tables.original_table, table)


@pytest.mark.parametrize("end", [b" \n", b" \r", b"\r\n"])
def test_the_three_line_ends_are_read_alike(end: bytes) -> None:
    table = b"\n0 2 \n" + b"0000000000 65535 f" + end + b"0000000017 00003 n" + end + b"9 1\n0000000400 00000 n" + end
    found = entries(tables.read_table, table)
    assert found == entries(tables.original_table, table)
    assert [(one.idnum, one.generation, one.location) for one in found[0]] == [
        (0, 65535, None),
        (1, 3, 17),
        (9, 0, 400),
    ]


def test_the_usual_table_is_not_left_to_the_original(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "original_table", None)
    assert xref.parse_xref_table(io.BytesIO(b"0 1\n" + LINE % (0, 65535, b"f") + b"trailer <<"), strict=True)


@given(PIECES)
def test_entries_are_noted_alike(table: bytes) -> None:
    assert noted(tables.read_table, tables.process_entries, table) == noted(
        tables.original_table, tables.original_entries, table
    )


@pytest.mark.parametrize("generation", [65535, 65536])
def test_impossible_generations_are_refused_alike(generation: int) -> None:
    table = b"\n1 2\n" + LINE % (17, 0, b"n") + LINE % (40, generation, b"n")
    found = noted(tables.read_table, tables.process_entries, table)
    assert found == noted(tables.original_table, tables.original_entries, table)
    assert (found[0] is PdfStrictReadError) is (generation > 65535)


def noted(read, process, table: bytes) -> tuple[object, ...]:
    stream, section = io.BytesIO(b"xref" + table + b"trailer\n<<"), XRefSectionData()
    stream.seek(4)
    try:
        highest = process(section, read(stream, True), True)
    except (PdfError, ValueError, IndexError) as error:
        return type(error), str(error)
    return highest, stream.tell(), vars(section)


def entries(read, table: bytes) -> tuple[object, ...]:
    stream = io.BytesIO(b"xref" + table + b"trailer\n<<")
    stream.seek(4)
    try:
        return list(read(stream, True)), stream.tell()
    except (PdfError, ValueError, IndexError) as error:
        return type(error), str(error)
