"""Characters are judged once, and never more of them remembered than fit."""

from __future__ import annotations

from mailbot.domain.lettertable import LetterTable


def test_each_character_is_judged_once() -> None:
    asked: list[str] = []

    def doubled(letter: str) -> str:
        asked.append(letter)
        return letter * 2

    table = LetterTable(doubled)

    assert "ăbă".translate(table) + "bă".translate(table) == "ăăbbăăbbăă"
    assert asked == ["ă", "b"]


def test_a_text_with_every_character_does_not_fill_the_memory() -> None:
    table = LetterTable(str.upper)
    every = "".join(map(chr, range(20_000)))

    assert every.translate(table) == "".join(map(str.upper, every))
    assert len(table) == 4096
