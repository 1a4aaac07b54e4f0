"""What happens to text layers on their way: bad fonts, torn accents, lost hyphens, glued words, mixed columns."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Callable, Mapping

Damage = Callable[[str], str]


def glued(text: str) -> str:
    """Every seventh blank is lost."""
    parts = text.split(" ")
    return "".join(part + ("" if i % 7 == 6 else " ") for i, part in enumerate(parts)).rstrip()


def spaced(text: str) -> str:
    """Blanks where letters stand apart: around strokes, and doubled everywhere."""
    return text.replace("/", " / ").replace(" ", "  ")


def shuffled(text: str) -> str:
    """Neighbouring lines of the first twenty swapped here and there, as columns run into each other."""
    lines = text.split("\n")
    dice = random.Random(7)
    for i in range(0, min(len(lines), 20) - 1, 2):
        if dice.random() < 0.4:
            lines[i], lines[i + 1] = lines[i + 1], lines[i]
    return "\n".join(lines)


HARMLESS: Mapping[str, Damage] = {
    "ư of old fonts": lambda text: text.replace("Ư", "Ƣ").replace("ư", "ƣ"),
    "torn accents": lambda text: unicodedata.normalize("NFD", text),
    "soft hyphens": lambda text: text.replace("-", "\xad"),
    "long dashes": lambda text: text.replace("-", "–"),
    "eth for đ": lambda text: text.replace("Đ", "Ð"),
    "blanks without end": lambda text: text.replace("\n", "   \r\n"),
}
"""Damage that must cost nothing."""
HARMFUL: Mapping[str, Damage] = {
    "glued words": glued,
    "blanks inside": spaced,
    "mixed columns": shuffled,
    "lost hyphens": lambda text: text.replace("-", ""),
    "lost strokes": lambda text: text.replace("/", ""),
    "lost colons": lambda text: text.replace(":", ""),
    "letters l for 1": lambda text: text.replace("1", "l"),
}
"""Damage that may cost values but must never make one up."""
