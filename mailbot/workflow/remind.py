"""Ageing of held documents: a polite reminder to the sender each week, at most four."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from mailbot.bootstrap import App
from mailbot.domain.states import State
from mailbot.storage.documents import DocumentRow
from mailbot.workflow import answer

FIRST_AFTER = timedelta(days=7)
LAST_AFTER = timedelta(days=35)


def remind_held(session: Session, app: App, now: datetime) -> None:
    """Write the reminders that are due; each week of waiting is told once, whatever happens."""
    held = session.scalars(
        select(DocumentRow).where(
            DocumentRow.state == State.HELD.value,
            DocumentRow.hold_reason == "unsigned",
            DocumentRow.received_at <= now - FIRST_AFTER,
            DocumentRow.received_at > now - LAST_AFTER,
        )
    )
    for document in held:
        answer.remind_of_paper(session, app, document, (now - document.received_at).days, now)
