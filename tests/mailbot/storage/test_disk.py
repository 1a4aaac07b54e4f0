"""What SQLite says about the disk: full is waited for, unsure is not."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from mailbot.domain.errors import FsyncFailed, TemporaryError
from mailbot.storage.database import Database


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    made = Database(f"sqlite:///{tmp_path / 'mailbot.db'}")
    with made.transaction() as session:
        session.execute(text("CREATE TABLE heap (content BLOB)"))
    yield made
    made.close()


def said_by_sqlite(name: str) -> OperationalError:
    error = sqlite3.OperationalError("disk I/O error")
    error.sqlite_errorname = name
    return OperationalError("COMMIT", None, error)


@pytest.mark.parametrize("name", ["SQLITE_IOERR_FSYNC", "SQLITE_IOERR_DIR_FSYNC"])
def test_failed_fsync_is_not_tried_again(db: Database, name: str) -> None:
    with pytest.raises(FsyncFailed), db.transaction():
        raise said_by_sqlite(name)


def test_other_trouble_is_waited_for(db: Database) -> None:
    with pytest.raises(TemporaryError, match="database_busy"), db.transaction():
        raise said_by_sqlite("SQLITE_IOERR_READ")


def test_full_database_says_disk_and_keeps_nothing(db: Database) -> None:
    with pytest.raises(TemporaryError, match="disk_write_failed"), db.transaction() as session:
        session.execute(text("PRAGMA max_page_count = 4"))
        session.execute(text("INSERT INTO heap VALUES (zeroblob(1000000))"))

    with db.reading() as session:
        assert session.scalar(text("SELECT count(*) FROM heap")) == 0


def test_lock_of_another_process_is_seen(db: Database, tmp_path: Path) -> None:
    db.check_writable()
    with sqlite3.connect(tmp_path / "mailbot.db", isolation_level=None) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(TemporaryError, match="database_busy"):
            db.check_writable()
        other.execute("ROLLBACK")
    other.close()
    db.check_writable()
