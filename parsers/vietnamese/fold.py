"""Vietnamese letters without their marks, letter by letter, so that positions stay comparable."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_INVISIBLE = dict.fromkeys((0x00AD, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF, *range(0x202A, 0x202F)))
_SPACES = dict.fromkeys((0x00A0, 0x2002, 0x2003, 0x2007, 0x2009, 0x202F), " ")


def tidy(text: str) -> str:
    """NFC, `\\n` line ends, plain spaces, no invisible characters."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").translate({**_INVISIBLE, **_SPACES})
    return unicodedata.normalize("NFC", text)


def fold(text: str) -> str:
    """Lower case without marks (đ is d); for NFC text as long as the text itself."""
    return "".join(_fold_letter(letter) for letter in text)


def without_marks(text: str) -> str:
    """The same letters, large and small, as who types no marks would write them."""
    plain = ((fold(letter), letter) for letter in text)
    return "".join(
        letter if bare == letter.lower() else bare.upper() if letter.isupper() else bare for bare, letter in plain
    )


@lru_cache(maxsize=8192)
def has_marks(text: str) -> bool:
    """Whether any Vietnamese mark is written."""
    return fold(text) != text.lower()


@lru_cache(maxsize=8192)
def same_word(written: str, meant: str) -> bool:
    """Whether a written word may stand for `meant`: equal, tone placed elsewhere (hoà, hòa), or typed without marks."""
    if fold(written) != fold(meant):
        return False
    return not has_marks(written) or _marks(written) == _marks(meant)


@lru_cache(maxsize=4096)
def _fold_letter(letter: str) -> str:
    if letter in "đĐ":
        return "d"
    return unicodedata.normalize("NFD", letter)[0].lower()[:1]


def _marks(word: str) -> list[str]:
    return sorted(unicodedata.normalize("NFD", word.lower()))
