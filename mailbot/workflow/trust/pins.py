"""Fingerprints known to us: they recognise a file and tell a swapped one; trusting is the administrator's."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from mailbot.storage.trust import Standing


@dataclass(frozen=True, slots=True)
class Pin:
    """A certificate whose fingerprint is known."""

    name: str
    sha256: str
    official: bool
    is_root: bool
    url: str
    """Where its authority publishes it."""
    seen: bool
    """True when the fingerprint was computed from the certificate itself; else it is known by report."""

    @property
    def standing(self) -> Standing:
        """What it would be good for."""
        if not self.is_root:
            return Standing.INTERMEDIATE
        return Standing.OFFICIAL if self.official else Standing.PUBLIC


@cache
def pins() -> Mapping[str, Pin]:
    """By SHA-256 in lower-case hex."""
    table = tomllib.loads(files("mailbot.data").joinpath("trust-pins.toml").read_text(encoding="utf-8"))
    found = (
        Pin(
            name=row["name"],
            sha256=row["sha256"],
            official=row["class"] == "official",
            is_root=row["kind"] == "root",
            url=row["url"],
            seen=row["seen"] == "file",
        )
        for row in table["pin"]
    )
    return {pin.sha256: pin for pin in found}
