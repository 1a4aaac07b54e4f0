"""Limits by urgency and kind, and what is left of them on the working calendar."""

from __future__ import annotations

from datetime import date
from importlib.resources import files

import pytest

from mailbot.domain.calendar import calendar_from
from mailbot.domain.deadlines import TimeLeft, limit_of, time_left

CALENDAR = calendar_from(files("mailbot.data").joinpath("calendar-vn.toml").read_text(encoding="utf-8"))
FRIDAY = date(2026, 11, 27)
BY_URGENCY = {"Thường": 7, "Khẩn": 3, "Hỏa tốc": 1}
BY_KIND = {"Giấy mời": 2, "Báo cáo": 15}


@pytest.mark.parametrize(
    ("today", "left"),
    [
        (date(2026, 11, 24), TimeLeft(3, overdue=False)),
        (date(2026, 11, 26), TimeLeft(1, overdue=False)),
        (FRIDAY, TimeLeft(0, overdue=False)),
        (date(2026, 11, 28), TimeLeft(0, overdue=True)),
        (date(2026, 11, 30), TimeLeft(1, overdue=True)),
        (date(2026, 12, 4), TimeLeft(5, overdue=True)),
    ],
)
def test_days_left_are_working_days_and_the_day_itself_is_in_time(today: date, left: TimeLeft) -> None:
    assert time_left(FRIDAY, today, CALENDAR) == left


@pytest.mark.parametrize(("day", "late"), [(28, False), (30, False), (1, True)])
def test_a_deadline_on_a_day_off_ends_with_the_next_working_day(day: int, late: bool) -> None:
    saturday = date(2026, 11, 28)
    today = date(2026, 11, day) if day > 1 else date(2026, 12, day)
    assert time_left(saturday, today, CALENDAR).overdue is late


def test_holidays_are_no_days_left() -> None:
    assert time_left(date(2026, 5, 4), date(2026, 4, 29), CALENDAR) == TimeLeft(1, overdue=False)


@pytest.mark.parametrize(
    ("urgency", "kind", "days"),
    [
        ("Thường", "Công văn", 7),
        (None, None, 7),
        ("Thường", "BÁO CÁO", 15),
        ("Thường", "Giấy mời", 2),
        ("Khẩn", "Báo cáo", 3),
        ("Khẩn", "Giấy mời", 2),
        ("Hỏa tốc", "Giấy mời", 1),
        ("Thượng khẩn", "Công văn", None),
        ("Thượng khẩn", "Giấy mời", 2),
    ],
)
def test_the_kind_replaces_the_ordinary_limit_and_never_lengthens_an_urgent_one(
    urgency: str | None, kind: str | None, days: int | None
) -> None:
    assert limit_of(urgency, kind, BY_URGENCY, BY_KIND) == days
