"""Objects of a file are read alike, and so are their errors."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyhanko.pdf_utils import generic, xref
from pyhanko.pdf_utils.generic import DictionaryObject, PdfObject, Reference
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader

from signing.speed import objects
from signing.speed.objects import DEEPEST, OBJECTS
from tests.pki import a_pdf
from tests.signing.speed.originals import put_back

READER = PdfFileReader(io.BytesIO(a_pdf()))
HERE = Reference(7, 0, READER)
ATOMS = (
    *("/A", "/B0", "/_+.:*,-", "/A#20B", "/Đ", "/", "/A/B", "true", "false", "null", "truex", "nul", "obj", "stream"),
    *("12 0 R", "12 0 RG", "5\n0\nR", "0 0 R", "012 0 R", "1 2 3 R", "12345678 65535 R", "123456789012 0 R", "7 R"),
    *("0", "1", "007", "123456789", "1234567890", "-5", "+5", "--5", "1,5", "1.5", ".5", "5.", "-0.25", "1.2.3"),
    *(
        "(a)",
        "(a(b)c)",
        "(a\\)b)",
        "(\\101\\60x\\n\\z\\9)",
        "(\\777)",
        "(\\\n)",
        "(",
        ")",
        "<>",
        "<6>",
        "<61 62>",
        "<6g>",
    ),
    *(">>", "<<", "]]", "[", "%", "% c\n"),
)
SPACES = (" ", "\n", "\r\n", "\t", "\x00", "\f", "\x0b", "  ", "", " %c\n")


def containers(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    items = st.lists(st.tuples(st.sampled_from(SPACES), inner), max_size=6).map(lambda all: "".join(map("".join, all)))
    keyed = st.lists(st.tuples(st.sampled_from(["/A", "/B", "/C", "/D"]), st.sampled_from(SPACES), inner), max_size=4)
    return st.one_of(
        items.map(lambda text: f"[{text} ]"), keyed.map(lambda all: f"<<{''.join(map(''.join, all))}>>"), inner
    )


TEXTS = st.recursive(st.sampled_from(ATOMS), containers, max_leaves=12)


@given(containers(TEXTS), st.sampled_from([" endobj ", "\nstream\nabc", "", "% x\n endobj"]))
def test_containers_are_read_alike(text: str, after: str) -> None:
    for opening, place in (("[", generic.ArrayObject), ("<<", DictionaryObject)):
        if text.startswith(opening):
            cured = next(one for one in OBJECTS if one.owner is place)
            assert same(cured.replacement, cured.original, (text + after).encode())


@pytest.mark.parametrize(
    "text",
    [
        "<</Type/Page/Kids[5 0 R 6 0 R]/N 1.50/S(a)/H<616>/B true/Z null>>",
        "<</Length 3>>\nstream\nabc\nendstream",
        "<</Length 3>>\nstream\nabcd endstream",
        "[0 1 007\n65535\t9]",
        "[]",
        "[ ]",
        "[1 2 R]",
        "[1 2 3 R]",
        "<</W [1 [2 3] 4]/X [500 500.5]>>",
        "<</A % 5 0 R >>\n 5 0 R % x\r/B[1 % ]\n]% c\n>>",
        "<</A 5 % c\n0 R>>",
        "<</A 1/A 2>>",
        "<</A 1 /B>>",
        "<<1 2>>",
        "<</A 1]",
        "[1 >>",
        "<</A 1",
        "<</A <</Length 1>> stream\nx\nendstream >>",
        "<</A 12345678 65535 R>>",
        "<</A 123456789012345678 0 R>>",
        "<</A 1\n0\nR>>",
        "<</A (\\376\\377\\000a) /B (\\053) /C (\\53) /D (\\400)>>",
        "[" * DEEPEST + "]" * DEEPEST,
        "[" * (DEEPEST + 1) + "]" * (DEEPEST + 1),
    ],
)
def test_known_shapes_are_read_alike(text: str) -> None:
    place = generic.ArrayObject if text.startswith("[") else DictionaryObject
    cured = next(one for one in OBJECTS if one.owner is place)
    assert same(cured.replacement, cured.original, (text + " endobj ").encode())


def test_too_deep_for_the_stack_is_told_alike() -> None:
    raw = b"[" * 2000 + b"]" * 2000
    for read in (objects.read_array, objects.original_array):
        with pytest.raises(RecursionError):
            read(io.BytesIO(raw), HERE)


def test_values_know_the_object_they_stand_in() -> None:
    read = objects.read_dictionary(io.BytesIO(b"<</A 1/B[(x)<</C 2>>]>> endobj"), HERE)
    inner = read["/B"]
    parts = [read.raw_get("/A"), inner, inner[0], inner[1], inner[1]["/C"]]
    assert [one.container_ref for one in parts] == [HERE] * 5


def test_what_was_unusual_is_not_tried_again_within() -> None:
    stream = io.BytesIO(b"<</A <</B [1 2 /C#20]>> >> endobj")
    objects.read_dictionary(stream, HERE)
    assert 6 in objects._unusual[stream]


@given(
    st.lists(st.sampled_from(["7", "0", " ", "obj", "\n", "%c\n", "00", "x", "-1", "<<", "\x00"]), max_size=9).map(
        "".join
    )
)
def test_headers_are_read_alike(text: str) -> None:
    def read(reading: Callable[..., tuple[int, int]]) -> tuple[object, ...]:
        stream = io.BytesIO(text.encode())
        try:
            return *reading(stream, True), stream.tell()
        except (PdfError, ValueError) as error:
            return type(error), str(error)

    assert read(objects.read_header) == read(objects.original_header)


def test_the_usual_header_is_read_alike() -> None:
    for text in (b"12 0 obj\n<<", b"12 0 obj<<", b"12 0 obj \r\n 7", b"12 0 obj\n% c\n 7"):
        ours, theirs = io.BytesIO(text), io.BytesIO(text)
        assert xref.read_object_header(ours, True) == objects.original_header(theirs, True) == (12, 0)
        assert ours.tell() == theirs.tell()


def same(cured: Callable[..., PdfObject], original: Callable[..., PdfObject], raw: bytes) -> bool:
    with pytest.MonkeyPatch.context() as monkeypatch:
        put_back(monkeypatch, OBJECTS)
        expected = outcome(original, raw)
    assert outcome(cured, raw) == expected
    return True


def outcome(read: Callable[..., PdfObject], raw: bytes) -> tuple[object, ...]:
    stream = io.BytesIO(raw)
    try:
        value = read(stream, HERE)
    except (PdfError, ValueError, TypeError, ArithmeticError, LookupError, UnicodeError) as error:
        return type(error), str(error)
    return shown(value), stream.tell()


def shown(value: PdfObject) -> object:
    """With the types of everything inside."""
    if isinstance(value, DictionaryObject):
        data = getattr(value, "_encoded_data", None)
        return type(value), {key: shown(value.raw_get(key)) for key in value}, list(value), data
    if isinstance(value, generic.ArrayObject):
        return type(value), [shown(one) for one in list.__iter__(value)]
    more = value.original_bytes if hasattr(value, "original_bytes") else None
    text = "null" if isinstance(value, generic.NullObject) else repr(value)
    return type(value), text, value.container_ref, more
