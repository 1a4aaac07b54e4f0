"""A letter as it waits in the outbox: composed once, sent with the same bytes however often it takes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class OutgoingLetter:
    """A composed letter, ready to be queued."""

    key: str
    kind: str
    mailbox_id: str
    envelope_from: str
    recipient: str
    subject: str
    message_id_header: str
    content: bytes
    document_id: int | None = None
    cause_id: int | None = None
    not_before: datetime | None = None
