"""Cures are in place, and only for the versions they were compared with."""

from __future__ import annotations

from types import SimpleNamespace

import asn1crypto
import pytest

from signing.speed import CURES, Cure, cure, run
from signing.speed.cure import apply

PLACES = [pytest.param(one, id=f"{one.owner.__name__}.{one.name}") for one in CURES]


@pytest.mark.parametrize("one", PLACES)
def test_every_cure_is_in_place(one: Cure) -> None:
    """A new version of a library: compare the originals, then write the version into `COMPARED`."""
    assert one.is_known
    replacement = one.replacement.__func__ if isinstance(one.replacement, staticmethod) else one.replacement
    assert getattr(one.owner, one.name) is replacement


def test_another_version_keeps_its_originals(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(cure.COMPARED, asn1crypto, ("1.5.1", "1.6.0"))
    owner = SimpleNamespace(look=len)
    apply([Cure(asn1crypto, owner, "look", len, max)])
    assert owner.look is len


def test_the_compared_version_is_cured() -> None:
    owner = SimpleNamespace(look=len)
    apply([Cure(asn1crypto, owner, "look", len, max)])
    assert owner.look is max


def test_waiting_for_the_network_is_refused() -> None:
    class Waiting:
        def __await__(self):
            yield None

    async def wait() -> None:
        await Waiting()

    with pytest.raises(RuntimeError):
        run(wait())
