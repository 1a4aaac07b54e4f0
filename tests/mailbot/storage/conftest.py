"""One suite for both databases."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from psycopg.sql import SQL, Identifier

from mailbot.storage import agencies
from mailbot.storage.database import Database
from mailbot.storage.schema import metadata
from tests.services.migrated import migrate
from tests.services.postgres import PostgresServer

AGENCY = "tan-phu"
MAILBOX = "vanban"
BOTH = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)]
_CUT_OTHERS = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
    " WHERE datname = current_database() AND pid <> pg_backend_pid()"
)
_COUNT_ANEW = "SELECT setval(format('%I.%I', schemaname, sequencename)::regclass, start_value, false) FROM pg_sequences"


@pytest.fixture(params=BOTH)
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """A database without tables."""
    sqlite = f"sqlite:///{tmp_path / 'mailbot.db'}"
    url = sqlite if request.param == "sqlite" else str(request.getfixturevalue("database_url"))
    db = Database(url)
    yield db
    db.close()


@pytest.fixture(params=BOTH)
def db(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """A database of this version with one agency and one mailbox, migrated once: copied, or emptied again."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path / 'mailbot.db'}"
        shutil.copy(request.getfixturevalue("migrated_file"), tmp_path / "mailbot.db")
    else:
        url = request.getfixturevalue("emptied_url")
    db = Database(url)
    yield db
    db.close()


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite database nobody writes to any more."""
    path = tmp_path_factory.mktemp("migrated") / "mailbot.db"
    migrate(f"sqlite:///{path}")
    _settle(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def migrated_url(postgres: PostgresServer) -> str:
    """The PostgreSQL database of all these tests."""
    return postgres.migrated_database()


@pytest.fixture
def emptied_url(postgres: PostgresServer, migrated_url: str) -> str:
    """That database without what the test before left; to drop one and make the next takes a hundred times longer."""
    with psycopg.connect(postgres.dsn(migrated_url.rpartition("/")[2]), autocommit=True) as connection:
        connection.execute(_CUT_OTHERS)
        connection.execute("SET session_replication_role = replica")  # no trigger: the history may not be deleted
        with connection.transaction():
            for table in metadata.sorted_tables:
                connection.execute(SQL("DELETE FROM {}").format(Identifier(table.name)))
            connection.execute(_COUNT_ANEW)
            connection.execute("ALTER TABLE history ENABLE TRIGGER USER")  # one test takes them away
    _settle(migrated_url)
    return migrated_url


def _settle(url: str) -> None:
    db = Database(url)
    with db.transaction() as session:
        agencies.remember(session, AGENCY, "Ủy ban nhân dân xã Tân Phú")
        agencies.remember_mailbox(session, MAILBOX, AGENCY, "vanban@tan-phu.example")
    db.close()
