"""A second look at the number of a scanned letterhead: the left column alone, then its one line alone.

A rule beside the motto, or a seal, makes a recogniser lose the line "Số: …" when it reads the page whole. What two
looks read alike is the value; anything else stays for a person, with the place where the line stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from parsers.fields.kinds import kind_by_symbol
from parsers.fields.numbers import Printed, header_numbers
from parsers.model import DocumentFields, Place
from parsers.pages.pagetext import clean
from parsers.pages.recognised import SURE, Picture, Seen, is_misread, on_paper, seen_lines
from parsers.pages.unreadink import Box

_RIGHT, _TOP, _BOTTOM = 0.5, 0.03, 0.34
"""Shares of the page in which the number stands (Decree 30/2020, Appendix I: box 3)."""
_LABEL = re.compile(r"^\W*[S§5][0oóòỏõọôốồổỗộöơỹỷy]\s*[:;.]+\W*(?=\d)", re.M | re.I)
"""The label with its letters smeared; its colon and the number behind it say what it is."""
_TWO_LETTERS = re.compile("ĐÐ|ÐĐ")
"""One Đ, read as two letters that look alike."""
_MARGIN = 0.45
"""Heights of the line kept around it."""
_LABEL_WIDTH = 6
"""Heights of the line its label "Số: " takes at most, before the number."""
_PALE = 0.6
"""Of the way from ink to paper: a seal in grey is further."""
_LETTER, _DIRT = re.compile(r"\w"), 2
_MAXIMUM, _SAMPLED = b"255\n", 7
_CONFIDENCE = 0.6
"""Of a number that was lost at first."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The number one look found, where (pixels), and how sure the recogniser was of the worst of its words."""

    printed: Printed
    box: Box
    sure: float


def column(picture: Picture) -> Box:
    """The left column of the letterhead, in pixels."""
    wide, tall = picture.width, picture.height
    return Box(0, round(_TOP * tall), round(_RIGHT * wide), round(_BOTTOM * tall))


def line_around(reading: Reading, picture: Picture) -> Box:
    """The line of a number seen, from its label to the end of the left column."""
    box, tall = reading.box, reading.box.bottom - reading.box.top
    margin = round(_MARGIN * tall)
    right = max(box.right + margin, round(_RIGHT * picture.width))
    bottom = min(picture.height, box.bottom + margin)
    return Box(max(0, box.left - _LABEL_WIDTH * tall), max(0, box.top - margin), min(right, picture.width), bottom)


def ink_alone(content: bytes) -> bytes:
    """A PGM in which what is paler than ink, as a seal is, fades into the paper; the soft edges of letters stay."""
    start = content.index(_MAXIMUM) + len(_MAXIMUM)
    points = content[start:]
    sample = sorted(points[::_SAMPLED])
    ink, paper = sample[len(sample) // 200], sample[len(sample) // 2]
    reach = max(1.0, _PALE * (paper - ink))
    return content[:start] + points.translate(bytes(min(255, max(0, int((v - ink) * 255 / reach))) for v in range(256)))


def reading_of(table: str, picture: Picture, within: Box) -> Reading | None:
    """The one labelled number in Tesseract's TSV of a part of a picture, its words in the left column."""
    limit = _RIGHT * picture.width
    lines = (tuple(word for word in line if word.box.left < limit) for line in seen_lines(table, picture, within))
    found = [reading for line in lines if line for reading in _readings(line)]
    return found[0] if len({one.printed.notation for one in found}) == 1 else None


def with_number(
    fields: DocumentFields, plain: Sequence[Reading], inked: Reading | None, picture: Picture
) -> DocumentFields:
    """The number that looks at the picture as it is and at its ink alone agree on, one of them sure of every word.

    Two looks at the same points make the same mistakes. Without agreement only the place of the line, for a person.
    """
    if not plain:
        return fields
    places = {**fields.places, "notation": Place(0, *_corners(plain[-1], picture))}
    agreed = _agreed(plain, inked, fields.issuer or "") if inked else None
    if agreed is None:
        return replace(fields, places=places)
    return replace(
        fields,
        notation=agreed.notation,
        number=agreed.number.number,
        symbol=agreed.number.symbol,
        kind=fields.kind or kind_by_symbol(agreed.number.symbol),
        places=places,
        confidence={**fields.confidence, "notation": _CONFIDENCE},
        changes=tuple(change for change in fields.changes if change.notation != agreed.notation),
    )


def _readings(line: Sequence[Seen]) -> Iterator[Reading]:
    text = _TWO_LETTERS.sub("Đ", " ".join(word.text for word in line))
    text = clean(_LABEL.sub("Số: ", text))
    for printed in header_numbers(text, hyphens_lost=False):
        words = [word for word in line if _is_part(clean(_TWO_LETTERS.sub("Đ", word.text)), printed.number.raw)]
        if words and not _cited(text[: printed.start]):
            yield Reading(printed, _around(word.box for word in words), min(word.sure for word in words))


def _cited(before: str) -> bool:
    """Words stand before the label: "Căn cứ Luật số …"; a speck of dirt is no word."""
    return len(_LETTER.findall(before)) > _DIRT


def _is_part(word: str, raw: str) -> bool:
    bare = word.strip(" .,:;")
    return bool(bare) and (bare in raw or raw in bare)


def _around(boxes: Iterable[Box]) -> Box:
    lefts, tops, rights, bottoms = zip(*((box.left, box.top, box.right, box.bottom) for box in boxes), strict=True)
    return Box(min(lefts), min(tops), max(rights), max(bottoms))


def _agreed(plain: Sequence[Reading], inked: Reading, issuer: str) -> Printed | None:
    alike = [one for one in plain if one.printed.notation == inked.printed.notation]
    sure = max([inked.sure, *(one.sure for one in alike)])
    number = inked.printed.number
    return inked.printed if alike and sure >= SURE and not is_misread(number.number, number.symbol, issuer) else None


def _corners(reading: Reading, picture: Picture) -> tuple[float, float, float, float]:
    x0, x1, y0, y1 = on_paper(reading.box, picture)
    return x0, y0, x1, y1
