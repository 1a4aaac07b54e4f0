"""A reply mail read as a whole: whose words are new, and what they order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from parsers.model import COURTESY, ParsedMail, ParsedReply, Party, Question
from parsers.replies.asking.alternatives import readings
from parsers.replies.beside.courtesies import is_courtesy, without_courtesies
from parsers.replies.corrections import correction
from parsers.replies.cutting.namecards import without_card
from parsers.replies.cutting.reply import CutReply, cut_reply
from parsers.replies.cutting.signoff import without_farewell, without_postscript_mark
from parsers.replies.days.daycounts import WorkingDay
from parsers.replies.directive import parse_choice, parse_said

SURE_ENOUGH = 0.5
"""Below this it is not certain whose words these are, so they are never acted on (spec.md §6.3)."""
_TWO_READERS = frozenset({"several_bodies", "two_meanings", "out_of_sight"})
"""Defects by which one reader sees other words than the next."""


def read_reply(mail: ParsedMail, people: Sequence[Party], today: date, is_working_day: WorkingDay) -> ParsedReply:
    """The fresh words and their directive; automatic mail orders nothing and is asked nothing (RFC 3834)."""
    cut = cut_reply(mail.text, mail.html)
    if mail.automatic is not None:
        return ParsedReply(cut.text, cut.elided, cut.confidence, mail.automatic, None)
    if not cut.text:
        return ParsedReply("", cut.elided, cut.confidence, None, None, (Question("empty_reply", ""),))
    if cut.confidence < SURE_ENOUGH or not _TWO_READERS.isdisjoint(mail.defects):
        doubt = (Question("doubtful_quote", cut.text),)
        return ParsedReply(cut.text, cut.elided, cut.confidence, None, None, doubt)
    return read_words(cut, people, today, is_working_day)


def read_words(cut: CutReply, people: Sequence[Party], today: date, is_working_day: WorkingDay) -> ParsedReply:
    """What fresh words order, or what must be asked back with the readings one may choose from."""
    if is_courtesy(cut.text):
        return ParsedReply(cut.text, cut.elided, cut.confidence, None, None, (Question(COURTESY, cut.text),))
    said = without_postscript_mark(without_farewell(without_card(cut.text)))
    words = without_courtesies(said)
    corrected = correction(words, people, today, is_working_day)
    if corrected is not None:
        return ParsedReply(cut.text, cut.elided, cut.confidence, None, replace(corrected, note=cut.text))
    directive, questions = parse_said(said, people, today, is_working_day)
    directive = replace(directive, note=cut.text) if directive else None
    offered = readings(words, questions, people, today, is_working_day)
    choice = parse_choice(words)
    return ParsedReply(cut.text, cut.elided, cut.confidence, None, directive, questions, offered, choice)
