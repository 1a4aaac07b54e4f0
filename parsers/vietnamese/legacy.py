"""Encodings used before Unicode: VISCII, TCVN 5712 (ABC fonts call it TCVN3), VNI for Windows; not yet NFC."""

from __future__ import annotations

import re

VISCII_HIGH = (
    "ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲÕắằặấầẩậẽẹếềểễệốồổỗỠƠộờởịỰỨỪỬơớƯ"
    "ÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳĐứÒÓÔạỷừửÙÚỹỵÝỡưàáâãảăữẫèéêẻìíĩỉđựòóôõỏọụùúũủýợỮ"
)
"""Bytes 0x80 to 0xFF (RFC 1456)."""
_VISCII_LOW = {0x02: "Ẳ", 0x05: "Ẵ", 0x06: "Ẫ", 0x14: "Ỷ", 0x19: "Ỹ", 0x1E: "Ỵ"}

TCVN_HIGH = (
    "\xa0ĂÂÊÔƠƯĐăâêôơưđẰ\u0300\u0309\u0303\u0301\u0323àảãáạẲằẳẵắẴẮẦẨẪẤỀặầẩẫấậèỂẻẽéẹềểễếệìỉỄẾỒĩíịò"
    "ỔỏõóọồổỗốộờởỡớợùỖủũúụừửữứựỳỷỹýỵỐ"
)
"""Bytes 0xA0 to 0xFF (TCVN 5712:1993). The ABC fonts have the same letters, fewer capitals."""
TCVN_CAPITALS = "ÀẢÃÁẠẶẬÈẺẼÉẸỆÌỈĨÍỊÒỎÕÓỌỘỜỞỠỚỢÙỦŨ"
"""Bytes 0x80 to 0x9F of the standard; text typed with ABC fonts has quotation marks and dashes of Windows there."""

_VISCII = {**_VISCII_LOW, **{0x80 + at: letter for at, letter in enumerate(VISCII_HIGH)}}
_TCVN3 = {0xA0 + at: letter for at, letter in enumerate(TCVN_HIGH)}
_TCVN = {**_TCVN3, **{0x80 + at: letter for at, letter in enumerate(TCVN_CAPITALS)}}

VNI_MARKS = {
    "ø": "\u0300", "ù": "\u0301", "û": "\u0309", "õ": "\u0303", "ï": "\u0323",
    "â": "\u0302", "à": "\u0302\u0300", "á": "\u0302\u0301", "å": "\u0302\u0309", "ã": "\u0302\u0303",
    "ä": "\u0302\u0323",
    "ê": "\u0306", "è": "\u0306\u0300", "é": "\u0306\u0301", "ú": "\u0306\u0309", "ü": "\u0306\u0303",
    "ë": "\u0306\u0323",
}  # fmt: skip
"""The second letter of a pair stands for the marks of the first."""
VNI_LETTERS = {"ñ": "đ", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "ô": "ơ", "ö": "ư", "î": "ỵ", "ì": "ì", "í": "í"}
"""Letters that stand alone; ô and ö may carry marks too."""
_MARKS = {**VNI_MARKS, **{key.upper(): marks for key, marks in VNI_MARKS.items()}}
_LETTERS = {**VNI_LETTERS, **{key.upper(): letter.upper() for key, letter in VNI_LETTERS.items()}}
_VNI = re.compile(rf"([aeouyôö])([{''.join(VNI_MARKS)}])|[{''.join(VNI_LETTERS)}]", re.IGNORECASE)

_UNDEFINED_IN_1252 = {byte: chr(byte) for byte in (0x81, 0x8D, 0x8F, 0x90, 0x9D)}
_WINDOWS = {byte: _UNDEFINED_IN_1252.get(byte) or bytes([byte]).decode("cp1252") for byte in range(0x80, 0x100)}
_CAPITAL_WORD = re.compile(r"(?:(?![a-z])[A-Za-zÀ-ỹ\u0300-\u0323]){2,}")
_TWO_CAPITALS = re.compile(r"[A-ZĂÂÊÔƠƯĐ].*[A-ZĂÂÊÔƠƯĐ]")


def from_windows(data: bytes) -> str:
    """Windows-1252 with nothing undefined: what legacy text looks like to a program that knows no better."""
    return data.decode("latin-1").translate(_WINDOWS)


def to_windows(text: str) -> bytes | None:
    """The bytes behind such a look; None when other characters are in it."""
    try:
        return text.translate(_FROM_WINDOWS).encode("latin-1")
    except UnicodeEncodeError:
        return None


def from_viscii(data: bytes) -> str:
    """VISCII 1.1 (RFC 1456), its six capitals among the control characters too."""
    return data.decode("latin-1").translate(_VISCII)


def from_tcvn(data: bytes) -> str:
    """TCVN 5712:1993, first form, as programs with a knowledge of the standard write it."""
    return data.decode("latin-1").translate(_TCVN)


def from_tcvn3(data: bytes) -> str:
    """Text typed with ABC fonts (.VnTime, .VnTimeH): capitals with marks are a matter of the font there."""
    text = data.decode("latin-1").translate({**_WINDOWS, **_TCVN3})
    return _CAPITAL_WORD.sub(_raised, text)


def from_vni(data: bytes) -> str:
    """VNI for Windows: one or two characters a letter."""
    return _VNI.sub(_vni_letter, from_windows(data))


def _vni_letter(match: re.Match[str]) -> str:
    if match[1] is None:
        return _LETTERS[match[0]]
    return _LETTERS.get(match[1], match[1]) + _MARKS[match[2]]


def _raised(match: re.Match[str]) -> str:
    """A word whose plain letters are all capitals was meant in capitals: `QUYếT ĐịNH`."""
    return match[0].upper() if _TWO_CAPITALS.search(match[0]) else match[0]


_FROM_WINDOWS = {ord(letter): byte for byte, letter in _WINDOWS.items() if ord(letter) > 0xFF}
