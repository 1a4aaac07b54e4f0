"""The journal is a chain: appended to, never altered, never shortened unnoticed."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from mailbot.domain.errors import DomainError
from mailbot.domain.people import Actor
from mailbot.storage import agencies, history
from mailbot.storage.agencies import AgencyRow
from mailbot.storage.database import Database
from tests.builders import AT
from tests.mailbot.storage.conftest import AGENCY

CLERK = Actor("Nguyễn Thị Hoa")


def written(db: Database, count: int, agency_id: str = AGENCY) -> None:
    for number in range(count):
        with db.transaction() as session:
            history.append(session, agency_id, AT, CLERK, "numbered", ("document", number), number=str(number))


def faults(db: Database) -> list[str]:
    with db.reading() as session:
        return list(history.broken_links(session, AGENCY))


def without_guard(db: Database, statement: str) -> None:
    """What somebody with all rights on the database could do: drop the triggers first."""
    with db.transaction() as session:
        if db.is_sqlite:
            names = session.scalars(
                text("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'history'")
            ).all()
            for name in names:
                session.execute(text(f'DROP TRIGGER "{name}"'))
        else:
            session.execute(text("ALTER TABLE history DISABLE TRIGGER USER"))
        session.execute(text(statement))


def test_an_untouched_journal_has_no_faults(db: Database) -> None:
    assert faults(db) == []
    written(db, 5)
    assert faults(db) == []


def test_entries_tell_who_did_what_in_order(db: Database) -> None:
    with db.transaction() as session:
        history.append(session, AGENCY, AT, CLERK, "submit", ("document", 3), "Trần Quốc Bảo", to_person="Lê Thị Lan")
        history.append(session, AGENCY, AT, CLERK, "direct", ("document", 3))
        history.append(session, AGENCY, AT, CLERK, "direct", ("document", 4))
    with db.reading() as session:
        first, second = history.of(session, AGENCY, "document", 3)
    assert (first.seq, first.action, first.actor, first.on_behalf_of) == (1, "submit", CLERK.name, "Trần Quốc Bảo")
    assert first.detail == {"to_person": "Lê Thị Lan"}
    assert (second.seq, second.action) == (2, "direct")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE history SET actor = 'mailbot' WHERE seq = 2",
        "UPDATE history SET hash = prev",
        "DELETE FROM history WHERE seq = 3",
        "DELETE FROM history",
    ],
)
def test_the_database_itself_refuses_to_alter_the_journal(db: Database, statement: str) -> None:
    written(db, 3)
    with pytest.raises(DatabaseError), db.engine.begin() as connection:
        connection.execute(text(statement))
    assert faults(db) == []


@pytest.mark.parametrize(
    ("statement", "fault"),
    [
        ("UPDATE history SET actor = 'mailbot' WHERE seq = 2", "entry 2 was altered"),
        ("UPDATE history SET detail = '{}' WHERE seq = 3", "entry 3 was altered"),
        ("DELETE FROM history WHERE seq = 2", "entry 2 is missing"),
        ("DELETE FROM history WHERE seq = 4", "the tail was cut (3 of 4 entries)"),
        ("DELETE FROM history", "the tail was cut (0 of 4 entries)"),
    ],
)
def test_whoever_gets_around_the_guard_is_still_seen(db: Database, statement: str, fault: str) -> None:
    written(db, 4)
    without_guard(db, statement)
    assert any(fault in found for found in faults(db))


def test_each_agency_has_a_chain_of_its_own(db: Database) -> None:
    with db.transaction() as session:
        agencies.remember(session, "khac", "Xã khác")
    written(db, 2)
    written(db, 3, "khac")
    with db.reading() as session:
        heads = {row.id: (row.chain_seq, row.chain_head) for row in session.query(AgencyRow)}
    assert (heads[AGENCY][0], heads["khac"][0]) == (2, 3)
    assert heads[AGENCY][1] != heads["khac"][1]


def test_eight_writers_at_once_make_one_unbroken_chain(db: Database) -> None:
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: written(db, 5), range(8)))
    with db.reading() as session:
        assert session.get_one(AgencyRow, AGENCY).chain_seq == 40
    assert faults(db) == []


def test_part_of_a_change_may_fail_alone_and_the_chain_goes_on(db: Database) -> None:
    with db.transaction() as session:
        for number in range(3):
            with suppress(DomainError), agencies.attempt(session):
                history.append(session, AGENCY, AT, CLERK, "numbered", ("document", number))
                if number == 1:
                    raise DomainError("request_decided")
    with db.reading() as session:
        assert [len(history.of(session, AGENCY, "document", number)) for number in range(3)] == [1, 0, 1]
    assert faults(db) == []
