"""Two days before, one day before, on the day, then weekly; never at night, never on a day off."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from importlib.resources import files

import pytest

from mailbot.domain.calendar import calendar_from
from mailbot.domain.reminding import Stage, is_quiet, stage_of

CALENDAR = calendar_from(files("mailbot.data").joinpath("calendar-vn.toml").read_text(encoding="utf-8"))
WEDNESDAY = date(2026, 11, 25)


@pytest.mark.parametrize(
    ("today", "stage"),
    [
        (date(2026, 11, 20), None),
        (date(2026, 11, 23), Stage("before-2", late=False, holder=True)),
        (date(2026, 11, 24), Stage("before-1", late=False, holder=True)),
        (WEDNESDAY, Stage("before-0", late=False, holder=True)),
        (date(2026, 11, 26), Stage("late-0", late=True, holder=False)),
        (date(2026, 12, 1), Stage("late-0", late=True, holder=False)),
        (date(2026, 12, 2), Stage("late-1", late=True, holder=True)),
        (date(2026, 12, 9), Stage("late-2", late=True, holder=True)),
    ],
)
def test_each_day_has_its_reminder(today: date, stage: Stage | None) -> None:
    assert stage_of(WEDNESDAY, today, CALENDAR, (2, 1, 0), 7) == stage


@pytest.mark.parametrize(
    ("hour", "minute", "quiet"), [(6, 59, True), (7, 0, False), (17, 59, False), (18, 0, True), (23, 0, True)]
)
def test_nights_are_quiet(hour: int, minute: int, quiet: bool) -> None:
    at = datetime(2026, 11, 25, (hour - 7) % 24, minute, tzinfo=UTC).replace(day=25 if hour >= 7 else 24)
    assert is_quiet(at, CALENDAR, time(18), time(7)) is quiet


def test_days_off_are_quiet_and_made_up_saturdays_are_not() -> None:
    assert is_quiet(datetime(2026, 11, 28, 3, tzinfo=UTC), CALENDAR, time(18), time(7))
    assert not is_quiet(datetime(2026, 8, 22, 3, tzinfo=UTC), CALENDAR, time(18), time(7))
