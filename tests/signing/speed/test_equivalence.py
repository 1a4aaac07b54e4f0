"""The whole report is the same with the cures and without them, for every file there is a verdict about."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from signing import remembered
from signing.speed import CURES
from signing.verify import verify
from tests import pki
from tests.pki import NOW
from tests.signing.speed.originals import put_back
from tests.signing.test_verify import CASES

FILES = {name: make for name, (make, *_expected) in CASES.items()}


@pytest.mark.parametrize("make", FILES.values(), ids=FILES)
def test_reports_are_the_same_without_cures(make: Callable[[], bytes], monkeypatch: pytest.MonkeyPatch) -> None:
    data, trust = make(), pki.pki().trust()
    cured = verify(data, trust, NOW)
    put_back(monkeypatch, CURES)
    monkeypatch.setattr(remembered._Kept, "memory", None)
    assert verify(data, trust, NOW) == cured
