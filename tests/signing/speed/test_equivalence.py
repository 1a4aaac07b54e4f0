"""The whole report is the same with the cures and without them, for every file and mail there is a verdict about."""

from __future__ import annotations

import pytest

from signing import cms, examine, examined, remembered
from signing.speed import CURES
from tests.pki import pki
from tests.signing.attacks.corpus import FILES
from tests.signing.attacks.entry import Entry, judge, judged
from tests.signing.speed.originals import put_back
from tests.signing.test_verify import CASES

TABLE = {f"table: {name}": Entry(make, trust=lambda: pki().trust()) for name, (make, *_) in CASES.items()}
SLOW = frozenset({"object stream of 300 MB", "16 signatures", "10 000 objects"})
"""Without cures they take seconds."""
ENTRIES = [
    pytest.param(entry, id=name, marks=[pytest.mark.soak] if name in SLOW else [])
    for name, entry in {**TABLE, **FILES}.items()
]


def test_slow_files_are_in_the_corpus() -> None:
    assert FILES.keys() >= SLOW


@pytest.mark.parametrize("entry", ENTRIES)
def test_reports_are_the_same_without_cures(entry: Entry, monkeypatch: pytest.MonkeyPatch) -> None:
    cured = judged(entry)
    put_back(monkeypatch, CURES)
    forget_everything(monkeypatch)
    assert judge(entry) == cured


def forget_everything(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is remembered from one file to the next, and each signature is hashed for itself."""
    monkeypatch.setattr(remembered, "MOST_BYTES", -1)
    monkeypatch.setattr(examined, "LONGEST_REMEMBERED", -1)
    monkeypatch.setattr(cms, "LONGEST_REMEMBERED", -1)
    monkeypatch.setattr(examine, "KNOWN", frozenset())
