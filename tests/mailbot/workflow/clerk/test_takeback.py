"""Undo within seconds: nothing has left the building, and the book shows what was struck through."""

from __future__ import annotations

from datetime import timedelta

import pytest

from mailbot.domain.calendar import VIETNAM
from mailbot.domain.document import DocumentLine
from mailbot.domain.errors import Conflict, DomainError
from mailbot.domain.people import Actor
from mailbot.domain.states import State
from mailbot.storage import outbox, struck
from mailbot.workflow.arrival.reconcile import faults
from mailbot.workflow.clerk.paper import Corrections, confirm_paper
from mailbot.workflow.clerk.refuse import refuse
from mailbot.workflow.clerk.takeback import TakenBack, take_back
from tests.mailbot.workflow.desk import CLERK, Desk
from tests.story.town import AGENCY, HEAD, SENDER, a_document, a_letter

QUIET = timedelta(seconds=30)
LAN = Actor("Lê Thị Lan", 9)


def held(desk: Desk) -> DocumentLine:
    desk.receive(a_letter(a_document()))
    return desk.documents()[-1]


def confirmed(desk: Desk, line: DocumentLine, quiet: timedelta = QUIET) -> DocumentLine:
    today = desk.clock().astimezone(VIETNAM).date()
    confirm_paper(desk.app, AGENCY, line.id, CLERK, line.version, today, Corrections(), quiet)
    return next(one for one in desk.documents() if one.id == line.id)


def due_letters(desk: Desk) -> int:
    """How many letters would leave now."""
    count = 0
    with desk.app.db.transaction() as session:
        while outbox.claim(session, "test", desk.clock(), timedelta(minutes=1)):
            count += 1
    return count


def test_a_registration_taken_back_leaves_a_struck_number_and_a_waiting_document(desk: Desk) -> None:
    line = confirmed(desk, held(desk))
    assert line.arrival_number == 1

    undone = take_back(desk.app, AGENCY, line.id, line.version, CLERK)

    assert undone == TakenBack(line.id, 1)
    after = desk.document()
    assert (after.state, after.arrival_number, after.due_on, after.paper_on) == (State.HELD, None, None, None)
    with desk.app.db.reading() as session:
        (mark,) = struck.of_document(session, AGENCY, line.id)
    assert (mark.number, mark.notation, mark.struck_by) == (1, line.notation, CLERK.name)
    assert list(faults(desk.app)) == []


def test_the_next_registration_takes_the_next_number_never_the_struck_one(desk: Desk) -> None:
    line = confirmed(desk, held(desk))
    take_back(desk.app, AGENCY, line.id, line.version, CLERK)

    again = confirmed(desk, desk.document())

    assert again.arrival_number == 2
    assert [letter.state for letter in desk.letters("receipt-03")] == ["cancelled", "queued"]
    assert list(faults(desk.app)) == []


def test_letters_and_the_leader_wait_until_nobody_can_take_it_back_any_more(desk: Desk) -> None:
    held(desk)
    due_letters(desk)  # 01, written when the document came
    confirmed(desk, desk.document())

    desk.work()
    desk.clock.advance(seconds=29)
    assert (due_letters(desk), desk.letters(to=HEAD)) == (0, ())
    desk.clock.advance(seconds=1)
    desk.work()

    assert due_letters(desk) == 2
    assert [letter.kind for letter in desk.letters(to=HEAD)] == ["assignment"]


def test_after_the_time_is_over_nothing_is_taken_back(desk: Desk) -> None:
    line = confirmed(desk, held(desk))
    desk.clock.advance(seconds=30)

    with pytest.raises(DomainError, match="too_late_to_take_back"):
        take_back(desk.app, AGENCY, line.id, line.version, CLERK)
    assert desk.document().arrival_number == 1


def test_without_time_to_take_back_letters_leave_at_once(desk: Desk) -> None:
    line = confirmed(desk, held(desk), timedelta(0))

    with pytest.raises(DomainError, match="too_late_to_take_back"):
        take_back(desk.app, AGENCY, line.id, line.version, CLERK)
    assert due_letters(desk) == 2


def test_a_refusal_taken_back_tells_nobody(desk: Desk) -> None:
    line = held(desk)
    refuse(desk.app, AGENCY, line.id, CLERK, line.version, "Gửi nhầm.", QUIET)
    refused = desk.document()

    take_back(desk.app, AGENCY, line.id, refused.version, CLERK)

    assert desk.document().state is State.HELD
    assert {letter.state for letter in desk.letters("receipt-02", SENDER)} == {"cancelled"}


def test_what_somebody_changed_since_is_not_taken_back_and_the_page_can_say_who(desk: Desk) -> None:
    line = confirmed(desk, held(desk))
    take_back(desk.app, AGENCY, line.id, line.version, LAN)

    with pytest.raises(Conflict) as told:
        take_back(desk.app, AGENCY, line.id, line.version, CLERK)
    assert (told.value.code, told.value.values["who"]) == ("document_changed_undone", LAN.name)


def test_the_second_clerk_learns_who_registered_it_and_under_which_number(desk: Desk) -> None:
    line = held(desk)
    confirmed(desk, line)

    with pytest.raises(Conflict) as told:
        refuse(desk.app, AGENCY, line.id, LAN, line.version, "Trùng.", QUIET)
    assert told.value.code == "document_changed_registered"
    assert (told.value.values["who"], told.value.values["number"]) == (CLERK.name, "1")
