"""The calendar of proofs: told before certificates and algorithms a verdict rests on come to their end."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from mailbot.bootstrap import App
from mailbot.domain.calendar import VIETNAM
from mailbot.storage import evidence, nodes
from mailbot.workflow.checking.findings import Finding, Part, fine, notice
from rules.engine import Reason

AGAIN = timedelta(days=7)
"""While documents wait to be stamped, one letter a week."""


def endings(session: Session, app: App, agency_id: str | None, now: datetime) -> tuple[Reason, ...]:
    """What the status page says: how many proofs end within the warning time, and when the first does."""
    days = app.settings.archive.warn_days
    found = evidence.ending(session, agency_id, now, now + timedelta(days=days))
    if not found.count or found.first is None:
        return ()
    code = "evidence_ends_soon" if app.settings.archive.tsa_url else "evidence_ends_unstamped"
    first = found.first.astimezone(VIETNAM).strftime("%d/%m/%Y")
    return (Reason(code, {"count": str(found.count), "first": first, "days": str(days)}),)


def check_evidence(app: App) -> Finding:
    """The same as a line of `mailbot check`."""
    now = app.clock()
    with app.db.reading() as session:
        for reason in endings(session, app, None, now):
            return notice(Part.EVIDENCE, reason.code, **reason.values)
    return fine(Part.EVIDENCE, "evidence_fine", days=str(app.settings.archive.warn_days))


def warn(app: App) -> None:
    """One letter to the administrators of every agency, once a week while something ends soon."""
    from mailbot.workflow.trust.watch import tell_administrators  # brings the readers of certificates along

    now = app.clock()
    with app.db.transaction() as session:
        found = endings(session, app, None, now)
        if not found or not nodes.due(session, "evidence-ends", now, AGAIN):
            return
        tell_administrators(session, app, found, now)
    app.wake.nudge("deliver")
