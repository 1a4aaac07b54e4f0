"""What whoever lent power reads meanwhile: where each document went (CB 6.1b)."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from mailbot.bootstrap import App
from mailbot.domain.people import Person
from mailbot.letters.compose import LetterKind, compose
from mailbot.letters.contexts import DelegatedCopy
from mailbot.storage import documents, outbox
from mailbot.storage.documents import DocumentRow
from mailbot.workflow.sending import answer


def tell_giver(session: Session, app: App, document: DocumentRow, giver: Person, taker: Person, now: datetime) -> None:
    """One letter per document and giver, marked and asking for nothing; it carries no token."""
    key = f"{LetterKind.DELEGATED_COPY.value}:document:{document.id}:{giver.id}"
    envelope = answer.envelope_to(app, document, giver.email, giver.name, key, now)
    url = answer.portal_url(app, f"/van-ban/{document.id}")
    copy = DelegatedCopy(app.agencies[document.agency_id], documents.line(document), giver, taker, url)
    outbox.add(session, document.agency_id, compose(LetterKind.DELEGATED_COPY, envelope, copy), now)
