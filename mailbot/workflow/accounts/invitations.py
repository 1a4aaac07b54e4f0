"""One-time invitations: the only way to a first password, and back in for whoever lost password or phone."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from mailbot.bootstrap import App
from mailbot.domain.errors import DomainError
from mailbot.domain.folding import fold
from mailbot.domain.people import Actor
from mailbot.storage import accounts, history, people
from mailbot.storage.accounts import AccountRow
from mailbot.workflow.accounts.brakes import begin_anew
from mailbot.workflow.accounts.passwords import check_password, hashed

INVITATION_LIFETIME = timedelta(hours=24)


def invite(app: App, agency_id: str, person_id: int, actor: Actor) -> tuple[str, str]:
    """A one-time invitation, valid 24 hours: (login, token); ends any earlier invitation and all sessions."""
    token, now = secrets.token_urlsafe(24), app.clock()
    with app.db.transaction() as session:
        person = people.get(session, agency_id, person_id)
        row = accounts.of_person(session, agency_id, person_id)
        if row is None:
            row = AccountRow(agency_id=agency_id, person_id=person_id, login=_free_login(session, person.name))
            session.add(row)
            session.flush()
        row.invitation_hash, row.invitation_until = _hash(token), now + INVITATION_LIFETIME
        accounts.end_sessions(session, row.id)
        history.append(session, agency_id, now, actor, "invited", ("person", person_id))
        return row.login, token


def accept_invitation(app: App, token: str, password: str) -> str:
    """Set the password and use up the invitation; returns the login. Raises DomainError.

    The second factor begins anew too: whoever lost the phone comes back the way he came in, through the administrator.
    """
    now = app.clock()
    with app.db.reading() as session:
        row = _invited(session, app, token)
        check_password(password, row.login, app.agencies.get(row.agency_id))
    kept = hashed(password)
    with app.db.transaction() as session:
        row = _invited(session, app, token)
        row.password_hash = kept
        row.invitation_hash = row.invitation_until = None
        accounts.forget_factor(session, row)
        begin_anew(session, row)
        accounts.end_sessions(session, row.id)
        history.append(session, row.agency_id, now, Actor(row.login), "password_set", ("person", row.person_id))
        return row.login


def login_name(name: str) -> str:
    """Given name and initials of the rest, as in CB 3.1: Phạm Văn Dũng → dungpv."""
    words = fold(name).split()
    return words[-1] + "".join(word[0] for word in words[:-1]) if words else "nguoidung"


def _invited(session: Session, app: App, token: str) -> AccountRow:
    row = session.scalar(select(AccountRow).where(AccountRow.invitation_hash == _hash(token)))
    if row is None or row.invitation_until is None or row.invitation_until < app.clock():
        raise DomainError("invitation_over")
    return row


def _free_login(session: Session, name: str) -> str:
    base, number = login_name(name), 1
    login = base
    while accounts.find(session, login) is not None:
        number += 1
        login = f"{base}{number}"
    return login


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
