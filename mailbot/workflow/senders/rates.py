"""How many orders by mail are obeyed in an hour; beyond, the clerk confirms (reliability (d) 5)."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from mailbot.bootstrap import App
from mailbot.domain.people import Person
from mailbot.letters.compose import LetterKind
from mailbot.storage import outbox
from mailbot.storage.inbox import MessageRow
from rules.engine import Outcome

_NOTICES = (LetterKind.NOT_ACCEPTED.value, LetterKind.ASK_BACK.value)


def too_many(session: Session, app: App, agency_id: str, mailbox_id: str, person: Person, now: datetime) -> str | None:
    """Why one more order is too many: `too_many_orders`, `too_many_orders_mailbox`; None when it is not."""
    limits = app.settings.limits
    local, _, domain = person.email.partition("@")
    theirs = MessageRow.sender == f"{local}@{domain.lower()}"
    if _reached(session, agency_id, theirs, limits.orders_per_person_per_hour, now):
        return "too_many_orders"
    if _reached(session, agency_id, MessageRow.mailbox_id == mailbox_id, limits.orders_per_mailbox_per_hour, now):
        return "too_many_orders_mailbox"
    return None


def may_be_told(session: Session, app: App, agency_id: str, person: Person, now: datetime) -> bool:
    """False when somebody got so many questions and refusals today that a stranger or a machine must be behind it."""
    since, most = now - timedelta(days=1), app.settings.limits.notices_per_person_per_day
    return outbox.sent_since(session, agency_id, person.email, since, _NOTICES) < most


def _reached(session: Session, agency_id: str, whose: ColumnElement[bool], most: int, now: datetime) -> bool:
    """True when the last `most` obeyed mails came within the hour; looks at so many rows and no more."""
    obeyed = (
        select(MessageRow.received_at)
        .where(MessageRow.agency_id == agency_id, MessageRow.outcome == Outcome.DIRECT.value, whose)
        .order_by(MessageRow.id.desc())
        .offset(most - 1)
        .limit(1)
    )
    earliest = session.scalar(obeyed)
    return earliest is not None and earliest > now - timedelta(hours=1)
