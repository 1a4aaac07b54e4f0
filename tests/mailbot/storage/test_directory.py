"""The address book is kept version after version."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from mailbot.domain.agencies.directory import Entry
from mailbot.domain.agencies.reading import Book
from mailbot.domain.errors import NotFound
from mailbot.storage import directory
from mailbot.storage.database import Database
from tests.mailbot.storage.conftest import AGENCY

NOW = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
FIRST = Book((Entry("a", "Sở Y tế", domains=("syt.gov.vn",), valid_until=date(2025, 6, 30), successors=("b",)),))
SECOND = Book((*FIRST.entries, Entry("b", "Sở Y tế mới")))


def test_without_an_import_the_book_is_empty(db: Database) -> None:
    with db.reading() as session:
        assert directory.current_version(session, AGENCY) == 0
        assert directory.book(session, AGENCY, 0) == Book()


def test_every_version_comes_back_as_it_was(db: Database) -> None:
    for number, book in enumerate((FIRST, SECOND), 1):
        with db.transaction() as session:
            assert directory.put(session, AGENCY, book, f"{number}.toml", "admin", NOW) == number
    with db.reading() as session:
        assert directory.current_version(session, AGENCY) == 2
        assert directory.book(session, AGENCY, 1) == FIRST
        assert directory.book(session, AGENCY, 2) == SECOND
        assert [(line.version, line.entries, line.source) for line in directory.versions(session, AGENCY)] == [
            (2, 2, "2.toml"),
            (1, 1, "1.toml"),
        ]


def test_version_nobody_saved_is_not_found(db: Database) -> None:
    with db.reading() as session, pytest.raises(NotFound):
        directory.book(session, AGENCY, 3)
