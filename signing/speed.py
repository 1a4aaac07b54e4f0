"""Local shortcuts for three slow places of pyHanko and asn1crypto; each gives exactly what the original gives.

Measured before and after in `bench/`; upstream is where they belong, so `tests/signing/test_speed.py` compares both on
many inputs and fails when the originals change. When an original is not the one known here, it stays in place.
"""

from __future__ import annotations

import binascii
import hashlib
import inspect
from collections.abc import Callable, Coroutine
from functools import lru_cache
from typing import IO, Any, Final, TypeVar, cast

from asn1crypto import x509
from pyhanko.pdf_utils import generic

Result = TypeVar("Result")

WHITESPACE: Final = b" \n\r\t\f\x00"
BLOCK: Final = 65536
LONGEST_NAME: Final = 512
"""Longer names are prepared each time: a hostile certificate must not fill the cache."""
KNOWN: Final = {
    "read_hex_string_from_stream": "2004d63b8e1ce3d9a894ab0912667f0f056ffb290b95c7615e59b36b883233e2",
    "_ldap_string_prep": "1e534b7794dcfc3f0a42ca932a38ccf2bd16d9cae39b2446809932099a02ad8e",
}
"""SHA-256 of the source of the originals these shortcuts were written for (pyHanko 0.38.0, asn1crypto 1.5.1)."""

original_hex: Final = generic.read_hex_string_from_stream
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


def apply() -> None:
    """Put the shortcuts in place of the originals they were written for; repeating it changes nothing."""
    if is_known(original_hex):
        generic.read_hex_string_from_stream = read_hex_string  # type: ignore[assignment]  # pyHanko is not typed here
    if is_known(original_prep):
        x509.NameTypeAndValue._ldap_string_prep = prepare_name  # type: ignore[method-assign]  # on purpose


def is_known(original: Callable[..., object]) -> bool:
    """True when the source of `original` is the one its shortcut was written for."""
    return KNOWN[original.__name__] == digest_of(original)


def digest_of(original: Callable[..., object]) -> str:
    """SHA-256 of the source; of nothing when the source was not shipped."""
    try:
        return hashlib.sha256(inspect.getsource(original).encode()).hexdigest()
    except OSError:
        return ""


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
