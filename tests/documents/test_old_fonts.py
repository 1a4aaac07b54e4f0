"""PDFs drawn with fonts made before Unicode: the right value or none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping

import pytest

from parsers.reading import read_document
from tests.documents.layouts import SEEN
from tests.documents.paper import paper
from tests.documents.producers import by_old_font
from tests.documents.scoring import CERTAIN, outcomes, tally
from tests.parsers.vietnamese.oldwriters import abc, vni


def of_two_fonts(text: str) -> bytes:
    """As typed with .VnTime and .VnTimeH: capitals with marks exist in the second font only, as small letters."""
    return abc(text.lower() if text.isupper() else text)


FONTS: Mapping[str, tuple[str, str, Callable[[str], bytes]]] = {
    "abc": (".VnTime", ".VnTimeH", of_two_fonts),
    "abc subset": ("ABCDEF+.VnArial,Bold", "ABCDEF+.VnArialH,Bold", of_two_fonts),
    "abc without names": ("TT1", "TT2", abc),
    "vni": ("VNI-Times", "VNI-Times", vni),
    "vni without names": ("TT1", "TT2", vni),
}


def read_all(font: str) -> Mapping[str, Counter[str]]:
    sheets = [layout(paper(700 + i)) for layout in SEEN.values() for i in range(4)]
    return tally([outcomes(read_document(by_old_font(sheet, *FONTS[font])), sheet.truth) for sheet in sheets])


@pytest.mark.parametrize("font", FONTS)
def test_old_fonts_are_read_like_new_ones(font: str) -> None:
    found = read_all(font)
    assert all(found[name]["right"] == 20 for name in (*CERTAIN, "notation", "kind", "urgency"))
    assert all(found[name]["right"] >= 19 for name in ("abstract", "issuer", "place"))
    assert (found["signatory"]["wrong"], found["signatory"]["right"] >= 15) == (0, True)


def test_text_of_an_unknown_code_gives_no_fields_but_a_flag() -> None:
    sheet = SEEN["titled"](paper(3))
    fields = read_document(by_old_font(sheet, "TT1", "TT2", lambda text: bytes(0xA1 + ord(c) % 90 for c in text)))
    assert (fields.notation, fields.issued_on, fields.issuer) == (None, None, None)
