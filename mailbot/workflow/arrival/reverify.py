"""Held documents whose signature, or an annex's, could not be proved are judged again when data may come (spec 2)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy.orm import Session

from mailbot.bootstrap import App
from mailbot.children.requests import Understanding, UnderstoodDocument
from mailbot.domain.codec import dumps, loads
from mailbot.domain.errors import MailbotError, TemporaryError
from mailbot.domain.people import Actor
from mailbot.domain.states import Event, State
from mailbot.domain.trust import TrustVersion
from mailbot.storage import documents, evidence, history, inbox, retrials
from mailbot.storage.documents import DocumentRow
from mailbot.storage.inbox import Claim, MessageRow
from mailbot.storage.retrials import Retrial
from mailbot.workflow.arrival.explain import claim_to_look, foresee
from mailbot.workflow.arrival.number import enter_in_book
from mailbot.workflow.evidence.keep import keep_pieces, record_of
from mailbot.workflow.sending import answer
from mailbot.workflow.transition import transition
from rules.engine import Decision, Outcome, Reason
from signing.model import SignatureReport, Verdict

TIMES: Final = (timedelta(hours=1), timedelta(hours=6), timedelta(hours=24))
"""After receipt; a document whose revocation data is still missing at the last of them is a person's."""
MACHINE: Final = Actor("mailbot", rule="reverified")
_OF_ANNEXES: Final = (retrials.ANNEX_UNPROVEN, "annex_disproved")
_AT_ONCE = 20
"""Between two looks whether the process is to end."""


@dataclass(frozen=True, slots=True)
class _Said:
    """What the verdicts on a document and its annexes come to."""

    reason: str
    annexes: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class _Judged:
    """A document judged again, with the version of the row it was read from."""

    document: UnderstoodDocument
    decision: Decision
    understood: Understanding
    claim: Claim
    version: int
    before: _Said
    """Of the verdicts that stood."""

    @property
    def said(self) -> _Said:
        return _said(self.report, self.decision)

    @property
    def waits_for_lists(self) -> bool:
        return retrials.waits_for_lists((self.report, *(annex.report for annex in self.understood.annexes)))

    @property
    def report(self) -> SignatureReport:
        return self.document.report


def refresh_trust(app: App) -> bool:
    """Judge with changed files and fetched lists from now on; True when something changed.

    What was judged until now is listed first, so that it is judged again with what is new.
    """
    with app.db.transaction() as session:
        retrials.enlist(session, TIMES[0], app.children.trust_version)
    return app.children.refresh_trust()


def reverify_unproven(app: App) -> int:
    """Judge again everything that is due; returns how many documents were registered."""
    registered, more = 0, True
    while more:
        count, more = reverify_some(app)
        registered += count
    return registered


def reverify_some(app: App) -> tuple[int, bool]:
    """The same for a few of them: how many were registered, and whether any was due."""
    now, trust = app.clock(), app.children.trust_version
    with app.db.transaction() as session:
        retrials.enlist(session, TIMES[0], trust)
        due = retrials.due(session, now, trust, _AT_ONCE)
    return sum(_retry(app, one, trust, now) for one in due), bool(due)


def _retry(app: App, retrial: Retrial, trust: TrustVersion, now: datetime) -> bool:
    """Judge one; it is not due again before its next time or another trust store, whatever came of it."""
    judged = _judged_if_possible(app, retrial)
    if judged is not None:
        keep_pieces(app, judged.understood.judged)
        retrial = replace(retrial, timed=judged.waits_for_lists)
    passed = sum(retrial.received_at + time <= now for time in TIMES)
    is_over = passed == len(TIMES)
    with app.db.transaction() as session:
        next_at = retrial.received_at + TIMES[passed] if retrial.timed and not is_over else None
        retrials.tried(session, retrial, trust, passed, next_at)
        if judged is not None and judged.said != judged.before:
            return _carry_out(session, app, retrial, judged, now)
        if retrial.timed and is_over:
            _hand_over(session, app, retrial, now)
    return False


def _judged_if_possible(app: App, retrial: Retrial) -> _Judged | None:
    """A mail no child can read any more must not keep the others from their turn."""
    try:
        return _judge(app, retrial)
    except TemporaryError:
        raise
    except MailbotError:
        return None


def _judge(app: App, retrial: Retrial) -> _Judged | None:
    """None when the mail is not there any more or no longer holds the document."""
    with app.db.reading() as session:
        row = session.get_one(DocumentRow, retrial.document_id)
        message = session.get(MessageRow, row.message_id) if row.message_id else None
        if message is None:
            return None
        line, digest, version = inbox.line(message), row.digest, row.version
        before = _said(loads(SignatureReport, row.report), loads(Decision, row.decision))
    claim = claim_to_look(line, app.clock())
    seen = foresee(app, claim)
    # One decision for each document; a mail without any has one for itself.
    pairs = zip(seen.understood.documents, seen.decisions, strict=False)
    found = next((pair for pair in pairs if pair[0].sha256 == digest), None)
    return _Judged(*found, seen.understood, claim, version, before) if found else None


def _said(report: SignatureReport, decision: Decision) -> _Said:
    return _Said(report.reason, tuple(one for one in decision.reasons if one.code in _OF_ANNEXES))


def _carry_out(session: Session, app: App, retrial: Retrial, judged: _Judged, now: datetime) -> bool:
    """The new verdict stands, with its evidence; a valid one that would register now is registered."""
    document = documents.get(session, retrial.agency_id, retrial.document_id)
    if document.version != judged.version or document.state != State.HELD.value:
        return False
    report = judged.report
    record = record_of(judged.document, judged.understood, judged.claim, now)
    evidence.add(session, retrial.agency_id, document.id, record)
    document.report, document.verdict = dumps(report), report.verdict.value
    document.decision = dumps(judged.decision)
    is_proved = report.verdict is Verdict.VALID and judged.decision.outcome is Outcome.REGISTER
    if not is_proved:
        document.version += 1
        document.hold_reason = judged.decision.reason.code
    history.append(
        session, retrial.agency_id, now, MACHINE, "reverified", ("document", document.id),
        verdict=report.verdict, evidence=record.digest,
    )  # fmt: skip
    if not is_proved:
        return False
    transition(session, document, Event.PROVED, MACHINE, now, rule="reverified")
    enter_in_book(session, app, document, MACHINE, now)
    answer.registered(session, app, document, now)
    app.wake.nudge("deliver", "route")
    return True


def _hand_over(session: Session, app: App, retrial: Retrial, now: datetime) -> None:
    if not retrials.hand_over(session, retrial.document_id, now):
        return
    about = ("document", retrial.document_id)
    history.append(session, retrial.agency_id, now, MACHINE, "reverify_given_up", about)
    reason = Reason("revocation_given_up")
    answer.alert_clerks(session, app, retrial.agency_id, reason, retrial.document_id, now, "document")
    app.wake.nudge("deliver")
