"""Reminders come when they should, once, to whom they should, and never at night."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from sqlalchemy import update

from mailbot.bootstrap import App
from mailbot.config.work import DigestSettings, WorkSettings
from mailbot.domain.calendar import VIETNAM
from mailbot.storage.documents import DocumentRow
from mailbot.workflow.sending.remind import chase
from tests.mailbot.workflow.desk import Desk, Letter
from tests.story.town import CLERK, HEAD, OFFICER, UNIT_HEAD

WEDNESDAY = date(2026, 11, 25)


def at(day: date, hour: int = 9) -> datetime:
    return datetime.combine(day, time(hour), VIETNAM).astimezone(UTC)


@pytest.fixture
def busy(desk: Desk) -> Desk:
    """An officer has work that is due on a Wednesday."""
    letter = desk.submitted()
    desk.clock.now = at(date(2026, 11, 18))
    desk.reply(letter, HEAD, "Giao đồng chí Võ Hoài Nam chủ trì tham mưu, hạn 25/11.")
    return desk


def chased(desk: Desk, moment: datetime) -> tuple[Letter, ...]:
    """Reminders written in a round at this moment."""
    before = len(desk.letters("reminder"))
    desk.clock.now = moment
    chase(desk.app)
    return desk.letters("reminder")[before:]


def to_whom(letters: tuple[Letter, ...]) -> list[str]:
    return [letter.recipient for letter in letters]


def test_who_is_reminded_on_which_day(busy: Desk) -> None:
    days = [date(2026, 11, 18) + timedelta(days=n) for n in range(26)]
    told = {day: to_whom(chased(busy, at(day))) for day in days}
    assert {day: people for day, people in told.items() if people} == {
        date(2026, 11, 23): [OFFICER],
        date(2026, 11, 24): [OFFICER],
        WEDNESDAY: [OFFICER],
        date(2026, 11, 26): [UNIT_HEAD],
        date(2026, 12, 2): [OFFICER, UNIT_HEAD],
        date(2026, 12, 9): [OFFICER, UNIT_HEAD],
    }


def test_one_reminder_is_written_once_however_often_we_look_and_never_at_night(busy: Desk) -> None:
    hours = {hour: len(chased(busy, at(WEDNESDAY, hour))) for hour in range(24)}
    assert {hour for hour, count in hours.items() if count} == {7}
    assert not chased(busy, at(date(2026, 11, 28)))


def test_documents_marked_hoa_toc_break_through(busy: Desk) -> None:
    with busy.app.db.transaction() as session:
        session.execute(update(DocumentRow).values(urgency="Hỏa tốc"))
    assert to_whom(chased(busy, at(WEDNESDAY, 5))) == [OFFICER]


def test_the_reminder_can_be_answered_and_then_falls_silent(busy: Desk) -> None:
    (reminder,) = chased(busy, at(WEDNESDAY))
    assert "25/11/2026 (hôm nay là hạn)" in reminder.text
    assert busy.reply(reminder, OFFICER, "Hoàn thành.").reason == "proved_order"
    assert not chased(busy, at(date(2026, 12, 2)))


def test_the_head_of_the_unit_cannot_answer_in_the_place_of_the_officer(busy: Desk) -> None:
    (copy,) = chased(busy, at(date(2026, 11, 26)))
    assert copy.mime["Reply-To"] is None
    assert "giao đồng chí Võ Hoài Nam chủ trì, đến nay chưa hoàn thành" in copy.text
    assert "quá hạn 1 ngày làm việc" in copy.text


def test_early_reminders_may_wait_for_the_digest(busy: Desk) -> None:
    settings(busy.app, WorkSettings(digest=DigestSettings(at_once=())))
    assert not chased(busy, at(date(2026, 11, 24)))
    assert to_whom(chased(busy, at(WEDNESDAY))) == [OFFICER]


def settings(app: App, work: WorkSettings) -> None:
    """Another `[agency.work]`."""
    agency = app.settings.agencies[0].model_copy(update={"work": work})
    app.settings = app.settings.model_copy(update={"agencies": (agency,)})


def summaries(desk: Desk, moment: datetime) -> tuple[Letter, ...]:
    before = len(desk.letters("weekly-summary"))
    desk.clock.now = moment
    chase(desk.app)
    return desk.letters("weekly-summary")[before:]


def test_the_clerk_hears_once_a_week_what_is_late(busy: Desk) -> None:
    assert not summaries(busy, at(date(2026, 11, 23)))
    (letter,) = summaries(busy, at(date(2026, 11, 26)))
    assert letter.recipient == CLERK
    assert "1 việc quá hạn" in letter.subject
    assert "Phòng Kinh tế – Võ Hoài Nam; hạn 25/11/2026 (quá hạn 1 ngày làm việc)" in letter.text
    assert not summaries(busy, at(date(2026, 11, 27)))
    assert not summaries(busy, at(date(2026, 11, 30), 5))
    assert len(summaries(busy, at(date(2026, 11, 30)))) == 1
