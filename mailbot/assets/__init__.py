"""Files that ship with mailbot: fonts holding Vietnamese, without hinting (origin and licences beside them)."""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from importlib.resources import files
from pathlib import Path


class Font(StrEnum):
    """Serif has the widths of Times New Roman, which Decree 30/2020 asks for; sans is for stamps and screens."""

    SERIF = "MailbotSerif-Regular"
    SERIF_BOLD = "MailbotSerif-Bold"
    SERIF_ITALIC = "MailbotSerif-Italic"
    SERIF_BOLD_ITALIC = "MailbotSerif-BoldItalic"
    SANS = "NotoSans-Regular"
    SANS_BOLD = "NotoSans-Bold"


def font_path(font: Font) -> Path:
    """Where the TrueType file lies."""
    return Path(str(files(__name__))) / "fonts" / f"{font.value}.ttf"


@cache
def font_bytes(font: Font) -> bytes:
    """The TrueType file itself, as `signing.sign.Stamp` wants it."""
    return font_path(font).read_bytes()
