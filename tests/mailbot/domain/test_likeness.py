"""Texts that say nearly the same."""

from __future__ import annotations

import pytest

from mailbot.domain.likeness import ALIKE, alike

TEXT = "rà soát hộ nghèo, hộ cận nghèo năm 2026 trên địa bàn tỉnh"


@pytest.mark.parametrize(
    "other",
    [
        TEXT,
        TEXT.upper(),
        "V/v rà soát hộ nghèo, hộ cận nghèo năm 2027 trên địa bàn tỉnh",
        "rà soát hộ nghèo hộ cận nghèo năm 2026 trên địa bàn",
        "ra soat ho ngheo, ho can ngheo nam 2026 tren dia ban tinh",
    ],
)
def test_nearly_the_same_is_alike(other: str) -> None:
    assert alike(TEXT, other) >= ALIKE


@pytest.mark.parametrize("other", ["", "rà soát", "báo cáo kết quả rà soát đất rừng năm 2026", "mời họp giao ban"])
def test_another_matter_is_not(other: str) -> None:
    assert alike(TEXT, other) < ALIKE


def test_short_abstracts_are_never_alike() -> None:
    assert alike("mời họp", "mời họp") == 0.0
