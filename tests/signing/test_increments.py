"""Revisions are counted along their trailers, or by their marks where the trail is unclear."""

from __future__ import annotations

import io

import pytest
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import copy_into_new_writer

from signing import increments
from signing.increments import are_more_than
from tests.pki import a_pdf, incremented, signed_by_both


def with_reference_streams(pdf: bytes) -> bytes:
    writer = copy_into_new_writer(PdfFileReader(io.BytesIO(pdf)), writer_kwargs={"stream_xrefs": True})
    output = io.BytesIO()
    writer.write(output)
    return output.getvalue()


def revised(pdf: bytes, times: int) -> bytes:
    for _ in range(times):
        pdf = incremented(pdf, lambda writer: writer.update_root())
    return pdf


FILES = {
    "table": lambda: revised(a_pdf(), 4),
    "streams": lambda: revised(with_reference_streams(a_pdf()), 4),
    "signed": lambda: revised(signed_by_both(), 2),
}


@pytest.mark.parametrize("make", FILES.values(), ids=FILES)
def test_revisions_are_those_a_reader_finds(make) -> None:
    data = make()
    revisions = PdfFileReader(io.BytesIO(data)).xrefs.total_revisions
    assert increments._follow(data, 100) == revisions
    assert not are_more_than(revisions, data)
    assert are_more_than(revisions - 1, data)


def table(previous: bytes) -> bytes:
    return b"xref\n0 0\ntrailer\n<</Size 1" + previous + b">>\n"


@pytest.mark.parametrize(
    "previous",
    [
        b"/Pr#65v 0",
        b"% startxref\n/Prev 0",
        b"/A<</B 1>>% startxref\n/Prev 0",
        b"/ID[(Prev)<>]",
        b"/Prev 5 0 R",
        b"/Prev 0/Prev 0",
        b"/Previous 0",
        b"/A/Prev",
        b"/Prev 0.0",
        b"/Prev 99999",
        b"/X<" + b"0" * increments.LONGEST_TRAILER + b">",
    ],
)
def test_an_unclear_trail_counts_every_mark(previous: bytes) -> None:
    data = table(previous) + b"startxref\n0\n%%EOF\n" * 6
    assert increments._follow(data, 100) is None
    marks = data.count(b"startxref")
    assert not are_more_than(marks - 1, data)
    assert are_more_than(marks - 2, data)


def test_comments_are_no_part_of_a_trailer() -> None:
    first = table(b"% /Prev 0\n") + b"startxref\n0\n%%EOF\n"
    second = table(b"/Prev % here\n 0") + b"startxref\n%d\n%%%%EOF\n" % len(first)
    assert increments._follow(first + second, 100) == 2


def test_a_trail_in_a_circle_is_left_to_the_reader() -> None:
    assert not are_more_than(64, table(b"/Prev 0") + b"startxref\n0\n%%EOF\n")


def test_a_file_without_a_mark_has_no_revision_to_count() -> None:
    assert not are_more_than(0, b"%PDF-1.7")
