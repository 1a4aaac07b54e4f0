"""A document recalls, repeals, replaces or amends others: the link is kept, and the others' journals tell it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy.orm import Session

from mailbot.domain.people import Actor
from mailbot.storage import changes, history
from mailbot.storage.documents import DocumentRow
from parsers.model import Change


def announce(session: Session, document: DocumentRow, told: Iterable[Change], actor: Actor, now: datetime) -> None:
    """Keep what a new document says about earlier ones; nothing is withdrawn by itself, a person decides."""
    for change in told:
        for meant in changes.add(session, document, change):
            history.append(
                session, document.agency_id, now, actor, "change_announced", ("document", meant),
                change=f"changed_by_{change.kind.value}", document=document.notation or document.file_name,
            )  # fmt: skip
