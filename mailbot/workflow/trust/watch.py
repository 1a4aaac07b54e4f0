"""A look at the trust store and our own certificates on a timer: faults are shown, and told once by letter."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy.orm import Session

from mailbot.bootstrap import App
from mailbot.domain.people import Person, Role
from mailbot.letters.compose import Envelope, LetterKind, compose
from mailbot.letters.contexts import AdministratorAlert
from mailbot.storage import nodes, outbox, people, trust
from mailbot.workflow.checking.findings import Finding, Grade
from mailbot.workflow.sending.answer import portal_url, stable_message_id
from mailbot.workflow.trust.check import DAYS_BEFORE, TRUSTED_CODES, check_trust, kept
from mailbot.workflow.trust.own import CODES, own_certificates
from rules.engine import Reason

AGAIN = timedelta(days=7)
"""While a fault lasts, one letter a week."""
_ENDS_SOON: Final = frozenset({TRUSTED_CODES[1], CODES[1]})
_NEVER_AGAIN = timedelta(days=36500)


def look(app: App) -> None:
    """Check the store; an address not asked yet is given the time to answer first."""
    now = app.clock()
    store = check_trust(app.settings.trust, now, lambda: kept(app.settings, app.db))
    found = (*store, *own_certificates(app, now))
    with app.db.transaction() as session:
        if any(one.fetched_at is None and one.error is None for one in trust.sources(session)):
            return
        worth_saying = [one for one in found if one.grade is not Grade.FINE]
        trust.note(session, [(one.grade.value, one.reason) for one in worth_saying])
        new = tuple(one.reason for one in worth_saying if _is_new(session, one, now))
        if new:
            tell_administrators(session, app, new, now)
    app.wake.nudge("deliver")


def tell_administrators(session: Session, app: App, reasons: tuple[Reason, ...], now: datetime) -> None:
    """One letter to each administrator of each agency; to the clerks where there is none."""
    for agency_id in app.agencies:
        if not app.agency(agency_id).mailboxes:
            continue
        for person in _responsible(session, agency_id):
            key = f"{LetterKind.ADMINISTRATOR_ALERT.value}:{now.isoformat()}:{person.id}"
            envelope = Envelope(
                mailbox_id=app.agency(agency_id).mailboxes[0].id,
                from_address=app.agencies[agency_id].address,
                recipient=person.email,
                recipient_name=person.name,
                message_id=stable_message_id(app, agency_id, key),
                date=now,
                key=key,
            )
            context = AdministratorAlert(app.agencies[agency_id], reasons, portal_url(app, "/trang-thai"))
            outbox.add(session, agency_id, compose(LetterKind.ADMINISTRATOR_ALERT, envelope, context), now)


def _responsible(session: Session, agency_id: str) -> Iterable[Person]:
    administrators = people.with_role(session, agency_id, Role.ADMINISTRATOR)
    return administrators or people.with_role(session, agency_id, Role.CLERK)


def _is_new(session: Session, finding: Finding, now: datetime) -> bool:
    """True once for each step towards the end of a certificate, and once a week for anything else that is wrong."""
    reason = finding.reason
    about = reason.values.get("name") or reason.values.get("path") or reason.values.get("url") or ""
    if reason.code in _ENDS_SOON:
        step = min(days for days in DAYS_BEFORE if int(reason.values["days"]) <= days)
        key = f"trust:{reason.code}:{about}:{reason.values['until']}:{step}"
        return nodes.due(session, key, now, _NEVER_AGAIN)
    if finding.grade is not Grade.WRONG:
        return False
    return nodes.due(session, f"trust:{reason.code}:{about}", now, AGAIN)
