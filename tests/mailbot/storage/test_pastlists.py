"""Revocation lists kept for later; the same on both databases."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from mailbot.storage import pastlists
from mailbot.storage.database import Database
from mailbot.storage.pastlists import PastList

NOW = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
OURS, OTHERS = "aa" * 32, "bb" * 32


def a_list(days: int, issuer: str = OURS) -> PastList:
    """Ten bytes, made that many days ago."""
    return PastList(f"{issuer}{days}", issuer, NOW - timedelta(days=days), b"%010d" % days)


def test_what_is_kept_is_told_oldest_first_and_once(db: Database) -> None:
    with db.transaction() as session:
        for days in (10, 30, 20, 20):
            pastlists.keep(session, a_list(days))
    with db.reading() as session:
        assert [int(content) for content in pastlists.contents(session)] == [30, 20, 10]
        assert pastlists.last_kept(session, OURS) == NOW - timedelta(days=10)
        assert pastlists.last_kept(session, OTHERS) is None


def test_the_old_and_the_too_many_of_one_authority_are_forgotten(db: Database) -> None:
    with db.transaction() as session:
        for one in (a_list(1), a_list(2), a_list(3), a_list(50, OTHERS)):
            pastlists.keep(session, one)
        pastlists.forget(session, OURS, NOW - timedelta(days=3), 30)
        assert len(pastlists.contents(session)) == 4
        pastlists.forget(session, OURS, NOW - timedelta(days=2), 30)
        assert [int(content) for content in pastlists.contents(session)] == [50, 2, 1]
        pastlists.forget(session, OURS, NOW - timedelta(days=9), 19)
        assert [int(content) for content in pastlists.contents(session)] == [50, 1]
