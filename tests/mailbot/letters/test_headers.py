"""Foreign words on one line of printable text."""

from __future__ import annotations

import unicodedata

from mailbot.letters.headers import clean


def test_whatever_prints_stays_on_the_line_and_nothing_else_does() -> None:
    for character in map(chr, range(0x3000)):
        kind = unicodedata.category(character)
        if kind in ("Cc", "Cf", "Cs", "Co", "Cn") or kind.startswith("Z"):
            assert clean(f"a{character}b") in ("ab", "a b"), hex(ord(character))
        else:
            assert clean(f"a{character}b") == unicodedata.normalize("NFC", f"a{character}b")
