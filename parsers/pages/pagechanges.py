"""What people see change between two revisions of a PDF: pages, places, and a picture of both side by side."""

from __future__ import annotations

import io
from collections.abc import Iterator
from itertools import product
from typing import Final

from PIL import Image, ImageChops, ImageDraw

from parsers.errors import ParseError
from parsers.pages.pagemarks import WHOLE, Box, PageChange
from parsers.pages.pdftext import page_count, render_page

COARSE: Final = 50
"""Dots per inch of the comparison; a changed letter of 10 points still covers 7 dots."""
TILE: Final = 8
"""Dots: the comparison's grain, about 4 mm."""
VISIBLE: Final = 40
"""Of 255: less is how two drawings of the same page differ."""
MOST_PAGES: Final = 60
MARGIN: Final = 0.004
MARK: Final = (190, 18, 34)
BETWEEN: Final = 12
"""Dots between the two pages of a picture."""

Tile = tuple[int, int]


def page_changes(before: bytes, after: bytes, most: int = MOST_PAGES) -> tuple[PageChange, ...]:
    """Pages among the first `most` that look different. Raises ParseError when a revision cannot be drawn."""
    counts = (page_count(before), page_count(after))
    both = range(min(*counts, most))
    found = [PageChange(number + 1, _boxes(before, after, number)) for number in both]
    other = range(min(*counts, most), min(max(counts), most))
    return (*(one for one in found if one.boxes), *(PageChange(number + 1, (WHOLE,)) for number in other))


def picture_of_change(before: bytes, after: bytes, page: int, dpi: int = 80) -> bytes:
    """A PNG: page `page` (from 1) before at the left, after at the right, with the changed places framed.

    Raises ParseError when neither revision has such a page.
    """
    sheets = [_drawn(data, page - 1, dpi) for data in (before, after)]
    size = next((sheet.size for sheet in sheets if sheet is not None), None)
    if size is None:
        raise ParseError("no_such_page", str(page))
    both = None not in sheets
    boxes = _boxes(before, after, page - 1) if both else (WHOLE,)
    old, new = (sheet or Image.new("RGB", size, "white") for sheet in sheets)
    canvas = Image.new("RGB", (old.width + BETWEEN + new.width, max(old.height, new.height)), (120, 120, 120))
    canvas.paste(_framed(old, boxes), (0, 0))
    canvas.paste(_framed(new, boxes), (old.width + BETWEEN, 0))
    out = io.BytesIO()
    canvas.save(out, "PNG")
    return out.getvalue()


def _drawn(data: bytes, number: int, dpi: int) -> Image.Image | None:
    if number >= page_count(data):
        return None
    return Image.open(io.BytesIO(render_page(data, number, dpi))).convert("RGB")


def _boxes(before: bytes, after: bytes, number: int) -> tuple[Box, ...]:
    old, new = (_drawn(data, number, COARSE) for data in (before, after))
    if old is None or new is None or old.size != new.size:
        return (WHOLE,)
    # A colour that changes while its brightness stays is a change too: the strongest of the three bands counts.
    red, green, blue = ImageChops.difference(old, new).split()
    strongest = ImageChops.lighter(ImageChops.lighter(red, green), blue).point(lambda value: value > VISIBLE and 255)
    return tuple(_box(group, old.size) for group in _groups(_changed(strongest)))


def _changed(difference: Image.Image) -> set[Tile]:
    columns, rows = (-(-side // TILE) for side in difference.size)
    return {
        (x, y)
        for x, y in product(range(columns), range(rows))
        if difference.crop((x * TILE, y * TILE, (x + 1) * TILE, (y + 1) * TILE)).getbbox()
    }


def _groups(tiles: set[Tile]) -> Iterator[set[Tile]]:
    """Tiles that touch, also across one unchanged tile: the letters of one line are one change."""
    left = set(tiles)
    while left:
        group, todo = set[Tile](), [min(left)]
        while todo:
            x, y = todo.pop()
            near = {(x + dx, y + dy) for dx, dy in product((-2, -1, 0, 1, 2), (-1, 0, 1))} & left
            left -= near
            group |= near
            todo += near
        yield group


def _box(tiles: set[Tile], size: tuple[int, int]) -> Box:
    xs, ys = [x for x, _ in tiles], [y for _, y in tiles]
    width, height = size
    return Box(
        max(0.0, min(xs) * TILE / width - MARGIN),
        max(0.0, min(ys) * TILE / height - MARGIN),
        min(1.0, (max(xs) + 1) * TILE / width + MARGIN),
        min(1.0, (max(ys) + 1) * TILE / height + MARGIN),
    )


def _framed(sheet: Image.Image, boxes: tuple[Box, ...]) -> Image.Image:
    draw = ImageDraw.Draw(sheet)
    width, height = sheet.size
    for box in boxes:
        corners = (box.left * width, box.top * height, box.right * width - 1, box.bottom * height - 1)
        draw.rectangle(corners, outline=MARK, width=2)
    return sheet
