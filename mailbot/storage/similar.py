"""Documents whose abstract resembles another's: shown to people, never merged."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from mailbot.domain.document import DocumentLine
from mailbot.domain.likeness import ALIKE, alike
from mailbot.domain.states import State
from mailbot.storage.documents import DocumentRow, line

LOOKED_AT = 500
"""Newest documents of the same issuer that are compared."""
MOST = 5


def similar(session: Session, document: DocumentLine) -> tuple[DocumentLine, ...]:
    """Other documents of this issuer with nearly this abstract, the most alike first."""
    if not document.abstract or not document.issuer:
        return ()
    query = select(DocumentRow.id, DocumentRow.abstract).where(
        DocumentRow.agency_id == document.agency_id,
        DocumentRow.issuer == document.issuer,
        DocumentRow.abstract.is_not(None),
        DocumentRow.id != document.id,
        DocumentRow.state != State.DUPLICATE.value,
    )
    rows = session.execute(query.order_by(DocumentRow.id.desc()).limit(LOOKED_AT))
    judged = [(alike(document.abstract, abstract or ""), found) for found, abstract in rows]
    best = sorted((-share, found) for share, found in judged if share >= ALIKE)[:MOST]
    return tuple(line(session.get_one(DocumentRow, found)) for _share, found in best)
