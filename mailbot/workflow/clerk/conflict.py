"""Two people at one document: the second is told who did what, and when."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy.orm import Session

from mailbot.domain.calendar import VIETNAM
from mailbot.domain.errors import Conflict
from mailbot.storage import history
from mailbot.storage.documents import DocumentRow
from mailbot.storage.history import HistoryLine

_SENTENCES: Mapping[str, str] = {
    "paper_arrived": "document_changed_registered",
    "numbered": "document_changed_registered",
    "proved": "document_changed_proved",
    "refuse": "document_changed_refused",
    "take_back": "document_changed_undone",
    "sender_asked": "document_changed_asked",
    "question_withdrawn": "document_changed_undone",
    "submit": "document_changed_submitted",
    "direct": "document_changed_directed",
}
"""Journal entry -> sentence; any other change is told with who and when only."""


def must_be(session: Session, document: DocumentRow, version: int) -> None:
    """Refuse a form that was filled in before somebody else's change; raises Conflict with who, when and what."""
    if document.version == version:
        return
    last = last_change(session, document.agency_id, document.id)
    if last is None:
        raise Conflict("document_changed", who="người khác", document=str(document.id))
    code, values = told(last)
    raise Conflict(code, **values, document=str(document.id))


def told(step: HistoryLine) -> tuple[str, dict[str, str]]:
    """Code and values of the sentence about a change: `Nguyễn Thị Lan đã vào sổ văn bản này lúc 09:12.`"""
    number = step.detail.get("number") or step.detail.get("struck_number") or ""
    values = {"who": step.actor, "at": f"{step.at.astimezone(VIETNAM):%H:%M ngày %d/%m/%Y}", "number": number}
    return _SENTENCES.get(step.action, "document_changed_at"), values


def last_change(session: Session, agency_id: str, document_id: int) -> HistoryLine | None:
    """The newest journal entry of a document."""
    steps = history.of(session, agency_id, "document", document_id)
    return steps[-1] if steps else None
