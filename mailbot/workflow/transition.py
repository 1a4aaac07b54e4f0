"""The only place that changes a document's state."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from mailbot.domain.people import Actor
from mailbot.domain.states import Event, State, after
from mailbot.storage import documents, history
from mailbot.storage.documents import DocumentRow


def transition(
    session: Session,
    document: DocumentRow,
    event: Event,
    actor: Actor,
    at: datetime,
    on_behalf_of: str | None = None,
    **detail: str,
) -> None:
    """Follow the table, write the journal; raises IllegalTransition."""
    before = State(document.state)
    document.state = after(before, event).value
    document.version += 1
    history.append(
        session,
        document.agency_id,
        at,
        actor,
        event.value,
        ("document", document.id),
        on_behalf_of,
        **{"from": before.value, "to": document.state},
        **detail,
    )


def born(session: Session, document: DocumentRow, state: State, actor: Actor, at: datetime, **detail: str) -> None:
    """Write a new document with its first state."""
    document.state = state.value
    documents.add(session, document)
    history.append(session, document.agency_id, at, actor, f"born_{state.value}", ("document", document.id), **detail)
