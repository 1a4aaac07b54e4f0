"""New objects that begin with generation 1, as poppler writes the parts of a signature.

ISO 32000-1, 7.5.4 lets a generation rise only when a number is freed and used again; pyHanko refuses any other. A
number that no earlier table had room for and no other table names can hide nothing by it: there is one object of that
number in the whole file, for every reader, whether it looks at generations or not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final, cast

import pyhanko
from pyhanko.pdf_utils import xref
from pyhanko.pdf_utils.xref import XRefSection, XRefSectionData

from signing.speed.cure import Cure

FRESH: Final = "fresh"
"""What pyHanko's notes about a table are given: numbers in it that are quite new."""
FIRST: Final = 1
"""The generation poppler begins with; any other is nobody's honest habit."""
_original_check: Final = cast(Callable[[Sequence[XRefSection]], None], xref._check_xref_consistency)
_original_higher: Final = cast(
    Callable[[XRefSectionData], Iterator[tuple[int, int]]], XRefSectionData.higher_generation_refs
)


def check_consistency(sections: Sequence[XRefSection]) -> None:
    """As pyHanko's, but for numbers that are quite new; `sections` is in chronological order."""
    room = 0
    for index, section in enumerate(sections):
        data = section.xref_data
        if any(True for _ in _original_higher(data)):
            others = [other.xref_data for other in sections if other is not section]
            setattr(data, FRESH, frozenset(_fresh(data, room, others)) if index else frozenset())
        room = max(room, section.meta_info.size)
    _original_check(sections)


def higher_generations(data: XRefSectionData) -> Iterator[tuple[int, int]]:
    fresh: frozenset[int] = getattr(data, FRESH, frozenset())
    return (found for found in _original_higher(data) if found[0] not in fresh)


def _fresh(data: XRefSectionData, room: int, others: Sequence[XRefSectionData]) -> Iterable[int]:
    for number, generation in _original_higher(data):
        alone = not any(names(other, number) for other in others) and number not in data.freed
        if generation == FIRST and number >= room and alone and data.hybrid is None:
            yield number


def names(data: XRefSectionData, number: int) -> bool:
    """Whether a table says anything of this number."""
    here = number in data.standard_xrefs or number in data.freed or number in data.xrefs_in_objstm
    return here or (data.hybrid is not None and names(data.hybrid.xref_data, number))


GENERATIONS: Final = (
    Cure(pyhanko, xref, "_check_xref_consistency", xref._check_xref_consistency, check_consistency),
    Cure(
        pyhanko,
        XRefSectionData,
        "higher_generation_refs",
        XRefSectionData.higher_generation_refs,
        higher_generations,
    ),
)
