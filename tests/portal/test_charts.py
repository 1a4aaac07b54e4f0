"""Charts: the numbers that are drawn, and the page that draws them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from mailbot.domain.calendar import VIETNAM
from mailbot.domain.people import Role
from portal.charts.draw import BOTTOM, HEIGHT, TOP, columns, rounded
from portal.charts.figures import WEEKS, first_day, times_taken, weeks
from tests.builders_portal import Office
from tests.story.town import a_letter, a_signed_document

FRIDAY = date(2026, 11, 20)
AT = datetime(2026, 11, 20, 3, tzinfo=UTC)


def test_what_is_left_is_counted_back_from_today() -> None:
    arrivals = {FRIDAY: 3, FRIDAY - timedelta(days=7): 5}
    endings = [(AT, 1), (AT - timedelta(days=7), 1), (AT - timedelta(days=7), 1)]

    found = weeks(FRIDAY, arrivals, endings, unfinished_now=10)

    assert len(found) == WEEKS
    assert [(week.arrived, week.unfinished) for week in found[-3:]] == [(0, 5), (5, 8), (3, 10)]
    assert found[0].monday == first_day(FRIDAY) == date(2026, 5, 25)


def test_what_came_on_a_sunday_is_of_this_week_though_it_arrives_by_law_on_monday() -> None:
    sunday = date(2026, 11, 22)

    found = weeks(sunday, {date(2026, 11, 23): 1}, [], 1)

    assert [(week.arrived, week.unfinished) for week in found[-2:]] == [(0, 0), (1, 1)]


def test_a_document_opened_again_is_unfinished_again() -> None:
    found = weeks(FRIDAY, {}, [(AT, -1)], unfinished_now=1)
    assert [week.unfinished for week in found[-2:]] == [0, 1]


@pytest.mark.parametrize(
    ("minutes", "place"),
    [(0, 0), (5, 0), (5.1, 1), (60, 1), (61, 2), (60 * 24, 3), (60 * 24 * 7, 5), (60 * 24 * 7 + 1, 6)],
)
def test_times_are_counted_up_to_each_limit(minutes: float, place: int) -> None:
    taken = times_taken([(AT, AT + timedelta(minutes=minutes), True)])
    assert [by_paper for _signed, by_paper in taken].index(1) == place


@pytest.mark.parametrize(("value", "top"), [(0, 4), (4, 4), (5, 8), (13, 20), (41, 80), (400, 400), (401, 800)])
def test_the_scale_ends_with_a_round_number(value: int, top: int) -> None:
    assert rounded(value) == top


def test_bars_stand_on_the_ground_and_reach_their_value() -> None:
    chart = columns([("a", 0), ("b", 4), ("c", 2)])
    ground = HEIGHT - BOTTOM
    assert [mark.y + mark.height for mark in chart.marks] == [ground] * 3
    assert (chart.marks[0].height, chart.marks[1].y, chart.marks[2].height) == (0, TOP, (ground - TOP) / 2)
    assert [tick.value for tick in chart.ticks] == [0, 2, 4]


def test_no_values_make_an_empty_chart() -> None:
    assert (columns([]).marks, columns([]).area) == ((), "")


def test_the_page_tells_its_figures_in_words_too(office: Office) -> None:
    arrived = office.documents_of(office.receive(a_letter(a_signed_document())))[0].arrived_on
    assert arrived is not None
    office.clock.ahead = arrived - office.clock().astimezone(VIETNAM).date()  # after hours it counts for a later day
    page = office.visit(Role.HEAD).get("/bieu-do").text
    assert 'role="img"' in page
    assert "Tuần này 1 văn bản" in page
    assert "Không đơn vị nào có việc quá hạn" in page
    assert "style=" not in page


@pytest.mark.parametrize(("role", "status"), [(Role.OFFICER, 403), (Role.ADMINISTRATOR, 403), (Role.LEADER, 200)])
def test_charts_are_for_those_who_lead_and_the_office(office: Office, role: Role, status: int) -> None:
    assert office.visit(role).get("/bieu-do").status_code == status
