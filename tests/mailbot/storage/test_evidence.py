"""Records of evidence: the last one stands, and the calendar knows which end soon."""

from __future__ import annotations

from datetime import datetime, timedelta

from mailbot.storage import evidence
from mailbot.storage.database import Database
from mailbot.storage.evidence import ArchiveCopy, Ending, EvidenceRecord
from tests.builders import AT
from tests.mailbot.storage.conftest import AGENCY
from tests.mailbot.storage.test_documents import a_row

HORIZON = AT + timedelta(days=90)


def a_document(db: Database, *ends: datetime | None) -> int:
    """A document judged once for each of `ends`, until when its verdict can be proved."""
    with db.transaction() as session:
        row = a_row()
        session.add(row)
        session.flush()
        for number, end in enumerate(ends):
            record = EvidenceRecord(AT + timedelta(hours=number), f"{number}", f'{{"n":{number}}}', end)
            evidence.add(session, AGENCY, row.id, record)
        return row.id


def a_copy(document_id: int, until: datetime) -> ArchiveCopy:
    return ArchiveCopy(0, document_id, AT, "c" * 64, 9, "Dấu thời gian", until)


def ending(db: Database) -> Ending:
    with db.reading() as session:
        return evidence.ending(session, AGENCY, AT, HORIZON)


def test_the_last_record_stands(db: Database) -> None:
    number = a_document(db, None, HORIZON)
    with db.reading() as session:
        record = evidence.latest(session, AGENCY, number)
    assert record == EvidenceRecord(AT + timedelta(hours=1), "1", '{"n":1}', HORIZON)


def test_a_document_of_before_has_no_record(db: Database) -> None:
    number = a_document(db)
    with db.reading() as session:
        assert evidence.latest(session, AGENCY, number) is None
        assert evidence.latest(session, "another", number) is None


def test_only_what_ends_within_the_time_is_told(db: Database) -> None:
    second = timedelta(seconds=1)
    for end in (AT - second, AT, HORIZON - second, HORIZON, None):
        a_document(db, end)
    assert ending(db) == Ending(2, AT)


def test_a_document_judged_twice_counts_once(db: Database) -> None:
    number = a_document(db, AT + timedelta(days=3), AT + timedelta(days=4))
    assert ending(db) == Ending(1, AT + timedelta(days=3))
    with db.reading() as session:
        assert evidence.ending_documents(session, AGENCY, AT, HORIZON, 10) == (number,)


def test_a_stamped_copy_ends_the_worry_if_it_lasts_longer(db: Database) -> None:
    saved, short = a_document(db, AT), a_document(db, AT)
    with db.transaction() as session:
        evidence.add_copy(session, AGENCY, a_copy(saved, HORIZON))
        evidence.add_copy(session, AGENCY, a_copy(short, HORIZON - timedelta(seconds=1)))
    with db.reading() as session:
        assert evidence.ending_documents(session, AGENCY, AT, HORIZON, 10) == (short,)
        (copy,) = evidence.copies(session, AGENCY, saved)
    assert (copy.digest, copy.provable_until) == ("c" * 64, HORIZON)


def test_the_most_pressing_come_first_and_not_too_many(db: Database) -> None:
    late, soon = a_document(db, AT + timedelta(days=9)), a_document(db, AT + timedelta(days=1))
    with db.reading() as session:
        assert evidence.ending_documents(session, AGENCY, AT, HORIZON, 2) == (soon, late)
        assert evidence.ending_documents(session, AGENCY, AT, HORIZON, 1) == (soon,)


def test_records_can_be_read_in_turn(db: Database) -> None:
    a_document(db, None, None, None)
    with db.reading() as session:
        first = evidence.every(session, AGENCY, limit=2)
        rest = evidence.every(session, AGENCY, after=first[-1][0], limit=2)
    assert [digest for _, digest, _ in (*first, *rest)] == ["0", "1", "2"]
