"""What an object is told to refer to is what reading it shows; what cannot be read is not told."""

from __future__ import annotations

import io

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pyhanko.pdf_utils.generic import Reference
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader

from signing.speed.links import DEEPEST, links_of
from signing.speed.usages import key_of, references_in
from tests.pki import a_pdf
from tests.signing.speed.test_objects import TEXTS, containers

PLAIN = a_pdf()
OWN = (7, 0)
HEADS = ("7 0 obj\n", "7 0 obj", "8 0 obj ", "7 1 obj ", "7  0 obj ", "07 0 obj ", "% c\n7 0 obj ")
TAILS = (" endobj 8", "endobj\n8", "\nendobj", " endobj % c\n8", " 8", "\nstream\nabc\nendstream endobj 8")


@given(st.sampled_from(HEADS), containers(TEXTS), st.sampled_from(TAILS))
@example("7 0 obj", "<</Length 3/A 5 0 R>>", TAILS[-1])
@example("7 0 obj", "<</A <</Length 3>> >>", TAILS[-1])
@example("7 0 obj", "<</Length 4>>", TAILS[-1])
@example("7 0 obj", "[/Length 3]", TAILS[-1])
@example("7 0 obj", "<</Parent 5 0 R/Kids[6 0 R 9 0 R]/A 5 0 R>>", TAILS[0])
@example("7 0 obj", "<</A 1/A 5 0 R>>", TAILS[0])
@example("7 0 obj", "<</A 5 0 R 6 0 R>>", TAILS[0])
@example("7 0 obj", "<</A [5 0 R>> ]", TAILS[0])
@example("7 0 obj", "<</A-1 0 R>>", TAILS[0])
def test_what_is_told_is_what_is_read(head: str, text: str, tail: str) -> None:
    data = (head + text + tail).encode()
    told = links_of(data, 0, OWN)
    if told is not None:
        seen = read(data)
        assert seen <= set(told)
        assert seen == set(told) or "(" in text


@pytest.mark.parametrize("depth", [DEEPEST, DEEPEST + 1])
def test_containers_are_looked_into_so_far_and_no_deeper(depth: int) -> None:
    text = "".join(f"<</{level} " for level in range(depth)) + "5 0 R" + ">>" * depth
    told = links_of(f"7 0 obj {text} endobj 8".encode(), 0, OWN)
    assert told == ([(5, 0)] if depth <= DEEPEST else None)


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("<</Type/Page/Parent 2 0 R/Contents 5 0 R/Annots[6 0 R 9 1 R]>>", [(5, 0), (6, 0), (9, 1)]),
        ("<</Length 3/Filter/FlateDecode/A 5 0 R>>\nstream\r\nabc\r\nendstream", [(5, 0)]),
        ("[1 2 5 0 R 3]", [(5, 0)]),
        ("<<>>", []),
    ],
)
def test_ordinary_objects_are_told(text: str, links: list[tuple[int, int]]) -> None:
    assert links_of(f"7 0 obj\n{text}\nendobj\n8".encode(), 0, OWN) == links


DIGITS, WIDTHS = "AB" * 40, "500 0 " * 20


@pytest.mark.parametrize(
    ("text", "links"),
    [
        (f"<</Contents <{DIGITS}>/A 5 0 R>>", [(5, 0)]),
        (f"<</Widths [{WIDTHS}]/A 5 0 R/B[{WIDTHS} 6 0 R]>>", [(5, 0), (6, 0)]),
        (f"<</A[<{DIGITS}>[{WIDTHS}]]>>", []),
        (f"<<{'12' * 30}>>", None),
        (f"<</A[{WIDTHS}] 0 R>>", None),
        (f"<</A <{DIGITS}/>>>", None),
    ],
)
def test_long_stretches_hide_nothing_and_make_nothing(text: str, links: list[tuple[int, int]] | None) -> None:
    assert links_of(f"7 0 obj\n{text}\nendobj\n8".encode(), 0, OWN) == links


def read(data: bytes) -> set[tuple[int, int]]:
    """By the library, which must have nothing against it."""
    reader = PdfFileReader(io.BytesIO(PLAIN))
    reader.stream = io.BytesIO(data)
    try:
        return {key_of(ref) for ref in references_in(reader._read_object(Reference(*OWN, reader), 0))}
    except (PdfError, ValueError, LookupError, TypeError) as error:
        raise AssertionError(f"told of what cannot be read: {data!r}") from error
