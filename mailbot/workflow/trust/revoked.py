"""Documents in the book whose certificates were found revoked later: the same figure on pages and in commands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from sqlalchemy.orm import Session

from mailbot.storage import certificates
from mailbot.storage.certificates import RevokedUse
from mailbot.storage.database import Database
from mailbot.workflow.checking.findings import Finding, Part, notice
from rules.engine import Reason

CODE: Final = "registered_with_revoked"
NAMED: Final = 10
"""Of many documents, so many of the latest are named."""


def revoked_uses(session: Session, agency_ids: Sequence[str]) -> tuple[Reason, ...]:
    """How many there are, as the status page says it."""
    return _told(certificates.revoked(session, agency_ids))


def check_revoked(db: Database, agency_ids: Sequence[str]) -> Iterator[Finding]:
    """The same as a line of `mailbot check` and `mailbot trust check`; raises TemporaryError."""
    with db.reading() as session:
        told = revoked_uses(session, agency_ids)
    yield from (notice(Part.EVIDENCE, one.code, **one.values) for one in told)


def _told(found: tuple[RevokedUse, ...]) -> tuple[Reason, ...]:
    ids = ", ".join(str(one.document_id) for one in found[:NAMED])
    return (Reason(CODE, {"count": str(len(found)), "ids": ids}),) if found else ()
