"""Accounts, sessions and brakes on both databases."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from mailbot.domain.errors import NotAuthorised
from mailbot.domain.people import Person, Role
from mailbot.storage import accounts, people
from mailbot.storage.accounts import AccountRow, RecoveryCodeRow, SessionRow
from mailbot.storage.database import Database
from mailbot.workflow.accounts.brakes import ACCOUNT, forgive, give_back, remember_place, take_try, whose
from tests.mailbot.storage.conftest import AGENCY

NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)


def an_account(session: Session) -> AccountRow:
    """Of a clerk, with a phone, a recovery code and two sessions."""
    person = Person(0, "Nguyễn Thị Hoa", "Văn thư", Role.CLERK, "hoa@tan-phu.example", None)
    person_id = people.put_person(session, AGENCY, person, heads_unit=False)
    row = AccountRow(agency_id=AGENCY, person_id=person_id, login="hoant", totp_sealed="x", totp_since=NOW, totp_step=7)
    session.add(row)
    session.flush()
    session.add(RecoveryCodeRow(account_id=row.id, digest="d"))
    for name in ("first", "second"):
        session.add(SessionRow(id=name, account_id=row.id, agency_id=AGENCY, created_at=NOW, seen_at=NOW))
    session.flush()
    return row


def test_a_login_is_found_whatever_its_case(db: Database) -> None:
    with db.transaction() as session:
        row = an_account(session)
        found = accounts.find(session, " HoaNT ")
        assert found is not None
        assert found.id == row.id


def test_all_sessions_end_but_the_one_that_stays(db: Database) -> None:
    with db.transaction() as session:
        row = an_account(session)
        accounts.end_sessions(session, row.id, but="second")
        assert [line.id for line in accounts.sessions_of(session, row.id)] == ["second"]
        assert [line.id for line in accounts.sessions_in(session, AGENCY, None)] == ["second"]
        assert accounts.sessions_in(session, AGENCY, row.person_id + 1) == ()


def test_a_forgotten_factor_leaves_nothing(db: Database) -> None:
    with db.transaction() as session:
        row = an_account(session)
        assert accounts.codes_left(session, row.id) == 1
        accounts.forget_factor(session, row)
        assert accounts.codes_left(session, row.id) == 0
        assert (row.totp_sealed, row.totp_since, row.totp_step) == (None, None, None)


def test_tries_are_counted_given_back_and_forgiven(db: Database) -> None:
    for _ in range(ACCOUNT.free):
        with db.transaction() as session:
            take_try(session, ACCOUNT, "a", NOW)
    with pytest.raises(NotAuthorised, match="login_wait"), db.transaction() as session:
        take_try(session, ACCOUNT, "a", NOW)
    with db.transaction() as session:
        give_back(session, ACCOUNT, "a")
    with db.transaction() as session:
        take_try(session, ACCOUNT, "a", NOW)
    with db.transaction() as session:
        forgive(session, ACCOUNT, "a")
        take_try(session, ACCOUNT, "a", NOW)


@pytest.mark.parametrize(("days", "known"), [(90, True), (91, False)])
def test_a_place_is_known_for_ninety_days(db: Database, days: int, known: bool) -> None:
    with db.transaction() as session:
        row = an_account(session)
        remember_place(session, row.id, "10.0.0.7", NOW)
        remember_place(session, row.id, "10.0.0.8", NOW + timedelta(days=days))
        place = "10.0.0.7" if known else "elsewhere"
        assert whose(session, row, "hoant", "10.0.0.7") == f"hoant@{place}"
