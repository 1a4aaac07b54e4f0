"""How a signature looks on the page: picture, words and an embedded font."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import lru_cache

from fontTools.ttLib import TTFont  # type: ignore[import-untyped]  # fontTools ships no types
from fontTools.ttLib.scaleUpem import scale_upem  # type: ignore[import-untyped]  # as above
from PIL import Image
from pyhanko.pdf_utils.font.api import FontEngineFactory
from pyhanko.pdf_utils.font.opentype import GlyphAccumulator
from pyhanko.pdf_utils.images import PdfImage
from pyhanko.pdf_utils.layout import AxisAlignment, InnerScaling, Margins, SimpleBoxLayoutRule
from pyhanko.pdf_utils.text import TextBoxStyle
from pyhanko.pdf_utils.writer import BasePdfFileWriter
from pyhanko.stamp import TextStampStyle

from signing.errors import SigningError

PDF_UNITS = 1000
LEADING = 3
"""Points between two lines of a stamp, besides their size."""


class Layout(StrEnum):
    """Where the words stand."""

    BESIDE = "beside"
    """At the right of the picture, which takes a third of the box."""
    BELOW = "below"
    """At the lower left, the picture above them at the right."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """How a signature looks on the page (Decree 30/2020, Annex I; Circular 01/2019, Article 8)."""

    box: tuple[int, int, int, int]
    """Left, bottom, right, top in points from the lower left corner of the page."""
    font: bytes
    """A TrueType font that holds Vietnamese, embedded as a subset."""
    name: str = ""
    """The agency (or person), the text before the time; an empty name leaves the picture alone."""
    picture: bytes = b""
    """The seal or the handwritten signature, a transparent PNG."""
    page: int = 0
    font_size: int = 10
    layout: Layout = Layout.BESIDE


class FontFromBytes(FontEngineFactory):
    """Hands pyHanko a font that is in memory, not in a file."""

    def __init__(self, font: bytes, size: int) -> None:
        super().__init__()
        self.font = font
        self.size = size

    def create_font_engine(self, writer: BasePdfFileWriter, obj_stream: object = None) -> GlyphAccumulator:
        return GlyphAccumulator(writer, io.BytesIO(_thousandth(self.font)), self.size, obj_stream=obj_stream)


def style_of(stamp: Stamp, at: datetime) -> TextStampStyle:
    """Picture, name and ISO 8601 time as pyHanko draws them. Raises SigningError `seal_picture_unreadable`."""
    text = f"{stamp.name}\n{at.isoformat(timespec='seconds')}".replace("%", "%%") if stamp.name else " "
    around_picture, around_words = _rules(stamp)
    return TextStampStyle(
        border_width=0,
        stamp_text=text,
        text_box_style=TextBoxStyle(
            font=FontFromBytes(stamp.font, stamp.font_size),
            font_size=stamp.font_size,
            leading=stamp.font_size + LEADING,
            # pyHanko would leave 10 points free on each side, and shrink the words for them.
            box_layout_rule=_rule(AxisAlignment.ALIGN_MIN, AxisAlignment.ALIGN_MIN, Margins()),
        ),
        background=_picture(stamp.picture) if stamp.picture else None,
        background_opacity=1,
        background_layout=around_picture,
        inner_content_layout=around_words,
    )


def words_height(lines: int, size: int) -> int:
    """Points that so many lines need, and a little air."""
    return lines * (size + LEADING) + LEADING


def _picture(png: bytes) -> PdfImage:
    try:
        return PdfImage(Image.open(io.BytesIO(png)))
    except OSError as error:
        raise SigningError("seal_picture_unreadable", str(error)) from error


def _rules(stamp: Stamp) -> tuple[SimpleBoxLayoutRule, SimpleBoxLayoutRule]:
    """How picture and words share the box."""
    low, middle, high = AxisAlignment.ALIGN_MIN, AxisAlignment.ALIGN_MID, AxisAlignment.ALIGN_MAX
    if stamp.layout is Layout.BELOW:
        height = words_height(stamp.name.count("\n") + 2, stamp.font_size)
        return _rule(high, high, Margins(bottom=height)), _rule(low, low, Margins())
    width = stamp.box[2] - stamp.box[0]
    return _rule(low, middle, Margins()), _rule(low, middle, Margins(left=width // 3 if stamp.picture else 2, right=2))


def _rule(x: AxisAlignment, y: AxisAlignment, margins: Margins) -> SimpleBoxLayoutRule:
    return SimpleBoxLayoutRule(x, y, margins=margins, inner_content_scaling=InnerScaling.SHRINK_TO_FIT)


@lru_cache(maxsize=8)
def _thousandth(font: bytes) -> bytes:
    """The font with 1000 units to the em: pyHanko sets any other with wrong, wide spacing."""
    opened = TTFont(io.BytesIO(font))
    if opened["head"].unitsPerEm == PDF_UNITS:
        return font
    scale_upem(opened, PDF_UNITS)
    scaled = io.BytesIO()
    opened.save(scaled)
    return scaled.getvalue()
