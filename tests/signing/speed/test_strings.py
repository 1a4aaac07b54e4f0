"""Hex strings are read alike."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyhanko.pdf_utils.misc import PdfError

from signing.speed import strings

STREAMS = st.one_of(
    st.binary(max_size=60).map(lambda raw: b"<" + raw.hex().encode() + b"> /Next"),
    st.text(alphabet="0123456789abcdefABCDEF \n\r\t\f\x00>%<g", max_size=40).map(lambda text: b"<" + text.encode()),
)


@given(STREAMS)
def test_hex_strings_are_read_alike(raw: bytes) -> None:
    assert outcome(strings.read_hex_string, raw) == outcome(strings.original_hex, raw)


@pytest.mark.parametrize("length", [strings.BLOCK - 2, strings.BLOCK - 1, strings.BLOCK, 3 * strings.BLOCK + 1])
def test_long_hex_strings_cross_blocks(length: int) -> None:
    raw = b"<" + b"A" * length + b">>"
    assert outcome(strings.read_hex_string, raw) == outcome(strings.original_hex, raw)


def outcome(read, raw: bytes) -> tuple[object, ...]:
    stream = io.BytesIO(raw)
    try:
        value = read(stream)
    except PdfError as error:
        return type(error), str(error)
    return type(value), value.original_bytes, stream.tell()
