"""Our tables of old Vietnamese encodings against those of independent programs (iconv is checked everywhere)."""

from __future__ import annotations

import re
import unicodedata

from parsers.vietnamese.legacy import from_tcvn3, from_vni
from tests.external.repositories import files

_ODD = "ỲỴỶỸỳỵỷỹ"
"""Letters the second program writes as no other one does (`Ì` for Ỹ and for Ì)."""


def _unikey(first: str, last: str) -> str:
    """A piece of `ukengine/data.cpp` (vn-input/ibus-unikey): every table has its letters in one fixed order."""
    source = files("vn-input/ibus-unikey", "ukengine/data.cpp")["ukengine/data.cpp"].decode("latin-1")
    source = source.replace("\r\n", "\n")
    return re.sub(r"//.*", "", source[source.rindex(first) : source.index(last, source.rindex(first))])


def _letters() -> list[str]:
    return [chr(int(code, 16)) for code in re.findall(r"0x([0-9a-fA-F]{4})", _unikey("UnicodeTable[TOTAL", "0x20AC"))]


def test_small_letters_of_tcvn3_are_those_of_unikey() -> None:
    theirs = re.findall(r"'(.)'", _unikey("TCVN3\n{{", "0x80, 0x82"))
    letters = _letters()[: len(theirs)]
    marked = [(old, new) for old, new in zip(theirs, letters, strict=True) if new.islower() and not new.isascii()]
    assert len(marked) == 67
    assert [from_tcvn3(old.encode("latin-1")) for old, _ in marked] == [new for _, new in marked]


def test_every_letter_of_vni_is_that_of_unikey() -> None:
    codes = [int(code, 16) for code in re.findall(r"0x([0-9a-fA-F]{4})", _unikey("VNI-WIN\n", "0x0080"))]
    theirs = [bytes([code & 0xFF, code >> 8]).rstrip(b"\0") for code in codes]
    letters = _letters()[: len(theirs)]
    assert sum(not letter.isascii() for letter in letters) == 134
    assert [unicodedata.normalize("NFC", from_vni(old)) for old in theirs] == letters


def test_both_tables_are_those_of_a_converter_in_use() -> None:
    source = files("duydev/vietnamese-conversion", "src/charsets.ts")["src/charsets.ts"].decode()
    rows = [
        row for row in re.findall(r"unicode: '(.)', vni: '([^']+)', tcvn3: '([^']+)'", source) if row[0] not in _ODD
    ]
    assert len(rows) > 100
    vni = [unicodedata.normalize("NFC", from_vni(old.encode("cp1252"))) for _, old, _ in rows]
    tcvn3 = [from_tcvn3(old.encode("cp1252")) for letter, _, old in rows if letter.islower()]
    assert vni == [letter for letter, _, _ in rows]
    assert tcvn3 == [letter for letter, _, _ in rows if letter.islower()]
