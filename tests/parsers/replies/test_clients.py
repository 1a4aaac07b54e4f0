"""Fresh words of replies by mail programme: exact for known ones, never a leaked order for any."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import cache

import pytest

from parsers.mail import parse_mail
from parsers.replies.cutting.reply import CutReply, cut_reply
from parsers.replies.replymail import SURE_ENOUGH
from tests.parsers.replies.clients import LEAK, OLDER, WORDS, Fixture, Shape, fixtures
from tests.parsers.replies.shapes_fifth import FIFTH
from tests.parsers.replies.shapes_fourth import FOURTH
from tests.parsers.replies.shapes_known import KNOWN
from tests.parsers.replies.shapes_unseen import FIRST, SECOND, THIRD

UNSEEN = {**FIRST, **SECOND, **THIRD, **FOURTH, **FIFTH}


@cache
def _cut(fixture: Fixture) -> CutReply:
    mail = parse_mail(fixture.mail)
    return cut_reply(mail.text, mail.html)


def _is_exact(fixture: Fixture) -> bool:
    cut = _cut(fixture)
    return cut.text == fixture.words and cut.confidence >= SURE_ENOUGH


@pytest.mark.parametrize("client", KNOWN)
def test_known_programme_is_cut_exactly(client: str) -> None:
    for fixture in fixtures({client: KNOWN[client]}):
        cut = _cut(fixture)
        assert (cut.text, cut.confidence >= SURE_ENOUGH) == (fixture.words, True), fixture.name
        assert all(words in cut.elided for words in LEAK), fixture.name


@pytest.mark.parametrize(
    ("shapes", "least"),
    [(FIRST, 100), (SECOND, 95), (THIRD, 100), (FOURTH, 330), (FIFTH, 180)],
    ids=["first", "second", "third", "fourth", "fifth"],
)
def test_unseen_programmes_are_nearly_all_cut_exactly(shapes: Mapping[str, Shape], least: int) -> None:
    cases = list(fixtures(shapes))
    assert len(cases) >= least
    assert sum(map(_is_exact, cases)) >= 0.95 * len(cases)


@pytest.mark.parametrize("client", UNSEEN)
def test_no_quoted_order_leaks_from_an_unseen_programme(client: str) -> None:
    for fixture in fixtures({client: UNSEEN[client]}):
        cut = _cut(fixture)
        assert cut.confidence < SURE_ENOUGH or not any(words in cut.text for words in LEAK), fixture.name


@pytest.mark.parametrize("client", KNOWN)
def test_unaccented_reply_is_cut_exactly(client: str) -> None:
    words = _bare(WORDS["lines"])
    quoted = "\n".join(f"> {line}" for line in _bare(OLDER).split("\n"))
    body = _bare(KNOWN[client].plain).replace("{w}", words).replace("{Q}", quoted).replace("{q}", _bare(OLDER))
    cut = cut_reply(body)
    assert (cut.text, cut.confidence >= SURE_ENOUGH) == (words, True)


def _bare(text: str) -> str:
    """As typed without Vietnamese marks, capitals kept."""
    plain = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def test_fixtures_are_many() -> None:
    assert len(list(fixtures({**KNOWN, **UNSEEN}))) >= 990
