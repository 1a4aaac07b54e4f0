"""Days left stand behind the deadline in every letter."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from importlib.resources import files

import pytest

from mailbot.domain.calendar import calendar_from
from mailbot.letters.compose import LetterKind, compose
from mailbot.letters.contexts import Echo
from mailbot.letters.timeleft import words_left
from tests.mailbot.letters.samples import ENVELOPE, FULL_LETTERS
from tests.mailbot.letters.test_compose import body

CALENDAR = calendar_from(files("mailbot.data").joinpath("calendar-vn.toml").read_text(encoding="utf-8"))
DUE = date(2026, 11, 25)


@pytest.mark.parametrize(
    ("at", "words"),
    [
        (datetime(2026, 11, 23, 3, tzinfo=UTC), " (còn 2 ngày làm việc)"),
        (datetime(2026, 11, 24, 17, tzinfo=UTC), " (hôm nay là hạn)"),
        (datetime(2026, 11, 25, 17, tzinfo=UTC), " (quá hạn 1 ngày làm việc)"),
    ],
)
def test_the_day_is_counted_where_the_agency_is(at: datetime, words: str) -> None:
    assert words_left(DUE, CALENDAR, at) == words


def test_no_deadline_no_words() -> None:
    assert words_left(None, CALENDAR, datetime.now(UTC)) == ""


@pytest.mark.parametrize("kind", [LetterKind.ASSIGNMENT, LetterKind.WORK_ORDER, LetterKind.ECHO, LetterKind.WORK_ECHO])
def test_letters_with_a_deadline_say_what_is_left(kind: LetterKind) -> None:
    letter = compose(kind, replace(ENVELOPE, calendar=CALENDAR), FULL_LETTERS[kind])
    assert "25/11/2026 (còn 3 ngày làm việc)" in body(letter)
    assert "còn 3 ngày làm việc" in body(letter, "html")


@pytest.mark.parametrize(
    ("due_on", "words"),
    [
        (date(2026, 11, 27), " (còn 5 ngày làm việc)"),
        (date(2026, 11, 28), " (còn 6 ngày làm việc, rơi vào thứ Bảy)"),
        (date(2026, 11, 29), " (còn 6 ngày làm việc, rơi vào Chủ nhật)"),
        (date(2027, 1, 1), " (còn 30 ngày làm việc, rơi vào ngày nghỉ lễ)"),
    ],
)
def test_a_deadline_on_a_day_off_is_pointed_out(due_on: date, words: str) -> None:
    assert words_left(due_on, CALENDAR, datetime(2026, 11, 20, 3, tzinfo=UTC)) == words


@pytest.mark.parametrize(("day", "said"), [(29, True), (30, False)])
def test_who_ordered_for_a_day_off_reads_that_the_day_stays(day: int, said: bool) -> None:
    context = FULL_LETTERS[LetterKind.ECHO]
    assert isinstance(context, Echo)
    context = replace(context, due_on=date(2026, 11, day))
    letter = compose(LetterKind.ECHO, replace(ENVELOPE, calendar=CALENDAR), context)
    for form in ("plain", "html"):
        assert f"{day}/11/2026" in body(letter, form)
        assert ("giữ nguyên ngày" in body(letter, form)) is said
        assert ("sau ngày làm việc kế tiếp (30/11/2026)" in body(letter, form)) is said
