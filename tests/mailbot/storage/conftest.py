"""One suite for both databases."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from mailbot.storage import agencies
from mailbot.storage.database import Database

AGENCY = "tan-phu"
MAILBOX = "vanban"


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """A database without tables."""
    sqlite = f"sqlite:///{tmp_path / 'mailbot.db'}"
    url = sqlite if request.param == "sqlite" else str(request.getfixturevalue("database_url"))
    db = Database(url)
    yield db
    db.close()


@pytest.fixture
def db(empty: Database) -> Database:
    """A database of this version with one agency and one mailbox."""
    empty.upgrade()
    with empty.transaction() as session:
        agencies.remember(session, AGENCY, "Ủy ban nhân dân xã Tân Phú")
        agencies.remember_mailbox(session, MAILBOX, AGENCY, "vanban@tan-phu.example")
    return empty
