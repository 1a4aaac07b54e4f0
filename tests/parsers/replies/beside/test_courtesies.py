"""Greetings, thanks and particles around an order are no part of it."""

from __future__ import annotations

import pytest

from parsers.replies.beside.courtesies import is_courtesy, without_courtesies


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


@pytest.mark.parametrize(
    "words",
    [
        "Cảm ơn em",
        "Cảm ơn các đ/c!",
        "Chúc cả phòng cuối tuần vui vẻ",
        "Anh nhận được rồi",
        "Thanks em nhé",
        "Em đã nhận ạ",
    ],
)
def test_thanks_and_wishes_order_nothing(words: str) -> None:
    assert is_courtesy(words)


@pytest.mark.parametrize(
    "words",
    [
        "Ok em",
        "Cảm ơn, giao Nam",
        "Cảm ơn em, đồng ý",
        "Cảm ơn em trước 25/11",
        "Em đã nhận việc",
        "chào em?",
        "Hùng",
        "",
    ],
)
def test_words_of_more_than_courtesy_are_none(words: str) -> None:
    assert not is_courtesy(words)
