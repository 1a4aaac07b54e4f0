"""The second factor: time-based codes (RFC 6238) from a phone, and recovery codes for the day it is lost."""

from __future__ import annotations

import base64
import hashlib
import hmac
import logging
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

import pyotp
from sqlalchemy import select
from sqlalchemy.orm import Session

from mailbot.bootstrap import App
from mailbot.domain.errors import DomainError, NotAuthorised
from mailbot.domain.people import Actor, Role
from mailbot.storage import accounts, history
from mailbot.storage.accounts import AccountRow, RecoveryCodeRow, SessionRow
from mailbot.workflow.accounts.brakes import CODE, forgive, take_try
from mailbot.workflow.accounts.seal import opened, sealed
from mailbot.workflow.accounts.sessions import Browser, LoggedIn, Opened, Stage, go_on, login_of

log = logging.getLogger(__name__)

FRESH = timedelta(minutes=10)
"""So long after a code may a T2 action follow without asking again (reliability (d) 4)."""
CODES = 8
_CODE_BYTES = 15  # 120 random bits: enough to be kept as a plain digest (ASVS 6.5.2)
_STEP = 30
_SEED_BYTES = 20
_PURPOSE = b"mailbot second factor"


@dataclass(frozen=True, slots=True)
class FactorState:
    """What an account has, as its owner sees it."""

    since: datetime | None
    """None: no second factor yet."""
    codes_left: int
    required: bool


@dataclass(frozen=True, slots=True)
class Enrolled:
    """Told once: the recovery codes, and the new session when the login was only half-way."""

    codes: tuple[str, ...]
    session: Opened | None


def is_off(app: App) -> bool:
    """In the demonstration nobody has a second factor; nowhere else can it be switched off."""
    return app.settings.demo is not None


def is_required(app: App, role: Role) -> bool:
    """Whether people of this role must give a code at every login."""
    return not is_off(app) and role in app.settings.portal.second_factor


def next_stage(app: App, account: AccountRow, role: Role) -> Stage:
    """After the right password: whoever has a second factor is asked for it, whoever needs one sets it up."""
    if is_off(app):
        return Stage.WHOLE
    if account.totp_sealed is not None:
        return Stage.CODE
    return Stage.ENROL if is_required(app, role) else Stage.WHOLE


def is_fresh(app: App, me: LoggedIn) -> bool:
    """Whether the second factor was given within the last ten minutes (always so in the demonstration)."""
    return is_off(app) or (me.proved_at is not None and app.clock() - me.proved_at <= FRESH)


def state_of(app: App, me: LoggedIn) -> FactorState:
    """The second factor of the one who asks."""
    with app.db.reading() as session:
        account = session.get_one(AccountRow, me.account_id)
        left = accounts.codes_left(session, account.id)
        return FactorState(account.totp_since, left, is_required(app, me.person.role))


def proposed_seed(app: App, me: LoggedIn) -> str:
    """The seed a phone may take over; the same for the whole session, kept nowhere until a code proves it."""
    since = state_of(app, me).since
    about = f"{me.session_id} {since.isoformat() if since else ''}"
    seed = hmac.digest(app.secret, _PURPOSE + about.encode(), hashlib.sha256)[:_SEED_BYTES]
    return base64.b32encode(seed).decode()


def address_of(app: App, me: LoggedIn) -> str:
    """The `otpauth:` address a phone reads from the picture."""
    return pyotp.TOTP(proposed_seed(app, me)).provisioning_uri(name=login_of(app, me), issuer_name="mailbot")


def enrol(app: App, me: LoggedIn, code: str, browser: Browser) -> Enrolled:
    """Take the proposed seed over, once a code shows that the phone has it. Raises DomainError `code_wrong`."""
    now, seed = app.clock(), proposed_seed(app, me)
    _count(app, me, now)
    step = _step_of(seed, _plain(code), now)
    if step is None:
        raise DomainError("code_wrong")
    with app.db.transaction() as session:
        account = session.get_one(AccountRow, me.account_id, with_for_update=True)
        accounts.forget_factor(session, account)
        account.totp_sealed, account.totp_since, account.totp_step = sealed(app.secret, seed, _PURPOSE), now, step
        codes = _new_codes(session, account.id)
        accounts.end_sessions(session, account.id, but=me.session_id)
        forgive(session, CODE, str(account.id))
        _journal(session, me, now, "factor_enrolled")
        return Enrolled(codes, _whole(session, me, account, browser, now))


def give_code(app: App, me: LoggedIn, code: str, browser: Browser) -> Opened:
    """The code after the password; a whole session under a new id. Raises NotAuthorised `login_wait`, `code_wrong`."""
    now = app.clock()
    _count(app, me, now)
    with app.db.transaction() as session:
        account = _proved(session, app, me, code, now)
        return go_on(session, me, account, browser, now)


def prove_again(app: App, me: LoggedIn, code: str) -> None:
    """The code before a T2 action. Raises NotAuthorised `login_wait`, `code_wrong`."""
    now = app.clock()
    _count(app, me, now)
    with app.db.transaction() as session:
        _proved(session, app, me, code, now)
        session.get_one(SessionRow, me.session_id).proved_at = now


def renew_codes(app: App, me: LoggedIn) -> tuple[str, ...]:
    """New recovery codes; the old ones end."""
    now = app.clock()
    with app.db.transaction() as session:
        account = session.get_one(AccountRow, me.account_id, with_for_update=True)
        if account.totp_sealed is None:
            raise DomainError("factor_missing")
        accounts.forget_codes(session, account.id)
        _journal(session, me, now, "recovery_codes_made")
        return _new_codes(session, account.id)


def remove_factor(app: App, me: LoggedIn) -> None:
    """Go back to the password alone, where the role allows it. Raises DomainError `factor_required`."""
    if is_required(app, me.person.role):
        raise DomainError("factor_required")
    now = app.clock()
    with app.db.transaction() as session:
        accounts.forget_factor(session, session.get_one(AccountRow, me.account_id, with_for_update=True))
        session.get_one(SessionRow, me.session_id).proved_at = None
        _journal(session, me, now, "factor_removed")


def _count(app: App, me: LoggedIn, now: datetime) -> None:
    """In a transaction of its own: a wrong code must stay counted."""
    with app.db.transaction() as session:
        take_try(session, CODE, str(me.account_id), now)


def _proved(session: Session, app: App, me: LoggedIn, code: str, now: datetime) -> AccountRow:
    account = session.get_one(AccountRow, me.account_id, with_for_update=True)
    if not (_by_phone(app, account, _plain(code), now) or _by_recovery(session, me, account, _plain(code), now)):
        log.warning("code refused", extra={"person": me.person.id, "agency": me.agency_id})
        raise NotAuthorised("code_wrong")
    forgive(session, CODE, str(account.id))
    log.info("code accepted", extra={"person": me.person.id, "agency": me.agency_id})
    return account


def _by_phone(app: App, account: AccountRow, code: str, now: datetime) -> bool:
    seed = opened(app.secret, account.totp_sealed, _PURPOSE) if account.totp_sealed else None
    step = _step_of(seed, code, now) if seed is not None else None
    if step is None or step <= (account.totp_step or 0):  # a code seen over the shoulder is worth nothing
        return False
    account.totp_step = step
    return True


def _by_recovery(session: Session, me: LoggedIn, account: AccountRow, code: str, now: datetime) -> bool:
    unused = select(RecoveryCodeRow).where(
        RecoveryCodeRow.account_id == account.id, RecoveryCodeRow.used_at.is_(None),
        RecoveryCodeRow.digest == _digest(code),
    )  # fmt: skip
    row = session.scalar(unused)
    if row is None:
        return False
    row.used_at = now
    _journal(session, me, now, "recovery_code_used")
    return True


def _step_of(seed: str, code: str, now: datetime) -> int | None:
    """The half minute this code belongs to: this one, or the one before or after, for clocks differ."""
    current = int(now.timestamp()) // _STEP
    expected = pyotp.TOTP(seed)
    good = [step for step in (current - 1, current, current + 1) if _same(expected.at(step * _STEP), code)]
    return good[-1] if good else None


def _same(expected: str, given: str) -> bool:
    return hmac.compare_digest(expected.encode(), given.encode())


def _whole(session: Session, me: LoggedIn, account: AccountRow, browser: Browser, now: datetime) -> Opened | None:
    if me.stage is not Stage.WHOLE:
        return go_on(session, me, account, browser, now)
    session.get_one(SessionRow, me.session_id).proved_at = now
    return None


def _new_codes(session: Session, account_id: int) -> tuple[str, ...]:
    codes = tuple(base64.b32encode(secrets.token_bytes(_CODE_BYTES)).decode() for _ in range(CODES))
    session.add_all(RecoveryCodeRow(account_id=account_id, digest=_digest(code)) for code in codes)
    return tuple("-".join(code[i : i + 4] for i in range(0, len(code), 4)) for code in codes)


def _digest(code: str) -> str:
    return hashlib.sha256(code.encode()).hexdigest()


def _plain(code: str) -> str:
    """As typed by people: spaces and dashes, small letters."""
    return "".join(c for c in code.upper() if c.isascii() and c.isalnum())[:64]


def _journal(session: Session, me: LoggedIn, now: datetime, action: str) -> None:
    actor = Actor(me.person.name, me.person.id)
    history.append(session, me.agency_id, now, actor, action, ("person", me.person.id))
