"""One process at a time watches a mailbox, on both databases."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from mailbot.storage import agencies, nodes
from mailbot.storage.agencies import LeaseLost
from mailbot.storage.database import Database

NOW = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def db(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    on_sqlite = request.param == "sqlite"
    database = Database(f"sqlite:///{tmp_path}/mailbot.db" if on_sqlite else request.getfixturevalue("database_url"))
    database.upgrade()
    with database.transaction() as session:
        agencies.remember(session, "xa", "Xã")
        agencies.remember_mailbox(session, "vanban", "xa", "vanban@xa.example")
    yield database
    database.close()


def test_mailbox_is_watched_by_one_process_until_its_lease_ends(db: Database) -> None:
    with db.transaction() as session:
        assert agencies.lease_mailbox(session, "vanban", "first", NOW, MINUTE) is not None
        assert agencies.lease_mailbox(session, "vanban", "second", NOW + MINUTE, MINUTE) is None
        taken = agencies.lease_mailbox(session, "vanban", "second", NOW + MINUTE + timedelta(microseconds=1), MINUTE)

    assert taken is not None
    assert (taken.owner, taken.epoch) == ("second", 2)


def test_every_look_renews_the_lease(db: Database) -> None:
    with db.transaction() as session:
        lease = agencies.lease_mailbox(session, "vanban", "first", NOW, MINUTE)
        assert lease is not None
        agencies.leased(session, lease, NOW + MINUTE)

        assert agencies.lease_mailbox(session, "vanban", "second", NOW + 2 * MINUTE, MINUTE) is None


def test_process_that_lost_its_mailbox_cannot_move_the_cursor(db: Database) -> None:
    with db.transaction() as session:
        lease = agencies.lease_mailbox(session, "vanban", "first", NOW, MINUTE)
        nodes.release(session, "first")
        agencies.lease_mailbox(session, "vanban", "second", NOW, MINUTE)

        assert lease is not None
        with pytest.raises(LeaseLost):
            agencies.leased(session, lease, NOW)


def test_same_process_fences_off_its_own_older_lease(db: Database) -> None:
    with db.transaction() as session:
        older = agencies.lease_mailbox(session, "vanban", "first", NOW, MINUTE)
        newer = agencies.lease_mailbox(session, "vanban", "first", NOW, MINUTE)

        assert older is not None and newer is not None
        assert agencies.leased(session, newer, NOW).epoch == 2
        with pytest.raises(LeaseLost):
            agencies.leased(session, older, NOW)
