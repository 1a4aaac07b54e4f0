"""What may act on its own is found however it is spelled, and byte ranges are counted."""

from __future__ import annotations

import zlib

import pytest

from signing.scan import ACTIVE, UNPACKED_MOST, active_content, scan


@pytest.mark.parametrize(("name", "code"), sorted(ACTIVE.items()))
def test_every_active_name_is_found_plain_and_escaped(name: bytes, code: str) -> None:
    escaped = b"#%02x" % name[0] + name[1:-1] + b"#%02X" % name[-1]
    for spelled in (name, escaped):
        assert active_content(b"<</" + spelled + b" 1 0 R>>") == (code,)


@pytest.mark.parametrize("name", [b"Launching", b"Launch#41", b"XFA2", b"GoTo", b"launch", b"L#61unchin#67", b"X#46"])
def test_similar_names_are_ordinary(name: bytes) -> None:
    assert active_content(b"<</" + name + b" 1 0 R>>") == ()


def test_names_in_a_row_are_all_found() -> None:
    assert active_content(b"/XFA/Launch/X/Java#53cript/XFA#20") == ("javascript", "launch", "xfa")


def packed(words: bytes) -> bytes:
    return b"<</Type/ObjStm/N 1>>\nstream\r\n" + zlib.compress(words) + b"\nendstream"


def test_object_streams_are_looked_into() -> None:
    assert active_content(packed(b"<</XFA 1>>") + packed(b"<</La#75nch 1>>")) == ("launch", "xfa")


@pytest.mark.parametrize(("before", "found"), [(UNPACKED_MOST - 4, ("xfa",)), (UNPACKED_MOST - 3, ())])
def test_object_streams_are_looked_into_so_far_and_no_farther(before: int, found: tuple[str, ...]) -> None:
    assert active_content(packed(b" " * before + b"/XFA ")) == found


def test_a_damaged_object_stream_hides_nothing_else() -> None:
    assert active_content(b"/ObjStm stream\nnot packed /XFA ") == ("xfa",)


def test_byte_ranges_are_counted() -> None:
    assert scan(b"/ByteRange[0 1]/ByteRange [/ByteRange2 /Byte").signatures == 3
