"""Documents by what their text says: bands of sketches as an index, so that near copies are found at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import BigInteger, ForeignKey, Index, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from mailbot.domain.codec import loads
from mailbot.domain.document import DocumentLine
from mailbot.domain.states import State
from mailbot.storage.base import Base, run, table
from mailbot.storage.documents import DocumentRow, line
from parsers.fields.sketch import BINS, resemblance
from parsers.model import DocumentFields

_WIDTH = 3
"""Numbers of a band: texts that share 80 % are found 98 times of 100, those that share 30 % 15 times."""
ALIKE = 0.6
"""Shared groups of words from which two texts are shown as alike: a date, a number and a few names changed."""
_LOOKED_AT, _MOST = 60, 5


class TextBandRow(Base):
    """One band of the sketch of one document."""

    __tablename__ = "text_band"
    __table_args__ = (Index("ix_text_band_value", "agency_id", "value"),)

    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), primary_key=True)
    band: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[str] = mapped_column(ForeignKey("agency.id"))
    value: Mapped[int] = mapped_column(BigInteger)
    """Of the numbers in the band and its place: the same in two texts means that they may be alike."""


@dataclass(frozen=True, slots=True)
class Alike:
    """Another document with much of the same text."""

    document: DocumentLine
    percent: int


def add(session: Session, document: DocumentRow, sketch: Sequence[int]) -> None:
    """Make a stored document findable by its text; without a sketch there is nothing to find."""
    rows = [
        {"document_id": document.id, "band": band, "agency_id": document.agency_id, "value": value}
        for band, value in enumerate(_bands(sketch))
    ]
    if rows:
        run(session, _INSERT, rows)


def alike(session: Session, document: DocumentLine, sketch: Sequence[int]) -> tuple[Alike, ...]:
    """Other documents of the agency with nearly this text, the most alike first; never merged, only shown."""
    values = _bands(sketch)
    if not values:
        return ()
    candidates = (
        select(TextBandRow.document_id)
        .where(
            TextBandRow.agency_id == document.agency_id,
            TextBandRow.value.in_(values),
            TextBandRow.document_id != document.id,
        )
        .distinct()
        .order_by(TextBandRow.document_id.desc())
        .limit(_LOOKED_AT)
    )
    found = []
    for row in session.scalars(select(DocumentRow).where(DocumentRow.id.in_(candidates))):
        share = resemblance(sketch, loads(DocumentFields, row.fields).sketch)
        if share >= ALIKE and row.state != State.DUPLICATE.value:
            found.append(Alike(line(row), round(share * 100)))
    return tuple(sorted(found, key=lambda one: (-one.percent, -one.document.id))[:_MOST])


def _bands(sketch: Sequence[int]) -> list[int]:
    """Below 2**63, for any database."""
    if len(sketch) != BINS:
        return []
    bands = range(0, BINS, _WIDTH)
    return [_joined(number, sketch[at : at + _WIDTH]) for number, at in enumerate(bands)]


def _joined(band: int, numbers: Sequence[int]) -> int:
    value = band + 1
    for number in numbers:
        value = (value * 0x9E3779B97F4A7C15 + number) & 0x7FFFFFFFFFFFFFFF
    return value


_INSERT = table(TextBandRow).insert()
