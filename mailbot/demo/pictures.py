"""Pictures drawn by code: the red round seal of an agency and a handwritten-looking signature."""

from __future__ import annotations

import io
import math
import random
from functools import cache

from PIL import Image, ImageDraw, ImageFont

from mailbot.assets import Font, font_path

SEAL_PIXELS = 480
SEAL_RED = (206, 20, 32, 215)
INK_BLUE = (24, 48, 160, 255)
FINER = 3
"""Everything is drawn this many times larger and then reduced, for smooth edges."""
Point = tuple[float, float]


@cache
def seal(upper: str, lower: str) -> bytes:
    """A seal as a transparent PNG: star in the middle, words along both arcs (Decree 30/2020, Annex I, II.8)."""
    size = SEAL_PIXELS * 2
    picture = Image.new("RGBA", (size, size))
    pen = ImageDraw.Draw(picture)
    for inset, width in ((6, 18), (30, 5), (232, 6)):
        pen.ellipse((inset, inset, size - inset, size - inset), outline=SEAL_RED, width=width)
    pen.polygon(_star(size / 2, size / 2, 190), fill=SEAL_RED)
    spread = min(250.0, 16.5 * len(upper))
    _arc(picture, upper, radius=size / 2 - 128, spread=spread, upward=True)
    _arc(picture, lower, radius=size / 2 - 128, spread=min(330 - spread, 12.5 * len(lower)), upward=False)
    return _png(_worn(picture).resize((SEAL_PIXELS, SEAL_PIXELS), Image.Resampling.LANCZOS))


@cache
def signature(name: str) -> bytes:
    """Strokes that look written by hand, always the same for the same name; blue on transparent."""
    chance = random.Random(name)  # noqa: S311  # a picture, not a secret
    width, height = 420 * FINER, 180 * FINER
    picture = Image.new("RGBA", (width, height))
    pen = ImageDraw.Draw(picture)
    _stroke(pen, _capital(chance, width, height), 5.0)
    _stroke(pen, _letters(chance, width, height, len(name)), 3.6)
    _stroke(pen, _flourish(chance, width, height), 3.0)
    small = picture.resize((420, 180), Image.Resampling.LANCZOS)
    return _png(small.rotate(chance.uniform(2, 7), Image.Resampling.BICUBIC))


def _star(x: float, y: float, radius: float) -> list[Point]:
    points = []
    for corner in range(10):
        reach = radius if corner % 2 == 0 else radius * 0.382
        angle = math.radians(corner * 36 - 90)
        points.append((x + reach * math.cos(angle), y + reach * math.sin(angle)))
    return points


def _arc(picture: Image.Image, text: str, radius: float, spread: float, *, upward: bool) -> None:
    """Write letter by letter along a circle; the lower arc reads from left to right too."""
    font = ImageFont.truetype(str(font_path(Font.SANS_BOLD)), 70)
    widths = [font.getlength(letter) + 4 for letter in text]
    done = 0.0
    for letter, width in zip(text, widths, strict=True):
        share = (done + width / 2) / sum(widths) - 0.5
        done += width
        turn = share * spread if upward else -share * spread
        _letter(picture, font, letter, radius, turn if upward else turn + 180, flip=0 if upward else 180)


def _letter(
    picture: Image.Image, font: ImageFont.FreeTypeFont, letter: str, radius: float, turn: float, flip: int
) -> None:
    tile = Image.new("RGBA", (150, 150))
    ImageDraw.Draw(tile).text((75, 100), letter, font=font, fill=SEAL_RED, anchor="ms")
    turned = tile.rotate(-(turn + flip), Image.Resampling.BICUBIC)
    angle = math.radians(turn - 90)
    x = picture.width / 2 + radius * math.cos(angle)
    y = picture.height / 2 + radius * math.sin(angle)
    picture.alpha_composite(turned, (round(x - 75), round(y - 75)))


def _worn(picture: Image.Image) -> Image.Image:
    """Ink is never even: the noise takes a little of the red away."""
    noise = Image.effect_noise(picture.size, 46).point(lambda value: 255 if value > 70 else 120)
    alpha = picture.getchannel("A")
    picture.putalpha(Image.composite(alpha, alpha.point(lambda value: value * 2 // 3), noise))
    return picture


def _capital(chance: random.Random, width: int, height: int) -> list[Point]:
    left, middle = width * 0.10, height * 0.55
    tall = height * chance.uniform(0.36, 0.46)
    return [
        (left, middle + tall * 0.9), (left + width * 0.03, middle - tall), (left + width * 0.08, middle + tall * 0.6),
        (left + width * 0.14, middle - tall * chance.uniform(0.8, 1.0)), (left + width * 0.12, middle + tall * 0.5),
        (left + width * 0.20, middle + tall * 0.1),
    ]  # fmt: skip


def _letters(chance: random.Random, width: int, height: int, count: int) -> list[Point]:
    """Waves that grow flatter, with a loop here and there."""
    x, base = width * 0.28, height * 0.60
    points = [(x, base)]
    for place in range(max(9, count)):
        tall = height * chance.uniform(0.05, 0.13) * (2.6 if chance.random() < 0.18 else 1)
        x += width * chance.uniform(0.012, 0.030)
        points += [(x, base - tall), (x + width * 0.006, base + tall * 0.35 + place)]
    return [*points, (x + width * 0.10, base - height * 0.12)]


def _flourish(chance: random.Random, width: int, height: int) -> list[Point]:
    low = height * chance.uniform(0.78, 0.86)
    return [
        (width * 0.86, height * 0.50), (width * 0.60, low), (width * 0.22, low + height * 0.05),
        (width * 0.18, low - height * 0.05), (width * 0.55, low - height * 0.07), (width * 0.93, low - height * 0.22),
    ]  # fmt: skip


def _stroke(pen: ImageDraw.ImageDraw, points: list[Point], width: float) -> None:
    """A Catmull-Rom curve through the points, thinner towards its ends."""
    line = [points[0], *points, points[-1]]
    dots = [
        _between(line[place : place + 4], step / 24) for place in range(len(line) - 3) for step in range(24)
    ]  # fmt: skip
    for place, (x, y) in enumerate(dots):
        pressed = 0.55 + 0.45 * math.sin(math.pi * place / len(dots))
        reach = width * FINER / 2 * pressed
        pen.ellipse((x - reach, y - reach, x + reach, y + reach), fill=INK_BLUE)
        if place:
            pen.line((dots[place - 1], (x, y)), fill=INK_BLUE, width=max(1, round(reach * 2)))


def _between(four: list[Point], share: float) -> Point:
    square, cube = share * share, share * share * share

    def one(a: float, b: float, c: float, d: float) -> float:
        return 0.5 * (2 * b + (c - a) * share + (2 * a - 5 * b + 4 * c - d) * square + (3 * b - a - 3 * c + d) * cube)

    xs, ys = zip(*four, strict=True)
    return one(*xs), one(*ys)


def _png(picture: Image.Image) -> bytes:
    output = io.BytesIO()
    picture.save(output, "PNG", optimize=True)
    return output.getvalue()
