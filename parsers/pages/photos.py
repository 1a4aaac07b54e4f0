"""Photos of papers (JPEG, PNG) as PDF pages, so that they are drawn, read and recognised like any other scan."""

from __future__ import annotations

import io
import warnings

from parsers.errors import LimitExceeded, ParseError

MAX_PIXELS = 60_000_000
"""A phone's largest picture has about 50 million."""
_LONGEST_SIDE = 3500
"""Pixels kept: 300 dots per inch of an A4 page."""
_A4_WIDTH_INCHES = 8.27
_KINDS = ((b"\xff\xd8\xff", "image/jpeg"), (b"\x89PNG\r\n\x1a\n", "image/png"))


def photo_type(data: bytes) -> str | None:
    """`image/jpeg`, `image/png`, or None for anything else; told by content."""
    return next((kind for magic, kind in _KINDS if data.startswith(magic)), None)


def as_pdf(data: bytes) -> bytes:
    """A photo as a PDF of one page, upright as the camera says; other bytes come back as they are.

    Raises LimitExceeded `photo_too_large`, ParseError `broken_photo`.
    """
    if photo_type(data) is None:
        return data
    from PIL import Image, ImageOps  # most children never see a photo

    out = io.BytesIO()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # the limit below is stricter
            image = Image.open(io.BytesIO(data), formats=("JPEG", "PNG"))
        if image.width * image.height > MAX_PIXELS:
            raise LimitExceeded("photo_too_large", f"{image.width}x{image.height}")
        upright = ImageOps.exif_transpose(image).convert("RGB")
        upright.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE))
        upright.save(out, "PDF", resolution=upright.width / _A4_WIDTH_INCHES)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise ParseError("broken_photo", str(error)) from error
    return out.getvalue()
