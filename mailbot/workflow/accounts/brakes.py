"""Brakes on guessing: after some wrong tries each further one waits longer, and only so many are taken at all.

Guesses are counted for an account at each place its owner has logged in from, and once for everywhere else: whoever
guesses from outside slows down the outside, never the clerk at her own desk (reliability (b) S7). They are counted for
each address too. Unknown login names are counted like known ones, so that waiting tells nothing.
"""

from __future__ import annotations

import hashlib
import logging
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete
from sqlalchemy.orm import Session

from mailbot.domain.errors import NotAuthorised
from mailbot.storage.accounts import AccountRow, BrakeRow, PlaceRow
from mailbot.storage.base import insert_if_absent

log = logging.getLogger(__name__)

_LONGEST = 900
_PLACE_KEPT = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Brake:
    """Wrong tries that are free, tries taken in all, and how long they are remembered."""

    kind: str
    free: int
    cap: int
    kept: timedelta

    def key(self, of_whom: str) -> str:
        """Under which the tries are counted; a digest, for people type passwords into the wrong box."""
        return f"{self.kind}:{hashlib.sha256(of_whom.encode()).hexdigest()}"


ACCOUNT = Brake("account", free=5, cap=100, kept=timedelta(days=30))
ADDRESS = Brake("address", free=20, cap=500, kept=timedelta(days=1))
CODE = Brake("code", free=5, cap=50, kept=timedelta(days=30))


def take_try(session: Session, brake: Brake, of_whom: str, now: datetime) -> None:
    """Count a try before it is made, so that a hundred at once are a hundred; raises NotAuthorised `login_wait`."""
    row = _counted(session, brake, brake.key(of_whom), now)
    if row.next_try_at is not None and row.next_try_at > now:
        log.warning("try refused by the brake", extra={"brake": brake.kind, "failures": row.failures})
        raise NotAuthorised("login_wait")
    row.failures += 1
    if row.failures >= brake.cap:
        row.next_try_at = row.since + brake.kept
    elif row.failures >= brake.free:
        row.next_try_at = now + timedelta(seconds=min(_LONGEST, 2 ** (row.failures - brake.free + 1)))


def forgive(session: Session, brake: Brake, of_whom: str) -> None:
    """It was the right person: nothing was guessed."""
    session.execute(delete(BrakeRow).where(BrakeRow.key == brake.key(of_whom)))


def give_back(session: Session, brake: Brake, of_whom: str) -> None:
    """This one try was no guess; those before stay counted, for many people may share an address."""
    row = session.get(BrakeRow, brake.key(of_whom), with_for_update=True)
    if row is not None:
        row.failures = max(0, row.failures - 1)
        row.next_try_at = None


def whose(session: Session, account: AccountRow | None, login: str, address: str) -> str:
    """For whom tries with this login from this address are counted."""
    known = account is not None and session.get(PlaceRow, (account.id, address)) is not None
    return f"{login.strip().lower()}@{address if known else 'elsewhere'}"


def begin_anew(session: Session, account: AccountRow) -> None:
    """After a new invitation nothing guessed before counts."""
    forgive(session, ACCOUNT, f"{account.login}@elsewhere")
    forgive(session, CODE, str(account.id))


def remember_place(session: Session, account_id: int, address: str, now: datetime) -> None:
    """Somebody logged in completely from here; places not seen for 90 days are forgotten."""
    session.execute(delete(PlaceRow).where(PlaceRow.account_id == account_id, PlaceRow.seen_at < now - _PLACE_KEPT))
    insert_if_absent(session, PlaceRow, account_id=account_id, address=address, seen_at=now)
    row = session.get(PlaceRow, (account_id, address))
    if row is not None:
        row.seen_at = now


def _counted(session: Session, brake: Brake, key: str, now: datetime) -> BrakeRow:
    """The row of a key, fresh when its time is over; old rows go."""
    session.execute(delete(BrakeRow).where(BrakeRow.since < now - ACCOUNT.kept))
    insert_if_absent(session, BrakeRow, key=key, failures=0, since=now, next_try_at=None)
    row = session.get_one(BrakeRow, key, with_for_update=True, populate_existing=True)
    if row.since < now - brake.kept:
        row.failures, row.since, row.next_try_at = 0, now, None
    return row
