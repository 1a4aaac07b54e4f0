"""Which agency issued a document, by the address book, the built-in catalogue and the letterhead."""

from __future__ import annotations

from sqlalchemy.orm import Session

from mailbot.bootstrap import App
from mailbot.domain.agencies.resolving import Clues, Resolution, resolve
from mailbot.domain.calendar import VIETNAM
from mailbot.domain.document import DocumentPage
from mailbot.workflow.directory.book import catalogue, directory_of


def resolved(session: Session, app: App, agency_id: str, clues: Clues) -> Resolution:
    """The agency meant, or candidates."""
    return resolve(clues, directory_of(session, app, agency_id), catalogue())


def issuer_of(session: Session, app: App, page: DocumentPage) -> Resolution:
    """The issuer on the register line (the clerk may have corrected it), with what the page says around it."""
    line, fields = page.line, page.fields
    clues = Clues(
        issuer=line.issuer or "",
        parent=fields.parent_issuer or "",
        place=fields.place or "",
        sender=line.sender,
        on=line.issued_on or line.received_at.astimezone(VIETNAM).date(),
    )
    return resolved(session, app, line.agency_id, clues)
