"""Sentences the parser had not seen when it was frozen: none is obeyed wrongly, nearly all are understood."""

from __future__ import annotations

import pytest

from parsers.replies.directive import parse_directive
from tests.parsers.replies.unseen import ASK_BACK, UNDERSTOOD, Sentence
from tests.parsers.replypeople import PEOPLE, TODAY, is_weekday


def _understood(sentence: Sentence) -> bool:
    """False when asked back; anything else than what was meant fails the test."""
    directive, questions = parse_directive(sentence.words, PEOPLE, TODAY, is_weekday)
    if directive is None:
        assert questions
        return False
    assert (directive.verb, directive.due_on) == (sentence.verb, sentence.due_on), sentence.words
    parts = (directive.lead, directive.co_handlers, directive.inform)
    assert parts == (sentence.lead, sentence.co_handlers, sentence.inform), sentence.words
    assert directive.note == sentence.words
    return True


def test_nine_of_ten_are_understood_and_none_wrongly() -> None:
    assert len(UNDERSTOOD) >= 200
    assert sum(map(_understood, UNDERSTOOD)) >= 0.9 * len(UNDERSTOOD)


@pytest.mark.parametrize("words", ASK_BACK)
def test_what_is_no_clear_order_is_asked_back(words: str) -> None:
    directive, questions = parse_directive(words, PEOPLE, TODAY, is_weekday)
    assert directive is None
    assert questions


def test_as_many_unseen_as_known_sentences() -> None:
    assert len(UNDERSTOOD) + len(ASK_BACK) >= 300
    assert len(set(ASK_BACK)) == len(ASK_BACK) >= 130
