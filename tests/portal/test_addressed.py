"""Agencies typed one per line, as people type them."""

from __future__ import annotations

import pytest

from portal.addressed import LONGEST_LINE, Addressed, addressed

STC = Addressed("Sở Tài chính", "vanthu@stc.example")


@pytest.mark.parametrize(
    "line",
    [
        "Sở Tài chính, vanthu@stc.example",
        "Sở Tài chính <vanthu@stc.example>",
        "  vanthu@stc.example –  Sở  Tài chính ",
        "Sở Tài chính (vanthu@stc.example);",
    ],
)
def test_name_and_address_stand_in_any_order(line: str) -> None:
    assert addressed(line) == (STC,)


def test_one_of_them_is_enough() -> None:
    assert addressed("Sở Y tế\nvanthu@syt.example") == (
        Addressed("Sở Y tế", ""),
        Addressed("vanthu@syt.example", "vanthu@syt.example"),
    )


def test_lines_count_once_and_empty_ones_not_at_all() -> None:
    assert addressed("\n Sở Y tế\r\n\t\nSở  Y tế\n") == (Addressed("Sở Y tế", ""),)


def test_a_line_is_cut_where_it_gets_too_long() -> None:
    (one,) = addressed("x" * (LONGEST_LINE + 1))
    assert len(one.name) == LONGEST_LINE
