"""Words typed into the portal, by their giver or by a clerk, go down the road of a mailed order."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from mailbot.domain.calendar import VIETNAM
from mailbot.domain.delegation import Proof as DelegationProof
from mailbot.domain.delegation import Scope, Wish
from mailbot.domain.directive import AssignmentState, Via
from mailbot.domain.errors import DomainError, NotAuthorised
from mailbot.domain.people import Actor
from mailbot.domain.states import State
from mailbot.storage import requests
from mailbot.storage.directives import TokenRow
from mailbot.workflow.delegation.make import delegate
from mailbot.workflow.orders.instruct import Said, hear, instruct
from mailbot.workflow.orders.powers import powers
from parsers.model import ParsedReply, Verb
from tests.mailbot.workflow.desk import Desk
from tests.story.town import AGENCY, DEPUTY, HEAD, OFFICER, SENDER, UNIT_HEAD, a_letter, a_signed_document

ORDER = "Giao đồng chí Võ Hoài Nam chủ trì tham mưu trước 25/11."


def say(desk: Desk, who: str, words: str, said: Said | None = None) -> ParsedReply:
    return instruct(desk.app, AGENCY, desk.document().id, desk.person(who).id, said or Said(words))


def test_an_order_typed_in_the_portal_becomes_work_letters_and_an_echo(desk: Desk) -> None:
    desk.submitted()
    say(desk, HEAD, ORDER)
    given = desk.directives()[0]
    assert (given.words, given.via, given.confirmed_by) == (ORDER, Via.PORTAL, None)
    assert desk.document().state is State.ASSIGNED
    assert [letter.recipient for letter in desk.letters("work-order")] == [OFFICER, UNIT_HEAD]
    assert ORDER in desk.letter("echo", HEAD).text
    assert len(desk.letters("receipt-04", SENDER)) == 1


def test_what_a_clerk_heard_on_the_telephone_is_marked_with_the_clerks_name(desk: Desk) -> None:
    desk.submitted()
    say(desk, HEAD, "", Said(ORDER, Via.PHONE, "Nguyễn Thị Hoa"))
    given = desk.directives()[0]
    assert (given.via, given.confirmed_by) == (Via.PHONE, "Nguyễn Thị Hoa")
    step = next(line for line in desk.journal() if line.action == "directed")
    assert (step.actor, step.detail["confirmed_by"], step.detail["via"]) == (
        "Trần Quốc Bảo", "Nguyễn Thị Hoa", "phone",
    )  # fmt: skip


def test_the_echo_of_a_typed_order_can_be_answered_by_mail(desk: Desk) -> None:
    desk.submitted()
    say(desk, HEAD, ORDER)
    assert desk.reply(desk.letter("echo", HEAD), HEAD, "HỦY").reason == "proved_order"
    assert desk.document().state is State.SUBMITTED


def test_a_typed_order_can_be_taken_back_in_the_portal(desk: Desk) -> None:
    desk.submitted()
    say(desk, HEAD, ORDER)
    say(desk, HEAD, "HỦY")
    assert desk.document().state is State.SUBMITTED
    assert desk.directives()[0].undone_at is not None


def test_an_officer_reports_in_the_portal_and_the_sender_hears_of_it(desk: Desk) -> None:
    desk.submitted()
    say(desk, HEAD, ORDER)
    say(desk, OFFICER, "Đang xử lý")
    assert desk.directives()[0].assignments[0].state is AssignmentState.IN_PROGRESS
    say(desk, OFFICER, "Hoàn thành")
    assert desk.document().state is State.DONE
    assert len(desk.letters("receipt-06", SENDER)) == 1


def test_unclear_words_change_nothing_until_a_reading_is_picked(desk: Desk) -> None:
    desk.submitted()
    words = "Giao Văn phòng, Phòng Kinh tế phối hợp"
    asked = say(desk, HEAD, words)
    assert asked.questions and len(asked.readings) > 1
    assert desk.directives() == ()
    picked = say(desk, HEAD, "", Said(words, choice=1))
    assert picked.directive == asked.readings[0]
    assert desk.directives()[0].words == words


def test_a_reading_that_was_not_offered_is_no_answer(desk: Desk) -> None:
    desk.submitted()
    asked = hear(desk.app, AGENCY, Said("Giao Văn phòng, Phòng Kinh tế phối hợp", choice=99))
    assert asked.directive is None and asked.questions


@pytest.mark.parametrize(("who", "words"), [(OFFICER, "Hoàn thành"), (DEPUTY, ORDER), (OFFICER, ORDER)])
def test_only_those_who_hold_a_document_may_speak_about_it(desk: Desk, who: str, words: str) -> None:
    desk.submitted()
    with pytest.raises(NotAuthorised) as refused:
        say(desk, who, words)
    assert refused.value.code == "not_your_document"
    assert desk.directives() == ()


def test_an_officer_gives_no_orders_even_about_the_own_work(desk: Desk) -> None:
    desk.submitted()
    say(desk, HEAD, ORDER)
    with pytest.raises(DomainError) as refused:
        say(desk, OFFICER, "Giao Phòng Kinh tế chủ trì.")
    assert refused.value.code == "verb_not_yours"


def test_a_request_is_granted_by_the_one_it_was_put_before_and_nobody_else(desk: Desk) -> None:
    desk.submitted()
    say(desk, HEAD, ORDER)
    say(desk, OFFICER, "Xin gia hạn đến 30/12/2026.")
    with desk.app.db.reading() as session:
        (asked,) = requests.waiting_for(session, AGENCY, desk.person(HEAD).id)
    with pytest.raises(NotAuthorised):
        say(desk, DEPUTY, "", Said("Đồng ý.", request_id=asked.id))
    say(desk, HEAD, "", Said("Đồng ý.", request_id=asked.id))
    assert desk.directives()[0].assignments[0].due_on == asked.until
    with pytest.raises(DomainError) as over:
        say(desk, HEAD, "", Said("Đồng ý.", request_id=asked.id))
    assert over.value.code == "request_decided"


def test_who_stands_in_speaks_in_the_place_of_who_lent_the_power(desk: Desk) -> None:
    today = desk.clock().astimezone(VIETNAM).date()
    wish = Wish(desk.person(HEAD).id, desk.person(DEPUTY).id, today, today, Scope(), "Giấy ủy quyền 1")
    delegate(desk.app, AGENCY, wish, Actor("Trần Quốc Bảo", desk.person(HEAD).id), DelegationProof.CONSOLE)
    desk.receive(a_letter(a_signed_document()))
    with desk.app.db.reading() as session:
        has = powers(session, desk.document(), desk.person(DEPUTY), desk.clock())
    assert has.directs and has.giver == desk.person(HEAD)
    say(desk, DEPUTY, ORDER)
    (step,) = [line for line in desk.journal() if line.action == "directed"]
    assert (step.actor, step.on_behalf_of) == ("Lê Thị Lan", "Trần Quốc Bảo")


def test_nothing_is_kept_of_words_that_are_asked_back(desk: Desk) -> None:
    desk.submitted()
    with desk.app.db.reading() as session:
        before = session.scalar(select(func.count()).select_from(TokenRow))
    say(desk, HEAD, "Giao Văn phòng, Phòng Kinh tế phối hợp")
    with desk.app.db.reading() as session:
        assert session.scalar(select(func.count()).select_from(TokenRow)) == before


def test_a_note_beside_what_was_ticked_is_kept_and_not_read_for_orders(desk: Desk) -> None:
    desk.submitted()
    say(desk, HEAD, "", Said(ORDER, note="Chờ số liệu của đồng chí Lan."))
    given = desk.directives()[0]
    assert given.words == f"{ORDER} Chờ số liệu của đồng chí Lan."
    assert len(given.assignments) == 1


def test_reading_words_beforehand_changes_nothing(desk: Desk) -> None:
    desk.submitted()
    heard = hear(desk.app, AGENCY, Said(ORDER))
    assert heard.directive is not None and heard.directive.verb is Verb.ASSIGN
    assert desk.directives() == ()
