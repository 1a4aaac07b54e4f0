"""How often somebody was asked back about a document since anything new was told them of it."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from mailbot.storage.outbox import LetterRow


@dataclass(frozen=True, slots=True)
class AskedBack:
    """Questions in a row."""

    times: int
    last_letter_id: int
    """0 when there was none."""


def in_a_row(
    session: Session, agency_id: str, document_id: int, to: str, *, kind: str, beside: tuple[str, ...], without: str
) -> AskedBack:
    """Letters of this kind after the last one of any other kind but those `beside`; `without` is the key of one that
    does not count."""
    theirs = (LetterRow.agency_id == agency_id, LetterRow.document_id == document_id, LetterRow.recipient == to)
    news = select(func.coalesce(func.max(LetterRow.id), 0)).where(*theirs, LetterRow.kind.not_in((kind, *beside)))
    row = session.execute(
        select(func.count(), func.coalesce(func.max(LetterRow.id), 0)).where(
            *theirs, LetterRow.kind == kind, LetterRow.key != without, LetterRow.id > news.scalar_subquery()
        )
    ).one()
    return AskedBack(row[0], row[1])
