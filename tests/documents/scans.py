"""Scans of generated documents: tilted, noisy, stamped over."""

from __future__ import annotations

import io
import random

from PIL import Image, ImageDraw, ImageFilter

from parsers.pages.pdftext import render_page
from tests.documents.layouts import Sheet
from tests.documents.producers import by_reportlab

DPI = 200


def copied(pdf: bytes, seed: int) -> bytes:
    """The first page as an office copies it: tilt, noise, seal, blur, faded ink and a strong JPEG, by the dice."""
    dice = random.Random(seed)
    dpi = dice.choice((150, 200, 200, 300))
    with Image.open(io.BytesIO(render_page(pdf, 0, dpi))) as drawn:
        tilt = dice.uniform(-2.5, 2.5) if seed % 3 else 0.0
        page = drawn.convert("L").rotate(tilt, resample=Image.Resampling.BICUBIC, fillcolor=250)
    if seed % 4 == 0:
        _seal(page, dice.uniform(90, 230), dice.uniform(90, 160), dpi)
    if seed % 5 == 0:
        page = page.filter(ImageFilter.GaussianBlur(dpi / 250))
    page = Image.blend(page, _grain(page, dice), dice.choice((0, 0.05, 0.1, 0.2)))
    if seed % 7 == 0:
        page = page.point([min(255, value // 2 + 110) for value in range(256)])
    out = io.BytesIO()
    page.save(out, "PDF", resolution=dpi, quality=dice.choice((25, 45, 75)))
    return out.getvalue()


def _seal(page: Image.Image, x: float, y: float, dpi: int) -> None:
    """Two rings around a point given in points."""
    for radius, grey, width in ((48, 100, dpi // 40), (34, 110, dpi // 90)):
        box = ((x - radius) * dpi / 72, (y - radius) * dpi / 72, (x + radius) * dpi / 72, (y + radius) * dpi / 72)
        ImageDraw.Draw(page).ellipse(box, outline=grey, width=max(1, width))


def _grain(page: Image.Image, dice: random.Random) -> Image.Image:
    """Not Pillow's own noise: it goes on where whoever ran before in this process left the C library's dice."""
    return Image.frombytes("L", page.size, dice.randbytes(page.width * page.height))


def scan(sheet: Sheet, tilt: float = 0.0, noise: float = 0.0, stamp: tuple[int, int] | None = None) -> bytes:
    """A PDF of one grey picture; `tilt` in degrees against the clock, `noise` from 0 to 1, `stamp` centre in points."""
    with Image.open(io.BytesIO(render_page(by_reportlab(sheet), 0, DPI))) as drawn:
        page = drawn.convert("L").rotate(tilt, resample=Image.Resampling.BICUBIC, fillcolor=250)
    if stamp:
        x, y, radius = stamp[0] * DPI / 72, stamp[1] * DPI / 72, 50 * DPI / 72
        ImageDraw.Draw(page).ellipse((x - radius, y - radius, x + radius, y + radius), outline=90, width=6)
    page = Image.blend(page, _grain(page, random.Random(2026)), 0.8 * noise)
    out = io.BytesIO()
    page.save(out, "PDF", resolution=DPI)
    return out.getvalue()
