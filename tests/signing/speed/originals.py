"""The libraries as they came, for as long as a test lasts."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from signing.speed import Cure


def put_back(monkeypatch: pytest.MonkeyPatch, cures: Iterable[Cure]) -> None:
    for cure in cures:
        original = staticmethod(cure.original) if isinstance(cure.replacement, staticmethod) else cure.original
        monkeypatch.setattr(cure.owner, cure.name, original)
