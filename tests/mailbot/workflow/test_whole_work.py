"""Everything that can happen to one document's work, once, on PostgreSQL: the other tests here are on SQLite."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest

from mailbot.children.pool import Children
from mailbot.domain.calendar import VIETNAM
from mailbot.domain.delegation import Proof, Scope
from mailbot.domain.delegation import Wish as Lending
from mailbot.domain.people import Actor
from mailbot.domain.recalls import RecallState, Receiver, SentDocument
from mailbot.domain.states import State
from mailbot.storage import history, mywork, opinions, recalls, results
from mailbot.workflow.delegation.make import delegate
from mailbot.workflow.opinions.answer import give_opinion
from mailbot.workflow.opinions.open import Wish
from mailbot.workflow.opinions.page import open_round, remind_silent
from mailbot.workflow.orders.instruct import Said, instruct
from mailbot.workflow.orders.results import uploaded
from mailbot.workflow.recalls.ask import Wish as RecallWish
from mailbot.workflow.recalls.ask import ask_back, note_answer
from mailbot.workflow.sending.remind import chase
from parsers.model import Party
from tests.mailbot.workflow.desk import CLERK, Desk, open_desk
from tests.services.postgres import PostgresServer
from tests.story.town import AGENCY, DEPUTY, HEAD, OFFICER, SENDER, UNIT_HEAD, a_document

pytestmark = pytest.mark.postgres


@pytest.fixture
def desk(tmp_path: Path, shared_children: Children, postgres: PostgresServer) -> Iterator[Desk]:
    """The commune at work on PostgreSQL."""
    url = postgres.migrated_database()
    made = open_desk(tmp_path, shared_children, database=url)
    yield made
    made.app.db.close()
    postgres.drop_database(url)


def at(desk: Desk, day: date, hour: int, minute: int = 0) -> None:
    desk.clock.now = datetime.combine(day, time(hour, minute), VIETNAM).astimezone(UTC)


def test_one_document_lives_through_everything(desk: Desk) -> None:
    at(desk, date(2026, 11, 23), 9)
    desk.reply(desk.submitted(), HEAD, "Chuyển đồng chí Lê Thị Lan chỉ đạo, hạn 27/11.")
    desk.reply(desk.letter("work-order", DEPUTY), DEPUTY, "Giao Phòng Kinh tế chủ trì.")
    desk.reply(desk.letter("work-order", UNIT_HEAD), UNIT_HEAD, "Giao đồng chí Võ Hoài Nam chủ trì.")
    desk.reply(desk.letter("work-order", OFFICER), OFFICER, "Không đúng chức năng, nhiệm vụ.")
    desk.reply(desk.letter("returned", UNIT_HEAD), UNIT_HEAD, "Giao đồng chí Võ Hoài Nam chủ trì.")
    desk.reply(desk.letter("work-order", OFFICER), OFFICER, "Xin gia hạn đến 26/11.")
    assert desk.reply(desk.letter("work-request", UNIT_HEAD), UNIT_HEAD, "Đồng ý.").reason == "proved_order"

    document, officer, deputy = desk.document(), desk.person(OFFICER), desk.person(DEPUTY)
    asked = (Party("person", str(deputy.id), deputy.name), Party("agency", "", "Sở Tài chính"))
    round_id = open_round(desk.app, AGENCY, document.id, officer.id, Wish("Góp ý dự thảo", asked))
    assert remind_silent(desk.app, AGENCY, round_id, CLERK) == 1
    with desk.app.db.reading() as session:
        assert mywork.waiting(session, AGENCY, deputy.id) == 1
        (first, _) = opinions.recent(session, AGENCY)[0].opinions
    give_opinion(desk.app, AGENCY, first.id, deputy.id, "Thống nhất.")

    today, head = date(2026, 11, 23), desk.person(HEAD)
    lending = Lending(head.id, deputy.id, today, today, Scope(), "Giấy ủy quyền số 1/GUQ")
    delegate(desk.app, AGENCY, lending, Actor(head.name, head.id), Proof.CONSOLE)
    at(desk, date(2026, 11, 26), 16, 50)
    chase(desk.app)
    assert desk.letters("digest") and desk.letters("reminder")

    given = Said("Hoàn thành.", files=(uploaded(desk.app, a_document(), "ket-qua.pdf"),))
    instruct(desk.app, AGENCY, document.id, officer.id, given)
    desk.reply(desk.letter("echo", HEAD), HEAD, "Mở lại văn bản.")
    instruct(desk.app, AGENCY, document.id, officer.id, Said("Hoàn thành."))
    assert desk.document().state is State.DONE
    assert len(desk.letters("receipt-06", SENDER)) == 2

    sent = SentDocument("45/UBND-VP", date(2026, 11, 20))
    (asked_id,) = ask_back(desk.app, AGENCY, RecallWish(sent, (Receiver("Sở", "so@so.example"),), "Sai"), CLERK)
    note_answer(desk.app, AGENCY, asked_id, RecallState.AGREED, "Đồng ý.", CLERK)
    with desk.app.db.reading() as session:
        assert len(results.of_document(session, AGENCY, document.id)) == 1
        assert recalls.listed(session, AGENCY)[0].state is RecallState.AGREED
        assert list(history.broken_links(session, AGENCY)) == []
