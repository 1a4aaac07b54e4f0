"""How a signature looks on the page: picture, words and an embedded font."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import datetime
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

PDF_UNITS = 1000


@dataclass(frozen=True, slots=True)
class Stamp:
    """How a signature looks on the page (Decree 30/2020, Annex I; Circular 01/2019, Article 8)."""

    box: tuple[int, int, int, int]
    """Left, bottom, right, top in points from the lower left corner of the page."""
    font: bytes
    """A TrueType font that holds Vietnamese, embedded as a subset."""
    name: str = ""
    """The agency (or person), first line of the text; an empty name leaves the picture alone."""
    picture: bytes = b""
    """The seal or the handwritten signature, a transparent PNG."""
    page: int = 0
    font_size: int = 10


class FontFromBytes(FontEngineFactory):
    """Hands pyHanko a font that is in memory, not in a file."""

    def __init__(self, font: bytes, size: int) -> None:
        super().__init__()
        self.font = font
        self.size = size

    def create_font_engine(self, writer: BasePdfFileWriter, obj_stream: object = None) -> GlyphAccumulator:
        return GlyphAccumulator(writer, io.BytesIO(_thousandth(self.font)), self.size, obj_stream=obj_stream)


def style_of(stamp: Stamp, at: datetime) -> TextStampStyle:
    """Picture at the left, over about a third of the box; name and ISO 8601 time at the right."""
    text = f"{stamp.name}\n{at.isoformat(timespec='seconds')}".replace("%", "%%") if stamp.name else " "
    picture = PdfImage(Image.open(io.BytesIO(stamp.picture))) if stamp.picture else None
    width = stamp.box[2] - stamp.box[0]
    return TextStampStyle(
        border_width=0,
        stamp_text=text,
        text_box_style=TextBoxStyle(
            font=FontFromBytes(stamp.font, stamp.font_size), font_size=stamp.font_size, leading=stamp.font_size + 3
        ),
        background=picture,
        background_opacity=1,
        background_layout=SimpleBoxLayoutRule(
            AxisAlignment.ALIGN_MIN, AxisAlignment.ALIGN_MID, inner_content_scaling=InnerScaling.SHRINK_TO_FIT
        ),
        inner_content_layout=SimpleBoxLayoutRule(
            AxisAlignment.ALIGN_MIN,
            AxisAlignment.ALIGN_MID,
            margins=Margins(left=width // 3 if picture else 2, right=2),
            inner_content_scaling=InnerScaling.SHRINK_TO_FIT,
        ),
    )


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
