"""Strings with needless or overlong escapes, as some programs write them: ISO 32000-1, 7.3.4.2 says how to read them.

pyHanko gives up on them, and with them on the file: an honest document would be called broken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import IO, Final

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.misc import PdfReadError

LONGEST: Final = 65536
"""Bytes of a string that is read a second time; the standard promises half of it (annex C)."""
TOKEN: Final = re.compile(rb"\\(?:[0-7]{1,3}|\r\n|.)|[()]|[^\\()]+", re.DOTALL)
MEANINGS: Final[Mapping[bytes, bytes]] = {
    b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"\n": b"", b"\r": b"", b"\r\n": b"",
}  # fmt: skip

original: Final = generic._read_string_literal_bytes


def read_literal(stream: IO[bytes]) -> bytes:
    """The bytes of the string that begins here, by pyHanko where it can. Raises PdfReadError, ValueError."""
    start = stream.tell()
    try:
        return bytes(original(stream))
    except (PdfReadError, ValueError):
        stream.seek(start)
        text = _up_to_end(stream.read(LONGEST))
        if text is None:
            raise
    stream.seek(start + len(text))
    return b"".join(_meant(token) for token in TOKEN.findall(text[1:-1]))


def apply() -> None:
    """Read strings so from now on; repeating it changes nothing."""
    generic._read_string_literal_bytes = read_literal


def _up_to_end(data: bytes) -> bytes | None:
    """The string with its brackets, which may be nested; None when it does not end."""
    depth = 0
    for token in _tokens(data):
        depth += {b"(": 1, b")": -1}.get(token[0], 0)
        if depth == 0:
            return data[: token.end()]
    return None


def _tokens(data: bytes) -> Iterator[re.Match[bytes]]:
    return TOKEN.finditer(data) if data[:1] == b"(" else iter(())


def _meant(token: bytes) -> bytes:
    """A backslash before anything else is ignored, and so is what is too much of an octal number."""
    if token[:1] != b"\\":
        return token
    word = token[1:]
    return bytes((int(word, 8) & 0xFF,)) if word[:1] in b"01234567" else MEANINGS.get(word, word)
