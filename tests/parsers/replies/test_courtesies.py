"""Greetings, thanks and particles around an order are no part of it."""

from __future__ import annotations

import pytest

from parsers.replies.courtesies import without_courtesies


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("Chào các anh chị,\nGiao Nam", "Giao Nam"),
        ("Kính gửi lãnh đạo,\nXin gia hạn đến 30/11", "Xin gia hạn đến 30/11"),
        ("GẤP: giao Nam", "giao Nam"),
        ("Giao Nam. Cảm ơn em nhiều.", "Giao Nam"),
        ("Giao Nam\nTrân trọng.", "Giao Nam"),
        ("Giao  Nam   nhé em", "Giao Nam"),
        ("Hủy giúp anh với", "Hủy"),
    ],
)
def test_only_the_order_is_left(text: str, order: str) -> None:
    assert without_courtesies(text) == order


@pytest.mark.parametrize("text", ["Chào Nam,\nem xử lý", "Gửi Phòng Kinh tế,\nxử lý", "Cảm ơn em.", "Giao nhà Nam"])
def test_words_that_may_be_more_than_polite_stay(text: str) -> None:
    assert without_courtesies(text) == text
