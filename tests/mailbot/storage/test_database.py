"""Both databases: tables as declared, transactions whole, times aware."""

from __future__ import annotations

import contextlib
from datetime import UTC, datetime, timedelta, timezone

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text
from sqlalchemy.exc import StatementError

from mailbot.domain.errors import ConfigurationError, TemporaryError
from mailbot.storage import agencies, nodes
from mailbot.storage.agencies import AgencyRow, MailboxRow
from mailbot.storage.database import Database
from mailbot.storage.nodes import PeriodicRow
from mailbot.storage.schema import metadata
from tests.builders import AT
from tests.mailbot.storage.conftest import AGENCY, MAILBOX

HOUR = timedelta(hours=1)


class Interrupted(Exception):
    """Thrown by a test in the middle of a transaction."""


def test_migrations_make_exactly_the_declared_tables(db: Database) -> None:
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_object": of_both_databases})
        differences = compare_metadata(context, metadata)
    assert differences == []


def of_both_databases(_item: object, name: str | None, *_rest: object) -> bool:
    """Each database indexes words and issuers in its own way (migrations 0013, 0017); the models know neither."""
    return not (name or "").startswith(("book_words", "ix_document_words", "ix_document_issuer"))


def test_a_database_without_tables_must_be_upgraded_first(empty: Database) -> None:
    with pytest.raises(ConfigurationError) as refused:
        empty.check_schema()
    assert refused.value.code == "database_outdated"


def test_a_database_of_this_version_is_accepted_and_upgrading_again_changes_nothing(db: Database) -> None:
    db.check_schema()
    db.upgrade()
    db.check_schema()


def test_a_database_of_a_later_version_is_refused(db: Database) -> None:
    with db.transaction() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(ConfigurationError) as refused:
        db.check_schema()
    assert (refused.value.code, refused.value.values) == ("database_newer", {"revision": "9999"})


def test_an_unreachable_database_is_told_in_one_line() -> None:
    db = Database("postgresql+psycopg://nobody@127.0.0.1:1/none")
    with pytest.raises(ConfigurationError) as refused:
        db.check_schema()
    assert refused.value.code == "database_unreachable"
    assert "\n" not in refused.value.values["why"]


def test_a_transaction_is_whole_or_not_at_all(db: Database) -> None:
    with contextlib.suppress(Interrupted), db.transaction() as session:
        agencies.remember(session, "khac", "Xã khác")
        raise Interrupted
    with db.reading() as session:
        assert session.get(AgencyRow, "khac") is None


def test_reading_writes_nothing(db: Database) -> None:
    with db.reading() as session:
        session.get_one(AgencyRow, AGENCY).name = "Tên khác"
    with db.reading() as session:
        assert session.get_one(AgencyRow, AGENCY).name == "Ủy ban nhân dân xã Tân Phú"


def test_times_come_back_aware_and_in_utc(db: Database) -> None:
    hanoi = datetime(2026, 11, 20, 9, 30, 1, 234567, tzinfo=timezone(timedelta(hours=7)))
    with db.transaction() as session:
        session.get_one(MailboxRow, MAILBOX).last_look_at = hanoi
    with db.reading() as session:
        found = session.get_one(MailboxRow, MAILBOX).last_look_at
    assert found == hanoi
    assert found is not None and found.tzinfo is UTC


def test_a_naive_time_is_a_programming_error(db: Database) -> None:
    with pytest.raises(StatementError), db.transaction() as session:
        session.get_one(MailboxRow, MAILBOX).last_look_at = datetime(2026, 11, 20)  # noqa: DTZ001 - the point
        session.flush()


def test_a_renamed_agency_keeps_its_journal(db: Database) -> None:
    with db.transaction() as session:
        agencies.remember(session, AGENCY, "Ủy ban nhân dân phường Tân Phú")
    with db.reading() as session:
        assert session.get_one(AgencyRow, AGENCY).name == "Ủy ban nhân dân phường Tân Phú"


def test_periodic_work_is_due_once_per_interval(db: Database) -> None:
    def due(at: datetime) -> bool:
        with db.transaction() as session:
            return nodes.due(session, "remind", at, HOUR)

    assert due(AT)
    assert not due(AT)
    assert not due(AT + HOUR - timedelta(seconds=1))
    assert due(AT + HOUR)
    assert not due(AT + HOUR)


def test_periodic_work_goes_on_when_the_clock_was_set_back(db: Database) -> None:
    with db.transaction() as session:
        session.add(PeriodicRow(name="remind", next_at=AT + timedelta(days=365)))
    with db.transaction() as session:
        assert nodes.due(session, "remind", AT, HOUR)


def test_work_whose_effect_failed_is_due_again(db: Database) -> None:
    with contextlib.suppress(Interrupted), db.transaction() as session:
        assert nodes.due(session, "remind", AT, HOUR)
        raise Interrupted
    with db.transaction() as session:
        assert nodes.due(session, "remind", AT, HOUR)


def test_a_locked_sqlite_is_temporary_trouble(db: Database) -> None:
    if not db.is_sqlite:
        pytest.skip("PostgreSQL readers and writers do not lock each other out")
    impatient = Database(db.url)
    with impatient.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA busy_timeout=1")
    with db.transaction(), pytest.raises(TemporaryError) as busy, impatient.transaction():
        pass  # never reached: the write lock is taken
    assert busy.value.code == "database_busy"
    impatient.close()


def test_a_look_sees_one_moment_although_others_commit_meanwhile(db: Database) -> None:
    with db.reading() as session:
        before = agencies.mailboxes(session, AGENCY)
        with db.transaction() as other:
            other.get_one(MailboxRow, MAILBOX).server_count = 4711
        session.expire_all()
        assert agencies.mailboxes(session, AGENCY) == before
    with db.reading() as session:
        assert agencies.mailboxes(session, AGENCY) != before


def test_a_look_changes_nothing(db: Database) -> None:
    with db.reading() as session:
        session.get_one(MailboxRow, MAILBOX).server_count = 4711
    with db.reading() as session:
        assert session.get_one(MailboxRow, MAILBOX).server_count != 4711
