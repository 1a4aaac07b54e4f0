"""docs/security/asvs.md tells the truth about itself: nothing missing, sums right, evidence where it says."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
TABLE = ROOT / "docs" / "security" / "asvs.md"
ROW = re.compile(r"^\| (\d+\.\d+\.\d+) \| (met|part|no|n/a) \| (.+) \| (.+) \|$", re.M)
CHAPTERS = {
    "1": "1.1-2 2.1-9 3.1-11 4.1-3 5.1-2", "2": "1.1-3 2.1-3 3.1-4 4.1", "3": "2.1-2 3.1-4 4.1-6 5.1-5 7.1-2",
    "4": "1.1-3 2.1 3.1-2 4.1-4", "5": "1.1 2.1-3 3.1-2 4.1-3",
    "6": "1.1-3 2.1-12 3.1-4 4.1-4 5.1-5 6.1-3 8.1-4", "7": "1.1-3 2.1-4 3.1-2 4.1-5 5.1-2 6.1-2",
    "8": "1.1-2 2.1-3 3.1 4.1", "9": "1.1-3 2.1-4", "11": "1.1-2 2.1-3 3.1-3 4.1-4 5.1 6.1", "12": "1.1-3 2.1-2 3.1-4",
    "13": "1.1 2.1-5 3.1-2 4.1-5", "14": "1.1-2 2.1-4 3.1-3", "15": "1.1-3 2.1-3 3.1-7",
    "16": "1.1 2.1-5 3.1-4 4.1-3 5.1-3",
}  # fmt: skip
"""Sections of ASVS 5.0.0 with their items of Levels 1 and 2; OAuth (29) and WebRTC (7) are not used."""
ELSEWHERE = 36


def items() -> list[str]:
    """Every number of Levels 1 and 2 but those of OAuth and WebRTC."""
    found = []
    for chapter, sections in CHAPTERS.items():
        for section in sections.split():
            number, _, span = section.partition(".")
            first, _, last = span.partition("-")
            found += [f"{chapter}.{number}.{item}" for item in range(int(first), int(last or first) + 1)]
    return found


@cache
def text() -> str:
    return TABLE.read_text(encoding="utf-8")


def test_every_item_is_there_once() -> None:
    assert Counter(number for number, *_ in ROW.findall(text())) == Counter(items())


def test_the_sums_are_right_and_most_is_met() -> None:
    counted = Counter(state for _, state, *_ in ROW.findall(text()))
    said = re.search(r"\*\*(\d+) met\*\*, (\d+) in part, (\d+) not met; (\d+) of 253", text())

    assert said is not None
    met, part, missing, outside = (int(number) for number in said.groups())
    assert (met, part, missing, outside - ELSEWHERE) == tuple(counted[state] for state in ("met", "part", "no", "n/a"))
    assert met + part + missing + outside == 253
    assert met >= 170


def test_what_is_met_has_evidence_that_exists() -> None:
    for number, state, _how, evidence in ROW.findall(text()):
        named = re.findall(r"`([^`]+)`", evidence)
        assert named or state in ("n/a", "no"), number
        for one in named:
            path, _, test = one.partition("::")
            assert (ROOT / path).exists(), f"{number}: {path}"
            assert not test or f"def {test}(" in (ROOT / path).read_text(encoding="utf-8"), f"{number}: {one}"


def test_what_is_missing_is_listed_again_at_the_end() -> None:
    missing = [number for number, state, *_ in ROW.findall(text()) if state in ("part", "no")]

    assert re.findall(r"^\| (\S+) \((?:part|no)\) \|", text(), re.M) == missing
