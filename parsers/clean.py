"""Strings from strangers made fit to show: NFC, no control, bidi, zero-width or lone surrogate characters."""

from __future__ import annotations

import re
import unicodedata

_LINE_NOISE = (
    "\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f"
)
_INVISIBLE = re.compile(f"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f{_LINE_NOISE}]")
_BREAK = re.compile("\r\n|[\r\x85\u2028\u2029]")
_BLANK = re.compile(r"\s+")
_PIECE = re.compile(r".{1,1000}(?:\s|\Z)|.{1,1000}|\n", re.DOTALL)
_SEPARATORS = re.compile(r"[/\\]+")
_FORBIDDEN_IN_NAME = re.compile(r'[<>:"|?*]')
_DEVICE = re.compile(r"(?i)(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)")

NAME_LENGTH = 150
"""Characters of a file name for people (facts/reliability.md (c))."""


def nfc(text: str) -> str:
    """NFC in bounded time: ordering thousands of combining marks is quadratic, so long lines go in pieces."""
    if text.isascii():
        return text
    if len(text) <= 1000:
        return unicodedata.normalize("NFC", text)
    return "".join(unicodedata.normalize("NFC", piece) for piece in _PIECE.findall(text))


def clean_text(text: str) -> str:
    """Several lines for a reader: line ends as LF, tabs kept, everything invisible removed."""
    return nfc(_INVISIBLE.sub("", _BREAK.sub("\n", text)))


def clean_line(text: str) -> str:
    """One line for a reader: every run of white space is one space."""
    return _BLANK.sub(" ", clean_text(text)).strip()


def clean_name(name: str) -> str:
    """A file name for people: no folder, no device name, at most 150 characters with its ending; may be empty."""
    parts = [part for part in _SEPARATORS.split(clean_line(name)) if part.strip(" .")]
    if not parts:
        return ""
    last = _FORBIDDEN_IN_NAME.sub("_", parts[-1]).strip(" .")
    if _DEVICE.match(last):
        last = f"_{last}"
    return _shorten(last)


def clean_path(path: str) -> str:
    """A member path of an archive for people: `..`, drive letters and leading slashes fall away."""
    names = [clean_name(part) for part in _SEPARATORS.split(path)[-8:]]
    return "/".join(name for name in names if name)


def _shorten(name: str) -> str:
    if len(name) <= NAME_LENGTH:
        return name
    stem, dot, ending = name.rpartition(".")
    if not dot or len(ending) > 10:
        return name[:NAME_LENGTH]
    return f"{stem[: NAME_LENGTH - len(ending) - 1]}.{ending}"
