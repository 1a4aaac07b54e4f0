"""“Không phải tôi”: the person in whose name an order was obeyed says that it was not theirs (reliability (d) 4)."""

from __future__ import annotations

import hashlib
import hmac
import re
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy.orm import Session

from mailbot.bootstrap import App
from mailbot.domain.document import DocumentLine
from mailbot.domain.errors import NotFound
from mailbot.domain.people import Actor, Person, Role
from mailbot.storage import agencies, documents, history, people
from mailbot.storage.directives import DirectiveRow
from mailbot.workflow.sending.answer import alert, portal_url
from rules.engine import Reason

LIFETIME = timedelta(days=30)
_TOKEN = re.compile(r"(\d{1,18})-([0-9a-f]{40})")
_TOLD = (Role.CLERK, Role.OFFICE, Role.ADMINISTRATOR)


@dataclass(frozen=True, slots=True)
class Disputed:
    """An order and the person it was obeyed from."""

    directive_id: int
    agency_id: str
    person: Person
    document: DocumentLine
    words: str


def link(app: App, directive: DirectiveRow) -> str:
    """Where this order can be disowned; proves nothing but that somebody read the echo letter."""
    return portal_url(app, f"/khong-phai-toi/{directive.id}-{_mac(app, directive)}")


def disputed(app: App, token: str) -> Disputed:
    """What the link is about; changes nothing. Raises NotFound for one that is not ours or too old."""
    with app.db.reading() as session:
        return _disputed(session, app, token)


def disown(app: App, token: str) -> None:
    """Freeze orders by mail of this person and alert the office; the order itself is for people to judge."""
    now = app.clock()
    with app.db.transaction() as session:
        about = _disputed(session, app, token)
        if about.person.mail_frozen:
            return
        people.freeze_mail(session, about.agency_id, about.person.id, frozen=True)
        history.append(
            session, about.agency_id, now, Actor("mailbot", rule="not_me"), "mail_frozen",
            ("person", about.person.id), document=str(about.document.id), words=about.words,
        )  # fmt: skip
        number = str(about.document.arrival_number or about.document.id)
        reason = Reason("order_disowned", {"person": about.person.name, "number": number})
        alert(session, app, about.agency_id, reason, about.directive_id, now, subject="directive", roles=_TOLD)
    app.wake.nudge("deliver")


def freeze(app: App, agency_id: str, person_id: int, actor: Actor) -> None:
    """The administrator is told of a lost phone or a mailbox in wrong hands. Raises NotFound."""
    with app.db.transaction() as session:
        agencies.lock(session, agency_id)
        people.freeze_mail(session, agency_id, person_id, frozen=True)
        history.append(session, agency_id, app.clock(), actor, "mail_frozen", ("person", person_id))


def trust_again(app: App, agency_id: str, person_id: int, actor: Actor) -> None:
    """The administrator has settled it: orders by mail count again. Raises NotFound."""
    with app.db.transaction() as session:
        agencies.lock(session, agency_id)
        people.freeze_mail(session, agency_id, person_id, frozen=False)
        history.append(session, agency_id, app.clock(), actor, "mail_unfrozen", ("person", person_id))


def _disputed(session: Session, app: App, token: str) -> Disputed:
    match = _TOKEN.fullmatch(token)
    directive = session.get(DirectiveRow, int(match[1])) if match else None
    if directive is None or match is None or not hmac.compare_digest(match[2], _mac(app, directive)):
        raise NotFound("link_unknown")
    if app.clock() - directive.given_at > LIFETIME:
        raise NotFound("link_unknown")
    person = people.get(session, directive.agency_id, directive.person_id)
    document = documents.line(documents.get(session, directive.agency_id, directive.document_id))
    return Disputed(directive.id, directive.agency_id, person, document, directive.words)


def _mac(app: App, directive: DirectiveRow) -> str:
    """Bound to the agency's order and person; a key of its own, so that it is never a reply token."""
    bound = f"not-me|v1|{directive.agency_id}|{directive.id}|{directive.person_id}"
    return hmac.new(app.secret, bound.encode(), hashlib.sha256).hexdigest()[:40]
