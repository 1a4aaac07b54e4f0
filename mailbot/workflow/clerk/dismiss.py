"""What a clerk turns down in "Cần xem": a reply that was not the person's, a letter that shall not be tried again."""

from __future__ import annotations

from mailbot.bootstrap import App
from mailbot.domain.errors import NotFound
from mailbot.domain.people import Actor
from mailbot.storage import agencies, history, inbox, outbox
from mailbot.storage.inbox import MessageRow, MessageState


def reject_reply(app: App, agency_id: str, message_id: int, actor: Actor, note: str) -> None:
    """The person said it was not their order: it stays without effect, the journal says who asked. Raises NotFound.

    The registered address was told when the reply was not accepted; nothing more is sent.
    """
    now = app.clock()
    with app.db.transaction() as session:
        agencies.lock(session, agency_id)
        inbox.get(session, agency_id, message_id)
        row = session.get_one(MessageRow, message_id, with_for_update=True)
        if row.state != MessageState.QUARANTINED.value or row.resolved_at is not None:
            raise NotFound("message_not_quarantined", id=str(message_id))
        row.resolved_at = now
        history.append(session, agency_id, now, actor, "reply_rejected", ("message", message_id), note=note)


def give_up_letter(app: App, agency_id: str, letter_id: int, actor: Actor, note: str) -> None:
    """A failed letter is not tried again; raises NotFound."""
    now = app.clock()
    with app.db.transaction() as session:
        agencies.lock(session, agency_id)
        outbox.give_up(session, agency_id, letter_id)
        history.append(session, agency_id, now, actor, "letter_given_up", ("letter", letter_id), note=note)
