"""The book read by views and found by words, the same on both databases."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from mailbot.domain.bookview import BookView, Due, Origin
from mailbot.domain.folding import fold
from mailbot.domain.people import Person
from mailbot.domain.states import State
from mailbot.storage import agencies, documents, people, register, savedviews, search
from mailbot.storage.database import Database
from mailbot.storage.directives import AssignmentRow, DirectiveRow
from mailbot.storage.documents import DocumentRow
from mailbot.workflow.clerk.paper import Corrections, correct
from parsers.model import Urgency
from tests.builders import AT
from tests.builders_portal import PEOPLE
from tests.mailbot.storage.conftest import AGENCY
from tests.mailbot.storage.test_documents import a_row

TODAY = date(2026, 11, 20)
EVERYTHING = 1000


def put(db: Database, abstract: str = "rà soát hộ nghèo", year: int = 2026, **changes: object) -> int:
    """One more line of the book; returns its arrival number."""
    with db.transaction() as session:
        number = documents.next_number(session, AGENCY, "in", year)
        words = fold(f"{changes.get('notation', '1234/UBND-VX')} {abstract}")
        values = {"abstract": abstract, "search": words, **changes}
        session.add(a_row(book="in", year=year, arrival_number=number, **values))
        return number


def numbers(db: Database, view: BookView, limit: int = EVERYTHING) -> list[int | None]:
    with db.reading() as session:
        return [line.arrival_number for line in register.lines(session, AGENCY, view, TODAY, limit)]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("ho ngheo", True), ("HỘ NGHÈO", True), ("hộ nghèo 1234", True), ("1234/UBND", True), ("123", True),
        ("ubnd vx", True), ("ngh", True), ("ra so", True), ("ngh ra", True), ("tiem chung", False),
        ("gheo", False), ("%", True), ("' OR 1=1 --", False), ('"', True), ("NOT ngheo", False), ("234", False),
    ],
)  # fmt: skip
def test_words_are_found_whole_or_by_their_beginning(db: Database, words: str, found: bool) -> None:
    number = put(db)
    put(db, "tổ chức hội khỏe", notation="77/KH-UBND")
    assert (number in numbers(db, BookView(words=words))) is found


def test_whole_words_come_before_beginnings(db: Database) -> None:
    put(db, "kế hoạch an ninh trật tự")
    exact = put(db, "kê khai tài sản")
    put(db, "kế toán trưởng khai mạc")
    assert numbers(db, BookView(words="kê khai tài")) == [exact]


def test_the_newest_line_comes_first_in_every_year(db: Database) -> None:
    put(db, year=2025)
    put(db, year=2026)
    put(db, year=2026)
    assert numbers(db, BookView()) == numbers(db, BookView(words="ho ngheo")) == [2, 1, 1]
    assert numbers(db, BookView(year=2025, words="ho ngheo")) == [1]


@pytest.mark.parametrize("words", ["", "ngheo"])
def test_a_list_continues_after_the_line_it_ended_with(db: Database, words: str) -> None:
    for year in (2025, 2025, 2026, 2026):
        put(db, year=year)
    first = numbers(db, BookView(words=words), 3)
    rest = numbers(db, BookView(words=words, before=(2025, 2)))
    assert (first, rest) == ([2, 1, 2], [1])


def test_a_corrected_line_is_found_by_its_new_words_alone(db: Database) -> None:
    put(db)
    with db.transaction() as session:
        correct(session.get_one(DocumentRow, 1), Corrections(abstract="phòng cháy rừng"))
    assert numbers(db, BookView(words="chay rung")) == [1]
    assert numbers(db, BookView(words="ngheo")) == []


def test_a_line_taken_out_of_the_book_is_not_found_any_more(db: Database) -> None:
    put(db)
    with db.transaction() as session:
        row = session.get_one(DocumentRow, 1)
        row.year = row.arrival_number = None
    assert numbers(db, BookView(words="ngheo")) == []


def test_what_waits_for_paper_is_not_in_the_book(db: Database) -> None:
    with db.transaction() as session:
        session.add(a_row(state=State.HELD.value))
    assert numbers(db, BookView()) == numbers(db, BookView(words="1234")) == []


def test_the_words_of_another_agency_are_not_found(db: Database) -> None:
    put(db)
    with db.transaction() as session:
        agencies.remember(session, "khac", "Xã khác")
        session.add(a_row(agency_id="khac", book="in", year=2026, arrival_number=1))
    with db.reading() as session:
        found = register.lines(session, "khac", BookView(words="1234"), TODAY, 10)
    assert [line.agency_id for line in found] == ["khac"]


def test_very_common_words_are_met_by_going_down_the_book(db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "MOST", 2)
    for _ in range(5):
        put(db)
    put(db, "tiêm chủng")
    assert numbers(db, BookView(words="ho ngheo"), 3) == [5, 4, 3]
    assert numbers(db, BookView(words="1234 ngh")) == [5, 4, 3, 2, 1]


@pytest.mark.parametrize(
    ("view", "changes"),
    [
        (BookView(states=(State.DONE,)), {"state": State.DONE.value}),
        (BookView(urgency=Urgency.FLASH), {"urgency": Urgency.FLASH.value}),
        (BookView(kind="Quyết định"), {"kind": "Quyết định"}),
        (BookView(due=Due.LATE), {"due_on": TODAY - timedelta(days=1)}),
        (BookView(due=Due.SOON), {"due_on": TODAY}),
        (BookView(due=Due.SOON), {"due_on": TODAY + timedelta(days=3)}),
        (BookView(origin=Origin.PAPER), {"paper_on": TODAY}),
        (BookView(first=date(2026, 11, 2)), {"arrived_on": date(2026, 11, 2)}),
    ],
)
def test_a_filter_leaves_what_fits_with_and_without_words(
    db: Database, view: BookView, changes: dict[str, object]
) -> None:
    usual = {"kind": "Công văn", "arrived_on": date(2026, 11, 1), "due_on": date(2026, 12, 31)}
    put(db, **usual)  # type: ignore[arg-type]
    fits = put(db, **{**usual, **changes})  # type: ignore[arg-type]
    assert numbers(db, view) == [fits]


def test_what_is_done_is_never_late(db: Database) -> None:
    put(db, state=State.DONE.value, due_on=TODAY - timedelta(days=1))
    put(db, due_on=TODAY)
    assert numbers(db, BookView(due=Due.LATE)) == []


def test_documents_of_a_person_or_unit_are_those_given_to_them(db: Database) -> None:
    laid, given, withdrawn = put(db), put(db), put(db)
    with db.transaction() as session:
        unit = people.put_unit(session, AGENCY, "Phòng Kinh tế", ())
        name, position, role = PEOPLE[0]
        head = people.put_person(session, AGENCY, Person(0, name, position, role, "a@b.example", unit), False)
        session.get_one(DocumentRow, laid).routed_to_id = head
        for number, state in ((given, "open"), (withdrawn, "withdrawn")):
            order = DirectiveRow(
                agency_id=AGENCY, document_id=number, person_id=head, given_at=AT, words="", understood=""
            )
            session.add(order)
            session.flush()
            session.add(
                AssignmentRow(
                    agency_id=AGENCY, document_id=number, directive_id=order.id, person_id=head, unit_id=unit,
                    part="lead", state=state,
                )
            )  # fmt: skip
    with db.reading() as session:
        assert register.holders(session, AGENCY, [laid, given, withdrawn]) == {given: (register.Holder(head, unit),)}
    assert numbers(db, BookView(person_id=head)) == [given, laid]
    assert numbers(db, BookView(unit_id=unit)) == [given]


def test_years_are_those_that_have_a_book(db: Database) -> None:
    for year in (2024, 2026, 2026):
        put(db, year=year)
    with db.reading() as session:
        assert register.years(session, AGENCY) == (2026, 2024)


def test_every_line_of_a_view_is_read_in_pieces(db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(register, "_CHUNK", 2)
    for _ in range(5):
        put(db)
    with db.reading() as session:
        some = [len(piece) for piece in register.pieces(session, AGENCY, BookView(), TODAY, 3)]
        all_of_them = list(register.pieces(session, AGENCY, BookView(words="ngheo"), TODAY, EVERYTHING))
    assert some == [2, 1]
    assert [line.arrival_number for piece in all_of_them for line in piece] == [5, 4, 3, 2, 1]


def test_a_saved_view_belongs_to_one_person(db: Database) -> None:
    with db.transaction() as session:
        mine, theirs = (
            people.put_person(session, AGENCY, Person(0, name, "", role, f"{n}@b.example", None), False)
            for n, (name, _position, role) in enumerate(PEOPLE[:2])
        )
        assert savedviews.keep(session, AGENCY, mine, "Quá hạn", "han=late", AT)
        assert savedviews.keep(session, AGENCY, mine, "Quá hạn", "han=soon", AT)
        session.flush()
        kept = savedviews.of_person(session, AGENCY, mine)
        assert [(one.name, one.query) for one in kept] == [("Quá hạn", "han=soon")]
        savedviews.drop(session, AGENCY, theirs, kept[0].id)
        assert savedviews.of_person(session, AGENCY, mine)
        savedviews.drop(session, AGENCY, mine, kept[0].id)
        assert not savedviews.of_person(session, AGENCY, mine)
