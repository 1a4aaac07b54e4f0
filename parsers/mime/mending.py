"""Heads of mails and parts as other programs forgive them: a stray line must not turn every file into words."""

from __future__ import annotations

import re
from email.message import Message

_BLANK_LINE = re.compile(rb"\r?\n\r?\n|\r\r")
_LINES = re.compile(rb"\r\n|\r|\n")
_FIELD = re.compile(rb"([!-9;-~]{1,80})([ \t]*):(.*)", re.DOTALL)
_KNOWN = re.compile(
    rb"^(?:from|to|subject|date|message-id|mime-version|received|content-type|content-disposition"
    rb"|content-transfer-encoding)[ \t]*:",
    re.IGNORECASE | re.MULTILINE,
)
_BYTE_ORDER = b"\xef\xbb\xbf"
_VOUCHING = frozenset({b"authentication-results", b"received", b"return-path"})
"""What servers write: written with a blank before the colon, our own server did not strip it from a stranger's mail."""


def mended(part: Message, payload: bytes) -> bytes | None:
    """The source of a part whose head was cut short, with what cut it gone; None when its payload holds only words.

    Gone are byte order marks, lines that are no field, and blanks before a colon (RFC 5322, 4.5 lets old mails have
    them): what servers pass on and most programs read over.
    """
    start = payload.removeprefix(_BYTE_ORDER).lstrip(b"\r\n \t")
    found = _BLANK_LINE.search(start)
    head, rest = (start[: found.start()], start[found.end() :]) if found else (start, b"")
    if _KNOWN.search(head) is None:
        return None
    before = [f"{name}: {value}".encode("utf-8", "surrogateescape") for name, value in part.raw_items()]
    return b"\r\n".join([*before, *_fields(head)]) + b"\r\n\r\n" + rest


def _fields(head: bytes) -> list[bytes]:
    fields: list[bytes] = []
    for line in _LINES.split(head):
        found = _FIELD.fullmatch(line)
        if found is not None and found[2] and found[1].lower() in _VOUCHING:
            fields.append(b"X-Not-Believed:" + found[3])
        elif found is not None:
            fields.append(found[1] + b":" + found[3])
        elif line[:1] in (b" ", b"\t") and fields:
            fields.append(line)
    return fields
