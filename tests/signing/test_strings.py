"""Strings are read as the standard says, also where pyHanko gives up."""

from __future__ import annotations

import io

import pytest
from pyhanko.pdf_utils.misc import PdfReadError

from signing.strings import LONGEST, original, read_literal


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        (rb"(so 12\(a\)\n)", b"so 12(a)\n"),
        (rb"(\w)", b"w"),
        (rb"(a(\w)\)b)", b"a(w))b"),
        (rb"(\777\8\0531)", b"\xff8+1"),
        (b"(\\w\\\r\nz)", b"wz"),
        (b"(\\w" + b"x" * (LONGEST - 4) + b")", b"w" + b"x" * (LONGEST - 4)),
    ],
    ids=["usual", "needless escape", "nested", "octal", "line", "longest"],
)
def test_a_string_means_what_the_standard_says(text: bytes, meant: bytes) -> None:
    stream = io.BytesIO(text + b" /Next")
    assert (read_literal(stream), stream.read()) == (meant, b" /Next")


@pytest.mark.parametrize("text", [rb"(abc", rb"(\w", rb"(\w(a)", b"(\\w" + b"x" * (LONGEST - 3) + b")"])
def test_a_string_without_end_is_refused(text: bytes) -> None:
    with pytest.raises(PdfReadError):
        read_literal(io.BytesIO(text))


def test_what_pyhanko_reads_is_left_to_it() -> None:
    for text in (b"()", b"(a)", rb"(\101\))", b"(\\\n)", b"(a\r\nb)"):
        assert read_literal(io.BytesIO(text)) == original(io.BytesIO(text))
