"""Server-side sessions: how far a login came, who is behind a cookie, ending one or all (reliability (f) 15)."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import delete
from sqlalchemy.orm import Session

from mailbot.bootstrap import App
from mailbot.domain.errors import NotFound
from mailbot.domain.people import Actor, Person
from mailbot.storage import accounts, history, people
from mailbot.storage.accounts import AccountRow, SessionRow
from mailbot.workflow.accounts.brakes import remember_place

IDLE = timedelta(minutes=30)
ABSOLUTE = timedelta(hours=12)
HALF_WAY = timedelta(minutes=10)
"""Between the password and the code."""
_SEEN_EVERY = timedelta(minutes=1)


class Stage(StrEnum):
    """How far a login came."""

    CODE = "code"
    """The password was right; the code of the second factor is asked."""
    ENROL = "enrol"
    """The password was right; the role needs a second factor and there is none yet."""
    WHOLE = "whole"


@dataclass(frozen=True, slots=True)
class Browser:
    """From where somebody speaks to us, for the list of sessions and the brakes."""

    address: str
    words: str
    """What it says of itself (`User-Agent`)."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A new session: the value of its cookie, told once."""

    cookie: str
    stage: Stage


@dataclass(frozen=True, slots=True)
class LoggedIn:
    """A living session."""

    person: Person
    agency_id: str
    session_id: str
    account_id: int
    stage: Stage
    proved_at: datetime | None
    """When the second factor was last given in this session."""


@dataclass(frozen=True, slots=True)
class SessionLine:
    """One session as its owner sees it."""

    id: str
    words: str
    address: str
    created_at: datetime
    seen_at: datetime


def open_session(session: Session, account: AccountRow, browser: Browser, stage: Stage, now: datetime) -> Opened:
    """A session under a new random id; the second factor counts as given now when it is whole after a code."""
    cookie = secrets.token_urlsafe(32)
    if stage is Stage.WHOLE:
        remember_place(session, account.id, browser.address, now)
    session.add(
        SessionRow(
            id=_hash(cookie), account_id=account.id, agency_id=account.agency_id, created_at=now, seen_at=now,
            user_agent=browser.words[:200], address=browser.address, stage=stage.value,
        )
    )  # fmt: skip
    return Opened(cookie, stage)


def go_on(session: Session, me: LoggedIn, account: AccountRow, browser: Browser, now: datetime) -> Opened:
    """The code was right: the half-open session ends, a whole one begins under a new id."""
    session.execute(delete(SessionRow).where(SessionRow.id == me.session_id))
    opened = open_session(session, account, browser, Stage.WHOLE, now)
    session.flush()
    session.get_one(SessionRow, _hash(opened.cookie)).proved_at = now
    return opened


def find_session(app: App, cookie: str) -> LoggedIn | None:
    """Who holds this cookie; None when it ended (idle 30 minutes, absolute 12 hours, half-way 10 minutes)."""
    now, key = app.clock(), _hash(cookie)
    with app.db.reading() as session:
        row = session.get(SessionRow, key)
        if row is None or _is_over(row, now):
            return None
        found = _logged_in(session, row)
        stale = now - row.seen_at > _SEEN_EVERY
    if found is not None and stale:
        _note_seen(app, key, now)
    return found


def log_out(app: App, session_id: str) -> None:
    """End one session."""
    with app.db.transaction() as session:
        session.execute(delete(SessionRow).where(SessionRow.id == session_id))


def sessions_of(app: App, me: LoggedIn) -> tuple[SessionLine, ...]:
    """All living sessions of the one who asks, the one used last first."""
    now = app.clock()
    with app.db.reading() as session:
        rows = accounts.sessions_of(session, me.account_id)
        return tuple(
            SessionLine(row.id, row.user_agent, row.address, row.created_at, row.seen_at)
            for row in rows
            if row.stage == Stage.WHOLE.value and not _is_over(row, now)
        )


def login_of(app: App, me: LoggedIn) -> str:
    """The login name of the one who asks."""
    with app.db.reading() as session:
        return session.get_one(AccountRow, me.account_id).login


def end_session(app: App, me: LoggedIn, session_id: str) -> None:
    """End one of one's own sessions; raises NotFound for anybody else's."""
    with app.db.transaction() as session:
        row = session.get(SessionRow, session_id)
        if row is None or row.account_id != me.account_id:
            raise NotFound("session_not_found")
        session.delete(row)


def end_all_sessions(app: App, me: LoggedIn) -> None:
    """Log out everywhere, here too."""
    with app.db.transaction() as session:
        accounts.end_sessions(session, me.account_id)


def end_sessions_of(app: App, agency_id: str, person_id: int | None, actor: Actor) -> int:
    """An administrator ends the sessions of one person, or of everybody of the agency (None); returns how many."""
    with app.db.transaction() as session:
        rows = accounts.sessions_in(session, agency_id, person_id)
        for row in rows:
            session.delete(row)
        about = ("person", person_id)
        history.append(session, agency_id, app.clock(), actor, "sessions_ended", about, count=str(len(rows)))
        return len(rows)


def _is_over(row: SessionRow, now: datetime) -> bool:
    if row.stage != Stage.WHOLE.value:
        return now - row.created_at > HALF_WAY
    return now - row.seen_at > IDLE or now - row.created_at > ABSOLUTE


def _logged_in(session: Session, row: SessionRow) -> LoggedIn | None:
    """None for somebody who is no longer active."""
    account = session.get_one(AccountRow, row.account_id)
    person = people.get(session, account.agency_id, account.person_id)
    if not person.active:
        return None
    return LoggedIn(person, account.agency_id, row.id, account.id, Stage(row.stage), row.proved_at)


def _note_seen(app: App, key: str, now: datetime) -> None:
    with app.db.transaction() as session:
        again = session.get(SessionRow, key)
        if again is not None:
            again.seen_at = now


def _hash(cookie: str) -> str:
    return hashlib.sha256(cookie.encode()).hexdigest()
