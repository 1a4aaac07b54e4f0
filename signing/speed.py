"""Local shortcuts for slow places of pyHanko and asn1crypto; each gives exactly what the original gives.

Measured before and after in `bench/`; upstream is where they belong, so `tests/signing/test_speed.py` compares both on
many inputs and fails when the originals change. When an original is not the one known here, it stays in place.
"""

from __future__ import annotations

import binascii
import hashlib
import inspect
import re
from collections.abc import Callable, Coroutine
from functools import lru_cache
from typing import IO, Any, Final, TypeVar, cast

from asn1crypto import x509
from pyhanko.pdf_utils import generic

from signing.asn1 import decode, encode

Result = TypeVar("Result")

WHITESPACE: Final = b" \n\r\t\f\x00"
BLOCK: Final = 65536
LONGEST_NAME: Final = 512
"""Longer names are prepared each time: a hostile certificate must not fill the cache."""
LONGEST_RDNS: Final = 2048
"""Bytes of a distinguished name whose comparisons are remembered, for the same reason."""
LONGEST_PEEK: Final = 4096
"""Bytes; a font of 256 letters needs about 1 500. A hostile file of many arrays must not cost more than they do."""
NUMBER: Final = re.compile(rb"[0-9]{1,9}(\.[0-9]{1,9})?")
PLAIN_NAME: Final = re.compile(rb"/([A-Za-z0-9_+.-]{1,60})(?=[ \r\n\t/\[\]<>()])")
KNOWN: Final = {
    "ArrayObject.read_from_stream": "e2c6269bea88390bb10dfac37a78afad649a28db5c1260d098d485e7b1e0aebf",
    "NameObject.read_from_stream": "1b4626b1c83fe429c4db7d3e4211dd582e9a69646a165d07904d37b79199c9c8",
    "RDNSequence.__eq__": "54eaf36a27b85a0a67b4b8d4607ab690204ab490c4db5f11d688b5d92490af2c",
    "read_hex_string_from_stream": "2004d63b8e1ce3d9a894ab0912667f0f056ffb290b95c7615e59b36b883233e2",
    "NameTypeAndValue._ldap_string_prep": "1e534b7794dcfc3f0a42ca932a38ccf2bd16d9cae39b2446809932099a02ad8e",
}
"""SHA-256 of the source of the originals these shortcuts were written for (pyHanko 0.38.0, asn1crypto 1.5.1)."""

original_hex: Final = generic.read_hex_string_from_stream
original_array: Final = cast(Callable[..., generic.ArrayObject], generic.ArrayObject.read_from_stream)
original_name: Final = cast(Callable[[IO[bytes]], generic.NameObject], generic.NameObject.read_from_stream)
original_equal: Final = cast(Callable[[object, object], bool], x509.RDNSequence.__eq__)
original_prep: Final = cast(Callable[[object, str], str], x509.NameTypeAndValue._ldap_string_prep)


def run(coroutine: Coroutine[Any, Any, Result]) -> Result:
    """Finish a pyHanko coroutine that never really waits (nothing here touches the network).

    No event loop is needed, so this works inside and outside of one. Raises RuntimeError if it does wait.
    """
    try:
        coroutine.send(None)
    except StopIteration as done:
        result: Result = done.value
        return result
    coroutine.close()
    raise RuntimeError("a signature check wanted to wait for the network")


def read_hex_string(stream: IO[bytes]) -> generic.PdfObject:
    """A hex string in blocks instead of one character at a time; anything unusual is left to the original."""
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


def prepare_name(value: x509.NameTypeAndValue, string: str) -> str:
    """RFC 4518 preparation, remembered: the same few names of authorities are compared again and again."""
    if len(string) > LONGEST_NAME:
        return original_prep(value, string)
    return _remembered(string)


def read_array(
    stream: IO[bytes], container_ref: generic.Dereferenceable, in_content_stream: object = generic.ContentOpReading.NO
) -> generic.ArrayObject:
    """An array of plain numbers, e.g. the widths of a font, in one piece; anything else is left to the original."""
    start = stream.tell()
    peek = stream.read(LONGEST_PEEK)
    end = peek.find(b"]")
    numbers = peek[1:end].translate(None, b"0123456789. \r\n\t") == b"" and peek[:1] == b"[" and end > 0
    words = peek[1:end].split() if numbers else []
    if not numbers or not all(map(NUMBER.fullmatch, words)):
        stream.seek(start)
        return original_array(stream, container_ref, in_content_stream)
    stream.seek(start + end + 1)
    array = generic.ArrayObject()
    for word in words:
        text = word.decode()
        number = generic.FloatObject(text) if "." in text else generic.NumberObject(text)  # type: ignore[no-untyped-call]  # pyHanko
        number.container_ref = container_ref
        array.append(number)
    return array


def read_name(stream: IO[bytes]) -> generic.NameObject:
    """A name of ordinary characters in one piece; anything else is left to the original."""
    start = stream.tell()
    found = PLAIN_NAME.match(stream.read(64))
    if found is None:
        stream.seek(start)
        return original_name(stream)
    stream.seek(start + found.end())
    return generic.NameObject(found.group().decode())


def equal_names(own: x509.RDNSequence, other: object) -> bool:
    """RFC 5280, 7.1, remembered by the bytes of both: the same few names are compared again and again."""
    if not isinstance(other, x509.RDNSequence):
        return original_equal(own, other)
    one, two = encode(own), encode(other)
    if max(len(one), len(two)) > LONGEST_RDNS:
        return original_equal(own, other)
    return _equal(one, two)


def apply() -> None:
    """Put the shortcuts in place of the originals they were written for; repeating it changes nothing."""
    if is_known(original_hex):
        generic.read_hex_string_from_stream = read_hex_string  # type: ignore[assignment]  # pyHanko is not typed here
    if is_known(original_array):
        generic.ArrayObject.read_from_stream = staticmethod(read_array)  # type: ignore[method-assign]  # on purpose
    if is_known(original_name):
        generic.NameObject.read_from_stream = staticmethod(read_name)  # type: ignore[method-assign]  # on purpose
    if is_known(original_equal):
        x509.RDNSequence.__eq__ = equal_names  # type: ignore[method-assign]  # on purpose
    if is_known(original_prep):
        x509.NameTypeAndValue._ldap_string_prep = prepare_name  # type: ignore[method-assign]  # on purpose


def is_known(original: Callable[..., object]) -> bool:
    """True when the source of `original` is the one its shortcut was written for."""
    return KNOWN.get(original.__qualname__) == digest_of(original)


def digest_of(original: Callable[..., object]) -> str:
    """SHA-256 of the source; of nothing when the source was not shipped."""
    try:
        return hashlib.sha256(inspect.getsource(original).encode()).hexdigest()
    except OSError:
        return ""


@lru_cache(maxsize=1024)
def _equal(one: bytes, two: bytes) -> bool:
    return original_equal(decode(x509.RDNSequence, one), decode(x509.RDNSequence, two))


@lru_cache(maxsize=1024)
def _remembered(string: str) -> str:
    # The original uses nothing of its `self`.
    return original_prep(None, string)


def _up_to_bracket(stream: IO[bytes]) -> bytes:
    """From the opening bracket to before the closing one, or to the end of the stream."""
    blocks: list[bytes] = []
    while block := stream.read(BLOCK):
        end = block.find(b">")
        if end >= 0:
            return b"".join((*blocks, block[:end]))
        blocks.append(block)
    return b"".join((*blocks, b"%"))  # a comment sign makes it unusual: the original raises its own error


apply()
