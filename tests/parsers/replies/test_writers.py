"""Orders written and judged by who has not read us: w2 southern, dictated, hurried; w3 formal notes on documents;
v1 a commune of the delta, v2 a department and its officers, v3 a hospital, each as on an ordinary day; v4 (a ward) and
v5 (a department of agriculture) by who did write the reader, before reading it again.

`tests/corpus/writers`: each round with its day; `words / verb / lead / co-handlers / for information / due` or `/ ask`.
The clear ones its reader still asks back are not among them; how many they were is in docs/reply-figures.md.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from parsers.model import Party
from parsers.replies.cutting.reply import CutReply
from parsers.replies.replymail import read_words
from tests.parsers.replypeople import is_weekday

FOLDER = Path(__file__).parents[2] / "corpus" / "writers"


def _party(line: str) -> Party:
    kind, key, name, position, unit, aliases = (piece.strip() for piece in line.split("/"))
    return Party(kind, key, name, position, unit, tuple(filter(None, aliases.split(" , "))))


ROUNDS = sorted(FOLDER.glob("*-round*.txt"))


def _people(file: Path) -> tuple[Party, ...]:
    listed = file.with_name(f"{file.name.partition('-')[0]}-people.txt")
    return tuple(map(_party, listed.read_text(encoding="utf-8").splitlines()))


def _reading(words: str, people: tuple[Party, ...], today: date) -> str:
    order = read_words(CutReply(words, "", 1.0), people, today, is_weekday).directive
    if order is None:
        return "ask"
    named = (" ".join(party.key for party in who) for who in (order.lead, order.co_handlers, order.inform))
    return " / ".join((order.verb.value, *named, f"{order.due_on:%d/%m}" if order.due_on else "")).strip()


@pytest.mark.parametrize("file", ROUNDS, ids=[file.stem for file in ROUNDS])
def test_every_sentence_of_a_round_is_read_as_its_writer_meant(file: Path) -> None:
    day, *lines = file.read_text(encoding="utf-8").splitlines()
    people = _people(file)
    rows = [line.replace("~", "\n").partition(" / ") for line in lines]
    read = [(words, expected, _reading(words, people, date.fromisoformat(day))) for words, _, expected in rows]
    assert len(read) >= 50
    assert not [row for row in read if row[1] != row[2]]
