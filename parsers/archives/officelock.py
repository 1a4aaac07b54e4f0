"""Office files behind a password: Word, Excel and PowerPoint since 2007 (MS-OFFCRYPTO, 2.3.4; ECMA-376)."""

from __future__ import annotations

import io
import struct
from xml.parsers.expat import ExpatError

from msoffcrypto.exceptions import DecryptionError, FileFormatError, ParseError
from msoffcrypto.format.ooxml import OOXMLFile

_MOST_SPINS = 500_000
"""Rounds of the password's hash; Office writes 100,000, the format allows ten million. More would only cost time."""
_SPOILT = (
    FileFormatError,
    ParseError,
    ExpatError,
    OSError,
    struct.error,
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    OverflowError,
    RecursionError,
)
"""What the library and the one it reads OLE files with are known to raise on damaged files."""


def decrypt_office(content: bytes, password: str) -> bytes | None:
    """The document (a zip) inside an encrypted package; None for another password or a damaged file."""
    plain = io.BytesIO()
    try:
        locked = OOXMLFile(io.BytesIO(content))
        if locked.type not in ("agile", "standard") or locked.info.get("spinValue", 0) > _MOST_SPINS:
            return None
        locked.load_key(password=password, verify_password=True)
        locked.decrypt(plain)
    except (DecryptionError, *_SPOILT):
        return None
    return plain.getvalue()
