"""Bytes to text for whatever character set a sender named, or forgot to name, or named wrongly."""

from __future__ import annotations

import html
import re
from collections.abc import Callable

from parsers.vietnamese.legacy import from_tcvn, from_tcvn3, from_viscii, from_vni, from_windows, to_windows
from parsers.vietnamese.likeness import Likeness, is_among_syllables, likeness

_SAFE = re.compile(
    r"(?:us-?ascii|ascii|utf-?8|utf-?16(?:-?[lb]e)?|utf-?32|iso-?8859-?\d{1,2}|latin-?1|(?:windows|cp)-?\d{3,4}|koi8-[ru]"
    r"|big5(?:-hkscs)?|gb2312|gbk|gb18030|euc-(?:jp|kr|cn)|iso-2022-(?:jp|kr)|shift[_-]jis|tis-620|macroman|macintosh)"
)
"""Only true text encodings: Python also answers to `zip`, `idna`, `unicode_escape`, and UTF-7 hides markup."""
_WESTERN = re.compile(r"(?:iso-?8859-?1?\d|latin-?1|(?:windows|cp)-?125\d)")
"""One byte a character: whatever comes can be read so, which proves nothing."""
_FOREIGN = re.compile(r"koi8.*|big5.*|gb.*|euc.*|shift.*|tis.*|mac.*")
_FOREIGN_LETTER = re.compile("[\u0370-\u1cff\u2500-\u25ff\u3040-\ud7ff\uf900-\uffdc]")
"""Letters of other scripts; KOI8 has frames of tables too."""
_LEGACY: tuple[tuple[re.Pattern[str], Callable[[bytes], str]], ...] = (
    (re.compile(r"(?:cs)?viscii[\d.-]*|x-viet-viscii"), from_viscii),
    (re.compile(r"tcvn|tcvn-?5712(?:-?1)?(?::?1993)?|x-viet-tcvn(?:5712)?"), from_tcvn),
    (re.compile(r"(?:x-)?(?:tcvn3|abc)|x-viet-abc"), from_tcvn3),
    (re.compile(r"(?:x-)?(?:viet-)?vni(?:-?win(?:dows)?)?"), from_vni),
)
"""Names Python does not know (IANA, iconv, Mozilla, and what senders invent)."""

_ASCII = ("us-ascii", "usascii", "ascii")
_REPLACEMENT = "\ufffd"
_BEYOND_ASCII = re.compile("[^\x00-\x7f]")
_SAMPLE = 20_000
"""Bytes by which a reading is chosen."""
_UNICODE_ONLY = re.compile("[ĂăĐđĨĩŨũƠơƯưẠ-ỹ\u0300-\u0323]")
_LATIN = re.compile("[\x80-\xff\u0152-\u0192\u02c6\u02dc\u2013-\u2122]")
_ENTITY = re.compile(r"&(?:#(?:1[6-9]\d|2[0-4]\d|25[0-5])|[A-Za-z]{2,6}\d{0,2});")
_PLAIN_ENTITIES = frozenset({"&amp;", "&lt;", "&gt;", "&quot;", "&apos;", "&nbsp;"})
_ENOUGH = 0.7
"""Likeness from which a reading may be taken for Vietnamese (`Likeness.value`)."""
_AHEAD = 0.3
"""By how much it must be better than what the sender announced."""


def decode(data: bytes, charset: str | None) -> tuple[str, bool]:
    """Text, and whether the character set was wrong, missing or unknown. Never raises.

    Of several possible readings the most Vietnamese one is taken; what a sender says is believed in doubt.
    """
    name = (charset or "").strip().strip("\"'").partition("*")[0].lower()
    told = _as_told(data, name)
    if told is None:
        text = _guess(data)
        return text, not text.isascii() or bool(name and name not in _ASCII)
    if _WESTERN.fullmatch(name) and not data.isascii():
        sure = _utf8(data)
        return _reread(data, told) if sure is None else (sure, True)
    if _FOREIGN.fullmatch(name):
        return _reread(data, told)
    mended = mend(told)
    return mended, mended != told


def decode_raw(data: bytes) -> str:
    """Text of bytes that carry no character set at all, such as raw 8-bit headers."""
    return _guess(data)


def mend(text: str) -> str:
    """Legacy or doubly encoded Vietnamese that somebody copied into Unicode as it looked; other text as it is."""
    if text.isascii() or _UNICODE_ONLY.search(text) or not _LATIN.search(text):
        return text
    raw = to_windows(text)
    return text if raw is None else _reread(raw, text)[0]


def mend_html(text: str) -> str:
    """The same for HTML, whose letters may be written as entities."""
    if "&" not in text or _UNICODE_ONLY.search(text):
        return mend(text)
    plain = _ENTITY.sub(_letter, text)
    mended = mend(plain)
    return text if mended == plain else mended


def _letter(match: re.Match[str]) -> str:
    """An entity beyond ASCII as its character; those that keep markup apart stay."""
    letter = html.unescape(match[0])
    return match[0] if letter.isascii() or match[0] in _PLAIN_ENTITIES else letter


def _as_told(data: bytes, name: str) -> str | None:
    if not name or name in _ASCII:
        return None
    legacy = next((read for pattern, read in _LEGACY if pattern.fullmatch(name)), None)
    if legacy is not None:
        return None if _utf8(data) else legacy(data)
    if not _SAFE.fullmatch(name):
        return None
    try:
        return data.decode(name)
    except (UnicodeDecodeError, LookupError):
        return None


def _utf8(data: bytes) -> str | None:
    """Text of what is UTF-8 beyond doubt: other encodings of Vietnamese never look like it by chance."""
    if data.isascii():
        return None
    try:
        return mend(data.decode("utf-8"))
    except UnicodeDecodeError:
        return None


def _reread(data: bytes, told: str) -> tuple[str, bool]:
    """A clearly more Vietnamese reading of the same bytes, and that it was found; else `told`."""
    believed = likeness(told)
    if not believed.strange and not _FOREIGN_LETTER.search(told[:_SAMPLE]):
        return told, False
    read, found = _most_vietnamese(data)
    clear = found.value >= _ENOUGH and found.value >= believed.value + _AHEAD
    clear = clear and (found.syllables > 1 or is_among_syllables(told))
    text = read(data) if clear else None
    return (told, False) if text is None else (text, True)


def _guess(data: bytes) -> str:
    """UTF-8 even when slightly damaged, else the most Vietnamese reading, windows-1258 in doubt."""
    text = _utf8(data)
    if text is not None or data.isascii():
        return text or data.decode("ascii")
    text = data.decode("utf-8", "replace")
    strange = len(_BEYOND_ASCII.findall(text))
    if text.count(_REPLACEMENT) * 4 <= strange:
        return text
    return _most_vietnamese(data)[0](data) or _windows_1258(data)


def _most_vietnamese(data: bytes) -> tuple[Callable[[bytes], str | None], Likeness]:
    """The reading whose first thousands of characters are the best Vietnamese."""
    sample = data[:_SAMPLE]
    while sample and len(data) > _SAMPLE and sample[-1] > 0x7F:
        sample = sample[:-1]  # no character is cut
    found: list[tuple[Callable[[bytes], str | None], Likeness]] = []
    for read in _READINGS:
        text = read(sample)
        found += [] if text is None else [(read, likeness(text))]
    return max(found, key=lambda one: one[1].value)


def _windows_1258(data: bytes) -> str:
    return data.decode("cp1258", "replace")


def _utf8_strictly(data: bytes) -> str | None:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return None


_READINGS: tuple[Callable[[bytes], str | None], ...] = (
    _utf8_strictly,
    _windows_1258,
    from_tcvn3,
    from_tcvn,
    from_vni,
    from_viscii,
    from_windows,
)
"""From the likeliest to the rarest."""
