"""docs/letters shows each letter there is, and none that is no more."""

from __future__ import annotations

from pathlib import Path

from docs.make_letters import DRAWN_DARK
from mailbot.letters.compose import LetterKind

PICTURES = Path(__file__).parents[3] / "docs" / "letters"


def test_every_kind_of_letter_is_drawn_once() -> None:
    dark = {f"{kind.value}-dark" for kind in DRAWN_DARK}
    assert {one.stem for one in PICTURES.glob("*.png")} == {*LetterKind, *dark, "assignment-phone"}
