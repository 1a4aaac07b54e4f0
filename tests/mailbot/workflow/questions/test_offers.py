"""What a letter offered by number."""

from __future__ import annotations

from mailbot.domain.asking import Offer
from mailbot.domain.codec import dump_as, dumps
from mailbot.storage.directives import TokenRow
from mailbot.workflow.questions.offers import chosen, offered
from parsers.model import ParsedDirective, ParsedReply, Party, Verb

READINGS = tuple(ParsedDirective(Verb.ASSIGN, (Party("unit", key, f"Phòng {key}"),), note="Giao") for key in "12")


def answer(number: int) -> ParsedReply:
    return ParsedReply(str(number), "", 0.9, None, None, choice=number)


def meaning(number: int, asked: str | None) -> tuple[ParsedDirective | None, list[str]]:
    reply = chosen(TokenRow(asked=asked), answer(number))
    assert reply is not None
    return reply.directive, [question.code for question in reply.questions]


def test_a_number_names_a_reading_or_none_of_them_or_nothing() -> None:
    asked = dumps(Offer(READINGS, "submitted 0"))
    assert meaning(2, asked) == (READINGS[1], [])
    assert meaning(3, asked) == (None, ["none_of_these"])
    assert meaning(4, asked) == meaning(0, asked) == (None, ["no_such_choice"])


def test_letters_of_before_offered_readings_alone_and_are_answered_still() -> None:
    asked = dump_as(tuple[ParsedDirective, ...], READINGS)
    assert offered(TokenRow(asked=asked)) == Offer(READINGS)
    assert meaning(1, asked) == (READINGS[0], [])


def test_a_letter_that_offered_nothing_takes_no_number() -> None:
    assert meaning(1, None) == (None, [])
