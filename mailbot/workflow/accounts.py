"""Logging in: invitations, passwords, server-side sessions (reliability (f) 15-16)."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from mailbot.bootstrap import App
from mailbot.domain.errors import DomainError, NotAuthorised
from mailbot.domain.folding import fold
from mailbot.domain.people import Actor, Person
from mailbot.storage import accounts, history, people
from mailbot.storage.accounts import AccountRow, SessionRow
from mailbot.storage.people import PersonRow

INVITATION_LIFETIME = timedelta(hours=24)
IDLE = timedelta(minutes=30)
ABSOLUTE = timedelta(hours=12)
SHORTEST, LONGEST = 12, 128
FREE_TRIES = 5
_SEEN_EVERY = timedelta(minutes=1)
_FORBIDDEN = ("vnpt", "matkhau", "password", "123456", "qwerty", "abcdef", "111111", "vanthu", "mailbot", "ubnd")
"""Words no password may be built around (Vnpt@123 was a shared default of the founding systems)."""
_hasher = PasswordHasher()
_NOBODY = _hasher.hash(secrets.token_hex(16))
"""Compared when the login is unknown, so that the answer takes as long."""


@dataclass(frozen=True, slots=True)
class LoggedIn:
    """A living session."""

    person: Person
    agency_id: str
    session_id: str


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
        session.execute(delete(SessionRow).where(SessionRow.account_id == row.id))
        history.append(session, agency_id, now, actor, "invited", ("person", person_id))
        return row.login, token


def accept_invitation(app: App, token: str, password: str) -> str:
    """Set the password and use up the invitation; returns the login. Raises DomainError."""
    now = app.clock()
    with app.db.transaction() as session:
        row = session.scalar(select(AccountRow).where(AccountRow.invitation_hash == _hash(token)))
        if row is None or row.invitation_until is None or row.invitation_until < now:
            raise DomainError("invitation_over")
        check_password(password, row.login)
        row.password_hash = _hasher.hash(password)
        row.invitation_hash = row.invitation_until = None
        row.failures, row.next_try_at = 0, None
        session.execute(delete(SessionRow).where(SessionRow.account_id == row.id))
        history.append(session, row.agency_id, now, Actor(row.login), "password_set", ("person", row.person_id))
        return row.login


def check_password(password: str, login: str) -> None:
    """Length and a list of forbidden words, no composition rules (NIST 63B); raises DomainError."""
    if not SHORTEST <= len(password) <= LONGEST:
        raise DomainError("password_length", shortest=str(SHORTEST), longest=str(LONGEST))
    bare = fold(password).replace(" ", "")
    weak = any(word in bare and len(bare) < len(word) + 10 for word in _FORBIDDEN)
    if weak or login in bare or len(set(password)) < 5:
        raise DomainError("password_forbidden")


def log_in(app: App, login: str, password: str, user_agent: str) -> str:
    """A new session; returns the cookie value. Raises NotAuthorised, the same whatever was wrong."""
    now = app.clock()
    with app.db.reading() as session:
        row = accounts.find(session, login)
        stored = row.password_hash if row else None
        waits = row is not None and row.next_try_at is not None and row.next_try_at > now
    good = _matches(stored or _NOBODY, password) and stored is not None
    if waits:
        raise NotAuthorised("login_wait")
    if not good:
        _note_failure(app, login, now)
        raise NotAuthorised("login_wrong")
    cookie = secrets.token_urlsafe(32)
    with app.db.transaction() as session:
        account = accounts.find(session, login)
        if account is None or not session.get_one(PersonRow, account.person_id).active:
            raise NotAuthorised("login_wrong")
        account.failures, account.next_try_at = 0, None
        session.add(
            SessionRow(
                id=_hash(cookie), account_id=account.id, agency_id=account.agency_id, created_at=now, seen_at=now,
                user_agent=user_agent[:200],
            )
        )  # fmt: skip
    return cookie


def find_session(app: App, cookie: str) -> LoggedIn | None:
    """Who holds this cookie; None when it ended (idle 30 minutes, absolute 12 hours)."""
    now, key = app.clock(), _hash(cookie)
    with app.db.reading() as session:
        row = session.get(SessionRow, key)
        if row is None or now - row.seen_at > IDLE or now - row.created_at > ABSOLUTE:
            return None
        account = session.get_one(AccountRow, row.account_id)
        person = people.get(session, account.agency_id, account.person_id)
        found = LoggedIn(person, account.agency_id, key) if person.active else None
        stale = now - row.seen_at > _SEEN_EVERY
    if found is not None and stale:
        with app.db.transaction() as session:
            again = session.get(SessionRow, key)
            if again is not None:
                again.seen_at = now
    return found


def log_out(app: App, session_id: str) -> None:
    """End one session."""
    with app.db.transaction() as session:
        session.execute(delete(SessionRow).where(SessionRow.id == session_id))


def login_name(name: str) -> str:
    """Given name and initials of the rest, as in CB 3.1: Phạm Văn Dũng → dungpv."""
    words = fold(name).split()
    return words[-1] + "".join(word[0] for word in words[:-1]) if words else "nguoidung"


def _free_login(session: Session, name: str) -> str:
    base, number = login_name(name), 1
    login = base
    while accounts.find(session, login) is not None:
        number += 1
        login = f"{base}{number}"
    return login


def _note_failure(app: App, login: str, now: datetime) -> None:
    """After five failures each further one doubles the wait, up to 15 minutes; nobody is locked out for good."""
    with app.db.transaction() as session:
        row = accounts.find(session, login)
        if row is None:
            return
        row.failures += 1
        if row.failures >= FREE_TRIES:
            row.next_try_at = now + timedelta(seconds=min(900, 2 ** (row.failures - FREE_TRIES + 1)))


def _matches(stored: str, password: str) -> bool:
    try:
        return _hasher.verify(stored, password)
    except (VerificationError, InvalidHashError):
        return False


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
