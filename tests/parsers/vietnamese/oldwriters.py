"""Writes Vietnamese the way programs did before Unicode; made from the tables of the reader, which iconv checks."""

from __future__ import annotations

import unicodedata

from parsers.vietnamese import legacy

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_ABC_CAPITALS = "ĂÂÊÔƠƯĐ"


def viscii(text: str) -> bytes:
    """VISCII, one byte a letter."""
    return bytes(_byte(legacy.from_viscii, letter) for letter in text)


def abc(text: str) -> bytes:
    """TCVN3 as the ABC fonts have it: most capitals with marks are small letters shown by another font."""
    letters = [letter if letter.isascii() or letter in _ABC_CAPITALS else letter.lower() for letter in text]
    return bytes(_byte(legacy.from_tcvn, letter, range(0xA0, 0x100)) for letter in letters)


def vni(text: str) -> bytes:
    """VNI for Windows, up to two bytes a letter."""
    return "".join(_vni_letter(letter) for letter in text).encode("cp1252")


def windows_1258(text: str) -> bytes:
    """Base letters with their marks after them."""
    return "".join(_with_tone(letter) for letter in text).encode("cp1258")


def _byte(read: object, letter: str, places: range = range(0x100)) -> int:
    assert callable(read)
    return ord(letter) if letter.isascii() else next(b for b in places if read(bytes([b])) == letter)


def _vni_letter(letter: str) -> str:
    if letter.isascii():
        return letter
    small = letter.lower()
    found = next((own for own, meant in legacy.VNI_LETTERS.items() if meant == small), "")
    if not found:
        found = next(base + mark for base in "aeouyôö" for mark in legacy.VNI_MARKS if _pair(base, mark) == small)
    return found if letter == small else found.upper()


def _pair(base: str, mark: str) -> str:
    return unicodedata.normalize("NFC", legacy.VNI_LETTERS.get(base, base) + legacy.VNI_MARKS[mark])


def _with_tone(letter: str) -> str:
    parts = unicodedata.normalize("NFD", letter)
    tones = "".join(mark for mark in parts if mark in _TONES)
    return unicodedata.normalize("NFC", "".join(mark for mark in parts if mark not in tones or not tones)) + tones
