"""Office hours, days off, made-up Saturdays, and the legal time of receipt (ST 12.2)."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from importlib.resources import files

import pytest

from mailbot.domain.calendar import VIETNAM, BadCalendar, WorkingCalendar, calendar_from

TEXT = files("mailbot.data").joinpath("calendar-vn.toml").read_text(encoding="utf-8")
CALENDAR = calendar_from(TEXT)


def at(day: str, clock: str) -> datetime:
    return datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=VIETNAM)


@pytest.mark.parametrize(
    ("arrived", "received"),
    [
        (("2026-11-20", "09:10"), ("2026-11-20", "09:10")),
        (("2026-11-20", "12:15"), ("2026-11-20", "13:30")),  # lunch
        (("2026-11-20", "11:29:59"), ("2026-11-20", "11:29:59")),
        (("2026-11-20", "11:30"), ("2026-11-20", "13:30")),
        (("2026-11-20", "13:29:59"), ("2026-11-20", "13:30")),
        (("2026-11-20", "13:30"), ("2026-11-20", "13:30")),
        (("2026-11-20", "07:29:59"), ("2026-11-20", "07:30")),
        (("2026-11-20", "07:30"), ("2026-11-20", "07:30")),
        (("2026-11-20", "00:00"), ("2026-11-20", "07:30")),
        (("2026-11-20", "16:59:59"), ("2026-11-20", "16:59:59")),
        (("2026-11-20", "17:00"), ("2026-11-23", "07:30")),  # Friday evening
        (("2026-11-20", "23:59:59"), ("2026-11-23", "07:30")),
        (("2026-11-21", "10:00"), ("2026-11-23", "07:30")),  # Saturday
        (("2026-11-22", "10:00"), ("2026-11-23", "07:30")),  # Sunday
        (("2026-02-13", "17:30"), ("2026-02-23", "07:30")),  # Tết Bính Ngọ: five days off between two weekends
        (("2026-02-18", "09:00"), ("2026-02-23", "07:30")),
        (("2026-01-10", "09:00"), ("2026-01-10", "09:00")),  # a Saturday made up
        (("2026-01-09", "18:00"), ("2026-01-10", "07:30")),
        (("2026-01-10", "17:00"), ("2026-01-12", "07:30")),
        (("2025-12-31", "17:00"), ("2026-01-05", "07:30")),  # over the turn of the year
        (("2026-08-28", "17:00"), ("2026-09-03", "07:30")),  # Quốc khánh with its swapped Monday
    ],
)
def test_mail_outside_office_hours_counts_from_the_next_session(
    arrived: tuple[str, str], received: tuple[str, str]
) -> None:
    assert CALENDAR.legal_receipt(at(*arrived)) == at(*received)


def test_the_time_zone_of_the_sender_does_not_matter() -> None:
    utc = datetime(2026, 11, 20, 5, 15, tzinfo=UTC)
    assert CALENDAR.legal_receipt(utc) == at("2026-11-20", "13:30")


@pytest.mark.parametrize(
    ("start", "count", "due"),
    [
        ("2026-11-20", 0, "2026-11-20"),
        ("2026-11-20", 1, "2026-11-23"),
        ("2026-11-19", 1, "2026-11-20"),
        ("2026-11-20", 7, "2026-12-01"),
        ("2026-02-13", 1, "2026-02-23"),
        ("2026-01-09", 1, "2026-01-10"),
    ],
)
def test_due_dates_count_working_days_after_the_first(start: str, count: int, due: str) -> None:
    assert CALENDAR.add_working_days(date.fromisoformat(start), count) == date.fromisoformat(due)


@pytest.mark.parametrize(
    ("first", "last", "days"),
    [
        ("2026-11-20", "2026-11-20", 0),
        ("2026-11-20", "2026-11-22", 0),
        ("2026-11-20", "2026-11-23", 1),
        ("2026-11-23", "2026-11-20", -1),
        ("2026-02-13", "2026-02-23", 1),
    ],
)
def test_working_days_between_skip_days_off(first: str, last: str, days: int) -> None:
    assert CALENDAR.working_days_between(date.fromisoformat(first), date.fromisoformat(last)) == days


def test_years_without_data_are_told() -> None:
    assert CALENDAR.knows(date(2026, 12, 31))
    assert not CALENDAR.knows(date(2031, 1, 1))


def test_a_calendar_without_working_days_ends_in_words_not_in_a_loop() -> None:
    days = frozenset(date(2026, 1, 1) + timedelta(days=n) for n in range(365))
    never = WorkingCalendar(CALENDAR.sessions, days, frozenset(), frozenset({2026}))
    with pytest.raises(BadCalendar):
        never.legal_receipt(at("2026-05-05", "09:00"))
    with pytest.raises(BadCalendar):
        never.add_working_days(date(2026, 5, 5), 1)


@pytest.mark.parametrize(
    "text",
    [
        "sessions = [",
        "",
        "sessions = []\nyears = [2026]\noff = []\nwork = []",
        'sessions = [["07:30", "25:00"]]\nyears = []\noff = []\nwork = []',
        'sessions = [["11:30", "07:30"]]\nyears = []\noff = []\nwork = []',
        'sessions = [["07:30", "12:00"], ["11:30", "17:00"]]\nyears = []\noff = []\nwork = []',
        'sessions = [["07:30", "11:30"]]\nyears = []\noff = ["2026-01-01"]\nwork = []',
        'sessions = [["07:30"]]\nyears = []\noff = []\nwork = []',
    ],
)
def test_a_wrong_calendar_file_is_refused(text: str) -> None:
    with pytest.raises(BadCalendar):
        calendar_from(text)


def test_day_of_culture_is_off_once_its_line_is_put_in_force() -> None:
    day = date(2026, 11, 24)
    assert calendar_from(TEXT).is_working_day(day)
    assert not calendar_from(TEXT.replace("# 2026-11-24,", "2026-11-24,")).is_working_day(day)
