"""Header values from foreign words: one way in, and nothing but one line of printable text comes out."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from mailbot.domain.errors import DomainError
from mailbot.domain.lettertable import LetterTable

SUBJECT_LIMIT = 200
"""Characters; long subjects are cut by phones anyway."""
NAME_LIMIT = 120

_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9.-]{1,253}")
_MESSAGE_ID = re.compile(r"<[!-;=?-~]{3,900}>")
_DROPPED = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_SPACES = frozenset({"Zs", "Zl", "Zp"})


@lru_cache(maxsize=256)  # a letter says the same values in its words, its page and its headers
def clean(value: str, limit: int = 4000) -> str:
    """One line: NFC, no control, bidi or line-separating characters, spaces folded, at most `limit` characters."""
    composed = unicodedata.normalize("NFC", value)
    # What is printable (PEP 3138) holds none of the characters that are dropped, and no space but the plain one.
    line = " ".join((composed if composed.isprintable() else composed.translate(_VISIBLE)).split())
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"


def header_value(value: str, limit: int) -> str:
    """Clean, and never taken for an encoded word: the library decodes `=?utf-8?q?=0D=0A?=` to a line end (RFC 2047)."""
    return clean(value.replace("=?", "= ?"), limit)


def clean_lines(value: str, limit: int = 20_000) -> list[str]:
    """Lines of a text, each clean."""
    return [clean(line) for line in value[:limit].splitlines()]


def checked_address(mailbox: str) -> str:
    """The address itself; raises DomainError `bad_address` when it is not plain `local@domain`."""
    if not _ADDRESS.fullmatch(mailbox):
        raise DomainError("bad_address", address=clean(mailbox, 100))
    return mailbox


def message_ids(values: tuple[str, ...]) -> tuple[str, ...]:
    """Those values that are one `<id>` each; anything else from a foreign mail is left out."""
    return tuple(value for value in values if _MESSAGE_ID.fullmatch(value))


def _visible(character: str) -> str:
    category = unicodedata.category(character)
    if category in _SPACES or character in "\r\n\t\v\f":
        return " "
    return "" if category in _DROPPED else character


_VISIBLE = LetterTable(_visible)
