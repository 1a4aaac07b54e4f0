"""Objects of a PDF read token by token instead of character by character.

Only what every writer writes is read here: names, numbers, references, plain strings, arrays and dictionaries of them.
Whatever else appears, an escape in a name, a name twice, sends the whole object to the original.
"""

from __future__ import annotations

import binascii
import io
import re
from collections.abc import Callable
from typing import IO, Final, cast
from weakref import WeakKeyDictionary

import pyhanko
from pyhanko.pdf_utils import generic, reader, xref
from pyhanko.pdf_utils.generic import (
    ArrayObject,
    BooleanObject,
    ContentOpReading,
    Dereferenceable,
    DictionaryObject,
    FloatObject,
    IndirectObject,
    NameObject,
    NullObject,
    NumberObject,
    PdfObject,
    StreamObject,
)

from signing.speed.cure import Cure

DEEPEST: Final = 24
"""Containers within one another; the original has a limit of its own, found by recursion."""
TOKEN: Final = re.compile(
    rb"""(?:[ \n\r\t\f\x00]++|%[^\r\n]*+[\r\n])*+(?:
      (?P<name>/[A-Za-z0-9_+.:*,-]{1,60}) (?=[ \r\n\t/\[\]<>()])
    | (?P<reference>[1-9][0-9]{0,7}\ [0-9]{1,5})\ R (?=[ \r\n\t/\[\]<>()])
    | (?P<integer>[+-]?[0-9]{1,9}) (?=[ \r\n\t/\[\]<>()]) (?!\s+[0-9]+\s+R)
    | (?P<ends>>>|\])
    | \[ (?P<numbers>[0-9\ \r\n\t]*+) \]
    | (?P<begins><<|\[)
    | \( (?P<string>(?:[^()\\]++|\\(?:[0-3][0-7]{2}|[nrtbf()\\]))*+) \)
    | < (?P<digits>[0-9A-Fa-f]*+) >
    | (?P<decimal>[+-]?[0-9]{0,9}\.[0-9]{1,9}) (?=[ \r\n\t/\[\]<>()])
    | (?P<word>true|false|null) (?=[ \r\n\t/\[\]<>()])
    )""",
    re.VERBOSE,
)
"""The original looks 20 characters ahead to tell a reference from a number: no longer ones are taken for references."""
ESCAPE: Final = re.compile(rb"\\([0-3][0-7]{2}|.)", re.DOTALL)
SINGLE: Final = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"(": b"(", b")": b")", b"\\": b"\\"}
HEADER: Final = re.compile(rb"([0-9]{1,10}) ([0-9]{1,5}) obj[ \n\r\t\f\x00]*+(?=[^%])")

original_array: Final = cast(Callable[..., ArrayObject], ArrayObject.read_from_stream)
original_dictionary: Final = cast(Callable[..., DictionaryObject], DictionaryObject.read_from_stream)
original_header: Final = cast(Callable[..., tuple[int, int]], xref.read_object_header)

_unusual: WeakKeyDictionary[io.BytesIO, range] = WeakKeyDictionary()
"""Where reading last gave up in a file: what begins within that stretch is not tried again."""


def read_array(
    stream: IO[bytes], container_ref: Dereferenceable, in_content_stream: ContentOpReading = ContentOpReading.NO
) -> ArrayObject:
    """An array of plain things; anything else is left to the original."""
    items = None if in_content_stream else read_items(stream, container_ref, b"[")
    if items is None:
        return original_array(stream, container_ref, in_content_stream)
    return ArrayObject(items)


def read_dictionary(
    stream: IO[bytes],
    container_ref: Dereferenceable,
    as_metadata_stream: bool = False,
    in_content_stream: ContentOpReading = ContentOpReading.NO,
) -> DictionaryObject:
    """A dictionary, or a stream, of plain things; anything else is left to the original."""
    is_plain = not (as_metadata_stream or in_content_stream)
    items = read_items(stream, container_ref, b"<<") if is_plain else None
    if items is None:
        return original_dictionary(stream, container_ref, as_metadata_stream, in_content_stream)
    data = dict(zip(items[::2], items[1::2], strict=True))
    payload = generic._maybe_read_stream_payload(stream, data, container_ref.get_pdf_handler())  # type: ignore[no-untyped-call]  # pyHanko
    if payload is None:
        return DictionaryObject(data)  # type: ignore[no-untyped-call]  # pyHanko
    return StreamObject(data, encoded_data=payload)


def read_header(stream: IO[bytes], strict: object) -> tuple[int, int]:
    """Number and generation of the object that begins here."""
    start = stream.tell()
    found = HEADER.match(stream.read(48))
    # The last character seen must be part of the object, not the end of the peek.
    if found is None:
        stream.seek(start)
        return original_header(stream, strict)
    stream.seek(start + found.end())
    return int(found[1]), int(found[2])


def read_items(stream: IO[bytes], container_ref: Dereferenceable, opening: bytes) -> list[PdfObject] | None:
    """What the container that begins here holds, keys and values in turn; the stream then stands behind it.

    None, and the stream where it was, when something in it is unusual.
    """
    if type(stream) is not io.BytesIO:
        return None
    start, data = stream.tell(), stream.getvalue()  # the bytes themselves, not a copy
    if start in _unusual.get(stream, ()) or not data.startswith(opening, start):
        return None
    items, end = _Reading(container_ref).read(data, start)
    if items is None:
        _unusual[stream] = range(start, end)
        return None
    stream.seek(end)
    return items


class _Reading:
    """One container with everything in it."""

    def __init__(self, container_ref: Dereferenceable) -> None:
        self.ref = container_ref
        self.handler = container_ref.get_pdf_handler()  # type: ignore[no-untyped-call]  # pyHanko
        self.open: list[tuple[bytes, list[PdfObject]]] = []

    def read(self, data: bytes, start: int) -> tuple[list[PdfObject] | None, int]:
        """Its items and its end; None and where it became unusual."""
        end = start
        while token := TOKEN.match(data, end):
            end = token.end()
            kind = token.lastgroup or ""
            if kind == "begins":
                self.open.append((token["begins"], []))
            elif kind == "ends":
                closed = self._closed(token["ends"])
                if closed is None or not self.open:
                    return closed, end
            elif self.open:
                self.open[-1][1].append(MAKERS[kind](token[kind], self))
            else:
                return _numbers(token["numbers"], self), end
            if len(self.open) > DEEPEST:
                return None, end
        return None, end + 1

    def _closed(self, mark: bytes) -> list[PdfObject] | None:
        opening, items = self.open.pop()
        if OPENING[mark] != opening or (mark == b">>" and not _is_dictionary(items)):
            return None
        values = items[1::2] if mark == b">>" else items
        for value in values:
            value.container_ref = self.ref
        if self.open:
            self.open[-1][1].append(CONTAINERS[mark](items))
        return items


def _dictionary(items: list[PdfObject]) -> PdfObject:
    return DictionaryObject(dict(zip(items[::2], items[1::2], strict=True)))  # type: ignore[no-untyped-call]  # pyHanko


OPENING: Final = {b"]": b"[", b">>": b"<<"}
CONTAINERS: Final[dict[bytes, Callable[[list[PdfObject]], PdfObject]]] = {b"]": ArrayObject, b">>": _dictionary}


def _is_dictionary(items: list[PdfObject]) -> bool:
    keys = items[::2]
    return len(items) % 2 == 0 and all(type(key) is NameObject for key in keys) and len(set(keys)) == len(keys)


def _reference(text: bytes, reading: _Reading) -> PdfObject:
    number, generation = text.split(b" ")
    return IndirectObject(int(number), int(generation), reading.handler)  # type: ignore[no-untyped-call]  # pyHanko


def _numbers(text: bytes, reading: _Reading) -> ArrayObject:
    """The widths of a font, most of the time."""
    array = ArrayObject(int.__new__(NumberObject, number) for number in text.split())
    for number in list.__iter__(array):
        number.container_ref = reading.ref
    return array


def _string(text: bytes, reading: _Reading) -> PdfObject:
    return generic.pdf_string(ESCAPE.sub(_unescaped, text) if b"\\" in text else text)


def _unescaped(escape: re.Match[bytes]) -> bytes:
    """ISO 32000-1, 7.3.4.2."""
    code = escape[1]
    return SINGLE.get(code) or bytes((int(code, 8),))


def _digits(text: bytes, reading: _Reading) -> PdfObject:
    return generic.pdf_string(binascii.unhexlify(text + b"0" * (len(text) % 2)))


def _word(text: bytes, reading: _Reading) -> PdfObject:
    return NullObject() if text == b"null" else BooleanObject(text == b"true")  # type: ignore[no-untyped-call]  # pyHanko


MAKERS: Final[dict[str, Callable[[bytes, _Reading], PdfObject]]] = {
    "name": lambda text, reading: NameObject(text.decode()),
    "reference": _reference,
    "integer": lambda text, reading: int.__new__(NumberObject, text),
    "numbers": _numbers,
    "string": _string,
    "digits": _digits,
    "decimal": lambda text, reading: FloatObject(text.decode()),  # type: ignore[no-untyped-call]  # pyHanko
    "word": _word,
}

OBJECTS: Final = (
    Cure(pyhanko, ArrayObject, "read_from_stream", original_array, staticmethod(read_array)),
    Cure(pyhanko, DictionaryObject, "read_from_stream", original_dictionary, staticmethod(read_dictionary)),
    Cure(pyhanko, xref, "read_object_header", original_header, read_header),
    Cure(pyhanko, reader, "read_object_header", original_header, read_header),
)
