"""Everything open goes to other hands in one act, and replies of the old hands are worth nothing any more."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mailbot.domain.calendar import VIETNAM
from mailbot.domain.delegation import Proof, Scope, Wish
from mailbot.domain.directive import AssignmentState
from mailbot.domain.errors import DomainError
from mailbot.domain.mywork import tasks
from mailbot.domain.people import Actor
from mailbot.domain.staff import PersonWish
from mailbot.domain.states import State
from mailbot.storage import delegations, history, mywork, people
from mailbot.storage.history import HistoryLine
from mailbot.workflow.delegation.make import delegate
from mailbot.workflow.staff.handover import Afterwards, Move, hand_over, preview
from mailbot.workflow.staff.load import Load
from mailbot.workflow.staff.save import Unfit, save_person
from tests.mailbot.workflow.desk import Desk
from tests.story.town import AGENCY, CLERK, DEPUTY, HEAD, OFFICER, UNIT_HEAD, a_letter, a_signed_document

KEEPER = Actor("Hồ Sỹ Tân")
ORDER = "Giao đồng chí Võ Hoài Nam chủ trì tham mưu."


def hands_over(desk: Desk, who: str, to: str, afterwards: Afterwards = Afterwards.STAYS) -> Load:
    return hand_over(desk.app, AGENCY, Move(desk.person(who).id, desk.person(to).id, afterwards), KEEPER)


def journal_of(desk: Desk, person_id: int) -> tuple[HistoryLine, ...]:
    with desk.app.db.reading() as session:
        return history.of(session, AGENCY, "person", person_id)


def test_an_undecided_document_is_laid_before_the_successor(desk: Desk) -> None:
    desk.submitted()
    hands_over(desk, HEAD, DEPUTY)
    assert desk.document().routed_to_id == desk.person(DEPUTY).id
    desk.reply(desk.letter("assignment", DEPUTY), DEPUTY, ORDER)
    assert desk.document().state is State.ASSIGNED


def test_work_goes_on_where_it_stood_and_the_old_token_is_dead(desk: Desk) -> None:
    desk.reply(desk.submitted(), HEAD, ORDER)
    old = desk.letter("work-order", OFFICER)
    desk.reply(old, OFFICER, "Đang xử lý")
    hands_over(desk, OFFICER, UNIT_HEAD)
    assert [(a.person_id, a.state) for a in desk.directives()[0].assignments] == [
        (desk.person(OFFICER).id, AssignmentState.WITHDRAWN),
        (desk.person(UNIT_HEAD).id, AssignmentState.IN_PROGRESS),
    ]
    assert desk.reply(old, OFFICER, "Hoàn thành").outcome == "quarantined"
    desk.reply(desk.letter("work-order", UNIT_HEAD), UNIT_HEAD, "Hoàn thành")
    assert desk.document().state is State.DONE


def test_both_get_a_letter_with_the_counts(desk: Desk) -> None:
    desk.reply(desk.submitted(), HEAD, ORDER)
    hands_over(desk, OFFICER, UNIT_HEAD)
    giving, taking = desk.letter("handover", OFFICER), desk.letter("handover", UNIT_HEAD)
    assert "đã được bàn giao cho đồng chí Phạm Văn Dũng" in giving.text
    assert "tiếp nhận công việc" in taking.text and "Việc đang xử lý: 1" in taking.text


def test_the_journal_tells_who_when_and_how_much(desk: Desk) -> None:
    desk.reply(desk.submitted(), HEAD, ORDER)
    hands_over(desk, OFFICER, UNIT_HEAD)
    (line,) = journal_of(desk, desk.person(OFFICER).id)
    assert (line.actor, line.action, line.detail["to_person"], line.detail["parts"]) == (
        KEEPER.name, "handed_over", "Phạm Văn Dũng", "1",
    )  # fmt: skip


def test_the_preview_counts_and_changes_nothing(desk: Desk) -> None:
    desk.submitted()
    seen = preview(desk.app, AGENCY, desk.person(HEAD).id)
    assert (seen.load.count, len(seen.documents)) == (1, 1)
    assert preview(desk.app, AGENCY, desk.person(UNIT_HEAD).id).heads_unit == "Phòng Kinh tế"
    assert desk.document().routed_to_id == desk.person(HEAD).id


def test_a_letter_of_whoever_handed_over_orders_nothing_any_more(desk: Desk) -> None:
    letter = desk.submitted()
    hands_over(desk, HEAD, DEPUTY)
    assert desk.reply(letter, HEAD, ORDER).outcome == "quarantined"
    assert desk.directives() == ()


def test_who_leaves_is_chosen_no_more_and_orders_nothing(desk: Desk) -> None:
    letter, gone = desk.submitted(), desk.person(HEAD)
    hands_over(desk, HEAD, DEPUTY, Afterwards.LEAVES)
    with desk.app.db.reading() as session:
        assert not people.get(session, AGENCY, gone.id).active
    assert desk.reply(letter, HEAD, ORDER).outcome == "quarantined"
    assert desk.directives() == ()


@pytest.mark.parametrize(
    ("who", "to", "code"),
    [
        (HEAD, HEAD, "successor_is_oneself"),
        (HEAD, OFFICER, "successor_does_not_direct"),
        (HEAD, CLERK, "successor_does_not_direct"),
    ],
)
def test_work_goes_only_to_whoever_can_do_it(desk: Desk, who: str, to: str, code: str) -> None:
    desk.submitted()
    with pytest.raises(DomainError) as refused:
        hands_over(desk, who, to)
    assert refused.value.code == code
    assert desk.document().routed_to_id == desk.person(HEAD).id


def test_what_comes_back_later_goes_to_who_took_over(desk: Desk) -> None:
    desk.reply(desk.submitted(), HEAD, ORDER)
    hands_over(desk, HEAD, DEPUTY, Afterwards.LEAVES)
    desk.reply(desk.letter("work-order", OFFICER), OFFICER, "Không đúng chức năng, nhiệm vụ, trả lại.")
    assert desk.letter("returned").recipient == DEPUTY
    with desk.app.db.reading() as session:
        (task,) = tasks(mywork.ties(session, AGENCY, desk.person(DEPUTY).id))
    assert task.document.id == desk.document().id


def test_what_was_only_lent_goes_back_to_its_giver(desk: Desk) -> None:
    today = desk.clock().astimezone(VIETNAM).date()
    wish = Wish(desk.person(HEAD).id, desk.person(DEPUTY).id, today, today, Scope(), "Giấy ủy quyền 1")
    delegate(desk.app, AGENCY, wish, Actor("Trần Quốc Bảo", desk.person(HEAD).id), Proof.CONSOLE)
    desk.receive(a_letter(a_signed_document()))
    assert desk.document().routed_to_id == desk.person(DEPUTY).id
    assert hands_over(desk, DEPUTY, UNIT_HEAD, Afterwards.LEAVES).count == 0
    with desk.app.db.reading() as session:
        assert delegations.living(session, AGENCY, desk.clock()) == ()


def test_nobody_leaves_before_handing_over(desk: Desk) -> None:
    desk.reply(desk.submitted(), HEAD, ORDER)
    nam = desk.person(OFFICER)
    with pytest.raises(Unfit) as refused:
        save_person(desk.app, AGENCY, PersonWish(replace(nam, active=False), False), KEEPER)
    assert [fault.code for fault in refused.value.faults] == ["hand_over_first"]
    hands_over(desk, OFFICER, UNIT_HEAD)
    save_person(desk.app, AGENCY, PersonWish(replace(nam, active=False), False), KEEPER)
    with desk.app.db.reading() as session:
        assert not people.get(session, AGENCY, nam.id).active
