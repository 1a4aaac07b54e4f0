"""What would happen to a mail, link by link, without any effect."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from mailbot.bootstrap import App
from mailbot.children.requests import Understanding
from mailbot.domain.codec import dumps
from mailbot.domain.errors import MailbotError, TemporaryError
from mailbot.storage import inbox
from mailbot.storage.inbox import Claim, MessageRow, MessageState
from mailbot.workflow.arrival.facts import gather, read_reply_words
from mailbot.workflow.arrival.intake import judge, understand, worst
from mailbot.workflow.arrival.outcomes import shown_subject
from rules.engine import Decision, Outcome, Reason
from rules.facts import DocumentFacts


@dataclass(frozen=True, slots=True)
class Foresight:
    """The decisions a mail would get now."""

    understood: Understanding
    decisions: tuple[Decision, ...]
    decision: Decision
    documents: tuple[DocumentFacts | None, ...]
    """What each decision is about; None for the mail itself."""


def foresee(app: App, claim: Claim) -> Foresight:
    """Judge a stored message without acting."""
    understood = understand(app, claim)
    reply = read_reply_words(app, claim, understood.mail)
    with app.db.reading() as session:
        gathered = gather(session, app, claim, understood, reply)
        decisions = judge(gathered)
    return Foresight(understood, decisions, worst(decisions), tuple(facts.document for facts in gathered.facts))


def claim_to_look(line: inbox.MessageLine, at: datetime) -> Claim:
    """A claim that owns nothing: enough to read, never enough to write."""
    return Claim(line.id, line.agency_id, line.mailbox_id, line.digest, line.received_at, True, line.size, "", -1)


def watch_next(app: App) -> bool:
    """In read-only mode: note what would be done with one more message; False when none is left."""
    with app.db.reading() as session:
        row = session.query(MessageRow).filter_by(state=MessageState.WATCHED.value, decision=None).first()
        if row is None:
            return False
        line = inbox.line(row)
    decision, subject, sender = _foreseen(app, claim_to_look(line, app.clock()))
    with app.db.transaction() as session:
        stored = session.get_one(MessageRow, line.id, with_for_update=True)
        if stored.state != MessageState.WATCHED.value:
            return True
        stored.decision, stored.decided_by = dumps(decision), decision.decided_by
        stored.outcome, stored.reason = None, decision.reason.code
        stored.subject, stored.sender = subject, sender
    return True


def _foreseen(app: App, claim: Claim) -> tuple[Decision, str, str]:
    """Decision, subject and sender; a mail nobody can read would be left for the clerk, and does not stop the rest."""
    try:
        seen = foresee(app, claim)
    except TemporaryError:
        raise
    except MailbotError as error:
        return Decision(Outcome.ASK_CLERK, "machine", (Reason(error.code, error.values),), ()), "", ""
    mail = seen.understood.mail
    return seen.decision, shown_subject(mail, seen.decision), mail.from_[0].mailbox if mail.from_ else ""
