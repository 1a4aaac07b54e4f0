"""A clerk refuses or returns a held document (ST 4.1c, Decree 30/2020, 21.2b)."""

from __future__ import annotations

from datetime import timedelta

from mailbot.bootstrap import App
from mailbot.domain.people import Actor
from mailbot.domain.states import Event
from mailbot.storage import documents
from mailbot.workflow.clerk.conflict import must_be
from mailbot.workflow.clerk.takeback import AT_ONCE, keep_quiet
from mailbot.workflow.sending import answer
from mailbot.workflow.transition import transition
from rules.engine import Reason


def refuse(
    app: App, agency_id: str, document_id: int, actor: Actor, version: int, words: str, quiet: timedelta = AT_ONCE
) -> None:
    """Refuse with the clerk's words; the sender is told after `quiet`. Raises Conflict, IllegalTransition, NotFound."""
    now = app.clock()
    with app.db.transaction() as session:
        document = documents.get(session, agency_id, document_id)
        must_be(session, document, version)
        keep_quiet(document, now, quiet)
        transition(session, document, Event.REFUSE, actor, now, words=words)
        line = documents.line(document)
        reasons = [Reason(line.hold_reason, line.hold_values)] if line.hold_reason and not words else []
        if words:
            reasons.append(Reason("clerk_says", {"words": words}))
        answer.refused(session, app, document, reasons, now)
    app.wake.nudge("deliver")
