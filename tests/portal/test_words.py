"""Names of the program never stand where people read."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
DAEMON = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "mailbot/daemon").glob("*.py"))
WORKERS = set(re.findall(r'Job\("([a-z-]+)"', DAEMON))
LETTERS = {path.name.removesuffix(".subject.j2") for path in (ROOT / "mailbot/letters").rglob("*.subject.j2")}


def named(table: str) -> set[str]:
    """What a table of the pages' words has a name for."""
    words = (ROOT / "portal/templates/_words.html").read_text(encoding="utf-8")
    found = re.search(rf"{{% set {table} = {{(.*?)}} %}}", words, re.DOTALL)
    return set(re.findall(r'"([a-z0-9-]+)": _l\(', found[1] if found else ""))


def test_every_worker_has_a_name_for_people() -> None:
    assert "chase" in WORKERS
    assert named("WORKERS") >= WORKERS


def test_every_letter_has_a_name_for_people() -> None:
    assert "receipt-01" in LETTERS
    assert named("LETTERS") >= LETTERS
