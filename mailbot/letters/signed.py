"""Our own letters cut where they are to be signed, and put together again; any other byte stays as it was composed."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from hashlib import sha256

from mailbot.letters import mime
from mailbot.letters.edxml import FILE_NAME, MEDIA_TYPE

_LAST_OUTER = b"\r\nMIME-Version: 1.0\r\n"
"""The last header of a letter that is not about its body; a subject may say the same words, but not on a new line."""
_SIGNED = 'signed; protocol="application/pkcs7-signature"; micalg="sha-256"'
_STATUS = b"\r\n" + mime.file_part(FILE_NAME, MEDIA_TYPE, b"")
_NEXT_PART = b"\r\n--"


@dataclass(frozen=True, slots=True)
class Cut:
    """A letter in two: headers that stay outside, and the MIME entity below them."""

    outer: bytes
    entity: bytes

    def joined(self, signature: bytes) -> bytes:
        """The letter as multipart/signed (RFC 1847, 2.1) with a detached CMS in DER over `entity`."""
        parts = (self.entity, mime.file_part("smime.p7s", "application/pkcs7-signature", signature))
        # From the content: the same letter has the same bytes, and no part can hold its own hash.
        return self.outer + mime.multipart(_SIGNED, f"=_{sha256(self.entity).hexdigest()[:24]}_s", parts)


def cut(content: bytes) -> Cut:
    """A composed letter, cut; raises ValueError for any other mail."""
    end = content.index(_LAST_OUTER) + len(_LAST_OUTER)
    if content.index(b"\r\n\r\n") < end:
        raise ValueError("not a letter of ours")
    return Cut(content[:end], content[end:])


def is_signed(content: bytes) -> bool:
    """True when a composed letter was signed already; raises ValueError as `cut` does."""
    return cut(content).entity.startswith(b"Content-Type: multipart/signed;")


def status_of(content: bytes) -> bytes | None:
    """The edXML status message in a composed receipt, None when it has none."""
    start = content.find(_STATUS)
    if start < 0:
        return None
    return base64.b64decode(content[start + len(_STATUS) : content.index(_NEXT_PART, start + len(_STATUS))])


def with_status(content: bytes, status: bytes) -> bytes:
    """The same receipt with another status message; raises ValueError when it has none."""
    start = content.index(_STATUS)
    end = content.index(_NEXT_PART, start + len(_STATUS))
    part = mime.file_part(FILE_NAME, MEDIA_TYPE, status)
    return content[:start] + b"\r\n" + part + content[end:]


def is_signed_status(status: bytes) -> bool:
    """True when a status message of ours carries its signature; its own words are escaped and cannot look like one."""
    return b"<ds:Signature " in status
