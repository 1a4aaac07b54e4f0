"""Scans of generated documents: tilted, noisy, stamped over."""

from __future__ import annotations

import io

from PIL import Image, ImageDraw

from parsers.pdftext import render_page
from tests.documents.layouts import Sheet
from tests.documents.producers import by_reportlab

DPI = 200


def scan(sheet: Sheet, tilt: float = 0.0, noise: float = 0.0, stamp: tuple[int, int] | None = None) -> bytes:
    """A PDF of one grey picture; `tilt` in degrees against the clock, `noise` from 0 to 1, `stamp` centre in points."""
    with Image.open(io.BytesIO(render_page(by_reportlab(sheet), 0, DPI))) as drawn:
        page = drawn.convert("L").rotate(tilt, resample=Image.Resampling.BICUBIC, fillcolor=250)
    if stamp:
        x, y, radius = stamp[0] * DPI / 72, stamp[1] * DPI / 72, 50 * DPI / 72
        ImageDraw.Draw(page).ellipse((x - radius, y - radius, x + radius, y + radius), outline=90, width=6)
    page = Image.blend(page, Image.effect_noise(page.size, 60), noise)
    out = io.BytesIO()
    page.save(out, "PDF", resolution=DPI)
    return out.getvalue()
