"""What may act on its own is found however it is spelled, and byte ranges are counted."""

from __future__ import annotations

import tracemalloc
import zlib

import pytest

from signing import active
from signing.active import BLOCK, CODES, UNPACKED_MOST, scan
from signing.pdf import MEBIBYTE
from signing.verify import verify
from tests.pki import NOW
from tests.signing.attacks.corpus import FILES
from tests.signing.attacks.entry import everyday


def found(data: bytes) -> tuple[str, ...]:
    return scan(data).active_content()


@pytest.mark.parametrize(("name", "code"), sorted(CODES.items()))
def test_every_active_name_is_found_plain_and_escaped(name: bytes, code: str) -> None:
    escaped = b"#%02x" % name[0] + name[1:-1] + b"#%02X" % name[-1]
    for spelled in (name, escaped):
        assert found(b"<</" + spelled + b" 1 0 R>>") == (code,)


@pytest.mark.parametrize("name", [b"Launching", b"Launch#41", b"XFA2", b"GoTo", b"launch", b"L#61unchin#67", b"X#46"])
def test_similar_names_are_ordinary(name: bytes) -> None:
    assert found(b"<</" + name + b" 1 0 R>>") == ()


def test_names_in_a_row_are_all_found() -> None:
    assert found(b"/XFA/Launch/X/Java#53cript/XFA#20") == ("javascript", "launch", "xfa")


def packed(words: bytes, level: int = 9) -> bytes:
    return b"<</Type/ObjStm/N 1>>\nstream\r\n" + zlib.compress(words, level) + b"\nendstream"


def test_object_streams_are_looked_into() -> None:
    assert found(packed(b"<</XFA 1>>") + packed(b"<</La#75nch 1>>")) == ("launch", "xfa")


@pytest.mark.parametrize(("before", "codes"), [(UNPACKED_MOST - 4, ("xfa",)), (UNPACKED_MOST - 3, ())])
def test_object_streams_are_looked_into_so_far_and_no_farther(before: int, codes: tuple[str, ...]) -> None:
    assert found(packed(b" " * before + b"/XFA ")) == codes


def test_object_streams_longer_than_a_block_are_looked_into() -> None:
    assert found(packed(b"/" * (2 * BLOCK) + b"XFA ", level=0)) == ("xfa",)


def test_bombs_are_unpacked_up_to_a_limit_in_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(active, "UNPACKED_IN_ALL", 100)
    assert found(packed(b" " * 99) + packed(b"/XFA ")) == ("xfa",)
    assert found(packed(b" " * 100) + packed(b"/XFA ")) == ()


def test_a_bomb_is_put_aside_before_it_fills_the_memory() -> None:
    data, trust = FILES["object stream of 300 MB"].data, everyday()
    tracemalloc.start()
    try:
        assert verify(data, trust, NOW).reason == "pdf_irregular"
        assert tracemalloc.get_traced_memory()[1] < 128 * MEBIBYTE
    finally:
        tracemalloc.stop()


def test_a_damaged_object_stream_hides_nothing_else() -> None:
    assert found(b"/ObjStm stream\nnot packed /XFA ") == ("xfa",)


def test_byte_ranges_are_counted() -> None:
    assert scan(b"/ByteRange[0 1]/ByteRange [/ByteRange2 /Byte").signatures == 3
