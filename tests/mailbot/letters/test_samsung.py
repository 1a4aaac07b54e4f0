"""Samsung's programme quotes without a container: nothing in our own letters may look like one."""

from __future__ import annotations

import re

import pytest

from mailbot.letters.compose import LetterKind, compose
from parsers.replies.cutting.reply import cut_reply
from parsers.replies.cutting.replyhtml import split_html
from tests.mailbot.letters.samples import ENVELOPE, FULL_LETTERS
from tests.mailbot.letters.test_compose import body

ATTRIBUTION = "<div>-------- Thư gốc --------</div><div>Từ: Văn thư &lt;vanban@xa.example&gt;</div><div>Đến: a@xa</div>"


@pytest.mark.parametrize("kind", FULL_LETTERS)
def test_no_word_of_our_letters_stands_in_what_looks_like_a_quote(kind: LetterKind) -> None:
    page = body(compose(kind, ENVELOPE, FULL_LETTERS[kind]), "html")
    assert split_html(page).quoted == ""


@pytest.mark.parametrize("kind", FULL_LETTERS)
def test_a_reply_typed_above_the_letter_is_sure(kind: LetterKind) -> None:
    """It was asked back every time while our letters had a class called quote."""
    letter = body(compose(kind, ENVELOPE, FULL_LETTERS[kind]), "html")
    inside = re.sub(r"(?s)^.*?<body[^>]*>|</body>.*$", "", letter)
    cut = cut_reply("", f"<html><body><div>HỦY</div>{ATTRIBUTION}<div>{inside}</div></body></html>")
    assert cut.text == "HỦY"
    assert cut.confidence >= 0.5
