"""Words of the incoming book, found by an index of the database, newest lines first.

SQLite keeps them in the FTS5 table `book_words`; its row numbers grow with year and arrival number, so that the newest
lines come first without sorting, and triggers follow every change of a register line (migration 0013). PostgreSQL has a
GIN index over the same words of `document.search`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import ARRAY, Integer, Select, any_, column, func, literal, select, table
from sqlalchemy.orm import Session

from mailbot.domain.folding import fold
from mailbot.storage.documents import DocumentRow

ID_BITS, NUMBER_BITS = 27, 24
"""`book_words.rowid` is year, arrival number and the low bits of the document's id: 63 bits together."""
MOST = 1000
"""PostgreSQL: where more lines match than this, the first fifty are met soon by going down the book itself."""
_ID_MASK = (1 << ID_BITS) - 1
_WORDS_LOOKED_AT = 12
_LONGEST_WORD = 60
_BEGINNING = 3
"""Letters a beginning needs."""
_FTS = table("book_words", column("rowid", Integer), column("book_words"))


@dataclass(frozen=True, slots=True)
class Word:
    """One folded word; `is_whole` False: its beginning is enough."""

    text: str
    is_whole: bool


Words = tuple[Word, ...]


def readings(typed: str) -> Iterator[Words]:
    """What to look for, in turn until something is found: whole words with an unfinished last one, then beginnings.

    A beginning of one or two letters fits too much to mean anything, and costs most.
    """
    words = [word[:_LONGEST_WORD] for word in fold(typed).split()[:_WORDS_LOOKED_AT]]
    if words:
        yield (*(Word(word, is_whole=True) for word in words[:-1]), Word(words[-1], is_whole=False))
    if any(len(word) >= _BEGINNING for word in words[:-1]):
        yield tuple(Word(word, is_whole=len(word) < _BEGINNING) for word in words)


@dataclass(frozen=True, slots=True)
class Span:
    """Which part of the book is searched: years, both included, and the (year, number) the list continues after."""

    first: int
    last: int
    before: tuple[int, int] | None = None


NEWEST = (DocumentRow.year.desc(), DocumentRow.arrival_number.desc())


def having(
    session: Session, query: Select[DocumentRow], agency_id: str, words: Words, span: Span
) -> Select[DocumentRow]:
    """Registered documents of the query with all these words, newest first."""
    if session.get_bind().dialect.name == "sqlite":
        return _by_fts(query, agency_id, words, span)
    return _by_gin(session, query, agency_id, words, span).order_by(*NEWEST)


def _by_fts(query: Select[DocumentRow], agency_id: str, words: Words, span: Span) -> Select[DocumentRow]:
    asked = [f'"{word.text}"' if word.is_whole else f'"{word.text}"*' for word in words]
    match = " AND ".join([f"a{agency_id.encode().hex()}", *asked])
    last = _key(*span.before) if span.before else _key(span.last + 1, 0)
    return (
        query.join_from(_FTS, DocumentRow, DocumentRow.id == _FTS.c.rowid.op("&")(_ID_MASK))
        .where(_FTS.c.book_words.op("MATCH")(match), _FTS.c.rowid.between(_key(span.first, 0), last - 1))
        .order_by(_FTS.c.rowid.desc())
    )


def _key(year: int, number: int) -> int:
    return (year << NUMBER_BITS | number) << ID_BITS


def _by_gin(
    session: Session, query: Select[DocumentRow], agency_id: str, words: Words, span: Span
) -> Select[DocumentRow]:
    asked = " & ".join(f"'{word.text}'" if word.is_whole else f"'{word.text}':*" for word in words)
    indexed = func.to_tsvector("simple", DocumentRow.search).op("@@")(func.to_tsquery("simple", asked))
    ids = session.scalars(
        select(DocumentRow.id)
        .where(indexed, DocumentRow.agency_id == agency_id, DocumentRow.year.between(span.first, span.last))
        .limit(MOST + 1)
    ).all()
    if len(ids) <= MOST:
        return query.where(DocumentRow.id == any_(literal(list(ids), ARRAY(Integer))))
    line = " " + DocumentRow.search + " "
    for word in words:
        # Not LIKE: its estimate is so low that the whole table would be read and sorted.
        query = query.where(func.strpos(line, f" {word.text} " if word.is_whole else f" {word.text}") > 0)
    return query
