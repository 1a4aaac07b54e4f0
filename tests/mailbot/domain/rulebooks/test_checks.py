"""No table that would do harm is put in force; every fault is named with its row."""

from __future__ import annotations

from datetime import date, time

import pytest

from mailbot.domain.rulebooks.checks import LONGEST_LIMIT, LONGEST_TEXT, MOST_ROWS, Surroundings, faults
from mailbot.domain.rulebooks.values import (
    CalendarBook,
    Exclusion,
    Exclusions,
    Limit,
    Limits,
    NamedDay,
    RouteRule,
    Routes,
    Rulebook,
    Text,
    Texts,
)
from rules.exclusions import Then, Where

LAN = "lan@tan-phu.example"
AROUND = Surroundings({LAN}, {"passage_closing": "Trân trọng.", "passage_due": "Hạn {day}."})
MORNING = (time(7, 30), time(11, 30))
HOLIDAY = NamedDay(date(2026, 9, 2), "Quốc khánh")


def codes(book: Rulebook) -> list[str]:
    return [reason.code for reason in faults(book, AROUND)]


def test_a_good_table_has_no_faults() -> None:
    rows = (RouteRule("Sở Y tế", "Công văn", ("dịch",), "Khẩn", LAN), RouteRule(to=LAN))
    assert codes(Routes(rows)) == []
    assert codes(Limits((Limit("Thường", 7), Limit("Khẩn", 7)), (Limit("Giấy mời", 0),))) == []
    assert codes(CalendarBook((MORNING,), (HOLIDAY,), (NamedDay(date(2026, 8, 22)),), (2026,))) == []
    assert codes(Texts((Text("passage_due", "Đề nghị xong trước {day}"),))) == []
    assert codes(Exclusions((Exclusion(Where.SENDER, "@bantin.vn", Then.ASK_CLERK),))) == []


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (RouteRule(), "route_to_missing"),
        (RouteRule(to="ai@tan-phu.example"), "route_to_nobody"),
        (RouteRule(kind="Công hàm", to=LAN), "rule_kind_unknown"),
        (RouteRule(urgency="Gấp", to=LAN), "rule_urgency_unknown"),
        (RouteRule(words=("…",), to=LAN), "rule_word_empty"),
    ],
)
def test_a_route_that_leads_nowhere_is_refused(row: RouteRule, code: str) -> None:
    assert codes(Routes((row,))) == [code]


def test_rows_below_one_that_takes_everything_are_refused() -> None:
    found = list(faults(Routes((RouteRule(to=LAN), RouteRule("Sở Y tế", to=LAN))), AROUND))

    assert [(one.code, one.values) for one in found] == [("route_never_reached", {"row": "2", "above": "1"})]


def test_tables_do_not_grow_without_end() -> None:
    row = RouteRule("Sở Y tế", to=LAN)
    assert codes(Routes((row,) * MOST_ROWS)) == []
    assert codes(Routes((row,) * (MOST_ROWS + 1))) == ["rule_rows_many"]


@pytest.mark.parametrize(("days", "found"), [(0, []), (LONGEST_LIMIT, []), (-1, ["limit_out_of_range"])])
def test_limits_are_possible_days(days: int, found: list[str]) -> None:
    assert codes(Limits((Limit("Thường", days),))) == found
    assert codes(Limits((Limit("Thường", LONGEST_LIMIT + 1),))) == ["limit_out_of_range"]


def test_an_urgent_document_may_not_take_longer_than_an_ordinary_one() -> None:
    assert codes(Limits((Limit("Thường", 3), Limit("Khẩn", 4)))) == ["limit_not_shorter"]
    assert codes(Limits((Limit("Thường", 3), Limit("Thường", 3)))) == ["limit_twice"]


@pytest.mark.parametrize(
    ("where", "value", "found"),
    [
        (Where.SENDER, "bantin.vn", ["exclusion_not_an_address"]),
        (Where.SENDER, "tin@bantin.vn", []),
        (Where.KIND, "Thư ngỏ", ["rule_kind_unknown"]),
        (Where.WORDS, "họp", ["exclusion_too_short"]),
        (Where.WORDS, "mời họp", []),
        (Where.WORDS, "", ["exclusion_value_missing"]),
    ],
)
def test_an_exclusion_names_what_it_means(where: Where, value: str, found: list[str]) -> None:
    assert codes(Exclusions((Exclusion(where, value, Then.ASK_CLERK),))) == found


@pytest.mark.parametrize(
    ("book", "code"),
    [
        (CalendarBook((), (HOLIDAY,)), "calendar_no_sessions"),
        (CalendarBook(((time(11), time(7)),)), "calendar_sessions_cross"),
        (CalendarBook((MORNING,), work=(NamedDay(date(2026, 8, 21)),)), "calendar_work_on_weekday"),
        (CalendarBook((MORNING,), (HOLIDAY, HOLIDAY)), "calendar_day_twice"),
        (
            CalendarBook((MORNING,), (NamedDay(date(2026, 8, 22)),), (NamedDay(date(2026, 8, 22)),)),
            "calendar_off_and_work",
        ),
        (CalendarBook((MORNING,), (HOLIDAY,), years=(2026, 2027)), "calendar_year_empty"),
    ],
)
def test_a_calendar_that_contradicts_itself_is_refused(book: CalendarBook, code: str) -> None:
    assert codes(book) == [code]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (Text("passage_closing", " "), ["text_length"]),
        (Text("passage_closing", "a" * LONGEST_TEXT), []),
        (Text("passage_closing", "a" * (LONGEST_TEXT + 1)), ["text_length"]),
        (Text("passage_nowhere", "Chào."), ["text_unknown"]),
        (Text("passage_due", "Hạn {ngay}."), ["text_placeholder_unknown"]),
        (Text("passage_due", "Hạn {day"), ["text_braces"]),
        (Text("passage_due", "Hạn {day.year}."), ["text_braces"]),
        (Text("passage_due", "Hạn {day!r}."), ["text_braces"]),
    ],
)
def test_a_text_can_be_filled_with_what_its_letter_knows(text: Text, found: list[str]) -> None:
    assert codes(Texts((text,))) == found
