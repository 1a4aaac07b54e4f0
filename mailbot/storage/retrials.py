"""When a document is judged again, whose signature or whose annex's signature could not be proved."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import ColumnElement, ForeignKey, case, or_, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from mailbot.domain.codec import loads
from mailbot.domain.states import State
from mailbot.domain.trust import TrustVersion
from mailbot.storage import evidence
from mailbot.storage.base import Base, insert_if_absent
from mailbot.storage.documents import DocumentRow
from signing.evidence.model import Evidence, Part
from signing.model import SignatureReport, Verdict

TRY_LATER: Final = "TRY_LATER"
"""ETSI EN 319 102-1, table 6: not provable with what is there now."""
ANNEX_UNPROVEN: Final = "annex_unproven"
"""Code of the reason a document is held for the signature of an annex that came with it, see `rules.enclosures`."""


class RetrialRow(Base):
    """One held document with an unproven signature, on itself or on an annex."""

    __tablename__ = "retrial"

    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), primary_key=True)
    timed: Mapped[bool]
    """False: the clock alone changes nothing."""
    tried: Mapped[int] = mapped_column(default=0)
    """How many of the timed retrials are over."""
    next_at: Mapped[datetime | None]
    """None: no more by the clock, only when the trust store changes."""
    trust: Mapped[str] = mapped_column(default="")
    """Version of what it was last judged with: of the whole trust store when timed, else of its certificates."""
    handed_over_at: Mapped[datetime | None]
    """When a person was told that the machine gave up."""


@dataclass(frozen=True, slots=True)
class Retrial:
    """A document to be judged again."""

    agency_id: str
    document_id: int
    timed: bool
    received_at: datetime


def enlist(session: Session, first_after: timedelta, trust: TrustVersion) -> None:
    """Put every unproven held document on the list that is not there yet; it was judged with this trust store.

    Time heals nothing but missing revocation data: others wait for another trust store (ETSI: TRY_LATER).
    """
    known = select(RetrialRow.document_id)
    for row in session.scalars(select(DocumentRow).where(*_unproven(), DocumentRow.id.not_in(known))).all():
        timed = waits_for_lists((loads(SignatureReport, row.report), *_annexes(session, row)))
        insert_if_absent(
            session,
            RetrialRow,
            document_id=row.id,
            timed=timed,
            next_at=row.received_at + first_after if timed else None,
            trust=trust.for_retrial(waits_for_lists=timed),
        )


def waits_for_lists(reports: Iterable[SignatureReport]) -> bool:
    """Whether time may prove one of them: a document's own, and those on its annexes."""
    return any(report.sub_indication == TRY_LATER for report in reports)


def due(session: Session, now: datetime, trust: TrustVersion, most: int) -> tuple[Retrial, ...]:
    """Documents whose time has come or that were last judged with another trust store."""
    is_new = RetrialRow.trust != case((RetrialRow.timed, trust.everything), else_=trust.authorities)
    query = (
        select(DocumentRow.agency_id, RetrialRow.document_id, RetrialRow.timed, DocumentRow.received_at)
        .join(DocumentRow, DocumentRow.id == RetrialRow.document_id)
        .where(*_unproven(), or_(RetrialRow.next_at <= now, is_new))
        .order_by(RetrialRow.document_id)
        .limit(most)
    )
    return tuple(Retrial(*row) for row in session.execute(query))


def tried(session: Session, retrial: Retrial, trust: TrustVersion, count: int, next_at: datetime | None) -> None:
    """Judged with this trust store; `count` of the timed retrials are over; no next time means: not by the clock."""
    row = session.get_one(RetrialRow, retrial.document_id, with_for_update=True, populate_existing=True)
    row.timed, row.tried, row.next_at = retrial.timed, count, next_at
    row.trust = trust.for_retrial(waits_for_lists=retrial.timed)


def hand_over(session: Session, document_id: int, now: datetime) -> bool:
    """A person is told; True for the first call only."""
    row = session.get_one(RetrialRow, document_id, with_for_update=True, populate_existing=True)
    if row.handed_over_at is not None:
        return False
    row.handed_over_at = now
    return True


def _unproven() -> tuple[ColumnElement[bool], ...]:
    beside = DocumentRow.decision.contains(f'"{ANNEX_UNPROVEN}"')
    return DocumentRow.state == State.HELD.value, or_(DocumentRow.verdict == Verdict.UNPROVEN.value, beside)


def _annexes(session: Session, row: DocumentRow) -> Iterator[SignatureReport]:
    """The verdicts on what came with the document, as its evidence holds them."""
    record = evidence.latest(session, row.agency_id, row.id)
    if record is not None:
        yield from (one.report for one in loads(Evidence, record.content).beside if one.part is Part.ANNEX)
