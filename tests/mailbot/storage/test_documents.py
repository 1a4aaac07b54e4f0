"""Numbers of the book: 1, 2, 3 … whatever happens at the same time."""

from __future__ import annotations

import contextlib
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy.exc import IntegrityError

from mailbot.domain.codec import dumps
from mailbot.domain.errors import NotFound
from mailbot.domain.folding import fold
from mailbot.domain.states import State
from mailbot.storage import agencies, documents, earlier
from mailbot.storage.database import Database
from mailbot.storage.documents import DocumentRow
from rules.acceptance import INTAKE
from rules.engine import decide
from tests.builders import AT, SHA, a_report, facts, some_fields
from tests.mailbot.storage.conftest import AGENCY


class Interrupted(Exception):
    """Thrown by a test in the middle of a transaction."""


def a_row(**changes: object) -> DocumentRow:
    """A registered công văn without a number yet."""
    fields = some_fields()
    values: dict[str, object] = {
        "agency_id": AGENCY, "digest": SHA, "state": State.REGISTERED.value, "received_at": AT,
        "legal_received_at": AT, "verdict": "valid", "report": dumps(a_report()), "fields": dumps(fields),
        "decision": dumps(decide(facts(), INTAKE)), "issuer": fields.issuer, "notation": fields.notation,
        "number": fields.number, "symbol": fields.symbol, "issued_on": fields.issued_on, "abstract": fields.abstract,
        "search": fold(f"{fields.notation} {fields.issuer} {fields.abstract}"),
    }  # fmt: skip
    return DocumentRow(**{**values, **changes})


def numbered(db: Database, book: str = "in", year: int = 2026) -> int:
    with db.transaction() as session:
        number = documents.next_number(session, AGENCY, book, year)
        session.add(a_row(book=book, year=year, arrival_number=number))
        return number


def test_each_book_and_year_counts_for_itself(db: Database) -> None:
    assert [numbered(db), numbered(db), numbered(db, year=2027), numbered(db, "out"), numbered(db)] == [1, 2, 1, 1, 3]


def test_eight_threads_get_numbers_without_gap_or_repetition(db: Database) -> None:
    numbered(db)
    with ThreadPoolExecutor(8) as pool:
        numbers = list(pool.map(lambda _: numbered(db), range(80)))
    assert sorted(numbers) == list(range(2, 82))
    with db.reading() as session:
        assert documents.number_faults(session, AGENCY) == []


def test_eight_threads_may_open_a_new_book_at_once(db: Database) -> None:
    """The counter row does not exist yet: nobody may fail over who makes it."""
    with ThreadPoolExecutor(8) as pool:
        numbers = list(pool.map(lambda _: numbered(db), range(16)))
    assert sorted(numbers) == list(range(1, 17))


def test_a_number_of_a_failed_registration_is_given_to_the_next(db: Database) -> None:
    numbered(db)
    with contextlib.suppress(Interrupted), db.transaction() as session:
        assert documents.next_number(session, AGENCY, "in", 2026) == 2
        raise Interrupted
    assert numbered(db) == 2


def test_the_database_refuses_the_same_number_twice(db: Database) -> None:
    numbered(db)
    with pytest.raises(IntegrityError), db.transaction() as session:
        session.add(a_row(book="in", year=2026, arrival_number=1))


def test_a_missing_number_is_a_fault(db: Database) -> None:
    numbered(db)
    with db.transaction() as session:
        documents.next_number(session, AGENCY, "in", 2026)
    with db.reading() as session:
        assert documents.number_faults(session, AGENCY) == ["book in/2026: numbers are not 1..2"]


def test_a_document_of_another_agency_does_not_exist(db: Database) -> None:
    numbered(db)
    with db.transaction() as session:
        agencies.remember(session, "khac", "Xã khác")
        assert documents.get(session, AGENCY, 1).id == 1
        with pytest.raises(NotFound):
            documents.get(session, "khac", 1)
        with pytest.raises(NotFound):
            documents.page(session, "khac", 1)


def test_the_same_file_is_found_except_in_its_own_mail_and_when_it_was_refused(db: Database) -> None:
    with db.transaction() as session:
        session.add(a_row(state=State.REFUSED.value))
        session.flush()
        assert earlier.same_bytes(session, AGENCY, SHA, 5) is None
        first = a_row()
        session.add(first)
        session.flush()
        found = earlier.same_bytes(session, AGENCY, SHA, 5)
        assert found is not None and found.id == first.id
        assert earlier.same_bytes(session, AGENCY, "b" * 64, 5) is None


@pytest.mark.parametrize(
    ("changes", "same"),
    [
        ({}, True),
        ({"issuer": "ỦY BAN NHÂN DÂN TỈNH SÓC TRĂNG"}, True),
        ({"symbol": "ubnd-vx"}, True),
        ({"issued_on": some_fields().issued_on.replace(month=1)}, True),  # type: ignore[union-attr]
        ({"issued_on": some_fields().issued_on.replace(year=2025)}, False),  # type: ignore[union-attr]
        ({"number": "1235"}, False),
        ({"symbol": "UBND-NC"}, False),
        ({"issuer": "Sở Y tế"}, False),
        ({"issuer": None}, False),
        ({"issued_on": None}, False),
    ],
)
def test_same_number_means_issuer_number_symbol_and_year(db: Database, changes: dict[str, object], same: bool) -> None:
    with db.transaction() as session:
        session.add(a_row())
        session.flush()
        assert (earlier.same_number(session, AGENCY, some_fields(**changes), 5) is not None) is same
