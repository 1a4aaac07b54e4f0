"""Hex strings, above all the /Contents of a signature, read in blocks instead of one character at a time."""

from __future__ import annotations

import binascii
from typing import IO, Final

import pyhanko
from pyhanko.pdf_utils import generic

from signing.speed.cure import Cure

WHITESPACE: Final = b" \n\r\t\f\x00"
BLOCK: Final = 65536

original_hex: Final = generic.read_hex_string_from_stream


def read_hex_string(stream: IO[bytes]) -> generic.PdfObject:
    """Anything unusual is left to the original."""
    start = stream.tell()
    text = _up_to_bracket(stream)
    digits = text[1:].translate(None, WHITESPACE)
    try:
        content = binascii.unhexlify(digits + b"0" * (len(digits) % 2))
    except binascii.Error:
        stream.seek(start)
        return original_hex(stream)
    stream.seek(start + len(text) + 1)
    return generic.pdf_string(content)


def _up_to_bracket(stream: IO[bytes]) -> bytes:
    """From the opening bracket to before the closing one, or to the end of the stream."""
    blocks: list[bytes] = []
    while block := stream.read(BLOCK):
        end = block.find(b">")
        if end >= 0:
            return b"".join((*blocks, block[:end]))
        blocks.append(block)
    return b"".join((*blocks, b"%"))  # a comment sign makes it unusual: the original raises its own error


STRINGS: Final = (Cure(pyhanko, generic, "read_hex_string_from_stream", original_hex, read_hex_string),)
