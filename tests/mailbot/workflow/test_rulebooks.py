"""Rule tables while mailbot runs: other processes follow, drafts are counted in parts."""

from __future__ import annotations

from datetime import timedelta

import pytest

from mailbot.bootstrap import App
from mailbot.domain.errors import DomainError
from mailbot.domain.people import Actor
from mailbot.domain.rulebooks.values import BookName, CalendarBook, Limit, Limits
from mailbot.inforce import InForce
from mailbot.workflow.rulebooks import effect
from mailbot.workflow.rulebooks.book import open_book, put_in_force, restore
from tests.mailbot.workflow.desk import Desk

WHO = Actor("Hồ Sỹ Tân")
SHORT = Limits((Limit("Thường", 2),))


def agency_of(app: App) -> str:
    return app.settings.agencies[0].id


def test_before_any_change_the_configuration_is_in_force(desk: Desk) -> None:
    agency = agency_of(desk.app)

    assert open_book(desk.app, agency, BookName.LIMITS).version == 0
    assert desk.app.in_force.of(agency).limits.urgencies == desk.app.agency(agency).due_days


def test_another_process_follows_within_two_seconds(desk: Desk) -> None:
    app, agency = desk.app, agency_of(desk.app)
    moment = [app.clock()]
    other = InForce(app.settings, app.db, lambda: moment[0])
    assert other.of(agency).limits.urgencies["Thường"] == 7

    put_in_force(app, agency, SHORT, 0, "Quy chế mới", WHO)

    assert app.in_force.of(agency).limits == SHORT
    moment[0] += timedelta(seconds=1)
    assert other.of(agency).limits.urgencies["Thường"] == 7
    moment[0] += timedelta(seconds=2)
    assert other.of(agency).limits == SHORT


def test_saving_what_is_in_force_already_is_refused(desk: Desk) -> None:
    app, agency = desk.app, agency_of(desk.app)
    put_in_force(app, agency, SHORT, 0, "Quy chế mới", WHO)

    with pytest.raises(DomainError) as refused:
        put_in_force(app, agency, SHORT, 1, "Lần nữa", WHO)
    assert refused.value.code == "rulebook_unchanged"


def test_version_zero_can_be_taken_back_too(desk: Desk) -> None:
    app, agency = desk.app, agency_of(desk.app)
    put_in_force(app, agency, SHORT, 0, "Quy chế mới", WHO)

    assert restore(app, agency, BookName.LIMITS, 0, "Trở lại như cũ", WHO) == 2

    assert app.in_force.of(agency).limits.urgencies["Thường"] == 7


def test_a_calendar_keeps_the_names_of_its_days(desk: Desk) -> None:
    book = open_book(desk.app, agency_of(desk.app), BookName.CALENDAR).book

    assert isinstance(book, CalendarBook)
    assert "Giỗ Tổ Hùng Vương" in {one.words for one in book.off}


def test_nothing_to_look_at_has_no_effect(desk: Desk) -> None:
    assert effect.part_of_effect(desk.app, agency_of(desk.app), SHORT, 0) == effect.Effect(0, 0, (), 0)
