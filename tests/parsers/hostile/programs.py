"""Fonts whose programs and maps are broken, endless or lead to each other."""

from __future__ import annotations

import struct
from collections.abc import Callable, Mapping

from tests.documents.hostile import embedded, streamed, type0
from tests.documents.producers import assembled

_TABLES = (b"cmap", b"glyf", b"head", b"hhea", b"hmtx", b"loca", b"maxp", b"name", b"post")


def _truetype(**tables: bytes) -> bytes:
    """A TrueType program of these tables, the others empty."""
    given = {name.encode(): data for name, data in tables.items()}
    start, directory, body = 12 + 16 * len(_TABLES), b"", b""
    for name in _TABLES:
        data = given.get(name, b"")
        directory += name + struct.pack(">III", 0, start + len(body), len(data))
        body += data
    return b"\0\1\0\0" + struct.pack(">HHHH", len(_TABLES), 128, 3, 16) + directory + body


_HEAD = struct.pack(">IIIIHHQQhhhhHHhhh", 0x10000, 0, 0, 0x5F0F3CF5, 0, 1000, 0, 0, 0, 0, 9, 9, 0, 8, 2, 1, 0)
_MAXP = struct.pack(">IHHHHHHHHHHHHHH", 0x10000, 3, 9, 9, 9, 9, 2, 0, 64, 64, 64, 64, 64, 64, 64)
_HHEA = struct.pack(">IhhhHhhhhhhhhhhhH", 0x10000, 9, -9, 0, 9, 0, 0, 9, 1, 0, 0, 0, 0, 0, 0, 0, 3)
_HMTX = struct.pack(">Hh", 500, 0) * 3
_FORMAT_12 = struct.pack(">HHHHI", 0, 1, 3, 10, 12)


def _with_outlines(glyf: bytes) -> bytes:
    loca = struct.pack(">IIII", 0, len(glyf), len(glyf), len(glyf))
    return embedded(_truetype(head=_HEAD, maxp=_MAXP, hhea=_HHEA, hmtx=_HMTX, loca=loca, glyf=glyf, cmap=_FORMAT_12))


def letter_of_itself() -> bytes:
    """A compound letter made of itself twice."""
    part = struct.pack(">HHbb", 0x0022, 0, 0, 0) + struct.pack(">HHbb", 0x0002, 0, 0, 0)
    return _with_outlines(struct.pack(">hhhhh", -1, 0, 0, 9, 9) + part)


def contours_without_end() -> bytes:
    """An outline of 32,767 contours and no points."""
    return _with_outlines(struct.pack(">hhhhh", 32_767, 0, 0, 9, 9) + b"\xff" * 65_534)


def instructions_in_a_loop() -> bytes:
    """A letter whose instructions jump back for ever."""
    program = b"\x40\x02\xff\xfd\x1c" * 100
    return _with_outlines(struct.pack(">hhhhhHH", 1, 0, 0, 9, 9, 0, len(program)) + program + b"\1\0\0")


def groups_of_all_letters() -> bytes:
    """A map (format 12) of a hundred thousand groups, each of four thousand million letters."""
    groups = struct.pack(">III", 0, 0xFFFFFFFF, 0) * 100_000
    table = _FORMAT_12 + struct.pack(">HHIII", 12, 0, 16 + len(groups), 0, 100_000) + groups
    return embedded(_truetype(head=_HEAD, maxp=_MAXP, hhea=_HHEA, hmtx=_HMTX, loca=bytes(16), cmap=table))


def subroutines_in_circles() -> bytes:
    """CFF: a subroutine that calls itself."""
    index = b"\0\1\1\1\3\x20\x0a"  # one subroutine: 32-139 callsubr
    cff = b"\1\0\4\1" + b"\0\1\1\1\2M" + b"\0\1\1\1\5\x1d\0\0\0" + b"\0\0" + index + b"\0\1\1\1\4\x8b\x0a\x0e"
    return embedded(cff, b"FontFile3/Subtype/Type1C/X", b"Type1")


def index_of_millions() -> bytes:
    """CFF: an index that claims 65,535 entries of four bytes, all at one place."""
    cff = b"\1\0\4\4" + b"\xff\xff\4" + b"\0\0\0\1" * 65_536
    return embedded(cff, b"FontFile3/Subtype/Type1C/X", b"Type1")


def maps_that_use_each_other() -> bytes:
    """ToUnicode maps that name themselves by usecmap and by reference."""
    return type0(b"/M usecmap " * 100_000 + b"begincmap endcmap").replace(
        b"/ToUnicode 7 0 R", b"/ToUnicode 7 0 R/UseCMap 7 0 R"
    )


def ranges_over_ranges() -> bytes:
    """A hundred thousand ranges, each of all codes."""
    ranges = b"100 beginbfrange " + b"<0000> <FFFF> <0041> " * 100 + b"endbfrange "
    return type0(b"begincmap " + ranges * 1_000 + b"endcmap")


def letters_that_draw_pages() -> bytes:
    """A Type 3 font whose letter is drawn with the same letter, eight times."""
    font = (
        b"<</Type/Font/Subtype/Type3/FontBBox[0 0 9 9]/FontMatrix[1 0 0 1 0 0]/CharProcs<</a 6 0 R>>/FirstChar 97"
        b"/LastChar 97/Widths[9]/Encoding<</Differences[97/a]>>/Resources<</Font<</F 5 0 R>>>>>>"
    )
    return assembled(b"BT /F 12 Tf (aaaaaaaa) Tj ET", (font, streamed(b"9 0 d0 BT /F 1 Tf (aaaaaaaa) Tj ET")))


def descendants_in_circles() -> bytes:
    """A composite font that is its own descendant."""
    return type0(b"").replace(b"/DescendantFonts[6 0 R]", b"/DescendantFonts[5 0 R]")


PROGRAMS: Mapping[str, Callable[[], bytes]] = {
    make.__name__: make
    for make in (
        letter_of_itself, contours_without_end, instructions_in_a_loop, groups_of_all_letters, index_of_millions,
        subroutines_in_circles, maps_that_use_each_other, ranges_over_ranges, letters_that_draw_pages,
        descendants_in_circles,
    )
}  # fmt: skip
