"""Replies of public reply parsers: cut at least as well as by the best of those parsers, in the same run."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from parsers.replies.cutting.reply import cut_reply
from parsers.replies.cutting.signoff import sign_off_at
from parsers.replies.replymail import SURE_ENOUGH
from tests.external import replies
from tests.external.replies import Extract, Reply

LONGEST = 20_000
"""One body is a million quote signs, which takes some of the libraries minutes."""


def _words(text: str) -> str:
    """Without spaces, and without a signature: some projects call it part of the reply, some do not."""
    lines = text.split("\n")
    return re.sub(r"\s+", "", "\n".join(lines[: sign_off_at(lines)]))


def _right(extract: Extract, cases: Sequence[Reply]) -> int:
    return sum(_words(extract(case.body[:LONGEST])) == _words(case.fresh) for case in cases)


def _ours(body: str) -> str:
    return cut_reply(body).text


def _every_case() -> list[Reply]:
    return [*replies.talon(), *replies.crisp(), *replies.zapier()]


def test_as_many_replies_are_right_as_with_zapier() -> None:
    library = replies.library_zapier()
    for read in (replies.talon, replies.crisp, replies.zapier):
        assert _right(_ours, read()) >= _right(library, read())


def test_as_many_replies_are_right_as_with_talon(tmp_path: Path) -> None:
    library = replies.library_talon(tmp_path)
    assert _right(_ours, _every_case()) >= _right(library, _every_case())


def test_as_many_replies_are_right_as_with_crisp(tmp_path: Path) -> None:
    library = replies.library_crisp(tmp_path, [case.body[:LONGEST] for case in _every_case()])
    for read in (replies.talon, replies.crisp, replies.zapier):
        assert _right(_ours, read()) >= _right(library, read())


# Two left, both by intent: talon calls a forwarded mail part of the reply, Crisp an answer below the quote none.
@pytest.mark.parametrize(
    ("read", "least", "right"),
    [(replies.talon, 55, 55), (replies.crisp, 45, 49), (replies.zapier, 4, 4)],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_public_set_is_whole_and_mostly_right(read: Callable[[], list[Reply]], least: int, right: int) -> None:
    cases = read()
    assert len(cases) >= least
    assert _right(_ours, cases) >= right


def test_words_taken_wrongly_are_hardly_ever_taken_surely() -> None:
    sure = [
        case.name
        for case in _every_case()
        if (cut := cut_reply(case.body[:LONGEST])).confidence >= SURE_ENOUGH
        and not _words(case.fresh).startswith(_words(cut.text))
    ]
    assert len(sure) <= 3, sure


def test_reply_of_every_github_mail_carries_no_quote_sign() -> None:
    cases = replies.github()
    assert len(cases) >= 15
    for _, body in cases:
        assert not any(line.startswith(">") for line in cut_reply(body[:LONGEST]).text.split("\n"))
