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
from parsers.model import ParsedMail, StatusReport
from rules.engine import Reason


def request_answered(session: Session, agency_id: str, mail: ParsedMail, is_vouched_for: bool) -> RecallRow | None:
    """The request a status message answers.

    Either it names the request's letter, whose Message-ID only its receiver knows, or it names the document and comes
    from the address that was asked; an address alone anybody can write, so somebody must vouch for that sender.
    """
    status = mail.status
    if status is None or status.code not in STATE_OF:
        return None
    named = recalls.named_by(session, agency_id, (*mail.in_reply_to, *mail.references))
    if named is not None or not is_vouched_for or len(mail.from_) != 1:
        return named
    if not status.notation or status.issued_on is None:
        return None
    return recalls.waiting(session, agency_id, SentDocument(status.notation, status.issued_on), mail.from_[0].mailbox)


def settle(
    session: Session, app: App, row: RecallRow, status: StatusReport, message_id: int, actor: Actor, now: datetime
) -> None:
    """Write the answer down once and tell the clerks; nothing when the request does not wait any more."""
    if row.state != RecallState.ASKED.value:
        return
    state, agency_id = STATE_OF[status.code], row.agency_id
    row.state, row.answer, row.answered_at, row.message_id = state.value, status.description, now, message_id
    history.append(
        session, agency_id, now, actor, f"recall_{state.value}_to_us", ("recall", row.id), words=status.description
    )
    reason = Reason(f"recall_{state.value}_by", {"agency": row.name, "sent": row.notation})
    answer.alert_clerks(session, app, agency_id, reason, row.id, now, subject="recall")
