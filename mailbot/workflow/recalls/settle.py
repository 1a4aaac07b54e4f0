"""A status message answers our request to have a document back: 15 agrees, 16 refuses."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from mailbot.bootstrap import App
from mailbot.domain.people import Actor
from mailbot.domain.recalls import STATE_OF, RecallState, SentDocument
from mailbot.storage import history, recalls
from mailbot.storage.recalls import RecallRow
from mailbot.workflow.sending import answer
from parsers.model import ParsedMail
from rules.engine import Reason


def answers_letter(session: Session, agency_id: str, mail: ParsedMail) -> RecallRow | None:
    """The request whose letter the mail names: only its receiver knows that Message-ID."""
    if mail.status is None or mail.status.code not in STATE_OF:
        return None
    return recalls.named_by(session, agency_id, (*mail.in_reply_to, *mail.references))


def answers_request(session: Session, agency_id: str, mail: ParsedMail) -> RecallRow | None:
    """The waiting request to this sender about the document it names; only for a sender somebody vouched for."""
    status = mail.status
    if status is None or status.code not in STATE_OF or not status.notation or status.issued_on is None:
        return None
    if len(mail.from_) != 1:
        return None
    return recalls.waiting(session, agency_id, SentDocument(status.notation, status.issued_on), mail.from_[0].mailbox)


def settle(
    session: Session, app: App, agency_id: str, mail: ParsedMail, message_id: int, actor: Actor, now: datetime
) -> None:
    """Write the answer down once and tell the clerks; nothing when the mail answers no waiting request."""
    row = answers_letter(session, agency_id, mail) or answers_request(session, agency_id, mail)
    if row is None or mail.status is None or row.state != RecallState.ASKED.value:
        return
    state = STATE_OF[mail.status.code]
    row.state, row.answer, row.answered_at, row.message_id = state.value, mail.status.description, now, message_id
    history.append(
        session, agency_id, now, actor, f"recall_{state.value}_to_us", ("recall", row.id), words=mail.status.description
    )
    reason = Reason(f"recall_{state.value}_by", {"agency": row.name, "sent": row.notation})
    answer.alert_clerks(session, app, agency_id, reason, row.id, now, subject="recall")
