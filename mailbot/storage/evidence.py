"""Evidence of verdicts: one record per judgement, never changed; and copies of documents stamped anew."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ForeignKey, Index, Select, Text, exists, func, insert, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from mailbot.storage import certificates
from mailbot.storage.base import Base, table
from mailbot.storage.certificates import Use
from mailbot.storage.documents import DocumentRow
from mailbot.storage.prepared import Prepared

_LISTED = 1000
"""Documents told of at once; an archive of many years must not slow the status page down."""


class EvidenceRow(Base):
    """What one verdict rested on; the bytes it names are blobs."""

    __tablename__ = "evidence"
    __table_args__ = (Index("ix_evidence_provable", "agency_id", "provable_until"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[str] = mapped_column(ForeignKey("agency.id"))
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), index=True)
    judged_at: Mapped[datetime]
    digest: Mapped[str]
    """SHA-256 of `content`; the journal holds it too."""
    content: Mapped[str] = mapped_column(Text)
    provable_until: Mapped[datetime | None]


class ArchiveCopyRow(Base):
    """A derived copy with a fresh archive timestamp (PAdES-LTA); the original stays as it is."""

    __tablename__ = "archive_copy"

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[str] = mapped_column(ForeignKey("agency.id"))
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), index=True)
    made_at: Mapped[datetime]
    digest: Mapped[str]
    """SHA-256 of the copy, a blob."""
    size: Mapped[int]
    authority: Mapped[str] = mapped_column(Text)
    """Who stamped it."""
    provable_until: Mapped[datetime | None]


@dataclass(frozen=True, slots=True)
class EvidenceRecord:
    """What is written once about one verdict and read again later."""

    judged_at: datetime
    digest: str
    content: str
    provable_until: datetime | None
    uses: tuple[Use, ...] = ()
    """Of certificates, for a valid verdict; kept beside the record and not read with it."""


@dataclass(frozen=True, slots=True)
class ArchiveCopy:
    """One stamped copy of a document."""

    id: int
    document_id: int
    made_at: datetime
    digest: str
    size: int
    authority: str
    provable_until: datetime | None


@dataclass(frozen=True, slots=True)
class Ending:
    """Documents whose proof ends within a time, and when the first of them does."""

    count: int
    first: datetime | None


_ADD = Prepared(insert(table(EvidenceRow)))


def add(session: Session, agency_id: str, document_id: int, record: EvidenceRecord) -> None:
    """Write one record in the caller's transaction."""
    values = {
        "agency_id": agency_id, "document_id": document_id, "judged_at": record.judged_at,
        "digest": record.digest, "content": record.content, "provable_until": record.provable_until,
    }  # fmt: skip
    _ADD.insert(session, values)
    certificates.add(session, agency_id, document_id, record.uses)


def latest(session: Session, agency_id: str, document_id: int) -> EvidenceRecord | None:
    """The record of the verdict that stands."""
    row = session.scalar(
        select(EvidenceRow)
        .where(EvidenceRow.agency_id == agency_id, EvidenceRow.document_id == document_id)
        .order_by(EvidenceRow.id.desc())
        .limit(1)
    )
    return _record(row) if row else None


def document_of(session: Session, agency_id: str, digest: str) -> int | None:
    """Id of the first document with exactly these bytes."""
    query = select(DocumentRow.id).where(DocumentRow.agency_id == agency_id, DocumentRow.digest == digest)
    return session.scalar(query.order_by(DocumentRow.id).limit(1))


def every(session: Session, agency_id: str, after: int = 0, limit: int = 500) -> Sequence[tuple[int, str, str]]:
    """Id, digest and content of records, oldest first, from the one after `after`."""
    rows = session.execute(
        select(EvidenceRow.id, EvidenceRow.digest, EvidenceRow.content)
        .where(EvidenceRow.agency_id == agency_id, EvidenceRow.id > after)
        .order_by(EvidenceRow.id)
        .limit(limit)
    )
    return [(number, digest, content) for number, digest, content in rows]


def add_copy(session: Session, agency_id: str, copy: ArchiveCopy) -> None:
    """Remember a stamped copy, whose bytes are stored."""
    session.add(
        ArchiveCopyRow(
            agency_id=agency_id, document_id=copy.document_id, made_at=copy.made_at, digest=copy.digest,
            size=copy.size, authority=copy.authority, provable_until=copy.provable_until,
        )
    )  # fmt: skip


def copies(session: Session, agency_id: str, document_id: int) -> tuple[ArchiveCopy, ...]:
    """Stamped copies of a document, the newest first; each carries the ones before it."""
    rows = session.scalars(
        select(ArchiveCopyRow)
        .where(ArchiveCopyRow.agency_id == agency_id, ArchiveCopyRow.document_id == document_id)
        .order_by(ArchiveCopyRow.id.desc())
    )
    return tuple(
        ArchiveCopy(row.id, row.document_id, row.made_at, row.digest, row.size, row.authority, row.provable_until)
        for row in rows
    )


def copy_digests(session: Session, agency_id: str) -> set[str]:
    """SHA-256 of every stamped copy."""
    return set(session.scalars(select(ArchiveCopyRow.digest).where(ArchiveCopyRow.agency_id == agency_id)))


def ending(session: Session, agency_id: str | None, after: datetime, before: datetime) -> Ending:
    """How many documents cease to be provable between two times, not counting those stamped anew."""
    found = _ending(agency_id, after, before).limit(_LISTED).subquery()
    count, first = session.execute(
        select(func.count(found.c.document_id.distinct()), func.min(found.c.provable_until))
    ).one()
    return Ending(count, first)


def ending_documents(
    session: Session, agency_id: str, after: datetime, before: datetime, limit: int
) -> tuple[int, ...]:
    """Ids of those documents, the most pressing first."""
    rows = session.execute(_ending(agency_id, after, before).order_by(EvidenceRow.provable_until).limit(limit))
    return tuple(dict.fromkeys(document_id for document_id, _ in rows))


def _ending(agency_id: str | None, after: datetime, before: datetime) -> Select[int, datetime | None]:
    newer = exists().where(
        ArchiveCopyRow.document_id == EvidenceRow.document_id, ArchiveCopyRow.provable_until >= before
    )
    query = select(EvidenceRow.document_id, EvidenceRow.provable_until).where(
        EvidenceRow.provable_until >= after, EvidenceRow.provable_until < before, ~newer
    )
    return query if agency_id is None else query.where(EvidenceRow.agency_id == agency_id)


def _record(row: EvidenceRow) -> EvidenceRecord:
    return EvidenceRecord(row.judged_at, row.digest, row.content, row.provable_until)
