"""One suite for both databases."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from mailbot.storage import agencies
from mailbot.storage.database import Database
from tests.services.postgres import PostgresServer

AGENCY = "tan-phu"
MAILBOX = "vanban"
BOTH = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)]


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
    """A database of this version with one agency and one mailbox; a copy of one that was migrated once."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path / 'mailbot.db'}"
        shutil.copy(request.getfixturevalue("migrated_file"), tmp_path / "mailbot.db")
    else:
        url = request.getfixturevalue("postgres").new_database(like=request.getfixturevalue("migrated_url"))
    db = Database(url)
    yield db
    db.close()
    if request.param == "postgresql":
        request.getfixturevalue("postgres").drop_database(url)


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite database nobody writes to any more."""
    path = tmp_path_factory.mktemp("migrated") / "mailbot.db"
    _migrate(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def migrated_url(postgres: PostgresServer) -> str:
    """A PostgreSQL database nobody is connected to any more."""
    url = postgres.new_database()
    _migrate(url)
    return url


def _migrate(url: str) -> None:
    db = Database(url)
    db.upgrade()
    with db.transaction() as session:
        agencies.remember(session, AGENCY, "Ủy ban nhân dân xã Tân Phú")
        agencies.remember_mailbox(session, MAILBOX, AGENCY, "vanban@tan-phu.example")
    db.close()
