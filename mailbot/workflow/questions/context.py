"""A reply is read by what its letter asked; most mails are none."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from mailbot.bootstrap import App
from mailbot.storage.directives import TokenRow
from parsers.model import ParsedReply

UNSURE = frozenset({"doubtful_quote", "empty_reply", "too_long"})
"""Nobody knows whose words these are, or there are none: no question makes them clearer."""


def in_context(
    session: Session, app: App, token: TokenRow | None, reply: ParsedReply | None, now: datetime
) -> ParsedReply | None:
    """The reply as the letter it answers gives it sense; unchanged where that asked nothing special."""
    if token is None or reply is None or reply.automatic is not None:
        return reply
    if any(question.code in UNSURE for question in reply.questions):
        return reply
    from mailbot.workflow.questions.senses import in_sense  # and all readers of replies: the daemon starts faster

    return in_sense(session, app, token, reply, now)
