"""Logging in with a password, and changing it."""

from __future__ import annotations

import logging
from datetime import datetime

from mailbot.bootstrap import App
from mailbot.domain.errors import DomainError, NotAuthorised
from mailbot.domain.people import Actor
from mailbot.storage import accounts, history, people
from mailbot.storage.accounts import AccountRow
from mailbot.workflow.accounts.brakes import ACCOUNT, ADDRESS, forgive, give_back, take_try, whose
from mailbot.workflow.accounts.factor import next_stage
from mailbot.workflow.accounts.passwords import check_password, hashed, matches
from mailbot.workflow.accounts.sessions import Browser, LoggedIn, Opened, open_session

log = logging.getLogger(__name__)


def log_in(app: App, login: str, password: str, browser: Browser) -> Opened:
    """A new session, whole or waiting for the code. Raises NotAuthorised, the same whatever was wrong."""
    now = app.clock()
    counted = _take_try(app, login, browser, now)
    with app.db.reading() as session:
        row = accounts.find(session, login)
        stored = row.password_hash if row else None
    if not matches(stored, password):
        log.warning("login refused", extra={"address": browser.address, "known": row is not None})
        raise NotAuthorised("login_wrong")
    with app.db.transaction() as session:
        account = accounts.find(session, login)
        if account is None:
            raise NotAuthorised("login_wrong")
        person = people.get(session, account.agency_id, account.person_id)
        if not person.active:
            raise NotAuthorised("login_wrong")
        forgive(session, ACCOUNT, counted)
        give_back(session, ADDRESS, browser.address)
        opened = open_session(session, account, browser, next_stage(app, account, person.role), now)
    log.info("password accepted", extra={"person": person.id, "agency": account.agency_id, "address": browser.address})
    return opened


def check_own_password(app: App, me: LoggedIn, password: str, browser: Browser) -> None:
    """Whoever sits there knows the password. Raises NotAuthorised `password_old_wrong`, `login_wait`."""
    with app.db.reading() as session:
        account = session.get_one(AccountRow, me.account_id)
        login, stored = account.login, account.password_hash
    counted = _take_try(app, login, browser, app.clock())
    if not matches(stored, password):
        raise NotAuthorised("password_old_wrong")
    with app.db.transaction() as session:
        forgive(session, ACCOUNT, counted)
        give_back(session, ADDRESS, browser.address)


def change_password(app: App, me: LoggedIn, old: str, new: str, browser: Browser) -> None:
    """A new password for whoever knows the old one; every other session ends. Raises DomainError, NotAuthorised."""
    check_own_password(app, me, old, browser)
    with app.db.reading() as session:
        check_password(new, session.get_one(AccountRow, me.account_id).login, app.agencies.get(me.agency_id))
    if new == old:
        raise DomainError("password_same")
    kept, now, actor = hashed(new), app.clock(), Actor(me.person.name, me.person.id)
    with app.db.transaction() as session:
        session.get_one(AccountRow, me.account_id).password_hash = kept
        accounts.end_sessions(session, me.account_id, but=me.session_id)
        history.append(session, me.agency_id, now, actor, "password_set", ("person", me.person.id))


def _take_try(app: App, login: str, browser: Browser, now: datetime) -> str:
    """Counted before the comparison; returns for whom. Raises NotAuthorised `login_wait`."""
    with app.db.transaction() as session:
        counted = whose(session, accounts.find(session, login), login, browser.address)
        take_try(session, ACCOUNT, counted, now)
        take_try(session, ADDRESS, browser.address, now)
        return counted
