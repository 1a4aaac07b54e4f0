"""PDFs made to keep a reader busy, to fill its memory or to lie to it: ten of objects and streams, ten of fonts."""

from __future__ import annotations

import zlib
from collections.abc import Mapping

from tests.documents.producers import assembled

_SHOW = b"BT /F 12 Tf 1 0 0 1 100 700 Tm (abc) Tj ET"
_PLAIN = b"<</Type/Font/Subtype/Type1/BaseFont/Times-Roman/Encoding/WinAnsiEncoding>>"
_PAGES = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"


def streamed(data: bytes, more: bytes = b"") -> bytes:
    """A packed stream object."""
    packed = zlib.compress(data, 9)
    return b"<</Filter/FlateDecode/Length %d%s>>stream\n%s\nendstream" % (len(packed), more, packed)


def bomb(size: int, rounds: int = 1) -> bytes:
    """`size` zeros, packed again and again; filters named as often."""
    data = b"0 " * (size // 2)
    for _ in range(rounds):
        data = zlib.compress(data, 9)
    filters = b"/FlateDecode " * rounds
    return b"<</Filter[%s]/Length %d>>stream\n%s\nendstream" % (filters, len(data), data)


def swapped(old: bytes, new: bytes) -> bytes:
    """A plain file in which one piece is another; the reader must rebuild the table."""
    return assembled(_SHOW, (_PLAIN,)).replace(old, new, 1)


def type0(cmap: bytes, widths: bytes = b"[]") -> bytes:
    """A page drawn with a composite font that has this ToUnicode map."""
    fonts = (
        b"<</Type/Font/Subtype/Type0/BaseFont/M/Encoding/Identity-H/DescendantFonts[6 0 R]/ToUnicode 7 0 R>>",
        b"<</Type/Font/Subtype/CIDFontType2/BaseFont/M/CIDSystemInfo<</Registry(A)/Ordering(I)/Supplement 0>>/W %s>>"
        % widths,
        streamed(cmap),
    )
    return assembled(b"BT /F 12 Tf 1 0 0 1 100 700 Tm <00410042> Tj ET", fonts)


def embedded(program: bytes, kind: bytes = b"FontFile2", subtype: bytes = b"TrueType") -> bytes:
    """A page drawn with a font whose program is these bytes."""
    font = b"<</Type/Font/Subtype/%s/BaseFont/M/FirstChar 32/LastChar 34/Widths[500 500 500]/FontDescriptor 6 0 R>>"
    described = b"<</Type/FontDescriptor/FontName/M/Flags 4/FontBBox[0 0 9 9]/StemV 1/ItalicAngle 0/%s 7 0 R>>"
    return assembled(_SHOW, (font % subtype, described % kind, streamed(program)))


OBJECTS: Mapping[str, bytes] = {
    "pages that contain themselves": swapped(_PAGES, b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>"),
    "two thousand million pages": swapped(_PAGES, b"<</Type/Pages/Kids[3 0 R]/Count 2000000000>>"),
    "content that is a bomb": assembled(b"0 " * 20_000_000, (_PLAIN,)),
    "content packed six times": assembled(_SHOW, (_PLAIN, bomb(2_000_000, 6))).replace(
        b"Contents 4 0", b"Contents 6 0"
    ),
    "content that refers to itself": swapped(b"/Contents 4 0 R", b"/Contents [4 0 R 3 0 R 2 0 R]"),
    "brackets ten thousand deep": swapped(b"/MediaBox[0 0 595 842]", b"/MediaBox" + b"[" * 10_000),
    "a length that is a lie": swapped(b"/FlateDecode/Length ", b"/FlateDecode/Length 99999999"),
    "a table that points outside": assembled(_SHOW, (_PLAIN,)).replace(b"startxref\n", b"startxref\n999999999"),
    "a page larger than a country": swapped(b"[0 0 595 842]", b"[0 0 1e30 1e30]"),
    "a million characters on a page": assembled(b"BT /F 1 Tf (" + b"Mat " * 250_000 + b") Tj ET", (_PLAIN,)),
}
FONTS: Mapping[str, bytes] = {
    "a font that is no font": embedded(b"no font at all" * 100),
    "an empty font": embedded(b""),
    "a font cut short": embedded(b"\0\1\0\0\0\x0a\0\x80\0\3\0\x20glyf" + b"\xff" * 12),
    "a font of tables without end": embedded(
        b"\0\1\0\0\xff\xff\0\0\0\0\0\0" + b"cmap\0\0\0\0\0\0\0\x0c\xff\xff\xff\xff" * 4000
    ),
    "a font program that is a bomb": embedded(b"\0" * 50_000_000),
    "a Type 1 program that loops": embedded(b"%!PS-AdobeFont-1.0: M\n{1}loop eexec" * 50, b"FontFile", b"Type1"),
    "a map of a thousand million codes": type0(
        b"begincmap 1 beginbfrange <00000000> <3B9ACA00> <0041> endbfrange endcmap"
    ),
    "a map into surrogates and nothing": type0(b"begincmap 2 beginbfchar <0041> <D800> <0042> <> endbfchar endcmap"),
    "a map into a megabyte a letter": type0(
        b"begincmap 1 beginbfchar <0041> <" + b"0061" * 250_000 + b"> endbfchar endcmap"
    ),
    "widths of minus infinity": type0(b"", b"[0[-1e38 1e38] 66 2000000000 -99999]"),
}
