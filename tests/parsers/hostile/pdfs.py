"""PDF files whose objects, streams and tables lead readers in circles."""

from __future__ import annotations

import base64
import zlib
from collections.abc import Callable, Mapping

from tests.documents.hostile import streamed, swapped
from tests.documents.producers import assembled

_SHOW = b"BT /F 12 Tf 1 0 0 1 100 700 Tm (abc) Tj ET"
_PLAIN = b"<</Type/Font/Subtype/Type1/BaseFont/Times-Roman/Encoding/WinAnsiEncoding>>"
_PAGES = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"


def _with(*objects: bytes) -> bytes:
    """Objects from number 6 on, the content of the page being the first of them."""
    return assembled(_SHOW, (_PLAIN, *objects)).replace(b"/Contents 4 0 R", b"/Contents 6 0 R")


def chained_filters() -> bytes:
    """ASCII85 in hex in runs in Flate in Flate: each short, together long."""
    data = base64.a85encode(b"0 " * 500_000) + b"~>"
    data = data.hex().encode() + b">"
    for _ in range(2):
        data = zlib.compress(data, 9)
    filters = b"/FlateDecode/FlateDecode/ASCIIHexDecode/ASCII85Decode"
    return _with(b"<</Filter[%s]/Length %d>>stream\n%s\nendstream" % (filters, len(data), data))


def filters_without_end() -> bytes:
    """A filter named ten thousand times."""
    return _with(b"<</Filter[%s]/Length 3>>stream\nabc\nendstream" % (b"/ASCIIHexDecode" * 10_000))


def predictor_of_a_giant_row() -> bytes:
    """Rows of two thousand million columns."""
    return _with(
        streamed(b"\2" * 100_000, b"/DecodeParms<</Predictor 15/Columns 2000000000/Colors 32/BitsPerComponent 16>>")
    )


def object_streams_in_circles() -> bytes:
    """An object stream that extends itself."""
    body = b"10 0 11 20 " + b"(a)".ljust(20) + b"(b)"
    return _with(streamed(body, b"/Type/ObjStm/N 2/First 11/Extends 6 0 R"))


def object_stream_of_millions() -> bytes:
    """An object stream that claims two thousand million objects."""
    return _with(streamed(b"10 0 " * 10, b"/Type/ObjStm/N 2000000000/First 2000000000"))


def tables_in_circles() -> bytes:
    """Each cross-reference table names itself as the one before."""
    content = swapped(b"trailer<<", b"trailer<</Prev 0000000000")
    at = content.rindex(b"xref\n0")
    return content.replace(b"/Prev 0000000000", b"/Prev %010d" % at)


def pages_ten_thousand_deep() -> bytes:
    """A page tree that is a stick."""
    sticks = [b"<</Type/Pages/Kids[%d 0 R]/Count 1/Parent 2 0 R>>" % (n + 7) for n in range(10_000)]
    return assembled(_SHOW, (_PLAIN, *sticks)).replace(_PAGES, b"<</Type/Pages/Kids[6 0 R]/Count 1>>")


def forms_in_forms() -> bytes:
    """Drawings that draw themselves twice."""
    form = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</A %d 0 R/B %d 0 R>>>>"
    forms = [streamed(b"/A Do /B Do", form % (n, n)) for n in range(8, 30)]
    content = _with(streamed(b"/A Do /B Do"), *forms, streamed(_SHOW, form % (7, 7)))
    return content.replace(b"/Resources<<", b"/Resources<</XObject<</A 7 0 R/B 7 0 R>>")


def names_of_names() -> bytes:
    """A name tree and outlines that contain themselves, and names of a megabyte."""
    name = b"/" + b"a" * 1_000_000
    tree = b"<</Names<</Dests 6 0 R>>/Outlines 7 0 R/Type/Catalog/Pages 2 0 R%s 1>>" % name
    content = assembled(_SHOW, (_PLAIN, b"<</Kids[6 0 R 6 0 R]>>", b"<</First 7 0 R/Last 7 0 R/Next 7 0 R/Count -99>>"))
    return content.replace(b"<</Type/Catalog/Pages 2 0 R>>", tree)


def marks_without_end() -> bytes:
    """Half a million saved states and marked passages never closed."""
    return assembled(b"q /P <</MCID 1>> BDC " * 250_000 + _SHOW, (_PLAIN,))


PDFS: Mapping[str, Callable[[], bytes]] = {
    make.__name__: make
    for make in (
        chained_filters, filters_without_end, predictor_of_a_giant_row, object_streams_in_circles,
        object_stream_of_millions, tables_in_circles, pages_ten_thousand_deep, forms_in_forms, names_of_names,
        marks_without_end,
    )
}  # fmt: skip
