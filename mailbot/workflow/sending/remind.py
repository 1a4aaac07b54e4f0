"""What is told without having been asked: paper that does not come to its sender, work to those who hold it."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from mailbot.bootstrap import App
from mailbot.domain.states import State
from mailbot.storage import agencies, nodes
from mailbot.storage.documents import DocumentRow
from mailbot.workflow.chasing.reminders import remind_of_work
from mailbot.workflow.chasing.weekly import summarise_week
from mailbot.workflow.digest.write import write_digests
from mailbot.workflow.opinions.chase import chase_opinions
from mailbot.workflow.sending import answer

FIRST_AFTER = timedelta(days=7)
LAST_AFTER = timedelta(days=35)
CHASED_EVERY = timedelta(minutes=5)


def remind_held(session: Session, app: App, now: datetime) -> None:
    """Write the reminders about paper that are due; each week of waiting is told once, at most four for a document."""
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


def chase(app: App) -> bool:
    """Look whether somebody must be told something; always False: nothing is ever waiting for the next step."""
    for agency in app.settings.agencies:
        now = app.clock()
        with app.db.transaction() as session:
            if not nodes.due(session, f"chase:{agency.id}", now, CHASED_EVERY):
                continue
            agencies.lock(session, agency.id)
            remind_of_work(session, app, agency.id, now)
            summarise_week(session, app, agency.id, now)
            chase_opinions(session, app, agency.id, now)
            write_digests(session, app, agency.id, now)
        app.wake.nudge("deliver")
    return False
