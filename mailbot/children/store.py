"""The trust store made of the files, wherever it is needed."""

from __future__ import annotations

from mailbot.children.requests import TrustFiles
from signing.trust import TrustStore, forgiving_trust_store


def store_of(files: TrustFiles) -> TrustStore:
    """Everything parsed; a file nobody can read is as if it were not there."""
    return forgiving_trust_store(
        _bytes(files.roots),
        _bytes(files.intermediates),
        _bytes(files.crls),
        public_roots=_bytes(files.public_roots),
        ocsps=_bytes(files.ocsps),
        mirrored=_bytes(files.mirrored),
        older=_bytes(files.older),
    )


def _bytes(group: tuple[str, ...]) -> list[bytes]:
    return [bytes.fromhex(one) for one in group]
