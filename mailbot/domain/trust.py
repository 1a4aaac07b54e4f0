"""Which trust store a verdict was reached with."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TrustVersion:
    """SHA-256 over the certificates of a store, and over everything in it."""

    authorities: str
    everything: str

    def for_retrial(self, *, waits_for_lists: bool) -> str:
        """What must change before judging again can help: new lists help only where lists were missing."""
        return self.everything if waits_for_lists else self.authorities
