"""Somebody looks at a waiting document: others at the same document are told."""

from __future__ import annotations

from dataclasses import dataclass

from mailbot.bootstrap import App
from mailbot.storage import documents, viewers
from mailbot.workflow.clerk.conflict import last_change, told
from rules.engine import Reason


@dataclass(frozen=True, slots=True)
class Around:
    """What happens around a document while somebody looks at it."""

    document_id: int
    version: int
    others: tuple[str, ...]
    """Names of those who look at it too."""
    last: Reason | None
    """Who changed it last, when and how; None before the first journal entry."""


def look_at(app: App, agency_id: str, document_id: int, viewer: tuple[int, str]) -> Around:
    """Note that `viewer` (id, name) looks at the document; raises NotFound."""
    now = app.clock()
    with app.db.transaction() as session:
        line = documents.page(session, agency_id, document_id).line
        viewers.note(session, agency_id, document_id, viewer, now)
        others = viewers.others(session, agency_id, document_id, viewer[0], now)
        step = last_change(session, agency_id, document_id)
    return Around(document_id, line.version, others, Reason(*told(step)) if step else None)
