"""A deputy stands in for the head: letters, orders, journal, and the end of it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from mailbot.domain.calendar import VIETNAM
from mailbot.domain.delegation import Proof, Scope, ScopeKind, Wish
from mailbot.domain.directive import Part
from mailbot.domain.errors import DomainError, NotAuthorised
from mailbot.domain.people import Actor
from mailbot.domain.states import State
from mailbot.storage import delegations, documents, history
from mailbot.storage.documents import DocumentRow
from mailbot.workflow.delegation.make import delegate, take_back
from mailbot.workflow.delegation.settle import settle_over
from mailbot.workflow.orders.instruct import Said, instruct
from tests.mailbot.workflow.desk import Desk
from tests.story.town import AGENCY, DEPUTY, HEAD, OFFICER, UNIT_HEAD, a_letter, a_signed_document

ORDER = "Giao đồng chí Võ Hoài Nam chủ trì tham mưu."
TO_UNIT = "Giao Phòng Kinh tế chủ trì."


def lend(
    desk: Desk, giver: str = HEAD, taker: str = DEPUTY, *, days: int = 3, scope: Scope | None = None, after: int = 0
) -> int:
    """One lends power to the other, from today (`after` days later) on."""
    first = desk.clock().astimezone(VIETNAM).date() + timedelta(days=after)
    one, other = desk.person(giver), desk.person(taker)
    wish = Wish(one.id, other.id, first, first + timedelta(days=days), scope or Scope(), "Giấy ủy quyền số 05/GUQ")
    return delegate(desk.app, AGENCY, wish, Actor(one.name, one.id), Proof.SECOND_FACTOR)


def arrive(desk: Desk) -> None:
    """A signed document comes and goes its way."""
    assert desk.receive(a_letter(a_signed_document())).outcome == "registered"


def routed_under(desk: Desk) -> int | None:
    with desk.app.db.reading() as session:
        return session.get_one(DocumentRow, desk.documents()[-1].id).delegation_id


def test_the_deputy_gets_the_letter_and_the_head_a_marked_copy(desk: Desk) -> None:
    made = lend(desk)
    arrive(desk)
    letter, copy = desk.letter("assignment"), desk.letter("delegated-copy")
    assert (letter.recipient, copy.recipient) == (DEPUTY, HEAD)
    assert "theo ủy quyền của đồng chí Trần Quốc Bảo, Chủ tịch" in letter.text
    assert copy.subject.startswith("[Ủy quyền] [Đến 1]")
    assert copy.mime["Reply-To"] is None
    assert routed_under(desk) == made


def test_an_order_in_the_heads_place_says_so_in_journal_and_letters(desk: Desk) -> None:
    lend(desk)
    arrive(desk)
    message = desk.reply(desk.letter("assignment", DEPUTY), DEPUTY, ORDER)
    assert (message.outcome, message.reason) == ("directive", "proved_order")
    directed = next(entry for entry in desk.journal() if entry.action == "directed")
    assert (directed.actor, directed.on_behalf_of) == ("Lê Thị Lan", "Trần Quốc Bảo")
    changed = next(entry for entry in desk.journal() if entry.action == "direct")
    assert changed.on_behalf_of == "Trần Quốc Bảo"
    assert "(theo ủy quyền của đồng chí Trần Quốc Bảo, Chủ tịch)" in desk.letter("work-order", OFFICER).text
    assert "theo ủy quyền của đồng chí Trần Quốc Bảo" in desk.letter("echo", DEPUTY).text


def test_both_and_the_head_are_told_of_a_delegation(desk: Desk) -> None:
    lend(desk, UNIT_HEAD, OFFICER)
    assert {letter.recipient for letter in desk.letters("delegation")} == {UNIT_HEAD, OFFICER, HEAD}
    assert "Giấy ủy quyền số 05/GUQ" in desk.letter("delegation", HEAD).text


def test_a_specialist_who_stands_in_for_the_unit_head_may_pass_work_on(desk: Desk) -> None:
    lend(desk, UNIT_HEAD, OFFICER)
    desk.reply(desk.submitted(), HEAD, TO_UNIT)
    order = desk.letter("work-order", OFFICER)
    assert "Đồng chí nhận việc này theo ủy quyền của đồng chí Phạm Văn Dũng" in order.text
    assert desk.directives()[0].assignments[0].person_id == desk.person(UNIT_HEAD).id
    assert desk.reply(order, OFFICER, ORDER).outcome == "directive"
    assert [a.part for a in desk.directives()[1].assignments] == [Part.LEAD]


def test_what_lies_outside_the_scope_stays_with_the_giver(desk: Desk) -> None:
    lend(desk, scope=Scope(ScopeKind.FIELD, "y tế"))
    arrive(desk)
    assert desk.letter("assignment").recipient == HEAD
    assert not desk.letters("delegated-copy")
    assert routed_under(desk) is None


@pytest.mark.parametrize(("after", "reader"), [(0, DEPUTY), (1, HEAD)])
def test_a_delegation_works_from_its_first_day_on(desk: Desk, after: int, reader: str) -> None:
    lend(desk, after=after)
    arrive(desk)
    assert desk.letter("assignment").recipient == reader


def test_plain_mail_lends_no_power(desk: Desk) -> None:
    head, deputy = desk.person(HEAD), desk.person(DEPUTY)
    today = desk.clock().astimezone(VIETNAM).date()
    wish = Wish(head.id, deputy.id, today, today, Scope(), "miệng")
    with pytest.raises(NotAuthorised) as refused:
        delegate(desk.app, AGENCY, wish, Actor(head.name, head.id), Proof.PLAIN_MAIL)
    assert refused.value.code == "delegation_needs_proof"


def test_a_second_delegation_at_the_same_time_is_refused(desk: Desk) -> None:
    lend(desk)
    with pytest.raises(DomainError) as refused:
        lend(desk)
    assert refused.value.code == "delegation_overlaps"


def test_after_the_last_day_the_deputy_decides_no_longer_and_the_head_is_asked(desk: Desk) -> None:
    lend(desk, days=1)
    arrive(desk)
    letter = desk.letter("assignment", DEPUTY)
    desk.clock.advance(days=2)
    message = desk.reply(letter, DEPUTY, ORDER)
    assert (message.outcome, message.reason) == ("quarantined", "delegation_over")
    assert settle_over(desk.app)
    assert routed_under(desk) is None
    again = desk.letter("assignment", HEAD)
    assert desk.reply(again, HEAD, ORDER).outcome == "directive"
    assert not settle_over(desk.app)


def test_work_nobody_has_finished_goes_back_too(desk: Desk) -> None:
    made = lend(desk, UNIT_HEAD, OFFICER)
    desk.reply(desk.submitted(), HEAD, TO_UNIT)
    take_back(desk.app, AGENCY, made, Actor("Phạm Văn Dũng", desk.person(UNIT_HEAD).id))
    assert settle_over(desk.app)
    order = desk.letter("work-order", UNIT_HEAD)
    assert desk.reply(order, UNIT_HEAD, "Hoàn thành.").outcome == "directive"
    assert desk.document().state is State.DONE


def test_decided_documents_stay_where_they_are_when_it_ends(desk: Desk) -> None:
    lend(desk, days=1)
    arrive(desk)
    desk.reply(desk.letter("assignment", DEPUTY), DEPUTY, ORDER)
    desk.clock.advance(days=2)
    assert settle_over(desk.app)
    assert not desk.letters("assignment", HEAD)


def test_only_the_giver_and_the_head_take_power_back(desk: Desk) -> None:
    made = lend(desk, UNIT_HEAD, OFFICER)
    with pytest.raises(NotAuthorised):
        take_back(desk.app, AGENCY, made, Actor("Võ Hoài Nam", desk.person(OFFICER).id))
    take_back(desk.app, AGENCY, made, Actor("Trần Quốc Bảo", desk.person(HEAD).id))
    with desk.app.db.reading() as session:
        assert delegations.get(session, AGENCY, made).ended_at == desk.clock()
        actions = [line.action for line in history.of(session, AGENCY, "person", desk.person(UNIT_HEAD).id)]
    assert actions[-2:] == ["delegated", "delegation_ended"]
    assert "đã chấm dứt" in desk.letter("delegation", OFFICER).subject


def test_an_order_of_who_stood_in_is_replaced_by_the_givers_own(desk: Desk) -> None:
    lend(desk)
    arrive(desk)
    desk.reply(desk.letter("assignment", DEPUTY), DEPUTY, ORDER)
    head = desk.person(HEAD)
    instruct(desk.app, AGENCY, desk.document().id, head.id, Said(TO_UNIT))
    first, second = desk.directives()
    assert [a.state.value for a in first.assignments] == ["withdrawn"]
    assert [a.state.value for a in second.assignments] == ["open"]


def test_who_stands_in_may_take_their_own_order_back(desk: Desk) -> None:
    lend(desk)
    arrive(desk)
    desk.reply(desk.letter("assignment", DEPUTY), DEPUTY, ORDER)
    desk.reply(desk.letter("echo", DEPUTY), DEPUTY, "HỦY")
    assert desk.document().state is State.SUBMITTED
    assert desk.reply(desk.letter("undone", DEPUTY), DEPUTY, TO_UNIT).outcome == "directive"
    assert desk.journal()[-1].on_behalf_of == "Trần Quốc Bảo"


def test_orders_typed_into_the_portal_are_lent_as_well(desk: Desk) -> None:
    lend(desk)
    arrive(desk)
    deputy = desk.person(DEPUTY)
    instruct(desk.app, AGENCY, desk.document().id, deputy.id, Said(ORDER))
    directed = next(entry for entry in desk.journal() if entry.action == "directed")
    assert directed.on_behalf_of == "Trần Quốc Bảo"


def test_without_power_a_deputy_directs_nothing_in_the_portal(desk: Desk) -> None:
    made = lend(desk)
    arrive(desk)
    take_back(desk.app, AGENCY, made, Actor("Trần Quốc Bảo", desk.person(HEAD).id))
    with pytest.raises(NotAuthorised):
        instruct(desk.app, AGENCY, desk.document().id, desk.person(DEPUTY).id, Said(ORDER))


def test_a_question_asked_back_keeps_the_lent_power(desk: Desk) -> None:
    lend(desk)
    arrive(desk)
    desk.reply(desk.letter("assignment", DEPUTY), DEPUTY, "Giao đồng chí Tám chủ trì.")
    assert desk.reply(desk.letter("ask-back", DEPUTY), DEPUTY, ORDER).outcome == "directive"
    directed = next(entry for entry in desk.journal() if entry.action == "directed")
    assert directed.on_behalf_of == "Trần Quốc Bảo"


def test_a_later_delegation_does_not_revive_the_letters_of_an_earlier_one(desk: Desk) -> None:
    made = lend(desk)
    arrive(desk)
    letter = desk.letter("assignment", DEPUTY)
    take_back(desk.app, AGENCY, made, Actor("Trần Quốc Bảo", desk.person(HEAD).id))
    desk.clock.advance(minutes=1)
    lend(desk)
    assert desk.reply(letter, DEPUTY, ORDER).reason == "delegation_over"
    with desk.app.db.reading() as session:
        assert documents.page(session, AGENCY, 1).line.state is State.SUBMITTED
