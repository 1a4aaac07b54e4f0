"""Bytes to text for whatever character set a sender named, or forgot to name."""

from __future__ import annotations

import re

_SAFE = re.compile(
    r"(?:us-?ascii|ascii|utf-?8|utf-?16(?:-?[lb]e)?|utf-?32|iso-?8859-?\d{1,2}|latin-?1|(?:windows|cp)-?\d{3,4}|koi8-[ru]"
    r"|big5(?:-hkscs)?|gb2312|gbk|gb18030|euc-(?:jp|kr|cn)|iso-2022-(?:jp|kr)|shift[_-]jis|tis-620|macroman|macintosh)"
)
"""Only true text encodings: Python also answers to `zip`, `idna`, `unicode_escape`, and UTF-7 hides markup."""

_ASCII = ("us-ascii", "usascii", "ascii")
_REPLACEMENT = "\ufffd"


def decode(data: bytes, charset: str | None) -> tuple[str, bool]:
    """Text, and whether the character set was wrong, missing or unknown. Never raises."""
    name = (charset or "").strip().strip("\"'").partition("*")[0].lower()
    if name and name not in _ASCII and _SAFE.fullmatch(name):
        try:
            return data.decode(name), False
        except (UnicodeDecodeError, LookupError):
            return _guess(data), True
    text = _guess(data)
    return text, not text.isascii() or bool(name and name not in _ASCII)


def decode_raw(data: bytes) -> str:
    """Text of bytes that carry no character set at all, such as raw 8-bit headers."""
    return _guess(data)


def _guess(data: bytes) -> str:
    """UTF-8 even when slightly damaged, else windows-1258 (what Vietnamese Outlook writes)."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    text = data.decode("utf-8", "replace")
    strange = sum(1 for char in text if char > "\x7f")
    if text.count(_REPLACEMENT) * 4 <= strange:
        return text
    return data.decode("cp1258", "replace")
