"""Piles of work: counted right, however many there are."""

from __future__ import annotations

from datetime import date, timedelta

from mailbot.domain.states import State
from mailbot.storage import agencies, inbox, piles, struck
from mailbot.storage.database import Database
from mailbot.storage.inbox import MessageRow, MessageState
from mailbot.storage.piles import Pile
from mailbot.storage.struck import StruckLine
from rules.engine import Outcome
from signing.model import Verdict
from tests.builders import AT
from tests.mailbot.storage.conftest import AGENCY, MAILBOX
from tests.mailbot.storage.test_documents import a_row

NEIGHBOUR = "tan-hung"
TODAY = date(2026, 11, 23)


def a_message(uid: int, state: MessageState, outcome: Outcome | None = None, **changes: object) -> MessageRow:
    values: dict[str, object] = {
        "agency_id": AGENCY, "mailbox_id": MAILBOX, "uidvalidity": 1, "uid": uid, "digest": f"{uid:064}", "size": 1,
        "received_at": AT + timedelta(hours=uid), "next_at": AT, "state": state.value,
        "outcome": outcome.value if outcome else None,
    }  # fmt: skip
    return MessageRow(**{**values, **changes})


def test_held_documents_are_counted_by_verdict_with_their_oldest(db: Database) -> None:
    with db.transaction() as session:
        agencies.remember(session, NEIGHBOUR, "Ủy ban nhân dân xã Tân Hưng")
        for hours, verdict in ((3, "unsigned"), (1, "unsigned"), (2, "unproven")):
            session.add(a_row(state=State.HELD.value, verdict=verdict, received_at=AT + timedelta(hours=hours)))
        session.add(a_row(state=State.REGISTERED.value))
        session.add(a_row(state=State.HELD.value, agency_id=NEIGHBOUR, received_at=AT - timedelta(days=9)))
    with db.reading() as session:
        held = piles.held(session, AGENCY)

    assert held == {
        Verdict.UNSIGNED: Pile(2, AT + timedelta(hours=1)),
        Verdict.UNPROVEN: Pile(1, AT + timedelta(hours=2)),
    }
    assert piles.together(held) == Pile(3, AT + timedelta(hours=1))
    assert piles.together({}) == Pile(0, None)


def test_everything_a_person_has_to_see_is_counted_and_nothing_else(db: Database) -> None:
    with db.transaction() as session:
        session.add(a_message(1, MessageState.QUARANTINED, Outcome.ASK_CLERK, resolved_at=AT))
        session.add(a_message(2, MessageState.QUARANTINED, Outcome.ASK_CLERK))
        session.add(a_message(3, MessageState.DECIDED, Outcome.SET_ASIDE))
        session.add(a_message(4, MessageState.DECIDED, Outcome.REGISTER))
        session.add(a_message(5, MessageState.STORED))
    with db.reading() as session:
        assert piles.attention(session, AGENCY) == Pile(2, AT + timedelta(hours=2))
        assert inbox.waiting_count(session, AGENCY) == 2


def test_due_documents_come_first_due_first_and_the_late_ones_are_counted(db: Database) -> None:
    with db.transaction() as session:
        for days in (-3, -1, 0, 2, 3):
            session.add(a_row(state=State.ASSIGNED.value, due_on=TODAY + timedelta(days=days)))
        session.add(a_row(state=State.DONE.value, due_on=TODAY - timedelta(days=30)))
        session.add(a_row(state=State.SUBMITTED.value, due_on=None))
    with db.reading() as session:
        pile = piles.due(session, AGENCY, TODAY + timedelta(days=2), TODAY - timedelta(days=1), shown=3)

    assert (pile.count, pile.late) == (4, 2)
    assert [line.due_on for line in pile.lines] == [TODAY + timedelta(days=days) for days in (-3, -1, 0)]


def test_a_struck_number_fills_its_place_in_the_book(db: Database) -> None:
    with db.transaction() as session:
        row = a_row(book="in", year=2026, arrival_number=2)
        session.add(row)
        session.flush()
        line = StruckLine(1, 2026, row.id, TODAY, "Sở Tài chính", "77/STC", "V/v", AT, "Lan", "struck_taken_back")
        struck.strike(session, AGENCY, "in", line)
    with db.reading() as session:
        assert struck.between(session, AGENCY, 2026, 1, 9) == (line,)
        assert struck.between(session, AGENCY, 2026, 2, 9) == ()
        assert struck.of_document(session, AGENCY, row.id) == (line,)
        assert struck.numbers(session, AGENCY, "in", 2026) == (1,)
