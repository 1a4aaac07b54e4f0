"""Who has read what: written down when somebody opens a document."""

from __future__ import annotations

from datetime import timedelta

from mailbot.bootstrap import App
from mailbot.domain.people import Actor
from mailbot.storage import history, readings

_AGAIN = timedelta(minutes=5)
"""Looking again within this time is the same look."""


def note_reading(app: App, agency_id: str, document_id: int, actor: Actor) -> None:
    """Keep that this person has the document open; the first time is told in the journal (HH 8.2)."""
    now = app.clock()
    if actor.person_id is None:
        return
    with app.db.reading() as session:
        last = readings.last_read(session, document_id, actor.person_id)
    if last is not None and now - last < _AGAIN:
        return
    with app.db.transaction() as session:
        readings.note(session, agency_id, document_id, actor.person_id, now)
        if last is None:
            history.append(session, agency_id, now, actor, "read", ("document", document_id))
