"""Which passwords are too easy: lists and lengths, never composition."""

from __future__ import annotations

import unicodedata

import pytest

from mailbot.domain.document import AgencyCard
from mailbot.domain.errors import DomainError
from mailbot.workflow.accounts.passwords import check_password, hashed, matches

AGENCY = AgencyCard("tan-phu", "Ủy ban nhân dân xã Tân Phú", "", "", "")


def is_taken(password: str) -> bool:
    try:
        check_password(password, "hoant", AGENCY)
    except DomainError:
        return False
    return True


@pytest.mark.parametrize(
    "password",
    [
        "qwerty123456", "1qaz2wsx3edc", "iloveyou1234", "dragonmonkey", "superman2026", "letmein!!!!!", "Welcome12345",
        "baseball1990", "sunshine@2026", "football12345", "TanPhu@2026!!", "xatanphu2026", "hoant1234567",
        "Vnpt@1234567",
        "VanThu@12345", "UBND@2026abc", "abcdefabcdef", "aaaabbbbcccc", "qwertyqwerty", "1234567890ab",
    ],
)  # fmt: skip
def test_common_words_with_little_around_them_are_refused(password: str) -> None:
    assert not is_taken(password)


@pytest.mark.parametrize(
    "password",
    [
        "mười hai chữ",
        "con đường làng rợp bóng tre",
        "correct horse battery staple",
        "Zk7vPq9#mX2wLr",
        "gió mùa đông bắc 1987",
    ],
)
def test_a_sentence_of_ones_own_is_taken_whatever_its_characters(password: str) -> None:
    assert is_taken(password)


@pytest.mark.parametrize(("length", "good"), [(11, False), (12, True), (64, True), (128, True), (129, False)])
def test_twelve_to_a_hundred_and_twenty_eight_characters(length: int, good: bool) -> None:
    assert is_taken(("tre xanh ươm nắng vàng " * 8)[:length]) is good


def test_a_password_counts_exactly_as_typed() -> None:
    stored = hashed("Mưa rơi trên mái ngói cũ")

    assert stored.startswith("$argon2id$")
    assert matches(stored, "Mưa rơi trên mái ngói cũ")
    assert not matches(stored, "mưa rơi trên mái ngói cũ")
    assert not matches(stored, "Mưa rơi trên mái ngói cũ ")
    assert matches(stored, unicodedata.normalize("NFD", "Mưa rơi trên mái ngói cũ"))
    assert not matches(None, "Mưa rơi trên mái ngói cũ")
