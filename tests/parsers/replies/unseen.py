"""Sentences written after the parser was frozen, with what a careful secretary would do (tests/corpus/sentences).

A line: words / verb / lead / co-handlers / for information / due; `~` is a line end; `/ ask` is what no program may
act on. The figures of the first measures, before anything was changed, are in docs/reply-figures.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from parsers.model import Party, Verb
from tests.parsers.replypeople import PEOPLE

Parties = tuple[Party, ...]

FOLDER = Path(__file__).parents[2] / "corpus" / "sentences"
ASK = " / ask"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and the one order it may become."""

    words: str
    verb: Verb
    lead: Parties
    co_handlers: Parties
    inform: Parties
    due_on: date | None


def _of(keys: str) -> Parties:
    known = {party.key: party for party in PEOPLE}
    return tuple(known[key] for key in keys.split())


def _day(written: str) -> date | None:
    day, _, month = written.strip().partition("/")
    return date(2026, int(month), int(day)) if month else None


def _sentence(line: str) -> Sentence:
    words, rest = line.split(" / ", 1)
    verb, lead, co_handlers, inform, due = (*rest.split("/", 4), "")[:5]
    people = (_of(lead), _of(co_handlers), _of(inform))
    return Sentence(words.replace("~", "\n"), Verb(verb.strip()), *people, _day(due))


_LINES = tuple(
    line for file in sorted(FOLDER.glob("*.txt")) for line in file.read_text(encoding="utf-8").strip().split("\n")
)
UNDERSTOOD = tuple(_sentence(line) for line in _LINES if not line.endswith(ASK))
ASK_BACK = tuple(line.removesuffix(ASK).replace("~", "\n") for line in _LINES if line.endswith(ASK))
