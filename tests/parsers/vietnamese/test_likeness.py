"""A reader can tell Vietnamese from what a wrong decoding makes of it."""

from __future__ import annotations

import pytest

from parsers.vietnamese.likeness import likeness


@pytest.mark.parametrize("text", ["Quyết định của Ủy ban nhân dân", "giếng nước, gì, quốc gia, khuỷu, nghiêng", "uyển"])
def test_vietnamese_words_all_fit(text: str) -> None:
    assert likeness(text).strange == 0
    assert likeness(text).value > 0


@pytest.mark.parametrize(
    "word",
    [
        pytest.param("thốt".replace("ố", "ồ"), id="falling tone before a stop"),
        pytest.param("ngưôi", id="no such rime"),
        pytest.param("việtt", id="no such end"),
        pytest.param("quyÕt", id="sign inside a word"),
        pytest.param("Müller", id="German"),
        pytest.param("tiê\u0301\u0300ng", id="two tones"),
        pytest.param("ờ" * 31, id="too long"),
    ],
)
def test_other_words_do_not(word: str) -> None:
    assert likeness(word).strange == 1


def test_words_without_marks_say_nothing() -> None:
    assert likeness("cong van so 12/UBND").value == 0


def test_common_words_count_more() -> None:
    assert likeness("văn").value > likeness("vẳn").value > 0 > likeness("vũăn").value


def test_decomposed_text_is_judged_like_composed() -> None:
    assert likeness("vie\u0323\u0302c").syllables == 1
