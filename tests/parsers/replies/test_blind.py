"""Sentences nobody had in mind when the grammar was written: none obeyed wrongly, nearly all clear ones understood."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from parsers.model import ParsedDirective, Party
from parsers.replies.cutting.reply import CutReply
from parsers.replies.replymail import read_words
from tests.parsers.replies.blind import AFTER, BEFORE
from tests.parsers.replypeople import PEOPLE, TODAY, is_weekday


def reading(text: str) -> str:
    order = read_words(CutReply(text, "", 1.0), PEOPLE, TODAY, is_weekday).directive
    return _written(order) if order else "?"


def _written(order: ParsedDirective) -> str:
    parts = [order.verb.value]
    parts += [
        f"{mark}:{_keys(who)}"
        for mark, who in zip("LCI", (order.lead, order.co_handlers, order.inform), strict=True)
        if who
    ]
    parts += [f"{mark}:{day:%m-%d}" for mark, day in (("D", order.due_on), ("F", order.from_on)) if day]
    return " ".join(parts)


def _keys(parties: Sequence[Party]) -> str:
    return ",".join(sorted(party.key for party in parties))


@pytest.mark.parametrize(("text", "accepted"), [*BEFORE, *AFTER])
def test_blind_sentence_is_never_read_against_its_writer(text: str, accepted: str) -> None:
    assert reading(text) in {"?", *accepted.split(" | ")}


def test_nine_of_ten_clear_blind_orders_are_understood() -> None:
    clear = [text for text, accepted in (*BEFORE, *AFTER) if "?" not in accepted]
    understood = [text for text in clear if reading(text) != "?"]
    assert len(understood) >= 0.9 * len(clear)
