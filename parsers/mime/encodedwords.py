"""Header values: raw bytes and RFC 2047 encoded words to text."""

from __future__ import annotations

import binascii
import re

from parsers.clean import clean_line
from parsers.mime.charset import decode, decode_raw

_WORD = re.compile(r"=\?([^?\s]{1,40})\?([bBqQ])\?([^?]*)\?=")
_FOLD = re.compile(r"(?:\r\n|\r|\n)(?=[ \t])")


def unfold(value: str) -> str:
    """One raw header value of the standard library (ASCII with surrogates for 8-bit bytes) as one line of text."""
    line = _FOLD.sub("", value)
    if line.isascii():
        return line
    return decode_raw(line.encode("utf-8", "surrogateescape"))


def decode_words(value: str, limit: int = 2_000) -> str:
    """An unfolded header value for a reader; encoded words beyond `limit` stay as they are (RFC 2047)."""
    if "=?" not in value:
        return clean_line(value)
    return clean_line("".join(_runs(value, limit)))


def count_words(value: str) -> int:
    """How many encoded words a value may hold, at most."""
    return value.count("=?")


def _runs(value: str, limit: int) -> list[str]:
    """Texts in order. Neighbours in one character set are joined as bytes: senders cut inside UTF-8 characters."""
    texts: list[str] = []
    pending, charset, end = b"", "", 0
    for count, match in enumerate(_WORD.finditer(value)):
        if count >= limit:
            break
        between = value[end : match.start()]
        name = match[1].lower()
        if between.strip() or name != charset or not end:
            texts += [decode(pending, charset)[0], between if between.strip() or not end else ""]
            pending = b""
        pending, charset, end = pending + _payload(match[2], match[3]), name, match.end()
    return [*texts, decode(pending, charset)[0], value[end:]]


def _payload(encoding: str, text: str) -> bytes:
    data = text.encode("utf-8", "surrogateescape")
    if encoding in "qQ":
        return binascii.a2b_qp(data, header=True)
    try:
        return binascii.a2b_base64(data + b"=" * (-len(data) % 4))
    except binascii.Error:
        return data
