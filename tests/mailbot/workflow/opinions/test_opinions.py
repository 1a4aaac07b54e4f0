"""Opinion rounds: asked by one sentence, answered in one's own words, chased, summed up."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest

from mailbot.config import Correspondent
from mailbot.domain.calendar import VIETNAM
from mailbot.domain.errors import Conflict, NotAuthorised
from mailbot.domain.opinions import RoundLine
from mailbot.domain.people import Actor, Person, Role
from mailbot.domain.states import State
from mailbot.storage import opinions, people
from mailbot.workflow.opinions.answer import Given, close_round, give_opinion, note_outside
from mailbot.workflow.opinions.open import Wish
from mailbot.workflow.opinions.page import open_round
from mailbot.workflow.sending.remind import chase
from tests.mailbot.workflow.desk import Desk, Letter
from tests.story.town import AGENCY, CLERK, DEPUTY, HEAD, OFFICER, UNIT_HEAD

ASK = "Xin ý kiến Phòng Kinh tế và đồng chí Lê Thị Lan trước 27/11."


def at(day: date, hour: int = 9) -> datetime:
    return datetime.combine(day, time(hour), VIETNAM).astimezone(UTC)


def asked(desk: Desk, words: str = ASK) -> Desk:
    """The head asks on 18 November 2026."""
    letter = desk.submitted()
    desk.clock.now = at(date(2026, 11, 18))
    assert desk.reply(letter, HEAD, words).reason == "proved_order"
    return desk


def the_round(desk: Desk) -> RoundLine:
    with desk.app.db.reading() as session:
        return opinions.of_document(session, AGENCY, desk.document().id)[-1]


def chased(desk: Desk, moment: datetime) -> tuple[Letter, ...]:
    before = len(desk.letters())
    desk.clock.now = moment
    chase(desk.app)
    return tuple(one for one in desk.letters()[before:] if one.kind.startswith("opinion"))


def words_of(docx: bytes) -> str:
    with ZipFile(BytesIO(docx)) as archive:
        return archive.read("word/document.xml").decode()


def test_a_round_asks_everybody_and_ends_with_a_summary_when_all_have_answered(desk: Desk) -> None:
    asked(desk)
    assert desk.document().state is State.ASSIGNED
    questions = desk.letters("opinion-request")
    assert [one.recipient for one in questions] == [UNIT_HEAD, DEPUTY]
    assert all(one.subject.startswith("[Đến 1]") and list(one.mime.iter_attachments()) for one in questions)
    assert "27/11/2026" in desk.letter("opinion-request", UNIT_HEAD).text
    assert "Xin ý kiến: Phòng Kinh tế; Lê Thị Lan" in desk.letter("echo", HEAD).text
    desk.reply(desk.letter("opinion-request", UNIT_HEAD), UNIT_HEAD, "Giao đồng chí Nam thì hợp hơn; khoản 2 cần rõ.")
    assert [one.name for one in the_round(desk).waiting] == ["Lê Thị Lan"]
    assert not desk.letters("work-order")
    assert "khoản 2 cần rõ" in desk.letter("opinion-echo", UNIT_HEAD).text
    desk.reply(desk.letter("opinion-request", DEPUTY), DEPUTY, "Thống nhất.")
    assert the_round(desk).closed_at is not None
    summary = desk.letter("opinion-summary", HEAD)
    assert "2/2 nơi đã trả lời" in summary.text
    (file,) = list(summary.mime.iter_attachments())
    assert file.get_filename() == "tong-hop-y-kien.docx"
    assert "khoản 2 cần rõ" in words_of(file.get_content())


@pytest.mark.parametrize(("days_before", "with_it"), [(1, True), (0, False)])
def test_opinions_are_asked_for_no_later_than_the_document_is_due(desk: Desk, days_before: int, with_it: bool) -> None:
    letter = desk.submitted()
    due_on = desk.document().due_on
    assert due_on is not None
    desk.clock.now = at(due_on - timedelta(days=days_before))
    assert desk.reply(letter, HEAD, "Xin ý kiến Phòng Kinh tế.").reason == "proved_order"
    asked_by = the_round(desk).due_on
    assert asked_by is not None
    assert (asked_by == due_on) is with_it


def test_silent_ones_are_chased_and_the_round_is_ended_by_a_word(desk: Desk) -> None:
    asked(desk)
    desk.reply(desk.letter("opinion-request", DEPUTY), DEPUTY, "Thống nhất.")
    assert not chased(desk, at(date(2026, 11, 24)))
    (again,) = chased(desk, at(date(2026, 11, 25)))
    assert again.recipient == UNIT_HEAD
    assert "Nhắc lại" in again.text
    assert not chased(desk, at(date(2026, 11, 25), 10))
    assert not chased(desk, at(date(2026, 11, 28)))
    (state,) = chased(desk, at(date(2026, 11, 30)))
    assert (state.kind, state.recipient) == ("opinion-summary", HEAD)
    assert "1/2 nơi đã trả lời" in state.text
    assert desk.reply(state, HEAD, "Kết thúc lấy ý kiến.").reason == "proved_order"
    assert the_round(desk).closed_at is not None
    assert "Phòng Kinh tế: (chưa có ý kiến)" in desk.letter("opinion-summary", HEAD).text
    desk.reply(again, UNIT_HEAD, "Nay mới có ý kiến.")
    assert "Đợt lấy ý kiến đã kết thúc" in desk.letter("not-accepted", UNIT_HEAD).text
    assert the_round(desk).opinions[0].words == ""


def test_other_agencies_are_left_to_the_clerk_and_their_answer_is_entered(desk: Desk) -> None:
    book = (Correspondent(name="Sở Tài chính", addresses=("vanthu@stc.example",)),)
    agency = desk.app.settings.agencies[0].model_copy(update={"correspondents": book})
    desk.app.settings = desk.app.settings.model_copy(update={"agencies": (agency,)})
    asked(desk, "Xin ý kiến Sở Tài chính, Phòng Kinh tế")
    outside = the_round(desk).opinions[0]
    assert (outside.name, outside.address) == ("Sở Tài chính", "vanthu@stc.example")
    assert "cần phát hành văn bản xin ý kiến" in desk.letter("clerk-alert", CLERK).text
    assert not [one for one in desk.letters() if one.recipient == "vanthu@stc.example"]
    clerk = Actor("Nguyễn Thị Hoa", 3)
    note_outside(desk.app, AGENCY, outside.id, Given("Thống nhất, công văn 12/STC."), clerk)
    with pytest.raises(Conflict):
        note_outside(desk.app, AGENCY, outside.id, Given("Lần nữa"), clerk)
    assert the_round(desk).opinions[0].words == "Thống nhất, công văn 12/STC."


def test_a_unit_without_a_head_is_answered_for_by_the_clerk_until_it_has_one(desk: Desk) -> None:
    asked(desk, "Xin ý kiến Phòng Nội vụ, Phòng Kinh tế trước 27/11.")
    headless = the_round(desk).opinions[0]
    assert (headless.name, headless.person_id) == ("Phòng Nội vụ", None)
    alert = desk.letter("clerk-alert", CLERK)
    assert "chưa có người phụ trách" in alert.text
    assert "/lay-y-kien/" in alert.text
    with desk.app.db.transaction() as session:
        unit_id = headless.unit_id
        new = Person(0, "Đỗ Minh Châu", "Trưởng phòng", Role.UNIT_HEAD, "chau@xa.example", unit_id)
        people.put_person(session, AGENCY, new, heads_unit=True)
    assert "chau@xa.example" in [one.recipient for one in chased(desk, at(date(2026, 11, 25)))]
    desk.reply(desk.letter("opinion-request", "chau@xa.example"), "chau@xa.example", "Thống nhất.")
    assert the_round(desk).opinions[0].words == "Thống nhất."


def test_the_leader_in_charge_speaks_for_a_unit_without_a_head(desk: Desk) -> None:
    with desk.app.db.transaction() as session:
        (unit_id,) = (unit.id for unit in people.units(session, AGENCY) if unit.name == "Phòng Nội vụ")
        people.put_in_charge(session, AGENCY, unit_id, desk.person(DEPUTY).id)
    asked(desk, "Xin ý kiến Phòng Nội vụ.")
    assert [one.recipient for one in desk.letters("opinion-request")] == [DEPUTY]


def test_another_agency_is_no_party_to_any_other_order(desk: Desk) -> None:
    book = (Correspondent(name="Sở Tài chính", addresses=("vanthu@stc.example",)),)
    agency = desk.app.settings.agencies[0].model_copy(update={"correspondents": book})
    desk.app.settings = desk.app.settings.model_copy(update={"agencies": (agency,)})
    letter = desk.submitted()
    assert desk.reply(letter, HEAD, "Giao Sở Tài chính chủ trì, cho ý kiến.").reason == "not_understood"
    assert desk.document().state is State.SUBMITTED


def test_who_drafts_opens_a_round_and_pages_do_the_same(desk: Desk) -> None:
    letter = desk.submitted()
    desk.reply(letter, HEAD, "Giao đồng chí Võ Hoài Nam chủ trì.")
    order = desk.letter("work-order", OFFICER)
    assert desk.reply(order, OFFICER, "Xin ý kiến đồng chí Lê Thị Lan").reason == "proved_order"
    assert desk.letter("opinion-summary", OFFICER).text.count("chưa có ý kiến") == 1
    with desk.app.db.reading() as session:
        parties = people.parties(session, AGENCY)
    unit = next(one for one in parties if one.name == "Phòng Kinh tế")
    officer, head = desk.person(OFFICER), desk.person(UNIT_HEAD)
    round_id = open_round(desk.app, AGENCY, desk.document().id, officer.id, Wish("Góp ý dự thảo", (unit,)))
    (one,) = the_round(desk).opinions
    with pytest.raises(NotAuthorised):
        give_opinion(desk.app, AGENCY, one.id, officer.id, "Không phải tôi được hỏi")
    give_opinion(desk.app, AGENCY, one.id, head.id, "Đồng ý")
    with pytest.raises(Conflict):
        close_round(desk.app, AGENCY, round_id, Actor(officer.name, officer.id))
