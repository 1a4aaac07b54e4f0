"""Header lines and MIME parts as bytes, written by hand.

The library's folding costs 5 to 10 ms a letter and breaks long Message-IDs into encoded words, which breaks threads.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from urllib.parse import quote

from mailbot.letters.headers import NAME_LIMIT, checked_address, header_value

CRLF = b"\r\n"
WORD_BYTES = 45
"""Sixty characters of base64: an encoded word may have 75 in all (RFC 2047, section 2)."""

_LINE_BYTES = 76
"""RFC 2045, section 6.8."""


def text_header(name: str, value: str, limit: int) -> bytes:
    """One header of foreign words, cleaned and encoded."""
    return f"{name}: {_encoded(header_value(value, limit))}\r\n".encode("ascii")


def address_header(name: str, mailbox: str, person: str = "") -> bytes:
    """One address; raises DomainError `bad_address`."""
    plain = checked_address(mailbox)
    shown = header_value(person, NAME_LIMIT)
    if not shown:
        return f"{name}: {plain}\r\n".encode("ascii")
    if shown.isascii():
        escaped = shown.replace("\\", "\\\\").replace('"', '\\"')
        return f'{name}: "{escaped}" <{plain}>\r\n'.encode("ascii")
    return f"{name}: {_encoded(shown)}\r\n <{plain}>\r\n".encode("ascii")


def ids_header(name: str, ids: Sequence[str]) -> bytes:
    """Message identifiers, one to a line, unbroken; nothing when there are none."""
    lines = "\r\n ".join(ids)
    return f"{name}: {lines}\r\n".encode("ascii") if ids else b""


def text_part(subtype: str, words: str) -> bytes:
    """A text part with its own headers; UTF-8 in base64, lines ended by CRLF."""
    content = words.replace("\r\n", "\n").replace("\n", "\r\n").encode()
    return f'Content-Type: text/{subtype}; charset="utf-8"\r\n'.encode("ascii") + _base64(content)


def file_part(name: str, media_type: str, content: bytes) -> bytes:
    """An attachment; its name is cleaned and encoded by RFC 2231."""
    cleaned = header_value(name, 150).replace("/", "_").replace("\\", "_")
    disposition = f"Content-Disposition: attachment; filename*=utf-8''{quote(cleaned, safe='')}\r\n"
    return f"Content-Type: {media_type}\r\n{disposition}".encode("ascii") + _base64(content)


def multipart(subtype: str, boundary: str, parts: Sequence[bytes]) -> bytes:
    """Parts under one boundary; base64 parts cannot contain it."""
    head = f'Content-Type: multipart/{subtype}; boundary="{boundary}"\r\n\r\n'.encode("ascii")
    mark = f"--{boundary}".encode("ascii")
    return head + b"".join(mark + CRLF + part + CRLF for part in parts) + mark + b"--" + CRLF


def _base64(content: bytes) -> bytes:
    encoded = b64encode(content)
    lines = [encoded[at : at + _LINE_BYTES] for at in range(0, len(encoded), _LINE_BYTES)]
    return b"Content-Transfer-Encoding: base64\r\n\r\n" + CRLF.join((*lines, b""))


def _encoded(value: str) -> str:
    if value.isascii():
        return value
    return "\r\n ".join(f"=?utf-8?b?{b64encode(chunk).decode('ascii')}?=" for chunk in _chunks(value))


def _chunks(value: str) -> list[bytes]:
    """UTF-8 in pieces of whole characters."""
    chunks = [b""]
    for character in value:
        piece = character.encode()
        if len(chunks[-1]) + len(piece) > WORD_BYTES:
            chunks.append(b"")
        chunks[-1] += piece
    return chunks
