"""Held documents whose signature could not be proved are judged again when data may have arrived (spec 2)."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from mailbot.bootstrap import App
from mailbot.domain.codec import dumps
from mailbot.domain.people import Actor
from mailbot.domain.states import Event, State
from mailbot.storage import documents, history
from mailbot.storage.documents import DocumentRow
from mailbot.storage.inbox import MessageRow
from mailbot.workflow import answer
from mailbot.workflow.explain import claim_to_look, foresee
from mailbot.workflow.number import enter_in_book
from mailbot.workflow.transition import transition
from rules.engine import Decision, Outcome
from signing.model import Verdict

STEPS = (timedelta(hours=1), timedelta(hours=6), timedelta(hours=24))
"""After these ages a document is judged again; after the last it is a person's."""


def reverify_unproven(app: App) -> int:
    """Judge every unproven held document again; returns how many were registered."""
    with app.db.reading() as session:
        rows = session.execute(
            select(DocumentRow.agency_id, DocumentRow.id).where(
                DocumentRow.state == State.HELD.value, DocumentRow.verdict == Verdict.UNPROVEN.value
            )
        ).all()
    return sum(_again(app, agency_id, document_id) for agency_id, document_id in rows)


def _again(app: App, agency_id: str, document_id: int) -> bool:
    from mailbot.storage import inbox  # read only here

    with app.db.reading() as session:
        row = session.get_one(DocumentRow, document_id)
        message = session.get(MessageRow, row.message_id) if row.message_id else None
        if message is None:
            return False
        line, digest, version = inbox.line(message), row.digest, row.version
    seen = foresee(app, claim_to_look(line, app.clock()))
    report = next((d.report for d in seen.understood.documents if d.sha256 == digest), None)
    if report is None or report.verdict is Verdict.UNPROVEN:
        return False
    with app.db.transaction() as session:
        document = documents.get(session, agency_id, document_id)
        if document.version != version or document.state != State.HELD.value:
            return False
        document.report, document.verdict = dumps(report), report.verdict.value
        now, actor = app.clock(), Actor("mailbot", rule="reverified")
        if report.verdict is not Verdict.VALID or not _would_register(seen.decisions):
            document.version += 1
            document.hold_reason = report.reason if report.verdict is not Verdict.VALID else document.hold_reason
            history.append(
                session, agency_id, now, actor, "reverified", ("document", document_id), verdict=report.verdict
            )
            return False
        transition(session, document, Event.PROVED, actor, now, rule="reverified")
        enter_in_book(session, app, document, actor, now)
        answer.registered(session, app, document, now)
    app.wake.nudge("deliver", "route")
    return True


def _would_register(decisions: tuple[Decision, ...]) -> bool:
    return all(decision.outcome is Outcome.REGISTER for decision in decisions)
