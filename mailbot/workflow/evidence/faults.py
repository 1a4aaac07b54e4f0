"""Proof that the evidence is whole: no record was changed, and every piece they name is in the store."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Set

from sqlalchemy.orm import Session

from mailbot.domain.codec import loads
from mailbot.storage import evidence, history
from signing.evidence.model import Evidence

_AT_ONCE = 500


def evidence_faults(session: Session, agency_id: str) -> Iterator[str]:
    """Records that are not what was written; the journal, a chain of hashes itself, holds the hash of each."""
    journal = history.told(session, agency_id, "evidence")
    for number, digest, content in _records(session, agency_id):
        if hashlib.sha256(content.encode()).hexdigest() != digest or digest not in journal:
            yield f"evidence {number}: was altered"


def wanted_blobs(session: Session, agency_id: str) -> Set[str]:
    """SHA-256 of every piece of evidence and every stamped copy."""
    pieces = {piece for _, _, content in _records(session, agency_id) for piece in loads(Evidence, content).all_items}
    return pieces | evidence.copy_digests(session, agency_id)


def _records(session: Session, agency_id: str) -> Iterator[tuple[int, str, str]]:
    after = 0
    while batch := evidence.every(session, agency_id, after, _AT_ONCE):
        yield from batch
        after = batch[-1][0]
